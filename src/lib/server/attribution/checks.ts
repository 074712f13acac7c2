/** Proves the ledger: each check names an invariant of docs/attribution.md and shows the first rows that break it. */
import type { Database } from '../db/database.ts';
import { MODELS, type Model } from './model.ts';
import { creditLine } from './credit.ts';
import { readLines, readTouches } from './ledger-reading.ts';
import { candidatesOf } from './ledger-rows.ts';
import { MODEL_COLUMN } from './model-columns.ts';
import { listOverrides } from './overrides.ts';
import type { Rules } from './rule-set.ts';

export interface Check {
  name:
    | 'line_sums'
    | 'day_sums'
    | 'day_table'
    | 'campaign_sums'
    | 'no_dead_evidence'
    | 'recomputed'
    | 'signs'
    | 'nothing_waiting';
  ok: boolean;
  checked: number;
  failed: number;
  /** Up to ten keys of rows that break it. */
  examples: string[];
}

export interface CheckReport {
  ok: boolean;
  ruleSetKey: string;
  /** Σ over the county in fen, by model: what a manager may add up. */
  netFen: number;
  totals: Record<Model, { creditedFen: number; unattributedFen: number; differenceFen: number }>;
  checks: Check[];
}

/** Read only, in one snapshot. `sample` lines are recomputed from their facts. */
export async function checkLedger(
  database: Database,
  countyId: string,
  ruleSet: { id: string; key: string; rules: Rules },
  sample = 1000,
): Promise<CheckReport> {
  return database.sql.begin('isolation level repeatable read read only', async (tx) => {
    const all = (expression: (column: string) => string) =>
      MODELS.map((model) => expression(MODEL_COLUMN[model]));
    const run = async (
      name: Check['name'],
      checked: number,
      rows: readonly { key: string }[],
    ): Promise<Check> => ({
      name,
      ok: rows.length === 0,
      checked,
      failed: rows.length,
      examples: rows.slice(0, 10).map((row) => row.key),
    });
    const mine = tx`county_id = ${countyId} and rule_set_id = ${ruleSet.id}`;
    const [counts] = await tx<{ lines: number; credits: number; days: number; net: string }[]>`
      select (select count(*)::int from ledger_lines where county_id = ${countyId}) as lines,
        (select count(*)::int from credits where ${mine}) as credits,
        (select count(*)::int from campaign_day_credits where ${mine}) as days,
        (select coalesce(sum(net_fen), 0)::text from ledger_lines where county_id = ${countyId}) as net`;
    const { lines = 0, credits = 0, days = 0, net = '0' } = counts ?? {};

    const lineSums = await tx<{ key: string }[]>`
      with c as (
        select line_id, count(*) as n, ${tx.unsafe(all((column) => `sum(${column}) as ${column}`).join(', '))}
        from credits where ${mine} group by line_id)
      select coalesce(l.line_id, a.line_id, c.line_id)::text as key
      from (select * from ledger_lines where county_id = ${countyId}) l
      full join (select * from line_attributions where ${mine}) a on a.line_id = l.line_id
      full join c on c.line_id = coalesce(l.line_id, a.line_id)
      where l.line_id is null or a.line_id is null or a.net_fen <> l.net_fen or a.sold_on <> l.sold_on
        or a.touch_count <> coalesce(c.n, 0)
        or (c.line_id is not null and (${tx.unsafe(all((column) => `c.${column} <> l.net_fen`).join(' or '))}))`;

    const daySums = await tx<{ key: string }[]>`
      with d as (
        select sold_on, ${tx.unsafe(all((column) => `sum(${column}) as ${column}`).join(', '))}
        from campaign_day_credits where ${mine} group by sold_on),
      n as (select sold_on, sum(net_fen) as net from ledger_lines where county_id = ${countyId} group by sold_on)
      select coalesce(d.sold_on, n.sold_on)::text as key from d full join n using (sold_on)
      where ${tx.unsafe(all((column) => `coalesce(d.${column}, 0) <> coalesce(n.net, 0)`).join(' or '))}`;

    const dayTable = await tx<{ key: string }[]>`
      with made as (
        select coalesce(campaign_id::text, 'none') as bucket, sold_on, tier,
          ${tx.unsafe(all((column) => `sum(${column}) as ${column}`).join(', '))}
        from credits where ${mine} group by 1, 2, 3
        union all
        select 'unattributed', sold_on, '0', ${tx.unsafe(all(() => 'sum(net_fen)').join(', '))}
        from line_attributions where ${mine} and touch_count = 0 group by sold_on),
      stored as (select * from campaign_day_credits where ${mine})
      select concat_ws(' ', coalesce(m.bucket, s.bucket), coalesce(m.sold_on, s.sold_on), coalesce(m.tier, s.tier)) as key
      from made m full join stored s on s.bucket = m.bucket and s.sold_on = m.sold_on and s.tier = m.tier
      where ${tx.unsafe(all((column) => `coalesce(m.${column}, 0) <> coalesce(s.${column}, 0)`).join(' or '))}`;

    const campaignSums = await tx<{ key: string }[]>`
      with by_day as (
        select bucket, ${tx.unsafe(all((column) => `sum(${column}) as ${column}`).join(', '))}
        from campaign_day_credits where ${mine} and bucket <> 'unattributed' group by bucket),
      by_part as (
        select bucket, ${tx.unsafe(all((column) => `sum(${column}) as ${column}`).join(', '))} from (
          select coalesce(campaign_id::text, 'none') as bucket, merchant_id, activity_id, tier,
            ${tx.unsafe(all((column) => `sum(${column}) as ${column}`).join(', '))}
          from credits where ${mine} group by 1, 2, 3, 4) parts
        group by bucket)
      select coalesce(d.bucket, p.bucket) as key from by_day d full join by_part p using (bucket)
      where ${tx.unsafe(all((column) => `coalesce(d.${column}, 0) <> coalesce(p.${column}, 0)`).join(' or '))}`;

    const dead = await tx<{ key: string }[]>`
      select concat(c.line_id, ' ', c.seq) as key
      from credits c
      left join ledger_lines l on l.county_id = c.county_id and l.line_id = c.line_id
      left join ledger_touches t on t.county_id = c.county_id and t.touch_id = c.touch_id
      where c.county_id = ${countyId} and c.rule_set_id = ${ruleSet.id}
        and (l.line_id is null or c.age_s < 0
          or (c.touch_id is not null and (t.touch_id is null or t.flag is not null or t.voided_at is not null
            or t.person_id is distinct from l.person_id or c.age_s >= ${windowCase(tx, ruleSet.rules)})))`;

    const signs = await tx<{ key: string }[]>`
      select concat(c.line_id, ' ', c.seq) as key
      from credits c join ledger_lines l on l.county_id = c.county_id and l.line_id = c.line_id
      where c.county_id = ${countyId} and c.rule_set_id = ${ruleSet.id}
        and (${tx.unsafe(all((column) => `c.${column} <> 0 and sign(c.${column}) <> sign(l.net_fen)`).join(' or '))})`;

    const recomputed = await differing(tx, countyId, ruleSet, sample);
    const waiting = await tx<{ key: string }[]>`
      select line_id::text as key from dirty_lines where county_id = ${countyId} and parked_at is not null`;

    const sums = await tx<Record<string, string>[]>`
      select ${tx.unsafe(
        MODELS.map(
          (model) =>
            `coalesce(sum(${MODEL_COLUMN[model]}) filter (where bucket <> 'unattributed'), 0)::text as "${model}",
             coalesce(sum(${MODEL_COLUMN[model]}) filter (where bucket = 'unattributed'), 0)::text as "${model}0"`,
        ).join(', '),
      )} from campaign_day_credits where ${mine}`;
    const totalOf = (model: Model) => {
      const creditedFen = Number(sums[0]?.[model] ?? 0);
      const unattributedFen = Number(sums[0]?.[`${model}0`] ?? 0);
      return { creditedFen, unattributedFen, differenceFen: creditedFen + unattributedFen - Number(net) };
    };
    const totals = {
      last: totalOf('last'),
      lastNonDirect: totalOf('lastNonDirect'),
      first: totalOf('first'),
      linear: totalOf('linear'),
      decay: totalOf('decay'),
      position: totalOf('position'),
    };
    const checks = [
      await run('line_sums', lines, lineSums),
      await run('day_sums', days, daySums),
      await run('day_table', days, dayTable),
      await run('campaign_sums', days, campaignSums),
      await run('no_dead_evidence', credits, dead),
      await run('recomputed', recomputed.checked, recomputed.rows),
      await run('signs', credits, signs),
      await run('nothing_waiting', lines, waiting),
    ];
    const ok =
      checks.every((check) => check.ok) && MODELS.every((model) => totals[model].differenceFen === 0);
    return { ok, ruleSetKey: ruleSet.key, netFen: Number(net), totals, checks };
  });
}

type Tx = Parameters<Parameters<Database['sql']['begin']>[1]>[0];

/** The window of a credit's type in seconds, with what campaigns override. */
function windowCase(tx: Tx, rules: Rules) {
  const arms = Object.entries(rules.campaignWindowDays).flatMap(([campaignId, windows]) =>
    Object.entries(windows).map(
      ([type, days]) =>
        tx`when c.campaign_id::text = ${campaignId} and c.type = ${type} then ${days * 86_400}::int`,
    ),
  );
  const defaults = Object.entries(rules.windowDays).map(
    ([type, days]) => tx`when c.type = ${type} then ${days * 86_400}::int`,
  );
  return tx`case ${[...arms, ...defaults].reduce((list, arm) => tx`${list} ${arm}`)} end`;
}

/** Recomputes lines spread evenly over the ledger, those with credits first, and compares hash and rows. */
async function differing(
  tx: Tx,
  countyId: string,
  ruleSet: { id: string; key: string; rules: Rules },
  sample: number,
): Promise<{ checked: number; rows: { key: string }[] }> {
  const chosen = await tx<{ line_id: string; input_hash: string }[]>`
    select line_id, input_hash from line_attributions where county_id = ${countyId} and rule_set_id = ${ruleSet.id}
    order by touch_count = 0, md5(line_id::text) limit ${sample}`;
  const lineIds = chosen.map((row) => row.line_id);
  const lines = await readLines(tx, countyId, lineIds);
  const touches = await readTouches(tx, countyId, lines, ruleSet.rules);
  const overrides = await listOverrides(tx, countyId, lineIds);
  const stored = new Map<string, string[]>();
  const rows = await tx<{ line_id: string; row: string }[]>`
    select line_id, concat_ws(',', touch_key, tier, last_fen, last_non_direct_fen, first_fen, linear_fen, decay_fen, position_fen) as row
    from credits where county_id = ${countyId} and rule_set_id = ${ruleSet.id} and line_id = any(${lineIds}::uuid[]) order by line_id, seq`;
  for (const { line_id: lineId, row } of rows) stored.set(lineId, [...(stored.get(lineId) ?? []), row]);
  const hashes = new Map(chosen.map((row) => [row.line_id, row.input_hash]));
  const bad: { key: string }[] = [];
  for (const line of lines) {
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
    const made = result.credits.map(({ touch, tier, fen }) =>
      [touch.key, tier, fen.last, fen.lastNonDirect, fen.first, fen.linear, fen.decay, fen.position].join(
        ',',
      ),
    );
    if (
      hashes.get(line.lineId) !== result.inputHash ||
      made.join(';') !== (stored.get(line.lineId) ?? []).join(';')
    )
      bad.push({ key: line.lineId });
  }
  return { checked: lines.length, rows: bad };
}
