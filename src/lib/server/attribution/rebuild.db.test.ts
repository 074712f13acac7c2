import { beforeAll, describe, expect, it } from 'vitest';
import { houseActor } from '../accounts/actor.ts';
import { openClient } from '../db/database.ts';
import { uuidv7 } from '../db/uuid.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCampaign, makeCounty, makeProduct } from '../../../../tests/support/factories.ts';
import { checkLedger } from './checks.ts';
import { markDirty, recomputeDirty } from './dirty-lines.ts';
import { rebuild } from './rebuild.ts';
import { DEFAULT_RULES } from './rule-set.ts';
import * as ruleSets from './rule-sets.ts';
import type { RuleSet } from './schema.ts';
import { beijing } from './testing.ts';

let database: TestDatabase;
let countyId: string;
let ruleSet: RuleSet;
let campaignA: string;
let campaignB: string;
let productId: string;

const placed = beijing('2026-04-20 12:00:00');

beforeAll(async () => {
  database = await testDatabase();
  const county = await makeCounty(database.db);
  countyId = county.id;
  productId = (await makeProduct(database.db, countyId)).id;
  campaignA = (await makeCampaign(database.db, countyId, {}, { productIds: [productId] })).id;
  campaignB = (await makeCampaign(database.db, countyId)).id;
  ruleSet = await ruleSets.requireActiveRuleSet(database.db, houseActor(countyId));
});

interface LineValues {
  netFen: number;
  personId?: string | null;
  placedAt?: number;
  soldOn?: string;
  product?: string | null;
  evidence?: unknown;
  isPending?: boolean;
}

async function addLine(values: LineValues): Promise<string> {
  const lineId = uuidv7();
  const {
    netFen,
    personId = null,
    placedAt = placed,
    soldOn = '2026-04-20',
    product = productId,
    evidence = null,
  } = values;
  await database.sql`
    insert into ledger_lines (county_id, line_id, order_id, person_id, placed_at, sold_on, net_fen, product_id, channel, is_pending, evidence)
    values (${countyId}, ${lineId}, ${uuidv7()}, ${personId}, to_timestamp(${placedAt}), ${soldOn}, ${netFen}, ${product}, 'taobao',
      ${values.isPending ?? false}, ${evidence === null ? null : database.sql.json(evidence as never)})`;
  return lineId;
}

async function addTouch(
  personId: string,
  campaignId: string | null,
  touchedAt: number,
  more: { type?: string; flag?: string } = {},
) {
  const touchId = uuidv7();
  await database.sql`
    insert into ledger_touches (county_id, touch_id, source_key, person_id, type, campaign_id, code, touched_at, flag)
    values (${countyId}, ${touchId}, ${`test:${touchId}`}, ${personId}, ${more.type ?? 'scan'}, ${campaignId}, ${`c${touchId}\\t`},
      to_timestamp(${touchedAt}), ${more.flag ?? null})`;
  return touchId;
}

/** All rows of the rule set but run ids, as text: byte for byte. */
async function snapshot() {
  const { sql } = database;
  const mine = sql`county_id = ${countyId} and rule_set_id = ${ruleSet.id}`;
  return {
    credits: await sql`select * from credits where ${mine} order by line_id, seq`,
    lines:
      await sql`select line_id, net_fen, sold_on, order_tier, touch_count, truncated, pending, codes_disagree, input_hash
      from line_attributions where ${mine} order by line_id`,
    days: await sql`select * from campaign_day_credits where ${mine}
      and (last_fen, last_non_direct_fen, first_fen, linear_fen, decay_fen, position_fen) <> (0, 0, 0, 0, 0, 0) order by bucket, sold_on, tier`,
  };
}

async function creditsOf(lineId: string) {
  return database.sql<{ campaign_id: string | null; last_fen: string; linear_fen: string; tier: string }[]>`
    select campaign_id, last_fen, linear_fen, tier from credits where county_id = ${countyId} and line_id = ${lineId} order by seq`;
}

describe('the ledger', () => {
  let shared: string;
  let lines: string[];

  beforeAll(async () => {
    await addTouch('visitor:p1', campaignA, placed - 3 * 86_400);
    await addTouch('visitor:p1', campaignB, placed - 3600, { type: 'click' });
    await addTouch('visitor:p1', campaignB, placed - 40 * 86_400);
    await addTouch('visitor:p2', null, placed - 60);
    await addTouch('visitor:p3', campaignA, placed - 60, { flag: 'declared_bot' });
    await addTouch('visitor:p4', campaignA, placed - 60);
    shared = await addLine({ netFen: 10_001, personId: 'visitor:p1' });
    lines = [
      shared,
      await addLine({ netFen: 7_777 }),
      await addLine({ netFen: 1_234, personId: 'visitor:p2' }),
      await addLine({ netFen: 900, personId: 'visitor:p3' }),
      await addLine({ netFen: 500, personId: 'visitor:p0' }),
      await addLine({ netFen: 0, personId: 'visitor:p4', product: null }),
      await addLine({
        netFen: 4_200,
        soldOn: '2026-04-21',
        evidence: [
          {
            type: 'coupon',
            key: 'coupon:白沙07',
            campaignId: campaignB,
            activityId: null,
            merchantId: null,
            code: '白沙\\07',
            refusal: null,
          },
        ],
      }),
    ];
  });

  it('a rebuild credits every line and its checks pass', async () => {
    const report = await rebuild(database, countyId, ruleSet);
    expect(report).toMatchObject({ lines: 7, touches: 6, credits: 5 });
    expect(await creditsOf(shared)).toEqual([
      { campaign_id: campaignA, last_fen: '0', linear_fen: '5001', tier: '2' },
      { campaign_id: campaignB, last_fen: '10001', linear_fen: '5000', tier: '2' },
    ]);
    const check = await checkLedger(database, countyId, ruleSet);
    expect(check.checks.filter((one) => !one.ok)).toEqual([]);
    expect(check).toMatchObject({
      ok: true,
      netFen: 24_612,
      totals: { last: { creditedFen: 15_435, unattributedFen: 9_177, differenceFen: 0 } },
    });
  });

  it('marks what lies outside the campaign’s products', async () => {
    const rows = await database.sql<
      { is_halo: boolean }[]
    >`select is_halo from credits where line_id = ${lines[5] ?? ''}`;
    expect(rows.map((row) => row.is_halo)).toEqual([true]);
  });

  it('recomputing lines that did not change writes nothing', async () => {
    const before = await snapshot();
    await database.sql.begin((tx) => markDirty(tx, countyId, lines, 'test'));
    expect(await recomputeDirty(database, countyId, ruleSet)).toEqual({ lines: 7, written: 0 });
    expect(await snapshot()).toEqual(before);
  });

  it('one line at a time from nothing gives the rows of a rebuild', async () => {
    const rebuilt = await snapshot();
    for (const table of ['credits', 'line_attributions', 'campaign_day_credits'])
      await database.sql`delete from ${database.sql(table)} where county_id = ${countyId}`;
    for (const lineId of [...lines].reverse()) {
      await database.sql.begin((tx) => markDirty(tx, countyId, [lineId], 'test'));
      await recomputeDirty(database, countyId, ruleSet);
    }
    expect(await snapshot()).toEqual(rebuilt);
  });

  it('a refund moves the credits and its reversal restores the same rows', async () => {
    const before = await snapshot();
    const net = async (netFen: number) => {
      await database.sql`update ledger_lines set net_fen = ${netFen} where county_id = ${countyId} and line_id = ${shared}`;
      await database.sql.begin((tx) => markDirty(tx, countyId, [shared], 'refund'));
      return recomputeDirty(database, countyId, ruleSet);
    };
    expect(await net(7_400)).toEqual({ lines: 1, written: 1 });
    expect((await creditsOf(shared)).map((row) => row.linear_fen)).toEqual(['3700', '3700']);
    expect((await checkLedger(database, countyId, ruleSet)).ok).toBe(true);
    await net(10_001);
    expect(await snapshot()).toEqual(before);
  });

  it('a touch of somebody else changes nothing', async () => {
    const before = await snapshot();
    await addTouch('visitor:stranger', campaignA, placed - 10);
    await rebuild(database, countyId, ruleSet);
    expect(await snapshot()).toEqual(before);
  });

  it('a line that is no sale any more loses its rows', async () => {
    const lineId = await addLine({ netFen: 300, personId: 'visitor:p1' });
    await database.sql.begin((tx) => markDirty(tx, countyId, [lineId], 'new'));
    await recomputeDirty(database, countyId, ruleSet);
    expect(await creditsOf(lineId)).toHaveLength(2);
    await database.sql`delete from ledger_lines where line_id = ${lineId}`;
    await database.sql.begin((tx) => markDirty(tx, countyId, [lineId], 'excluded'));
    await recomputeDirty(database, countyId, ruleSet);
    expect(await creditsOf(lineId)).toEqual([]);
    expect((await checkLedger(database, countyId, ruleSet)).ok).toBe(true);
  });

  it.each([
    [
      'a credit',
      'update credits set linear_fen = linear_fen + 1 where line_id = $1 and seq = 0',
      ['line_sums', 'day_table'],
    ],
    [
      'a day',
      "update campaign_day_credits set last_fen = last_fen - 1 where bucket = 'unattributed'",
      ['day_sums', 'day_table'],
    ],
    [
      'evidence',
      "update ledger_touches set voided_at = now() where person_id = 'visitor:p1'",
      ['no_dead_evidence', 'recomputed'],
    ],
    [
      'an amount',
      'update ledger_lines set net_fen = net_fen + 1 where line_id = $1',
      ['line_sums', 'day_sums'],
    ],
  ])('the check finds %s that was changed by hand', async (_, statement, names) => {
    const owner = openClient(database.owner, { max: 1 });
    try {
      await owner.unsafe(statement, statement.includes('$1') ? [shared] : []);
      const check = await checkLedger(database, countyId, ruleSet);
      expect(check.ok).toBe(false);
      expect(check.checks.filter((one) => !one.ok).map((one) => one.name)).toEqual(
        expect.arrayContaining(names),
      );
      await owner.unsafe("update ledger_touches set voided_at = null where person_id = 'visitor:p1'");
      await owner.unsafe('update ledger_lines set net_fen = 10001 where line_id = $1', [shared]);
      await rebuild(database, countyId, ruleSet);
      expect((await checkLedger(database, countyId, ruleSet)).ok).toBe(true);
    } finally {
      await owner.end();
    }
  });

  it('a batch that fails is kept, tried again later and parked after five times', async () => {
    const broken = { ...ruleSet, rules: { ...DEFAULT_RULES, windowDays: null as never } };
    await database.sql.begin((tx) => markDirty(tx, countyId, [shared], 'test'));
    for (let i = 0; i < 5; i++) {
      await database.sql`update dirty_lines set not_before = now()`;
      await recomputeDirty(database, countyId, broken);
    }
    const [row] = await database.sql<{ attempts: number; parked: boolean }[]>`
      select attempts, parked_at is not null as parked from dirty_lines where line_id = ${shared}`;
    expect(row).toEqual({ attempts: 5, parked: true });
    const check = await checkLedger(database, countyId, ruleSet);
    expect(check.checks.find((one) => one.name === 'nothing_waiting')?.ok).toBe(false);
    await database.sql.begin((tx) => markDirty(tx, countyId, [shared], 'again'));
    expect(await recomputeDirty(database, countyId, ruleSet)).toEqual({ lines: 1, written: 0 });
  });
});

describe('rule sets', () => {
  it('the same rules are one row and a draft becomes current only after it was computed', async () => {
    const actor = houseActor(countyId);
    const rules = { ...DEFAULT_RULES, adjacentCampaign: true };
    const first = await ruleSets.propose(database.db, actor, rules);
    const again = await ruleSets.propose(database.db, actor, structuredClone(rules));
    if (!first.ok || !again.ok) throw new Error('refused');
    expect(again.ruleSet.id).toBe(first.ruleSet.id);
    expect(await ruleSets.activate(database, actor, first.ruleSet.id)).toEqual({
      ok: false,
      reason: 'not_computed',
    });
    await rebuild(database, countyId, first.ruleSet);
    expect(await ruleSets.activate(database, actor, first.ruleSet.id)).toEqual({ ok: true });
    expect((await ruleSets.getActiveRuleSet(database.db, countyId))?.key).toBe(first.ruleSet.key);
    const old = await ruleSets.getRuleSetByKey(database.db, countyId, ruleSet.key);
    expect(old?.state).toBe('retired');
    expect(await ruleSets.propose(database.db, actor, { ...rules, cap: 0 })).toMatchObject({
      ok: false,
      reason: 'invalid',
    });
  });
});
