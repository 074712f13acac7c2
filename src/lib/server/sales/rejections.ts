import type { Sql } from '../db/database.ts';
import { formulaSafe, writeCsvRecord } from './reading/csv.ts';
import type { ReportedRejection } from './report.ts';
import { rowSentence, type RowReason } from './rows/reasons.ts';
import type { OrderImport } from './schema.ts';

/** Rejected rows for reading: counted by reason, page by page, and as a file. */
export async function countRejections(
  sql: Sql,
  countyId: string,
  importId: string,
): Promise<{ reason: RowReason; count: number }[]> {
  return sql<{ reason: RowReason; count: number }[]>`
    select reason, count(*)::int as count from order_import_rows
    where county_id = ${countyId} and import_id = ${importId} and outcome = 'rejected'
    group by reason order by count desc, reason`;
}

interface Row {
  line: number;
  column_name: string | null;
  value: string | null;
  reason: RowReason;
  cells: string[] | null;
}

export async function listRejections(
  sql: Sql,
  countyId: string,
  importId: string,
  { reason, page, pageSize }: { reason: string; page: number; pageSize: number },
): Promise<ReportedRejection[]> {
  const rows = await sql<Row[]>`
    select line, column_name, value, reason from order_import_rows
    where county_id = ${countyId} and import_id = ${importId} and outcome = 'rejected'
      and (${reason} = '' or reason = ${reason})
    order by line limit ${pageSize} offset ${(page - 1) * pageSize}`;
  return rows.map(reported);
}

const PAGE = 1_000;

/**
 * All rejected rows as CSV that opens in Excel with Chinese intact; no cell can act as a formula. The file's own columns
 * come first, so that a corrected copy can be imported again.
 */
export async function* rejectedCsv(
  sql: Sql,
  countyId: string,
  file: Pick<OrderImport, 'id' | 'reading'>,
  locale: string,
): AsyncGenerator<string> {
  const names = file.reading?.header.names ?? [];
  const english = locale === 'en';
  yield `\ufeff${record([...names, english ? 'Line' : '行', english ? 'What is wrong' : '说明'])}`;
  let after = -1;
  for (;;) {
    const rows = await sql<Row[]>`
      select line, column_name, value, reason, cells from order_import_rows
      where county_id = ${countyId} and import_id = ${file.id} and outcome = 'rejected' and line > ${after}
      order by line limit ${PAGE}`;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.line;
    for (const row of rows) {
      const { messageZh, messageEn } = reported(row);
      const cells = names.map((_, at) => row.cells?.[at] ?? '');
      yield record([...cells, String(row.line), english ? messageEn : messageZh]);
    }
  }
}

function record(cells: readonly string[]): string {
  return writeCsvRecord(cells.map(formulaSafe));
}

function reported({ line, column_name: column, value, reason }: Row): ReportedRejection {
  const sentence = rowSentence({ line, column, value, reason });
  return { line, column, value, reason, messageZh: sentence.zh, messageEn: sentence.en };
}
