/** What did a year's publicity cost and bring, by industry and by month? */
import type { Model } from '../attribution/model.ts';
import { allocate } from '../attribution/allocation.ts';
import type { Database } from '../db/database.ts';
import { fenColumn, findScope, toFen, type Scope } from './scope.ts';

interface Part {
  /** All net sales of the county's orders. */
  netFen: number;
  /** Of these, credited to campaigns; with a touch but no campaign; with no evidence. */
  attributedFen: number;
  withoutCampaignFen: number;
  unattributedFen: number;
  spendFen: number;
}

export interface MonthOfYear extends Part {
  /** 1–12. */
  month: number;
}

export interface IndustryOfYear extends Part {
  /** Null: products of the platforms' files that are not the county's. */
  id: string | null;
  name: string | null;
  nameEn: string | null;
  campaigns: number;
}

export interface YearOverview {
  scope: Scope;
  year: number;
  total: Part;
  before: Part | null;
  months: MonthOfYear[];
  industries: IndustryOfYear[];
  /** Years with sales or campaigns, latest first. */
  years: number[];
}

/** Null while nothing has been computed. Sales are of the sale's day, spend of the payment's. */
export async function getYearOverview(
  database: Database,
  countyId: string,
  year: number,
  model: Model | null = null,
): Promise<YearOverview | null> {
  const scope = await findScope(database, countyId, model);
  if (scope === null) return null;
  const [months, before, industries, years] = await Promise.all([
    monthsOf(database, scope, year),
    monthsOf(database, scope, year - 1),
    industriesOf(database, scope, year),
    yearsOf(database, countyId),
  ]);
  const last = sumOf(before);
  return {
    scope,
    year,
    total: sumOf(months),
    before: last.netFen === 0 ? null : last,
    months,
    industries,
    years,
  };
}

async function monthsOf(database: Database, scope: Scope, year: number): Promise<MonthOfYear[]> {
  const { sql } = database;
  const rows = await sql<Record<'month' | 'attributed' | 'no_campaign' | 'unattributed' | 'spend', string>[]>`
    with sales as (
      select extract(month from sold_on)::int as month,
        sum(${fenColumn(database, scope, 'd')}) filter (where bucket not in ('none', 'unattributed')) as attributed,
        sum(${fenColumn(database, scope, 'd')}) filter (where bucket = 'none') as no_campaign,
        sum(${fenColumn(database, scope, 'd')}) filter (where bucket = 'unattributed') as unattributed
      from campaign_day_credits d
      where county_id = ${scope.countyId} and rule_set_id = ${scope.ruleSetId}
        and sold_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31) group by 1),
    spend as (
      select extract(month from paid_on)::int as month, sum(amount_fen) as fen from fund_payments
      where county_id = ${scope.countyId} and paid_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31) group by 1)
    select m as month, coalesce(attributed, 0)::text as attributed, coalesce(no_campaign, 0)::text as no_campaign,
      coalesce(unattributed, 0)::text as unattributed, coalesce(spend.fen, 0)::text as spend
    from generate_series(1, 12) as m left join sales on sales.month = m left join spend on spend.month = m order by m`;
  return rows.map((row) => {
    const [attributedFen, withoutCampaignFen, unattributedFen] = [
      row.attributed,
      row.no_campaign,
      row.unattributed,
    ].map(toFen);
    return {
      month: Number(row.month),
      netFen: (attributedFen ?? 0) + (withoutCampaignFen ?? 0) + (unattributedFen ?? 0),
      attributedFen: attributedFen ?? 0,
      withoutCampaignFen: withoutCampaignFen ?? 0,
      unattributedFen: unattributedFen ?? 0,
      spendFen: toFen(row.spend),
    };
  });
}

/** Sales by the industry of the product sold; spend and campaigns by the shares that the campaign's plan names. */
async function industriesOf(database: Database, scope: Scope, year: number): Promise<IndustryOfYear[]> {
  const { sql } = database;
  const inYear = sql`between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)`;
  const fen = fenColumn(database, scope);
  const [industries, net, credited, payments, counts] = await Promise.all([
    sql<{ id: string; name: string; nameEn: string }[]>`
      select id, name, name_en as "nameEn" from industries where county_id = ${scope.countyId} order by position, name`,
    sql<{ industry_id: string | null; net: string; unattributed: string }[]>`
      select p.industry_id, sum(l.net_fen)::text as net, coalesce(sum(l.net_fen) filter (where a.touch_count = 0), 0)::text as unattributed
      from ledger_lines l
      join line_attributions a on a.county_id = l.county_id and a.rule_set_id = ${scope.ruleSetId} and a.line_id = l.line_id
      left join products p on p.county_id = l.county_id and p.id = l.product_id
      where l.county_id = ${scope.countyId} and l.sold_on ${inYear} group by 1`,
    sql<{ industry_id: string | null; attributed: string; no_campaign: string }[]>`
      select p.industry_id, coalesce(sum(${fen}) filter (where c.campaign_id is not null), 0)::text as attributed,
        coalesce(sum(${fen}) filter (where c.campaign_id is null), 0)::text as no_campaign
      from credits c join ledger_lines l on l.county_id = c.county_id and l.line_id = c.line_id
      left join products p on p.county_id = l.county_id and p.id = l.product_id
      where c.county_id = ${scope.countyId} and c.rule_set_id = ${scope.ruleSetId} and c.sold_on ${inYear} group by 1`,
    sql<{ campaign_id: string; fen: string; shares: { id: string; bp: number }[] | null }[]>`
      select b.campaign_id, sum(p.amount_fen)::text as fen,
        (select json_agg(json_build_object('id', i.industry_id, 'bp', i.share_bp) order by i.industry_id) from campaign_industries i
          where i.county_id = ${scope.countyId} and i.campaign_id = b.campaign_id) as shares
      from fund_payments p join budget_lines b on b.county_id = p.county_id and b.id = p.budget_line_id
      where p.county_id = ${scope.countyId} and p.paid_on ${inYear} group by b.campaign_id`,
    sql<{ industry_id: string; n: number }[]>`
      select i.industry_id, count(*)::int as n from campaign_industries i
      join campaigns k on k.county_id = i.county_id and k.id = i.campaign_id
      where i.county_id = ${scope.countyId} and k.starts_on <= make_date(${year}, 12, 31) and k.ends_on >= make_date(${year}, 1, 1)
        and k.state not in ('draft', 'countersigning', 'awaiting_approval', 'returned', 'cancelled')
      group by 1`,
  ]);
  const parts = new Map<string | null, IndustryOfYear>();
  const of = (id: string | null) => {
    const known = industries.find((industry) => industry.id === id);
    const part = parts.get(id) ?? {
      ...{ id, name: known?.name ?? null, nameEn: known?.nameEn ?? null, campaigns: 0 },
      ...{ netFen: 0, attributedFen: 0, withoutCampaignFen: 0, unattributedFen: 0, spendFen: 0 },
    };
    parts.set(id, part);
    return part;
  };
  for (const { id } of industries) of(id);
  for (const row of net) {
    const part = of(row.industry_id);
    part.netFen += toFen(row.net);
    part.unattributedFen += toFen(row.unattributed);
  }
  for (const row of credited) {
    const part = of(row.industry_id);
    part.attributedFen += toFen(row.attributed);
    part.withoutCampaignFen += toFen(row.no_campaign);
  }
  for (const { fen: spent, shares } of payments) {
    if (shares === null) {
      of(null).spendFen += toFen(spent);
      continue;
    }
    const weights = shares.map((share) => share.bp);
    allocate(toFen(spent), weights).forEach((share, i) => (of(shares[i]?.id ?? null).spendFen += share));
  }
  for (const row of counts) of(row.industry_id).campaigns = row.n;
  return [...parts.values()].filter((part) => part.id !== null || part.netFen !== 0 || part.spendFen !== 0);
}

async function yearsOf(database: Database, countyId: string): Promise<number[]> {
  const rows = await database.sql<{ year: number }[]>`
    select distinct extract(year from sold_on)::int as year from ledger_lines where county_id = ${countyId}
    union select distinct extract(year from starts_on)::int from campaigns where county_id = ${countyId} order by 1 desc`;
  return rows.map((row) => row.year);
}

function sumOf(parts: readonly Part[]): Part {
  const total: Part = { netFen: 0, attributedFen: 0, withoutCampaignFen: 0, unattributedFen: 0, spendFen: 0 };
  for (const part of parts) {
    total.netFen += part.netFen;
    total.attributedFen += part.attributedFen;
    total.withoutCampaignFen += part.withoutCampaignFen;
    total.unattributedFen += part.unattributedFen;
    total.spendFen += part.spendFen;
  }
  return total;
}
