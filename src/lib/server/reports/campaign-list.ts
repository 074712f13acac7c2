/** Which campaigns brought what? All of them, sortable by each figure. */
import type { CampaignState } from '../campaigns/states.ts';
import type { Model } from '../attribution/model.ts';
import type { Database } from '../db/database.ts';
import type { ReportedCampaign } from './campaign-result.ts';
import { NO_SPEND, spendByCampaign } from './campaign-spend.ts';
import { marginOfProducts, returnOnInvestment, salesPerYuan, type ProductSales } from './money-ratios.ts';
import { fenColumn, findScope, toFen, type Scope } from './scope.ts';

export const CAMPAIGN_SORTS = [
  'name',
  'starts',
  'spend',
  'attributed',
  'coded',
  'orders',
  'margin',
  'per_yuan',
  'roi',
] as const;
export type CampaignSort = (typeof CAMPAIGN_SORTS)[number];

export interface CampaignRow {
  campaign: ReportedCampaign;
  spendFen: number;
  attributedFen: number;
  /** Tier 1 of `attributedFen`. */
  codedFen: number;
  orders: number;
  marginFen: number | null;
  salesPerYuan: number | null;
  roi: number | null;
}

export interface CampaignFilter {
  /** Campaigns with a day in this year. */
  year?: number | null;
  industryId?: string | null;
  states?: readonly CampaignState[];
  /** Part of the name or code. */
  text?: string;
}

export interface CampaignResults {
  scope: Scope | null;
  rows: CampaignRow[];
  /** From sums, never a mean of ratios. Campaigns without spend are in the sums and out of the ratios. */
  total: Omit<CampaignRow, 'campaign'> & { campaigns: number; withoutSpend: number };
}

const STARTED: readonly CampaignState[] = [
  'approved',
  'running',
  'changing',
  'postponed',
  'cancelled',
  'reviewing',
  'archived',
];

export async function listCampaignResults(
  database: Database,
  countyId: string,
  filter: CampaignFilter = {},
  sort: { key: CampaignSort; descending: boolean } = { key: 'starts', descending: true },
  model: Model | null = null,
): Promise<CampaignResults> {
  const { sql } = database;
  const scope = await findScope(database, countyId, model);
  const campaigns = await sql<ReportedCampaign[]>`
    select id, code, name, name_en as "nameEn", starts_on::text as "startsOn", ends_on::text as "endsOn", state
    from campaigns k where county_id = ${countyId} and state = any(${[...(filter.states ?? STARTED)]})
      ${filter.year == null ? sql`` : sql`and starts_on <= make_date(${filter.year}, 12, 31) and ends_on >= make_date(${filter.year}, 1, 1)`}
      ${
        filter.industryId == null
          ? sql``
          : sql`and exists (select 1 from campaign_industries i where i.county_id = k.county_id and i.campaign_id = k.id
              and i.industry_id = ${filter.industryId})`
      }
      ${filter.text ? sql`and (strpos(lower(name), lower(${filter.text})) > 0 or strpos(lower(code), lower(${filter.text})) > 0)` : sql``}`;
  const spend = await spendByCampaign(database, countyId);
  const sales = scope === null ? new Map<string, Sales>() : await salesByCampaign(database, scope);
  const rows = campaigns.map((campaign): CampaignRow => {
    const { settledFen } = spend.get(campaign.id) ?? NO_SPEND;
    const own = sales.get(campaign.id) ?? NO_SALES;
    const { marginFen } = marginOfProducts(own.products);
    return {
      campaign,
      spendFen: settledFen,
      attributedFen: own.attributedFen,
      codedFen: own.codedFen,
      orders: own.orders,
      marginFen,
      salesPerYuan: salesPerYuan(own.attributedFen, settledFen),
      roi: returnOnInvestment(marginFen, settledFen),
    };
  });
  return { scope, rows: sorted(rows, sort), total: totalOf(rows) };
}

interface Sales {
  attributedFen: number;
  codedFen: number;
  orders: number;
  products: ProductSales[];
}

const NO_SALES: Sales = { attributedFen: 0, codedFen: 0, orders: 0, products: [] };

async function salesByCampaign(database: Database, scope: Scope): Promise<Map<string, Sales>> {
  const { sql } = database;
  const fen = fenColumn(database, scope);
  const [products, orders] = await Promise.all([
    sql<{ campaign_id: string; fen: string; coded: string; margin_bp: number | null }[]>`
      select c.campaign_id, p.margin_bp, sum(${fen})::text as fen, coalesce(sum(${fen}) filter (where c.tier = '1'), 0)::text as coded
      from credits c join ledger_lines l on l.county_id = c.county_id and l.line_id = c.line_id
      left join products p on p.county_id = l.county_id and p.id = l.product_id
      where c.county_id = ${scope.countyId} and c.rule_set_id = ${scope.ruleSetId} and c.campaign_id is not null
      group by c.campaign_id, l.product_id, p.margin_bp`,
    sql<{ campaign_id: string; orders: number }[]>`
      select campaign_id, count(*)::int as orders from (
        select distinct c.campaign_id, l.order_id from credits c
        join ledger_lines l on l.county_id = c.county_id and l.line_id = c.line_id
        where c.county_id = ${scope.countyId} and c.rule_set_id = ${scope.ruleSetId} and c.campaign_id is not null) pairs
      group by campaign_id`,
  ]);
  const byCampaign = new Map<string, Sales>();
  const of = (campaignId: string) => {
    const sales = byCampaign.get(campaignId) ?? { attributedFen: 0, codedFen: 0, orders: 0, products: [] };
    byCampaign.set(campaignId, sales);
    return sales;
  };
  for (const row of products) {
    const sales = of(row.campaign_id);
    sales.attributedFen += toFen(row.fen);
    sales.codedFen += toFen(row.coded);
    sales.products.push({ fen: toFen(row.fen), marginBp: row.margin_bp });
  }
  for (const row of orders) of(row.campaign_id).orders = row.orders;
  return byCampaign;
}

/** What is not known is last, whichever way the list is sorted; ties by start and code, so that pages are stable. */
function sorted(
  rows: readonly CampaignRow[],
  { key, descending }: { key: CampaignSort; descending: boolean },
): CampaignRow[] {
  const collator = new Intl.Collator('zh-CN');
  const figure: Record<Exclude<CampaignSort, 'name' | 'starts'>, (row: CampaignRow) => number | null> = {
    spend: (row) => row.spendFen,
    attributed: (row) => row.attributedFen,
    coded: (row) => (row.attributedFen === 0 ? null : row.codedFen / row.attributedFen),
    orders: (row) => row.orders,
    margin: (row) => row.marginFen,
    per_yuan: (row) => row.salesPerYuan,
    roi: (row) => row.roi,
  };
  const turn = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const rest = () =>
      (a.campaign.startsOn < b.campaign.startsOn ? 1 : -1) || (a.campaign.code < b.campaign.code ? -1 : 1);
    if (key === 'name') return turn * collator.compare(a.campaign.name, b.campaign.name) || rest();
    if (key === 'starts')
      return (
        turn *
          (a.campaign.startsOn < b.campaign.startsOn
            ? -1
            : a.campaign.startsOn > b.campaign.startsOn
              ? 1
              : 0) || rest()
      );
    const [x, y] = [figure[key](a), figure[key](b)];
    if (x === null || y === null) return x === y ? rest() : x === null ? 1 : -1;
    return turn * (x - y) || rest();
  });
}

function totalOf(rows: readonly CampaignRow[]): CampaignResults['total'] {
  const sum = (of: (row: CampaignRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const paid = rows.filter((row) => row.spendFen > 0);
  const spendFen = sum((row) => row.spendFen);
  const paidSales = paid.reduce((total, row) => total + row.attributedFen, 0);
  const paidMargin = paid.reduce<number | null>(
    (total, row) => (total === null || row.marginFen === null ? null : total + row.marginFen),
    0,
  );
  return {
    campaigns: rows.length,
    withoutSpend: rows.length - paid.length,
    spendFen,
    attributedFen: sum((row) => row.attributedFen),
    codedFen: sum((row) => row.codedFen),
    orders: sum((row) => row.orders),
    marginFen: rows.reduce<number | null>(
      (total, row) => (total === null || row.marginFen === null ? null : total + row.marginFen),
      0,
    ),
    salesPerYuan: salesPerYuan(paidSales, spendFen),
    roi: returnOnInvestment(paidMargin, spendFen),
  };
}
