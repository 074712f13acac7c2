/**
 * Recomputes lines whose facts changed. One transaction replaces a batch's rows, moves the day sums by the difference and
 * empties the queue; a line whose input hash is the stored one is not written. Running twice writes nothing.
 */
import type { TransactionSql } from 'postgres';
import type { Database } from '../db/database.ts';
import { uuidv7 } from '../db/uuid.ts';
import { creditLine, type LineCredits } from './credit.ts';
import { DaySums } from './day-sums.ts';
import { candidatesOf, type LedgerLine } from './ledger-rows.ts';
import { readLines, readTouches } from './ledger-reading.ts';
import { lockLedger } from './lock.ts';
import { listOverrides } from './overrides.ts';
import type { Rules } from './rule-set.ts';
import { haloTest, type HaloTest } from './scope.ts';
import type { LineTier } from './touch.ts';

export interface DirtyReport {
  /** Lines taken from the queue. */
  lines: number;
  /** Lines whose rows were replaced or removed. */
  written: number;
}

const BATCH = 5000;
const ATTEMPTS = 5;

/** Puts lines on the queue; a line that is already there keeps its place. */
export async function markDirty(
  tx: TransactionSql,
  countyId: string,
  lineIds: readonly string[],
  reason: string,
): Promise<void> {
  if (lineIds.length === 0) return;
  await tx`
    insert into dirty_lines (county_id, line_id, reason)
    select ${countyId}, line_id, ${reason} from unnest(${[...lineIds]}::uuid[]) as line_id
    on conflict (county_id, line_id) do update set parked_at = null, attempts = 0, not_before = now()`;
}

/** Works the queue of a county until nothing is due. */
export async function recomputeDirty(
  database: Database,
  countyId: string,
  ruleSet: { id: string; key: string; rules: Rules },
): Promise<DirtyReport> {
  const total = { lines: 0, written: 0 };
  for (;;) {
    const batch = await recomputeBatch(database, countyId, ruleSet);
    total.lines += batch.lines;
    total.written += batch.written;
    if (batch.lines === 0) return total;
  }
}

async function recomputeBatch(
  database: Database,
  countyId: string,
  ruleSet: { id: string; key: string; rules: Rules },
): Promise<DirtyReport> {
  let taken: string[] = [];
  try {
    return await database.sql.begin(async (tx) => {
      await lockLedger(tx, countyId);
      const rows = await tx<{ line_id: string }[]>`
        select line_id from dirty_lines
        where county_id = ${countyId} and not_before <= now() and parked_at is null
        order by line_id limit ${BATCH} for update skip locked`;
      taken = rows.map((row) => row.line_id);
      if (taken.length === 0) return { lines: 0, written: 0 };
      const written = await recompute(tx, countyId, ruleSet, taken);
      await tx`delete from dirty_lines where county_id = ${countyId} and line_id = any(${taken}::uuid[])`;
      return { lines: taken.length, written };
    });
  } catch (error) {
    if (taken.length === 0) throw error;
    await putBack(database, countyId, taken, error);
    return { lines: taken.length, written: 0 };
  }
}

/** A batch that failed is tried again later and later; after five failures its lines are parked and shown. */
async function putBack(
  database: Database,
  countyId: string,
  lineIds: readonly string[],
  error: unknown,
): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  await database.sql`
    update dirty_lines set attempts = attempts + 1, last_error = ${message.slice(0, 500)},
      not_before = now() + interval '10 seconds' * power(2, attempts),
      parked_at = case when attempts + 1 >= ${ATTEMPTS} then now() end
    where county_id = ${countyId} and line_id = any(${[...lineIds]}::uuid[])`;
}

async function recompute(
  tx: TransactionSql,
  countyId: string,
  ruleSet: { id: string; key: string; rules: Rules },
  lineIds: readonly string[],
): Promise<number> {
  const lines = await readLines(tx, countyId, lineIds);
  const touches = await readTouches(tx, countyId, lines, ruleSet.rules);
  const overrides = await listOverrides(tx, countyId, lineIds);
  const stored = new Map(
    (
      await tx<{ line_id: string; input_hash: string; sold_on: string }[]>`
        select line_id, input_hash, sold_on::text from line_attributions
        where county_id = ${countyId} and rule_set_id = ${ruleSet.id} and line_id = any(${[...lineIds]}::uuid[])`
    ).map((row) => [row.line_id, row]),
  );
  const changed: { line: LedgerLine; result: LineCredits }[] = [];
  const present = new Set<string>();
  for (const line of lines) {
    present.add(line.lineId);
    const result = creditLine(
      {
        placedAt: line.placedAt,
        netFen: line.netFen,
        pending: line.isPending,
        candidates: candidatesOf(line, touches.get(line.lineId) ?? []),
        override: overrides.get(line.lineId) ?? null,
      },
      ruleSet.rules,
      ruleSet.key,
    );
    const before = stored.get(line.lineId);
    if (before?.input_hash !== result.inputHash || before.sold_on !== line.soldOn)
      changed.push({ line, result });
  }
  // Lines that are no sale any more, or that a better file replaced, lose their rows.
  const gone = lineIds.filter((lineId) => !present.has(lineId) && stored.has(lineId));
  const replaced = [
    ...changed.map(({ line }) => line.lineId).filter((lineId) => stored.has(lineId)),
    ...gone,
  ];
  if (changed.length + gone.length === 0) return 0;
  const sums = await sumsOf(tx, countyId, ruleSet.id, replaced);
  for (const table of ['credits', 'line_attributions'])
    await tx`delete from ${tx(table)} where county_id = ${countyId} and rule_set_id = ${ruleSet.id} and line_id = any(${replaced}::uuid[])`;
  for (const { line, result } of changed) sums.addLine(result, line.netFen, line.soldOn);
  const runId = uuidv7();
  await tx`insert into attribution_runs (county_id, id, rule_set_id, kind, lines, written, started_at, finished_at)
    values (${countyId}, ${runId}, ${ruleSet.id}, 'dirty', ${lineIds.length}, ${changed.length + gone.length}, now(), clock_timestamp())`;
  await insertRows(tx, countyId, ruleSet.id, runId, changed, await haloTest(tx, countyId));
  await addToDays(tx, countyId, ruleSet.id, sums);
  return changed.length + gone.length;
}

/** What the stored rows of these lines gave to the day sums, taken away. */
async function sumsOf(
  tx: TransactionSql,
  countyId: string,
  ruleSetId: string,
  lineIds: readonly string[],
): Promise<DaySums> {
  const sums = new DaySums();
  if (lineIds.length === 0) return sums;
  const rows = await tx<
    { campaign_id: string | null; sold_on: string; tier: LineTier; fen: string[]; unattributed: boolean }[]
  >`
    select campaign_id, sold_on::text, tier, false as unattributed,
      array[sum(last_fen), sum(last_non_direct_fen), sum(first_fen), sum(linear_fen), sum(decay_fen), sum(position_fen)]::text[] as fen
    from credits where county_id = ${countyId} and rule_set_id = ${ruleSetId} and line_id = any(${[...lineIds]}::uuid[])
    group by campaign_id, sold_on, tier
    union all
    select null, sold_on::text, '0', true, array[sum(net_fen)]::text[]
    from line_attributions where county_id = ${countyId} and rule_set_id = ${ruleSetId} and line_id = any(${[...lineIds]}::uuid[])
      and touch_count = 0
    group by sold_on`;
  for (const row of rows) {
    const [last = 0, lastNonDirect = 0, first = 0, linear = 0, decay = 0, position = 0] = row.fen.map(Number);
    if (row.unattributed) sums.addUnattributed(last, row.sold_on, -1);
    else if (row.tier !== '0') {
      const fen = { last, lastNonDirect, first, linear, decay, position };
      sums.addCredit({ tier: row.tier, fen, touch: { campaignId: row.campaign_id } }, row.sold_on, -1);
    }
  }
  return sums;
}

async function insertRows(
  tx: TransactionSql,
  countyId: string,
  ruleSetId: string,
  runId: string,
  changed: readonly { line: LedgerLine; result: LineCredits }[],
  isHalo: HaloTest,
): Promise<void> {
  const lines = changed.map(({ line, result }) => ({
    line_id: line.lineId,
    net_fen: line.netFen,
    sold_on: line.soldOn,
    order_tier: result.orderTier,
    touch_count: result.journey.touches.length,
    truncated: result.journey.truncated,
    pending: result.pending,
    codes_disagree: result.journey.codesDisagree,
    input_hash: result.inputHash,
  }));
  await tx`
    insert into line_attributions (county_id, rule_set_id, line_id, net_fen, sold_on, order_tier, touch_count, truncated, pending,
      codes_disagree, input_hash, run_id)
    select ${countyId}, ${ruleSetId}, r.*, ${runId}
    from jsonb_to_recordset(${tx.json(lines)}) as r (line_id uuid, net_fen bigint, sold_on date, order_tier char, touch_count smallint,
      truncated boolean, pending boolean, codes_disagree boolean, input_hash text)`;
  const rows = changed.flatMap(({ line, result }) =>
    result.credits.map(({ touch, tier, ageSeconds, decayWeight, fen }, seq) => ({
      line_id: line.lineId,
      seq,
      touch_id: touch.touchId,
      touch_key: touch.key,
      type: touch.type,
      campaign_id: touch.campaignId,
      activity_id: touch.activityId,
      merchant_id: touch.merchantId,
      tier,
      age_s: ageSeconds,
      decay_weight: decayWeight,
      last_fen: fen.last,
      last_non_direct_fen: fen.lastNonDirect,
      first_fen: fen.first,
      linear_fen: fen.linear,
      decay_fen: fen.decay,
      position_fen: fen.position,
      is_halo: isHalo(touch.campaignId, line.productId),
      sold_on: line.soldOn,
    })),
  );
  if (rows.length === 0) return;
  await tx`
    insert into credits (county_id, rule_set_id, line_id, seq, touch_id, touch_key, type, campaign_id, activity_id, merchant_id, tier,
      age_s, decay_weight, last_fen, last_non_direct_fen, first_fen, linear_fen, decay_fen, position_fen, is_halo, sold_on)
    select ${countyId}, ${ruleSetId}, r.*
    from jsonb_to_recordset(${tx.json(rows)}) as r (line_id uuid, seq smallint, touch_id uuid, touch_key text, type text,
      campaign_id uuid, activity_id uuid, merchant_id uuid, tier char, age_s integer, decay_weight bigint, last_fen bigint,
      last_non_direct_fen bigint, first_fen bigint, linear_fen bigint, decay_fen bigint, position_fen bigint, is_halo boolean,
      sold_on date)`;
}

/** Adds differences in key order; a sum of which nothing is left and no line gives anything keeps its row of zeros out. */
async function addToDays(
  tx: TransactionSql,
  countyId: string,
  ruleSetId: string,
  sums: DaySums,
): Promise<void> {
  const rows = sums.sorted().map(({ bucket, soldOn, tier, fen }) => ({
    bucket,
    sold_on: soldOn,
    tier,
    last_fen: fen.last,
    last_non_direct_fen: fen.lastNonDirect,
    first_fen: fen.first,
    linear_fen: fen.linear,
    decay_fen: fen.decay,
    position_fen: fen.position,
  }));
  await tx`
    insert into campaign_day_credits as d (county_id, rule_set_id, bucket, sold_on, tier, last_fen, last_non_direct_fen, first_fen,
      linear_fen, decay_fen, position_fen)
    select ${countyId}, ${ruleSetId}, r.*
    from jsonb_to_recordset(${tx.json(rows)}) as r (bucket text, sold_on date, tier char, last_fen bigint, last_non_direct_fen bigint,
      first_fen bigint, linear_fen bigint, decay_fen bigint, position_fen bigint)
    on conflict (county_id, rule_set_id, bucket, sold_on, tier) do update set
      last_fen = d.last_fen + excluded.last_fen, last_non_direct_fen = d.last_non_direct_fen + excluded.last_non_direct_fen,
      first_fen = d.first_fen + excluded.first_fen, linear_fen = d.linear_fen + excluded.linear_fen,
      decay_fen = d.decay_fen + excluded.decay_fen, position_fen = d.position_fen + excluded.position_fen`;
}
