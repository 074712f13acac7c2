import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { licences } from '#lib/server/brand/schema.ts';
import { getCode } from '#lib/server/links/links.ts';
import * as notices from '#lib/server/notices/notices.ts';
import { testDatabase, type TestDatabase } from '../../../../../tests/support/database.ts';
import {
  makeApprovedPoster,
  makePosterCounty,
  NOW,
  type PosterCounty,
} from '../../../../../tests/support/posters.ts';
import { personalPoster, servePoster } from '../outputs.ts';
import { posterContents, posterOutputs, type PosterContent } from '../schema.ts';
import {
  confirmRecall,
  describeRecall,
  dismissRecall,
  listRecalls,
  proposeRecall,
  recall,
} from './recalls.ts';
import { recallEnded } from './ended.ts';
import { acknowledgeRecall, listOwnRecalls, listReceipts, markSeen } from './receipts.ts';

let database: TestDatabase;
let county: PosterCounty;
let version: PosterContent;
const LATER = new Date(NOW.getTime() + 60_000);

beforeAll(async () => {
  database = await testDatabase();
});

beforeEach(async () => {
  county = await makePosterCounty(database, { merchantNames: [`符氏${Date.now()}`, `阿伦${Date.now()}`] });
  version = await makeApprovedPoster(database, county);
});

test('a recalled version: pictures and renders refused, codes switched, merchants told until they acknowledge', async () => {
  const picture = await drawn(0);
  await drawn(1);
  const done = await recall(database.db, county.planner, {
    scope: 'content',
    scopeId: version.id,
    reason: 'wrong_price',
    words: '价格印错了，请不要再发',
    now: NOW,
  });
  if (!done.ok) throw new Error(done.reason);
  expect(done.recall).toMatchObject({ state: 'confirmed', outputs: 2, codes: 2, label: expect.any(String) });
  expect(await serve(picture.hash)).toBe('withdrawn');
  expect(await personal(0)).toBe('no_poster');
  const code = await codeOf(picture.hash);
  expect((await getCode(database.db, code))?.code).toMatchObject({
    recalledAt: NOW,
    recalledReason: 'wrong_price',
  });

  const { countyId, merchantActor } = county;
  const merchantId = merchantActor.merchantIds[0] ?? '';
  const told = await notices.list(database.db, countyId, merchantActor.userId ?? '');
  expect(told).toMatchObject([{ kind: 'poster.withdrawn', path: '/m/recalls' }]);
  const own = () => listOwnRecalls(database.db, countyId, merchantId, { openOnly: true });
  expect(await own()).toMatchObject([
    { reason: 'wrong_price', words: '价格印错了，请不要再发', acknowledgedAt: null },
  ]);
  await markSeen(database.db, countyId, merchantId, LATER);
  expect((await describeRecall(database.db, done.recall)).receipts).toEqual({
    notified: 2,
    seen: 1,
    acknowledged: 0,
  });
  const request = { recallId: done.recall.id, merchantId, now: LATER };
  expect(await acknowledgeRecall(database.db, merchantActor, request)).toEqual({ ok: true });
  expect(await acknowledgeRecall(database.db, merchantActor, request)).toEqual({ ok: true });
  expect(await own()).toEqual([]);
  const [first, last] = await listReceipts(database.db, done.recall);
  expect(first).toMatchObject({ acknowledgedAt: null });
  expect(last).toMatchObject({ merchantId, seenAt: LATER, acknowledgedAt: LATER });
  const other = county.merchants[1]?.id ?? '';
  expect(await acknowledgeRecall(database.db, merchantActor, { ...request, merchantId: other })).toEqual({
    ok: false,
    reason: 'not_found',
  });
});

test('recalling one picture leaves the others and the version alone, and it is not drawn again', async () => {
  const one = await drawn(0);
  const other = await drawn(1);
  const done = await recall(database.db, county.leader, {
    scope: 'output',
    scopeId: one.hash,
    reason: 'other',
    words: '名字写错了',
    now: NOW,
  });
  expect(done).toMatchObject({ ok: true, recall: { outputs: 1, codes: 1 } });
  expect([await serve(one.hash), await serve(other.hash)]).toEqual(['withdrawn', 'ok']);
  expect([await personal(0), await personal(1)]).toEqual(['withdrawn', 'ok']);
});

test('recalling a merchant takes all its pictures, in formats not drawn yet too, until a later approval', async () => {
  const one = await drawn(0);
  const merchantId = county.merchants[0]?.id ?? '';
  await recall(database.db, county.planner, {
    scope: 'merchant',
    scopeId: merchantId,
    reason: 'licence_ended',
    words: '暂停使用',
    now: NOW,
  });
  expect(await serve(one.hash)).toBe('withdrawn');
  expect([await personal(0, 'oa-cover'), await personal(1, 'oa-cover')]).toEqual(['withdrawn', 'ok']);
  await database.db
    .update(posterContents)
    .set({ approvedAt: LATER })
    .where(eq(posterContents.id, version.id));
  expect(await personal(0, 'oa-cover')).toBe('ok');
});

test('a campaign’s recall takes replaced versions too: their pictures are still in people’s chats', async () => {
  const old = await drawn(0);
  await database.db.update(posterContents).set({ replacedAt: NOW }).where(eq(posterContents.id, version.id));
  const next = await makeApprovedPoster(database, county);
  const fresh = await drawn(1);
  const done = await recall(database.db, county.planner, {
    scope: 'campaign',
    scopeId: county.campaign.id,
    reason: 'date_changed',
    words: '活动改期',
    now: NOW,
  });
  expect(done).toMatchObject({ ok: true, recall: { outputs: 2 } });
  expect([await serve(old.hash), await serve(fresh.hash)]).toEqual(['withdrawn', 'withdrawn']);
  const states = await database.db
    .select({ state: posterContents.state })
    .from(posterContents)
    .where(eq(posterContents.campaignId, next.campaignId));
  expect(states.map((s) => s.state)).toEqual(['withdrawn', 'withdrawn']);
});

test('a proposal changes nothing until it is confirmed, is opened once, and may be dismissed with a reason', async () => {
  const pictureId = await drawnWithPicture();
  const propose = () =>
    database.db.transaction((tx) =>
      proposeRecall(tx, county.countyId, {
        scope: 'picture',
        scopeId: pictureId,
        reason: 'portrait_withdrawn',
        source: 'consent',
      }),
    );
  const proposal = await propose();
  expect(proposal).toMatchObject({ state: 'proposed', outputs: 1 });
  expect(await propose()).toBeNull();
  expect(await personal(0)).toBe('ok');
  const { db } = database;
  const request = { recallId: proposal?.id ?? '', words: '肖像同意已撤回', now: NOW };
  expect(await dismissRecall(db, county.planner, { ...request, words: ' ' })).toMatchObject({
    reason: 'words_missing',
  });
  expect(await confirmRecall(db, county.merchantActor, request)).toMatchObject({ reason: 'not_allowed' });
  expect(await confirmRecall(db, county.planner, request)).toMatchObject({
    ok: true,
    recall: { outputs: 1 },
  });
  expect(await personal(0)).toBe('no_poster');
  expect(await confirmRecall(db, county.planner, request)).toMatchObject({ reason: 'not_proposed' });
  expect(await propose()).toBeNull();
  expect((await listRecalls(db, county.countyId, { page: 1, pageSize: 10 })).total).toBe(1);
});

test('a revoked licence recalls its pictures by itself; one that ran out is proposed; a second look finds nothing', async () => {
  const { db } = database;
  const { countyId } = county;
  const licence = async (
    documentNo: string,
    values: Partial<typeof licences.$inferInsert>,
    index: number,
  ) => {
    const [row] = await db
      .insert(licences)
      .values({
        countyId,
        brandId: county.brandId,
        holderMerchantId: county.merchants[index]?.id ?? null,
        uses: ['advertising'],
        validFrom: '2025-01-01',
        validTo: '2027-12-31',
        documentNo: `${documentNo}-${countyId}`,
        status: 'granted',
        ...values,
      })
      .returning();
    const picture = await drawn(index);
    await db
      .update(posterOutputs)
      .set({ licenceIds: [row?.id ?? ''] })
      .where(eq(posterOutputs.hash, picture.hash));
    return picture;
  };
  const revoked = await licence('A', { status: 'revoked', revokedOn: '2026-11-20' }, 0);
  const expired = await licence('B', { validTo: '2026-11-23' }, 1);
  const look = () => recallEnded(db, countyId, { today: '2026-11-24', now: NOW });
  expect(await look()).toEqual({ recalled: 1, proposed: 1 });
  expect(await look()).toEqual({ recalled: 0, proposed: 0 });
  const recalled = async (hash: string) =>
    (await db.select().from(posterOutputs).where(eq(posterOutputs.hash, hash)))[0]?.recalledReason ?? null;
  expect([await recalled(revoked.hash), await recalled(expired.hash)]).toEqual(['licence_ended', null]);
  const told = await notices.list(db, countyId, county.merchantActor.userId ?? '');
  expect(told.map((n) => n.kind)).toEqual(['poster.withdrawn']);
  const { rows } = await listRecalls(db, countyId, { page: 1, pageSize: 10 });
  expect(rows.map((r) => r.recall.state)).toEqual(['proposed', 'confirmed']);
});

test('what is not there, not allowed or already gone is refused and leaves no trace', async () => {
  const { db } = database;
  const request = { scope: 'content', scopeId: version.id, reason: 'other', words: 'x', now: NOW } as const;
  expect(await recall(db, county.merchantActor, request)).toMatchObject({ reason: 'not_allowed' });
  expect(await recall(db, county.planner, { ...request, words: '  ' })).toMatchObject({
    reason: 'words_missing',
  });
  expect(await recall(db, county.planner, { ...request, scopeId: county.campaign.id })).toMatchObject({
    reason: 'not_found',
  });
  const elsewhere = await makePosterCounty(database, { merchantNames: [] });
  expect(await recall(db, elsewhere.planner, request)).toMatchObject({ reason: 'not_found' });
  expect(
    await recall(db, county.planner, { ...request, replacementContentId: county.campaign.id }),
  ).toMatchObject({ reason: 'replacement_not_approved' });
  await recall(db, county.planner, request);
  expect(await recall(db, county.planner, request)).toMatchObject({ reason: 'nothing_to_recall' });
  expect((await listRecalls(db, county.countyId, { page: 1, pageSize: 10 })).total).toBe(1);
});

async function draw(index: number, format: 'square' | 'oa-cover') {
  return personalPoster(county.app, county.planner, {
    merchantId: county.merchants[index]?.id ?? '',
    campaignId: county.campaign.id,
    format,
  });
}

async function personal(index: number, format: 'square' | 'oa-cover' = 'square') {
  const result = await draw(index, format);
  return result.ok ? 'ok' : result.reason;
}

async function drawn(index: number) {
  const result = await draw(index, 'square');
  if (!result.ok) throw new Error(`${result.reason} ${JSON.stringify(result.issues)}`);
  return result.output;
}

/** The id of the picture on the version. */
async function drawnWithPicture(): Promise<string> {
  await drawn(0);
  const id = version.content.picture?.id;
  if (!id) throw new Error('the sample poster has no picture');
  return id;
}

async function codeOf(hash: string): Promise<string> {
  const [row] = await database.db.select().from(posterOutputs).where(eq(posterOutputs.hash, hash));
  return row?.code ?? '';
}

async function serve(hash: string) {
  const result = await servePoster(county.app, hash, { userId: null, kind: 'view' });
  return result.ok ? 'ok' : result.reason;
}
