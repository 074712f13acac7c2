import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { activities } from '../campaigns/schema.ts';
import { makeActor, makeCampaign, makeCounty, makeProduct } from '../../../../tests/support/factories.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import * as livestreams from './livestreams.ts';
import { liveSessions } from './schema.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});

const at = (hour: number) => new Date(Date.UTC(2026, 3, 12, hour));

test('a session keeps its roster and goods, shows gaps, and is closed once it was on air', async () => {
  const { db } = database;
  const { id: countyId } = await makeCounty(db);
  const planner = await makeActor(db, countyId, ['planner']);
  const product = await makeProduct(db, countyId);
  const campaign = await makeCampaign(db, countyId, {}, { productIds: [product.id] });
  const [activity] = await db
    .insert(activities)
    .values({
      countyId,
      campaignId: campaign.id,
      kind: 'livestream',
      name: '专场',
      startsAt: at(12),
      endsAt: at(16),
    })
    .returning();
  if (!activity) throw new Error('no activity');
  const input: livestreams.SessionInput = {
    platform: 'douyin',
    account: '白沙好物',
    roomId: '7301234567890123456',
    operatorName: '山海直播',
    operatorCreditCode: null,
    shopName: '白沙馆',
    slots: [{ host: '符阿妹', hostAccountId: null, startsAt: at(12), endsAt: at(14) }],
    goods: [{ productId: product.id, priceFen: 4900 }],
  };
  const save = (values: Partial<livestreams.SessionInput> = {}) =>
    livestreams.save(db, planner, activity.id, { ...input, ...values });

  expect(await save({ shopName: ' ' })).toEqual({ ok: false, reason: 'shop_missing' });
  const stranger = await makeProduct(db, (await makeCounty(db)).id);
  expect(await save({ goods: [{ productId: stranger.id, priceFen: null }] })).toEqual({
    ok: false,
    reason: 'unknown_reference',
  });
  expect((await save()).ok).toBe(true);
  const detail = await livestreams.getByActivity(db, countyId, activity.id);
  expect(detail?.session.roomId).toBe('7301234567890123456');
  expect(detail?.goods).toMatchObject([{ productId: product.id, priceFen: 4900 }]);
  expect(detail?.faults).toEqual([{ kind: 'gap', from: at(14), to: at(16) }]);

  expect(
    (
      await save({
        slots: [...input.slots, { host: '王小青', hostAccountId: null, startsAt: at(14), endsAt: at(16) }],
      })
    ).ok,
  ).toBe(true);
  expect((await livestreams.getByActivity(db, countyId, activity.id))?.faults).toEqual([]);

  await db.update(liveSessions).set({ state: 'ended' }).where(eq(liveSessions.activityId, activity.id));
  expect(await save()).toEqual({ ok: false, reason: 'locked' });
});
