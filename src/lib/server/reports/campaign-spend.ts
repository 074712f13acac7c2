import type { Database } from '../db/database.ts';
import { toFen } from './scope.ts';

export type FundKind = 'special_fund' | 'county_match' | 'enterprise' | 'in_kind' | 'unnamed';

export interface Spend {
  /** Paid, reversals netted: what a campaign cost. */
  settledFen: number;
  committedFen: number;
  plannedFen: number;
  bySource: { kind: FundKind; settledFen: number }[];
}

/** Spend of each campaign, by itself: joined to credits it would be multiplied. Campaigns without any are left out. */
export async function spendByCampaign(
  database: Database,
  countyId: string,
  campaignId: string | null = null,
): Promise<Map<string, Spend>> {
  const { sql } = database;
  const only = campaignId === null ? sql`` : sql`and b.campaign_id = ${campaignId}`;
  const rows = await sql<
    { campaign_id: string; kind: FundKind; planned: string; committed: string; settled: string }[]
  >`
    with lines as (
      select b.campaign_id, b.id, b.amount_fen, coalesce(s.kind, 'unnamed') as kind
      from budget_lines b
      left join fund_allocations a on a.county_id = b.county_id and a.id = b.allocation_id
      left join fund_sources s on s.county_id = a.county_id and s.id = a.source_id
      where b.county_id = ${countyId} ${only}),
    paid as (select budget_line_id, sum(amount_fen) as fen from fund_payments where county_id = ${countyId} group by 1),
    committed as (select budget_line_id, sum(amount_fen) as fen from fund_commitments where county_id = ${countyId} group by 1)
    select l.campaign_id, l.kind, sum(l.amount_fen)::text as planned, coalesce(sum(c.fen), 0)::text as committed,
      coalesce(sum(p.fen), 0)::text as settled
    from lines l left join paid p on p.budget_line_id = l.id left join committed c on c.budget_line_id = l.id
    group by 1, 2 order by 1, 2`;
  const byCampaign = new Map<string, Spend>();
  for (const row of rows) {
    const spend = byCampaign.get(row.campaign_id) ?? {
      settledFen: 0,
      committedFen: 0,
      plannedFen: 0,
      bySource: [],
    };
    spend.settledFen += toFen(row.settled);
    spend.committedFen += toFen(row.committed);
    spend.plannedFen += toFen(row.planned);
    if (toFen(row.settled) !== 0) spend.bySource.push({ kind: row.kind, settledFen: toFen(row.settled) });
    byCampaign.set(row.campaign_id, spend);
  }
  return byCampaign;
}

export const NO_SPEND: Spend = { settledFen: 0, committedFen: 0, plannedFen: 0, bySource: [] };
