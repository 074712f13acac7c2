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
    {
      campaign_id: string;
      planned: string;
      committed: string;
      settled: string;
      sources: { kind: FundKind; fen: number }[] | null;
    }[]
  >`
    with paid as (select budget_line_id, sum(amount_fen) as fen from fund_payments where county_id = ${countyId} group by 1),
    committed as (select budget_line_id, sum(amount_fen) as fen from fund_commitments where county_id = ${countyId} group by 1),
    built as (
      select b.budget_line_id, json_agg(json_build_object('kind', s.kind, 'fen', b.amount_fen) order by b.position, b.allocation_id) as sources
      from budget_line_sources b
      join fund_allocations a on a.county_id = b.county_id and a.id = b.allocation_id
      join fund_sources s on s.county_id = a.county_id and s.id = a.source_id
      where b.county_id = ${countyId} group by 1)
    select b.campaign_id, b.amount_fen::text as planned, coalesce(c.fen, 0)::text as committed, coalesce(p.fen, 0)::text as settled,
      built.sources
    from budget_lines b left join paid p on p.budget_line_id = b.id left join committed c on c.budget_line_id = b.id
    left join built on built.budget_line_id = b.id
    where b.county_id = ${countyId} ${only} order by b.campaign_id, b.position, b.id`;
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
    for (const { kind, fen } of drawnFrom(toFen(row.settled), row.sources ?? [])) {
      const same = spend.bySource.find((one) => one.kind === kind);
      if (same === undefined) spend.bySource.push({ kind, settledFen: fen });
      else same.settledFen += fen;
    }
    byCampaign.set(row.campaign_id, spend);
  }
  return byCampaign;
}

/** A line is paid from the sources it was built on, in their stated order; what exceeds them has no named source. */
export function drawnFrom(
  settledFen: number,
  sources: readonly { kind: FundKind; fen: number }[],
): { kind: FundKind; fen: number }[] {
  let left = settledFen;
  const drawn: { kind: FundKind; fen: number }[] = [];
  for (const { kind, fen } of sources) {
    const taken = Math.min(left, fen);
    if (taken > 0) drawn.push({ kind, fen: taken });
    left -= Math.max(0, taken);
  }
  if (left !== 0) drawn.push({ kind: 'unnamed', fen: left });
  return drawn;
}

export const NO_SPEND: Spend = { settledFen: 0, committedFen: 0, plannedFen: 0, bySource: [] };
