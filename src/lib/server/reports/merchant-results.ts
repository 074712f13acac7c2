/** 我的成绩: what did my code bring? For the merchant's phone: no models, no ranking, refunds already taken off. */
import type { Database } from '../db/database.ts';
import { findScope, toFen } from './scope.ts';

export interface MerchantCampaignResult {
  campaignId: string | null;
  name: string | null;
  nameEn: string | null;
  scans: number;
  people: number;
  orders: number;
  netFen: number;
}

export interface MerchantResults {
  scans: number;
  /** Distinct visitors. */
  people: number;
  /** Visits to a shop from a page opened through the merchant's code. */
  leaves: number;
  orders: number;
  netFen: number;
  byCampaign: MerchantCampaignResult[];
}

/** `sinceDay` null = ever. Before the first computation orders are 0 and scans still count. */
export async function getMerchantResults(
  database: Database,
  countyId: string,
  merchantId: string,
  sinceDay: string | null = null,
): Promise<MerchantResults> {
  const { sql } = database;
  const scope = await findScope(database, countyId);
  const since =
    sinceDay === null ? sql`` : sql`and touched_at >= (${sinceDay}::date at time zone 'Asia/Shanghai')`;
  const [touched, [distinct], [left], credited, [orders]] = await Promise.all([
    sql<{ campaign_id: string | null; scans: number; people: number }[]>`
      select campaign_id, count(*)::int as scans, count(distinct visitor_hash)::int as people from touches
      where county_id = ${countyId} and merchant_id = ${merchantId} and flag is null and voided_at is null ${since} group by 1`,
    sql<{ people: number }[]>`
      select count(distinct visitor_hash)::int as people from touches
      where county_id = ${countyId} and merchant_id = ${merchantId} and flag is null and voided_at is null ${since}`,
    sql<{ n: number }[]>`
      select count(*)::int as n from shop_leaves where county_id = ${countyId} and merchant_id = ${merchantId} and flag is null
        ${sinceDay === null ? sql`` : sql`and left_at >= (${sinceDay}::date at time zone 'Asia/Shanghai')`}`,
    scope === null
      ? []
      : sql<{ campaign_id: string | null; orders: number; fen: string }[]>`
          select c.campaign_id, count(distinct l.order_id)::int as orders, sum(c.last_fen)::text as fen
          from credits c join ledger_lines l on l.county_id = c.county_id and l.line_id = c.line_id
          where c.county_id = ${countyId} and c.rule_set_id = ${scope.ruleSetId} and c.merchant_id = ${merchantId}
            ${sinceDay === null ? sql`` : sql`and c.sold_on >= ${sinceDay}`} and c.last_fen <> 0 group by 1`,
    scope === null
      ? []
      : sql<{ n: number }[]>`
          select count(distinct l.order_id)::int as n
          from credits c join ledger_lines l on l.county_id = c.county_id and l.line_id = c.line_id
          where c.county_id = ${countyId} and c.rule_set_id = ${scope.ruleSetId} and c.merchant_id = ${merchantId}
            ${sinceDay === null ? sql`` : sql`and c.sold_on >= ${sinceDay}`} and c.last_fen <> 0`,
  ]);
  const names = new Map(
    (
      await sql<{ id: string; name: string; nameEn: string | null; startsOn: string }[]>`
      select id, name, name_en as "nameEn", starts_on::text as "startsOn" from campaigns where county_id = ${countyId}
        and id = any(${[...new Set([...touched, ...credited].flatMap((row) => row.campaign_id ?? []))]}::uuid[])`
    ).map((row) => [row.id, row]),
  );
  const rows = new Map<string | null, MerchantCampaignResult>();
  const of = (campaignId: string | null) => {
    const name = campaignId === null ? undefined : names.get(campaignId);
    const row = rows.get(campaignId) ?? {
      ...{ campaignId, name: name?.name ?? null, nameEn: name?.nameEn ?? null },
      ...{ scans: 0, people: 0, orders: 0, netFen: 0 },
    };
    rows.set(campaignId, row);
    return row;
  };
  for (const row of touched) Object.assign(of(row.campaign_id), { scans: row.scans, people: row.people });
  for (const row of credited)
    Object.assign(of(row.campaign_id), { orders: row.orders, netFen: toFen(row.fen) });
  const startOf = (id: string | null) => (id === null ? '' : (names.get(id)?.startsOn ?? ''));
  const byCampaign = [...rows.values()].sort((a, b) =>
    startOf(a.campaignId) < startOf(b.campaignId) ? 1 : -1,
  );
  return {
    scans: touched.reduce((sum, row) => sum + row.scans, 0),
    people: distinct?.people ?? 0,
    leaves: left?.n ?? 0,
    orders: orders?.n ?? 0,
    netFen: credited.reduce((sum, row) => sum + toFen(row.fen), 0),
    byCampaign,
  };
}
