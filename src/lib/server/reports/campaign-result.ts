/** What did this campaign cost and bring? */
import type { CampaignState } from '../campaigns/states.ts';
import type { Model } from '../attribution/model.ts';
import type { Tier } from '../attribution/touch.ts';
import type { Database } from '../db/database.ts';
import { NO_SPEND, spendByCampaign, type Spend } from './campaign-spend.ts';
import { marginOfProducts, returnOnInvestment, salesPerYuan } from './money-ratios.ts';
import { fenColumn, findScope, toFen, type Scope } from './scope.ts';

export interface ReportedCampaign {
  id: string;
  code: string;
  name: string;
  nameEn: string | null;
  startsOn: string;
  endsOn: string;
  state: CampaignState;
}

export interface TierSum {
  tier: Tier;
  fen: number;
  orders: number;
}

export interface CampaignResult {
  campaign: ReportedCampaign;
  scope: Scope;
  headlineModel: Model;
  /** Σ credits of the model, net of refunds. */
  attributedFen: number;
  byTier: TierSum[];
  byModel: Record<Model, number>;
  /** Credited lines whose product the campaign does not promote: 其他产品. Part of `attributedFen`. */
  haloFen: number;
  /** Orders with at least one credit of the campaign. */
  orders: number;
  /** 有接触: net of lines with at least one touch of the campaign. Never added up over campaigns. */
  touchedFen: number;
  scans: number;
  clicks: number;
  /** Distinct visitors behind scans and clicks. */
  people: number;
  spend: Spend;
  marginFen: number | null;
  withoutMarginFen: number;
  salesPerYuan: number | null;
  roi: number | null;
}

/** Null when there is no such campaign in the county; `scope` null inside means nothing has been computed. */
export async function getCampaignResult(
  database: Database,
  countyId: string,
  campaignId: string,
  model: Model | null = null,
): Promise<CampaignResult | { campaign: ReportedCampaign; scope: null; spend: Spend } | null> {
  const { sql } = database;
  const [row] = await sql<(ReportedCampaign & { ruleSetKey: string | null; headlineModel: Model })[]>`
    select id, code, name, name_en as "nameEn", starts_on::text as "startsOn", ends_on::text as "endsOn", state,
      rule_set_key as "ruleSetKey", headline_model as "headlineModel"
    from campaigns where county_id = ${countyId} and id = ${campaignId}`;
  if (row === undefined) return null;
  const { ruleSetKey, headlineModel, ...campaign } = row;
  const spend = (await spendByCampaign(database, countyId, campaignId)).get(campaignId) ?? NO_SPEND;
  const scope = await findScope(database, countyId, model, { ruleSetKey, headlineModel });
  if (scope === null) return { campaign, scope, spend };
  const fen = fenColumn(database, scope);
  const mine = sql`c.county_id = ${countyId} and c.rule_set_id = ${scope.ruleSetId} and c.campaign_id = ${campaignId}`;
  const [tiers, [sums], products, [reach]] = await Promise.all([
    sql<{ tier: Tier; fen: string; orders: number }[]>`
      select c.tier, sum(${fen})::text as fen, count(distinct l.order_id)::int as orders
      from credits c join ledger_lines l on l.county_id = c.county_id and l.line_id = c.line_id
      where ${mine} group by c.tier order by c.tier`,
    sql<Record<'halo' | 'orders' | 'touched' | Model, string>[]>`
      select coalesce(sum(${fen}) filter (where c.is_halo), 0)::text as halo,
        count(distinct l.order_id)::text as orders,
        (select coalesce(sum(net_fen), 0) from ledger_lines t where t.county_id = ${countyId} and t.line_id in (
          select c.line_id from credits c where ${mine}))::text as touched,
        sum(c.last_fen)::text as last, sum(c.last_non_direct_fen)::text as "lastNonDirect", sum(c.first_fen)::text as first,
        sum(c.linear_fen)::text as linear, sum(c.decay_fen)::text as decay, sum(c.position_fen)::text as position
      from credits c join ledger_lines l on l.county_id = c.county_id and l.line_id = c.line_id where ${mine}`,
    sql<{ fen: string; margin_bp: number | null }[]>`
      select sum(${fen})::text as fen, p.margin_bp
      from credits c join ledger_lines l on l.county_id = c.county_id and l.line_id = c.line_id
      left join products p on p.county_id = l.county_id and p.id = l.product_id
      where ${mine} group by l.product_id, p.margin_bp`,
    sql<{ scans: number; clicks: number; people: number }[]>`
      select count(*) filter (where type = 'scan')::int as scans, count(*) filter (where type = 'click')::int as clicks,
        count(distinct visitor_hash)::int as people
      from touches where county_id = ${countyId} and campaign_id = ${campaignId} and flag is null and voided_at is null`,
  ]);
  const byTier = tiers.map(({ tier, fen: sum, orders }) => ({ tier, fen: toFen(sum), orders }));
  const attributedFen = byTier.reduce((total, one) => total + one.fen, 0);
  const margin = marginOfProducts(products.map((one) => ({ fen: toFen(one.fen), marginBp: one.margin_bp })));
  return {
    campaign,
    scope,
    headlineModel,
    attributedFen,
    byTier,
    byModel: {
      last: toFen(sums?.last),
      lastNonDirect: toFen(sums?.lastNonDirect),
      first: toFen(sums?.first),
      linear: toFen(sums?.linear),
      decay: toFen(sums?.decay),
      position: toFen(sums?.position),
    },
    haloFen: toFen(sums?.halo),
    orders: Number(sums?.orders ?? 0),
    touchedFen: toFen(sums?.touched),
    scans: reach?.scans ?? 0,
    clicks: reach?.clicks ?? 0,
    people: reach?.people ?? 0,
    spend,
    ...margin,
    salesPerYuan: salesPerYuan(attributedFen, spend.settledFen),
    roi: returnOnInvestment(margin.marginFen, spend.settledFen),
  };
}
