import type postgres from 'postgres';
import { DEFAULT_EXCLUSIONS, type RemarkExclusion } from '../rows/remark.ts';

/** The county's exclusion rules; `default-1` until somebody has made another set. */
export async function activeExclusions(
  sql: postgres.Sql | postgres.TransactionSql,
  countyId: string,
): Promise<readonly RemarkExclusion[]> {
  const [row] = await sql<{ rules: RemarkExclusion[] }[]>`
    select rules from exclusion_rule_sets where county_id = ${countyId} and active_from <= now()
    order by active_from desc, key desc limit 1`;
  return row?.rules ?? DEFAULT_EXCLUSIONS;
}
