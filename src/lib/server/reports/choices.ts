/** What the filters of the reports offer. */
import type { Database } from '../db/database.ts';

export interface ReportChoices {
  years: number[];
  industries: { id: string; name: string; nameEn: string }[];
}

export async function listReportChoices(database: Database, countyId: string): Promise<ReportChoices> {
  const { sql } = database;
  const [years, industries] = await Promise.all([
    sql<{ year: number }[]>`
      select distinct extract(year from day)::int as year from campaigns, unnest(array[starts_on, ends_on]) as day
      where county_id = ${countyId} order by 1 desc`,
    sql<ReportChoices['industries']>`
      select id, name, name_en as "nameEn" from industries where county_id = ${countyId} order by position, name`,
  ]);
  return { years: years.map((row) => row.year), industries };
}
