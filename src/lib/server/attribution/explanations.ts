/** Explains stored credits: recomputes them from the stored facts with the same pure function and says if they differ. */
import type { Database } from '../db/database.ts';
import { creditLine, type LineCredits } from './credit.ts';
import { explainLine, sentencesOf, type ExplainedOrder, type Named, type Names } from './explanation.ts';
import { candidatesOf, type LedgerLine } from './ledger-rows.ts';
import { readLinesOfOrder, readTouches } from './ledger-reading.ts';
import type { Model } from './model.ts';
import { listOverrides } from './overrides.ts';
import { getActiveRuleSet } from './rule-sets.ts';
import { DEFAULT_RULES, ruleSetKey } from './rule-set.ts';

/** Contacts this long before the window and after the order are shown too, with the reason why they do not count. */
const AROUND_SECONDS = 7 * 86_400;

/**
 * Why this order is credited as it is, by the county's current rule set. `model` null = the rule set's headline.
 * Null when the county has no such order; an order that is no sale has no lines.
 */
export async function explainOrder(
  database: Database,
  countyId: string,
  orderId: string,
  model: Model | null = null,
): Promise<ExplainedOrder | null> {
  const { sql } = database;
  const [order] = await sql<
    {
      platform: string;
      orderNo: string;
      soldOn: string | null;
      placedAt: string | null;
      paidFen: string;
      refundedFen: string;
    }[]
  >`
    select platform, order_no as "orderNo", (sold_at at time zone 'Asia/Shanghai')::date::text as "soldOn",
      to_char(coalesce(ordered_at, paid_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "placedAt",
      coalesce(paid_fen, 0)::text as "paidFen", refunded_fen::text as "refundedFen"
    from orders where county_id = ${countyId} and id = ${orderId}`;
  if (order === undefined) return null;
  const stored = await getActiveRuleSet(database.db, countyId);
  const rules = stored?.rules ?? DEFAULT_RULES;
  const key = stored?.key ?? ruleSetKey(rules);
  const lines = await readLinesOfOrder(sql, countyId, orderId);
  const touches = await readTouches(sql, countyId, lines, rules, AROUND_SECONDS);
  const overrides = await listOverrides(
    sql,
    countyId,
    lines.map((line) => line.lineId),
  );
  const computed = lines.map((line) => ({
    line,
    result: creditLine(
      {
        placedAt: line.placedAt,
        netFen: line.netFen,
        pending: line.isPending,
        candidates: candidatesOf(line, touches.get(line.lineId) ?? []),
        override: overrides.get(line.lineId) ?? null,
      },
      rules,
      key,
    ),
  }));
  const [names, titles, rows] = await Promise.all([
    namesFor(database, countyId, computed),
    titlesOf(database, countyId, orderId),
    stored === null ? null : storedRows(database, countyId, stored.id, orderId),
  ]);
  const paidFen = Number(order.paidFen);
  const refundedFen = Number(order.refundedFen);
  const explained: Omit<ExplainedOrder, 'sentences'> = {
    orderId,
    platform: order.platform,
    orderNo: order.orderNo,
    soldOn: order.soldOn ?? '',
    placedAt: order.placedAt ?? '',
    paidFen,
    refundedFen,
    netFen: paidFen - refundedFen,
    ruleSetKey: key,
    headlineModel: model ?? rules.headlineModel,
    computedAt: rows?.computedAt ?? null,
    reproduced:
      rows === null || computed.every(({ line, result }) => rows.of(line.lineId) === textOf(result)),
    lines: computed.map(({ line, result }) =>
      explainLine(
        { lineId: line.lineId, title: titles.get(line.lineId) ?? '', netFen: line.netFen },
        result,
        names,
      ),
    ),
  };
  return { ...explained, sentences: sentencesOf(explained) };
}

/** What the stored rows must say, in one text per line: the hash, then each credit. */
function textOf({ inputHash, credits }: LineCredits): string {
  const rows = credits.map(({ touch, tier, fen }) =>
    [touch.key, tier, fen.last, fen.lastNonDirect, fen.first, fen.linear, fen.decay, fen.position].join(','),
  );
  return [inputHash, ...rows].join('\n');
}

async function storedRows(database: Database, countyId: string, ruleSetId: string, orderId: string) {
  const rows = await database.sql<{ line_id: string; text: string; computed_at: string | null }[]>`
    select a.line_id, concat_ws(E'\n', a.input_hash, (
        select string_agg(concat_ws(',', c.touch_key, c.tier, c.last_fen, c.last_non_direct_fen, c.first_fen, c.linear_fen, c.decay_fen,
          c.position_fen), E'\n' order by c.seq)
        from credits c where c.county_id = a.county_id and c.rule_set_id = a.rule_set_id and c.line_id = a.line_id)) as text,
      to_char(r.finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as computed_at
    from ledger_lines l
    join line_attributions a on a.county_id = l.county_id and a.rule_set_id = ${ruleSetId} and a.line_id = l.line_id
    left join attribution_runs r on r.county_id = a.county_id and r.id = a.run_id
    where l.county_id = ${countyId} and l.order_id = ${orderId}`;
  const texts = new Map(rows.map((row) => [row.line_id, row.text]));
  const computedAt =
    rows
      .flatMap((row) => row.computed_at ?? [])
      .sort()
      .at(-1) ?? null;
  return { computedAt, of: (lineId: string) => texts.get(lineId) };
}

async function titlesOf(database: Database, countyId: string, orderId: string): Promise<Map<string, string>> {
  const rows = await database.sql<{ id: string; title: string }[]>`
    select l.id, coalesce(p.name, l.title, l.sku, l.line_key) as title from order_lines l
    left join products p on p.county_id = l.county_id and p.id = l.matched_product_id
    where l.county_id = ${countyId} and l.order_id = ${orderId}`;
  return new Map(rows.map((row) => [row.id, row.title]));
}

async function namesFor(
  database: Database,
  countyId: string,
  computed: readonly { line: LedgerLine; result: LineCredits }[],
): Promise<Names> {
  const { sql } = database;
  const touches = computed.flatMap(({ result }) => result.journey.found.map(({ touch }) => touch));
  const ids = (of: (touch: (typeof touches)[number]) => string | null) => [
    ...new Set(touches.flatMap((touch) => of(touch) ?? [])),
  ];
  const [campaigns, activities, merchants] = await Promise.all([
    sql<
      Named[]
    >`select id, name, name_en as "nameEn" from campaigns where county_id = ${countyId} and id = any(${ids((t) => t.campaignId)}::uuid[])`,
    sql<
      Named[]
    >`select id, name, null as "nameEn" from activities where county_id = ${countyId} and id = any(${ids((t) => t.activityId)}::uuid[])`,
    sql<Named[]>`select id, coalesce(short_name, name) as name, null as "nameEn" from merchants
      where county_id = ${countyId} and id = any(${ids((t) => t.merchantId)}::uuid[])`,
  ]);
  const mapOf = (rows: readonly Named[]) => new Map(rows.map((row) => [row.id, row]));
  return { campaigns: mapOf(campaigns), activities: mapOf(activities), merchants: mapOf(merchants) };
}
