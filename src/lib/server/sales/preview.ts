import { foldFileOrder, type OrderRow } from './file-order.ts';
import { readBatches, type DetectedFile } from './reading/source.ts';
import { FileError } from './reading/file-error.ts';
import {
  byCodePoint,
  checkedOrder,
  countFileOrder,
  freshTally,
  sortKeys,
  warn,
  type ImportReport,
  type ReportedRejection,
} from './report.ts';
import { columnOfMeaning } from './rows/columns.ts';
import type { SkippedRow } from './rows/facts.ts';
import type { PhoneKey } from './rows/privacy.ts';
import { rowSentence, type RowReason } from './rows/reasons.ts';
import type { RemarkRules } from './rows/remark.ts';
import { createRowReader } from './rows/row.ts';

/**
 * The report of a file from memory alone, nothing stored: for small files, tests and the oracle of the database's fold.
 * @throws FileError
 */
export async function previewFile(
  path: string,
  file: DetectedFile,
  options: {
    fileName: string;
    chosenShop: string | null;
    exportedAt: number;
    phoneKey: PhoneKey;
    remarks: RemarkRules;
    showOrders?: readonly string[];
  },
): Promise<ImportReport> {
  const { header, reading } = file;
  if (header.columns.shop === undefined && options.chosenShop === null) throw new FileError('shop_missing');
  const reader = createRowReader({ header, ...options });
  const orders = new Map<string, { shop: string; orderNo: string; rows: OrderRow[] }>();
  const rejected: ReportedRejection[] = [];
  const skipped: SkippedRow[] = [];
  const shops = new Set<string>();
  const tally = freshTally();
  const reject = (line: number, reason: RowReason, column: string | null, value: string | null) => {
    const sentence = rowSentence({ line, column, value, reason });
    rejected.push({ line, column, value, reason, messageZh: sentence.zh, messageEn: sentence.en });
  };
  for await (const { records } of readBatches(path, file)) {
    for (const record of records) {
      const row = reader.read(record);
      if (row.outcome === 'skipped') {
        skipped.push(row);
        continue;
      }
      if (row.outcome === 'rejected') reject(row.line, row.reason, row.column, row.value);
      if (row.orderNo === null) continue;
      if (row.shop === null) throw new FileError('shop_missing', { line: row.line });
      const key = `${row.shop}\n${row.orderNo}`;
      const group = orders.get(key) ?? { shop: row.shop, orderNo: row.orderNo, rows: [] };
      group.rows.push(
        row.outcome === 'accepted'
          ? { line: row.line, facts: row.facts }
          : { line: row.line, rejected: true },
      );
      orders.set(key, group);
    }
  }
  const { state } = reader;
  const zeroTailsRounded = state.longIds > 0 && state.zeroTailIds * 2 >= state.longIds;
  const rounded = state.roundedIds + (zeroTailsRounded ? state.zeroTailIds : 0);
  if (rounded > 0 && rounded * 2 >= state.dataRows) throw new FileError('ids_rounded_by_excel');
  const shown = new Map<string, ImportReport['checkedOrders'][number]>();
  for (const { shop, orderNo, rows } of orders.values()) {
    if (header.profile.grain === 'refund') {
      for (const row of rows) {
        if (!('facts' in row)) continue;
        tally.acceptedRows += 1;
        shops.add(shop);
        if ((row.facts.caseAmount ?? 0) === 0) continue;
        tally.waiting.refunds += 1;
        tally.waiting.refundsFen += row.facts.caseAmount ?? 0;
        warn(tally, 'refund_waiting');
      }
      continue;
    }
    const folded = foldFileOrder(header.profile, orderNo, rows, options.exportedAt, zeroTailsRounded);
    for (const { line, reason, meaning, value } of folded.rejections) {
      reject(line, reason, columnOfMeaning(header, meaning), value);
    }
    if (folded.accepted === undefined) continue;
    shops.add(shop);
    countFileOrder(tally, folded.accepted);
    if (options.showOrders?.includes(orderNo)) {
      shown.set(orderNo, checkedOrder(orderNo, shop, folded.accepted.alone, folded.accepted.aloneInfo));
    }
  }
  warn(tally, 'totals_disagree', state.totalsDisagree);
  return {
    file: options.fileName,
    platform: header.profile.platform,
    profile: header.profile.id,
    format: reading.format,
    encoding: reading.encoding,
    headerLine: header.line,
    shops: [...shops].sort(byCodePoint),
    rowsRead: state.dataRows,
    rowsAccepted: tally.acceptedRows,
    rowsRejected: rejected.sort((a, b) => a.line - b.line),
    rowsSkipped: skipped.map(({ line, kind }) => ({ line, kind })),
    orders: tally.orders,
    lines: tally.lines,
    grossFen: tally.grossFen,
    refundedFen: tally.refundedFen,
    netFen: tally.grossFen - tally.refundedFen,
    byStatus: sortKeys(tally.byStatus),
    excluded: { ...tally.excluded, byRule: sortKeys(tally.excluded.byRule) },
    unresolved: tally.unresolved,
    waiting: tally.waiting,
    warnings: sortKeys(tally.warnings as Record<string, number>),
    checkedOrders: (options.showOrders ?? []).flatMap((orderNo) => shown.get(orderNo) ?? []),
  };
}
