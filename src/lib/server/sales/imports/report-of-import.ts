import type postgres from 'postgres';
import { foldFileOrder } from '../file-order.ts';
import { checkedOrder, type CheckedOrder, type ImportReport, type ReportedRejection } from '../report.ts';
import type { RowFacts, SkippedKind } from '../rows/facts.ts';
import { rowSentence, type RowReason } from '../rows/reasons.ts';
import { activeExclusions } from './exclusions.ts';
import type { Checkpoint, StoredReading, StoredReport } from './import-state.ts';
import { rulesInOrder } from './run-import.ts';

type Sql = postgres.Sql | postgres.TransactionSql;

/** The report of a finished import, its row lists included, in the shape of `deep-alley import --json`. */
export async function readReport(
  sql: Sql,
  countyId: string,
  importId: string,
  showOrders: readonly string[] = [],
): Promise<ImportReport | null> {
  const [row] = await sql<
    {
      report: StoredReport | null;
      reading: StoredReading;
      checkpoint: Checkpoint | null;
      exported_at: Date;
    }[]
  >`
    select report, reading, checkpoint, exported_at from order_imports
    where county_id = ${countyId} and id = ${importId}`;
  if (!row?.report) return null;
  const { report } = row;
  const rowsRejected: ReportedRejection[] = [];
  for await (const page of rejectedRows(sql, countyId, importId)) rowsRejected.push(...page);
  const rowsSkipped = await sql<{ line: number; kind: SkippedKind }[]>`
    select line, reason as kind from order_import_rows
    where county_id = ${countyId} and import_id = ${importId} and outcome = 'skipped' order by line`;
  const checkedOrders: CheckedOrder[] = [];
  for (const orderNo of showOrders) {
    checkedOrders.push(...(await ordersAsFiled(sql, countyId, importId, orderNo, row)));
  }
  const { changes, warnings, ...totals } = report;
  return {
    ...totals,
    rowsRejected,
    rowsSkipped: rowsSkipped.map(({ line, kind }) => ({ line, kind })),
    warnings,
    checkedOrders,
    ...(changes ? { changes } : {}),
  };
}

/** Rejected rows in pages, by line: their number does not decide how much memory a report takes. */
export async function* rejectedRows(
  sql: Sql,
  countyId: string,
  importId: string,
  reason: RowReason | null = null,
): AsyncGenerator<ReportedRejection[]> {
  let after = -1;
  for (;;) {
    const rows = await sql<
      { line: number; column_name: string | null; value: string | null; reason: RowReason }[]
    >`
      select line, column_name, value, reason from order_import_rows
      where county_id = ${countyId} and import_id = ${importId} and outcome = 'rejected' and line > ${after}
        and (${reason}::text is null or reason = ${reason})
      order by line limit 2000`;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.line;
    yield rows.map(({ line, column_name: column, value, reason: why }) => {
      const sentence = rowSentence({ line, column, value, reason: why });
      return { line, column, value, reason: why, messageZh: sentence.zh, messageEn: sentence.en };
    });
  }
}

async function ordersAsFiled(
  sql: Sql,
  countyId: string,
  importId: string,
  orderNo: string,
  row: { reading: StoredReading; checkpoint: Checkpoint | null; exported_at: Date },
): Promise<CheckedOrder[]> {
  const rows = await sql<{ line: number; shop: string; facts: string }[]>`
    select line, shop, facts from order_import_rows
    where county_id = ${countyId} and import_id = ${importId} and order_no = ${orderNo} and outcome = 'accepted'
      and facts is not null
    order by shop collate "C", line`;
  const rules = rulesInOrder(await activeExclusions(sql, countyId));
  const shops = [...new Set(rows.map((r) => r.shop))];
  return shops.flatMap((shop) => {
    const ofShop = rows.filter((r) => r.shop === shop);
    const folded = foldFileOrder(
      row.reading.header.profile,
      orderNo,
      ofShop.map((r) => ({ line: r.line, facts: JSON.parse(r.facts) as RowFacts })),
      Math.floor(row.exported_at.getTime() / 1000),
      row.checkpoint?.staged?.zeroTailsRounded ?? false,
      rules,
    );
    return folded.accepted
      ? [checkedOrder(orderNo, shop, folded.accepted.alone, folded.accepted.aloneInfo)]
      : [];
  });
}
