/** Orders that may be one sale and that nobody has decided yet: both count until then, and the report says how many. */
import type { Database } from '../db/database.ts';
import { toFen, type Scope } from './scope.ts';

export interface UndecidedDuplicates {
  pairs: number;
  sumFen: number;
}

/** Pairs of which at least one order is credited to the campaign. */
export async function getUndecidedDuplicates(
  database: Database,
  scope: Scope,
  campaignId: string,
): Promise<UndecidedDuplicates> {
  const { sql } = database;
  const [row] = await sql<{ pairs: number; fen: string }[]>`
    with mine as (
      select distinct l.order_id from credits c join ledger_lines l on l.county_id = c.county_id and l.line_id = c.line_id
      where c.county_id = ${scope.countyId} and c.rule_set_id = ${scope.ruleSetId} and c.campaign_id = ${campaignId})
    select count(*)::int as pairs, coalesce(sum(amount_fen), 0)::text as fen from possible_duplicates d
    where d.county_id = ${scope.countyId} and d.decision is null
      and (d.order_id in (select order_id from mine) or d.other_order_id in (select order_id from mine))`;
  return { pairs: row?.pairs ?? 0, sumFen: toFen(row?.fen) };
}
