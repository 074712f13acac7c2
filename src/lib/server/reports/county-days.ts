/** What did the county sell, day by day? For the workbench. */
import type { Database } from '../db/database.ts';
import { fenColumn, toFen, type Scope } from './scope.ts';

export interface DayOfCounty {
  day: string;
  /** All net sales of the county's orders. */
  netFen: number;
  /** Of these, credited to campaigns. */
  attributedFen: number;
}

/** Every day from `fromDay` to `toDay`, both included, also those without sales. */
export async function listCountyDays(
  database: Database,
  scope: Scope,
  fromDay: string,
  toDay: string,
): Promise<DayOfCounty[]> {
  const { sql } = database;
  const rows = await sql<{ day: string; net: string; attributed: string }[]>`
    with sums as (
      select sold_on, sum(${fenColumn(database, scope, 'd')}) as net,
        sum(${fenColumn(database, scope, 'd')}) filter (where bucket not in ('none', 'unattributed')) as attributed
      from campaign_day_credits d
      where county_id = ${scope.countyId} and rule_set_id = ${scope.ruleSetId}
        and sold_on between ${fromDay} and ${toDay} group by 1)
    select to_char(day, 'YYYY-MM-DD') as day, coalesce(net, 0)::text as net, coalesce(attributed, 0)::text as attributed
    from generate_series(${fromDay}::date, ${toDay}::date, interval '1 day') as day
    left join sums on sums.sold_on = day::date order by 1`;
  return rows.map((row) => ({
    day: row.day,
    netFen: toFen(row.net),
    attributedFen: toFen(row.attributed),
  }));
}
