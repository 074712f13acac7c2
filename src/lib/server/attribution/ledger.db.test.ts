import { beforeAll, describe, expect, it } from 'vitest';
import { campaignCodes, activities } from '../campaigns/schema.ts';
import { houseActor } from '../accounts/actor.ts';
import { append } from '../outbox/outbox.ts';
import { checkIns, registrations } from '../events/schema.ts';
import { links, touches } from '../links/schema.ts';
import { liveSessions, rosterSlots } from '../livestreams/schema.ts';
import { orderLines, orders, shops } from '../sales/schema.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCampaign, makeCounty, makeMerchant, makeProduct } from '../../../../tests/support/factories.ts';
import * as attribution from './attribution.ts';
import { explainOrder } from './explanations.ts';

let database: TestDatabase;
let countyId: string;
const ids = { A: '', B: '', product: '', merchant: '', shop: '', live: '', fair: '', link: '' };
const at = (text: string) => new Date(`2026-${text.replace(' ', 'T')}+08:00`);
let counter = 0;

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  countyId = (await makeCounty(db)).id;
  ids.product = (await makeProduct(db, countyId)).id;
  ids.merchant = (await makeMerchant(db, countyId)).id;
  ids.A = (await makeCampaign(db, countyId, { name: '春茶节' }, { productIds: [ids.product] })).id;
  ids.B = (await makeCampaign(db, countyId, { name: '红心橙' })).id;
  const [shop] = await db
    .insert(shops)
    .values({ countyId, platform: 'douyin', name: '白沙优选', merchantId: ids.merchant })
    .returning();
  ids.shop = shop?.id ?? '';
  const made = await db
    .insert(activities)
    .values([
      {
        countyId,
        campaignId: ids.A,
        kind: 'livestream',
        name: '春茶直播',
        startsAt: at('04-20 19:00:00'),
        endsAt: at('04-20 23:00:00'),
      },
      {
        countyId,
        campaignId: ids.A,
        kind: 'offline_event',
        name: '开茶集市',
        startsAt: at('04-18 09:00:00'),
        endsAt: at('04-18 18:00:00'),
      },
    ])
    .returning();
  ids.live = made[0]?.id ?? '';
  ids.fair = made[1]?.id ?? '';
  const [session] = await db
    .insert(liveSessions)
    .values({
      countyId,
      activityId: ids.live,
      platform: 'douyin',
      account: '白沙好物',
      shopName: '白沙优选',
      state: 'ended',
    })
    .returning();
  await db.insert(rosterSlots).values({
    countyId,
    sessionId: session?.id ?? '',
    host: '阿兰',
    startsAt: at('04-20 19:00:00'),
    endsAt: at('04-20 23:00:00'),
  });
  await db.insert(campaignCodes).values([
    { countyId, kind: 'spoken', code: '白沙07', campaignId: ids.B, merchantId: ids.merchant },
    { countyId, kind: 'sku_suffix', code: 'BS2604', campaignId: ids.A },
  ]);
  const [link] = await db
    .insert(links)
    .values({ countyId, campaignId: ids.B, merchantId: ids.merchant, channel: 'poster' })
    .returning();
  ids.link = link?.id ?? '';
});

interface OrderFields {
  paidFen?: number;
  refundedFen?: number;
  orderedAt?: Date;
  counted?: boolean;
  phoneHash?: string | null;
  sellerCodes?: string[];
  more?: Partial<typeof orders.$inferInsert>;
}

async function makeOrder(fields: OrderFields = {}): Promise<string> {
  const {
    paidFen = 5000,
    refundedFen = 0,
    orderedAt = at('04-21 10:00:00'),
    counted = true,
    phoneHash = null,
    more = {},
  } = fields;
  const no = `${++counter}`.padStart(12, '0');
  const [order] = await database.db
    .insert(orders)
    .values({
      ...{
        countyId,
        shopId: ids.shop,
        platform: 'douyin',
        orderNo: no,
        stage: 'completed',
        status: 'completed',
        counted,
      },
      ...{
        orderedAt,
        paidAt: orderedAt,
        soldAt: orderedAt,
        paidFen,
        refundedFen,
        phoneHash,
        phoneKeyVersion: phoneHash ? 1 : null,
      },
      ...{ exportedAt: orderedAt, facts: '{}' },
      ...more,
    })
    .returning();
  const orderId = order?.id ?? '';
  await database.db.insert(orderLines).values({
    ...{
      countyId,
      orderId,
      lineKey: '*',
      position: 0,
      stage: 'completed',
      title: '白沙绿茶 250 克',
      matchedProductId: ids.product,
    },
    ...{ paidFen, refundedFen, sellerCodes: fields.sellerCodes ?? null },
  });
  return orderId;
}

async function makeTouch(
  visitorHash: string,
  touchedAt: Date,
  more: Partial<typeof touches.$inferInsert> = {},
): Promise<string> {
  const [touch] = await database.db
    .insert(touches)
    .values({
      ...{
        countyId,
        type: 'scan',
        source: 'journal',
        sourceEventId: `f:${++counter}`,
        code: 'A1B2C3D4',
        linkId: ids.link,
      },
      ...{ campaignId: ids.B, merchantId: ids.merchant, visitorHash, touchedAt },
      ...more,
    })
    .returning();
  return touch?.id ?? '';
}

async function explained(orderId: string) {
  const explanation = await explainOrder(database, countyId, orderId);
  if (explanation === null) throw new Error('no such order');
  return explanation;
}

/** Campaign, tier and fen by last touch of each credit of an order. */
async function creditsOf(orderId: string) {
  const { lines } = await explained(orderId);
  return lines.flatMap((line) =>
    line.touches.flatMap(({ campaign, credit }) =>
      credit === null ? [] : [[campaign?.name ?? null, credit.tier, credit.fen.last]],
    ),
  );
}

describe('from facts to credits', () => {
  const orderIds: Record<string, string> = {};

  beforeAll(async () => {
    orderIds['coded'] = await makeOrder({ sellerCodes: ['LC01-BS2604'] });
    orderIds['spoken'] = await makeOrder({ more: { codes: ['白沙07'] } });
    orderIds['live'] = await makeOrder({
      orderedAt: at('04-20 20:00:00'),
      more: { trafficForm: '直播', trafficSource: '直播推荐' },
    });
    orderIds['pending'] = await makeOrder({
      orderedAt: at('04-20 20:00:00'),
      more: { trafficPending: true },
    });
    orderIds['stall'] = await makeOrder({
      orderedAt: at('04-18 10:00:00'),
      more: { stallActivityId: ids.fair },
    });
    orderIds['nothing'] = await makeOrder();
    orderIds['excluded'] = await makeOrder({ counted: false });
    orderIds['refunded'] = await makeOrder({
      paidFen: 5000,
      refundedFen: 5000,
      sellerCodes: ['BS2604'],
      more: { status: 'refunded_full' },
    });
    orderIds['scanned'] = await makeOrder({ phoneHash: 'hash-1' });
    orderIds['checked in'] = await makeOrder({ phoneHash: 'hash-2' });
    await makeTouch('visitor-1', at('04-19 08:00:00'));
    await makeTouch('visitor-1', at('04-19 08:10:00'), { flag: 'visitor_flood' });
    await database.db.insert(registrations).values([
      {
        countyId,
        activityId: ids.fair,
        kind: 'consumer',
        phoneHash: 'hash-1',
        phoneKeyVersion: 1,
        visitorHash: 'visitor-1',
      },
    ]);
    await database.db.insert(checkIns).values([
      {
        ...{
          countyId,
          activityId: ids.fair,
          deviceId: 'gate',
          nonce: 'n1',
          phoneHash: 'hash-2',
          phoneKeyVersion: 1,
        },
        ...{ scannedAt: at('04-18 10:00:00'), receivedAt: at('04-18 10:00:02') },
      },
      {
        ...{
          countyId,
          activityId: ids.fair,
          deviceId: 'tent',
          nonce: 'n2',
          phoneHash: 'hash-2',
          phoneKeyVersion: 1,
          result: 'already_checked_in',
        },
        ...{ scannedAt: at('04-18 11:00:00'), receivedAt: at('04-18 11:00:02') },
      },
    ]);
    await attribution.update(database, countyId);
  });

  it.each([
    ['coded', [['春茶节', '1', 5000]]],
    ['spoken', [['红心橙', '1', 5000]]],
    ['live', [['春茶节', '4', 5000]]],
    ['pending', []],
    ['stall', [['春茶节', '1', 5000]]],
    ['nothing', []],
    ['refunded', [['春茶节', '1', 0]]],
    ['scanned', [['红心橙', '2', 5000]]],
    ['checked in', [['春茶节', '3', 5000]]],
  ])('%s', async (name, expected) => {
    expect(await creditsOf(orderIds[name] ?? '')).toEqual(expected);
    expect((await explained(orderIds[name] ?? '')).reproduced).toBe(true);
  });

  it('an excluded order is no sale and is in no sum', async () => {
    expect((await explained(orderIds['excluded'] ?? '')).lines).toEqual([]);
    const report = await attribution.check(database, countyId);
    expect(report?.checks.filter((one) => !one.ok)).toEqual([]);
    expect(report?.netFen).toBe(8 * 5000);
  });

  it('the explanation shows what was found and not used', async () => {
    const { lines, sentences } = await explained(orderIds['scanned'] ?? '');
    expect(lines[0]?.touches.map((touch) => touch.unused)).toEqual([null, 'flagged']);
    expect(sentences.zh.join('')).toContain('依据：扫码');
    const pending = await explained(orderIds['pending'] ?? '');
    expect(pending.lines[0]).toMatchObject({ pending: true, touches: [{ unused: 'pending' }] });
  });

  it('another county’s order is not found', async () => {
    const other = await makeCounty(database.db);
    expect(await explainOrder(database, other.id, orderIds['coded'] ?? '')).toBeNull();
  });

  it('looking again without changes writes nothing', async () => {
    expect(await attribution.update(database, countyId)).toEqual({
      ledger: { touches: 0, lines: 0 },
      dirty: { lines: 0, written: 0 },
    });
  });

  it('a rebuild gives what was computed step by step', async () => {
    const { sql } = database;
    const rows = () => sql`select * from credits where county_id = ${countyId} order by line_id, seq`;
    const before = await rows();
    await attribution.rebuild(database, countyId);
    expect(await rows()).toEqual(before);
  });

  it('the outbox is followed: a new order, a late scan, a refund', async () => {
    const orderId = await makeOrder({ phoneHash: 'hash-1', orderedAt: at('04-22 10:00:00') });
    await append(database.db, countyId, { topic: 'sales.order_changed', subjectId: orderId });
    expect(await attribution.follow(database)).toBe(1);
    expect(await creditsOf(orderId)).toEqual([['红心橙', '2', 5000]]);

    const touchId = await makeTouch('visitor-1', at('04-22 09:00:00'), {
      campaignId: ids.A,
      type: 'click',
      code: 'ZZZZZZZ2',
    });
    await append(database.db, countyId, { topic: 'links.touch_recorded', subjectId: touchId });
    await attribution.follow(database);
    expect(await creditsOf(orderId)).toEqual([
      ['红心橙', '2', 0],
      ['春茶节', '2', 5000],
    ]);
    // The order of 21 April lies before the new touch and keeps its credit.
    expect(await creditsOf(orderIds['scanned'] ?? '')).toEqual([['红心橙', '2', 5000]]);

    await database.sql`update orders set refunded_fen = 1200, status = 'refunded_partial' where id = ${orderId}`;
    await database.sql`update order_lines set refunded_fen = 1200 where order_id = ${orderId}`;
    await append(database.db, countyId, { topic: 'sales.order_changed', subjectId: orderId });
    await attribution.follow(database);
    expect((await explained(orderId)).sentences.zh[0]).toBe(
      '这笔订单净额 ¥38.00（实付 ¥50.00，退款 ¥12.00）。',
    );
    expect((await creditsOf(orderId)).at(-1)).toEqual(['春茶节', '2', 3800]);
    expect(await attribution.follow(database)).toBe(0);
    expect((await attribution.check(database, countyId))?.ok).toBe(true);
  });

  it('one fact may tell of many orders', async () => {
    const orderIds = [
      await makeOrder({ sellerCodes: ['BS2604'] }),
      await makeOrder({ sellerCodes: ['BS2604'] }),
    ];
    await append(database.db, countyId, {
      topic: 'sales.order_changed',
      subjectId: orderIds[0] ?? '',
      payload: { orderIds },
    });
    await attribution.follow(database);
    for (const orderId of orderIds) expect(await creditsOf(orderId)).toEqual([['春茶节', '1', 5000]]);
  });

  it('a voided touch gives its credit back', async () => {
    await database.sql`update touches set voided_at = now() where county_id = ${countyId} and visitor_hash = 'visitor-1' and campaign_id = ${ids.A}`;
    await attribution.update(database, countyId);
    const check = await attribution.check(database, countyId);
    expect(check?.ok).toBe(true);
  });

  it('a decision by hand replaces the evidence and survives a rebuild', async () => {
    const orderId = orderIds['nothing'] ?? '';
    const lineId = (await explained(orderId)).lines[0]?.lineId ?? '';
    const actor = houseActor(countyId);
    expect(actor.userId).toBeNull();
    await database.sql`
      insert into credit_overrides (county_id, id, line_id, action, campaign_id, reason, proposed_by, approved_by, approved_at)
      values (${countyId}, gen_random_uuid(), ${lineId}, 'assign', ${ids.A}, '现场团购，合同附后，双方确认', gen_random_uuid(), gen_random_uuid(), now())`;
    await attribution.recomputeLines(database, countyId, [lineId], 'override');
    await attribution.recomputeWaiting(database);
    expect(await creditsOf(orderId)).toEqual([['春茶节', 'M', 5000]]);
    await attribution.rebuild(database, countyId);
    expect(await creditsOf(orderId)).toEqual([['春茶节', 'M', 5000]]);
    expect((await attribution.check(database, countyId))?.ok).toBe(true);
  });

  it('an explanation says when the stored rows are not what the facts give', async () => {
    const orderId = orderIds['coded'] ?? '';
    await database.sql`update credits set last_fen = last_fen - 1 where line_id in (select id from order_lines where order_id = ${orderId})`;
    const { reproduced, sentences } = await explained(orderId);
    expect(reproduced).toBe(false);
    expect(sentences.zh.at(-1)).toContain('不一致');
    await attribution.rebuild(database, countyId);
  });

  it('a device that more than five phones share is nobody’s evidence', async () => {
    await makeTouch('visitor-shop', at('04-20 08:00:00'));
    for (let i = 0; i < 6; i++)
      await database.db.insert(registrations).values({
        ...{
          countyId,
          activityId: ids.fair,
          kind: 'consumer',
          phoneHash: `crowd-${i}`,
          phoneKeyVersion: 1,
          visitorHash: 'visitor-shop',
        },
      });
    const orderId = await makeOrder({ phoneHash: 'crowd-3' });
    await attribution.update(database, countyId);
    expect(await creditsOf(orderId)).toEqual([]);
  });
});
