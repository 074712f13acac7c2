/** Who and what sold it, and when? Parts of one campaign's attributed sales; each list adds up to the whole. */
import type { Database } from '../db/database.ts';
import { fenColumn, toFen, type Scope } from './scope.ts';

export interface DayOfCampaign {
  day: string;
  /** Net sales credited to the campaign that day. */
  attributedFen: number;
  /** Net sales of the campaign's products that day, whoever brought them; of all products when it names none. */
  productsNetFen: number;
}

/** Every day from `fromDay` to `toDay`, both included, also those without sales. */
export async function listCampaignDays(
  database: Database,
  scope: Scope,
  campaignId: string,
  fromDay: string,
  toDay: string,
): Promise<DayOfCampaign[]> {
  const { sql } = database;
  const rows = await sql<{ day: string; attributed: string; net: string }[]>`
    with mine as (
      select sold_on, sum(${fenColumn(database, scope, 'd')}) as fen from campaign_day_credits d
      where county_id = ${scope.countyId} and rule_set_id = ${scope.ruleSetId} and bucket = ${campaignId} group by 1),
    products as (select product_id from campaign_products where county_id = ${scope.countyId} and campaign_id = ${campaignId}),
    net as (
      select sold_on, sum(net_fen) as fen from ledger_lines
      where county_id = ${scope.countyId} and sold_on between ${fromDay} and ${toDay}
        and (not exists (select 1 from products) or product_id in (select product_id from products)) group by 1)
    select to_char(day, 'YYYY-MM-DD') as day, coalesce(mine.fen, 0)::text as attributed, coalesce(net.fen, 0)::text as net
    from generate_series(${fromDay}::date, ${toDay}::date, interval '1 day') as day
    left join mine on mine.sold_on = day::date left join net on net.sold_on = day::date order by 1`;
  return rows.map(({ day, attributed, net }) => ({
    day,
    attributedFen: toFen(attributed),
    productsNetFen: toFen(net),
  }));
}

export interface PartOfCampaign {
  /** Null: no merchant is known, or the product of a file is not one of ours. */
  id: string | null;
  name: string | null;
  nameEn: string | null;
  fen: number;
  orders: number;
}

export async function listCampaignMerchants(
  database: Database,
  scope: Scope,
  campaignId: string,
): Promise<PartOfCampaign[]> {
  const { sql } = database;
  const rows = await sql<(Omit<PartOfCampaign, 'fen'> & { fen: string })[]>`
    select c.merchant_id as id, m.name, null as "nameEn", sum(${fenColumn(database, scope)})::text as fen,
      count(distinct l.order_id)::int as orders
    from credits c join ledger_lines l on l.county_id = c.county_id and l.line_id = c.line_id
    left join merchants m on m.county_id = c.county_id and m.id = c.merchant_id
    where c.county_id = ${scope.countyId} and c.rule_set_id = ${scope.ruleSetId} and c.campaign_id = ${campaignId}
    group by c.merchant_id, m.name order by sum(${fenColumn(database, scope)}) desc, m.name`;
  return rows.map((row) => ({ ...row, fen: toFen(row.fen) }));
}

export interface ProductOfCampaign extends PartOfCampaign {
  marginBp: number | null;
  isHalo: boolean;
}

export async function listCampaignProducts(
  database: Database,
  scope: Scope,
  campaignId: string,
): Promise<ProductOfCampaign[]> {
  const { sql } = database;
  const rows = await sql<(Omit<ProductOfCampaign, 'fen'> & { fen: string })[]>`
    select l.product_id as id, p.name, p.name_en as "nameEn", p.margin_bp as "marginBp", bool_and(c.is_halo) as "isHalo",
      sum(${fenColumn(database, scope)})::text as fen, count(distinct l.order_id)::int as orders
    from credits c join ledger_lines l on l.county_id = c.county_id and l.line_id = c.line_id
    left join products p on p.county_id = l.county_id and p.id = l.product_id
    where c.county_id = ${scope.countyId} and c.rule_set_id = ${scope.ruleSetId} and c.campaign_id = ${campaignId}
    group by l.product_id, p.name, p.name_en, p.margin_bp order by sum(${fenColumn(database, scope)}) desc, p.name`;
  return rows.map((row) => ({ ...row, fen: toFen(row.fen) }));
}

/** By activity: which part of the campaign brought it. Touches that name no activity come under null. */
export async function listCampaignActivities(
  database: Database,
  scope: Scope,
  campaignId: string,
): Promise<PartOfCampaign[]> {
  const { sql } = database;
  const rows = await sql<(Omit<PartOfCampaign, 'fen'> & { fen: string })[]>`
    select c.activity_id as id, a.name, null as "nameEn", sum(${fenColumn(database, scope)})::text as fen,
      count(distinct l.order_id)::int as orders
    from credits c join ledger_lines l on l.county_id = c.county_id and l.line_id = c.line_id
    left join activities a on a.county_id = c.county_id and a.id = c.activity_id
    where c.county_id = ${scope.countyId} and c.rule_set_id = ${scope.ruleSetId} and c.campaign_id = ${campaignId}
    group by c.activity_id, a.name order by sum(${fenColumn(database, scope)}) desc, a.name`;
  return rows.map((row) => ({ ...row, fen: toFen(row.fen) }));
}
