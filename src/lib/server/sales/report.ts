import type { DerivedOrder } from './order.ts';
import type { FileOrder } from './file-order.ts';
import type { InfoFacts } from './order.ts';
import type { FileErrorReport } from './reading/file-error.ts';
import type { RowReason } from './rows/reasons.ts';
import type { SkippedKind } from './rows/facts.ts';
import { beijingIso } from './rows/time.ts';

/** What an import has to say for itself: the keys of `deep-alley import --json`. */
export interface ImportReport {
  file: string;
  platform: string;
  profile: string;
  format: string;
  encoding: string | null;
  headerLine: number;
  shops: string[];
  rowsRead: number;
  rowsAccepted: number;
  rowsRejected: ReportedRejection[];
  rowsSkipped: { line: number; kind: SkippedKind }[];
  orders: number;
  lines: number;
  grossFen: number;
  refundedFen: number;
  netFen: number;
  byStatus: Record<string, number>;
  excluded: { orders: number; grossFen: number; byRule: Record<string, number> };
  unresolved: { orders: number; amountFen: number };
  waiting: { orders: number; refunds: number; refundsFen: number };
  warnings: Record<string, number>;
  checkedOrders: CheckedOrder[];
  changes?: Changes;
}

export interface ReportedRejection {
  line: number;
  column: string | null;
  value: string | null;
  reason: RowReason;
  messageZh: string;
  messageEn: string;
}

export interface Changes {
  added: number;
  changed: number;
  unchanged: number;
  stale: number;
}

export interface RefusedReport {
  file: string;
  error: FileErrorReport;
}

export interface CheckedOrder {
  orderNo: string;
  shop: string;
  status: string | null;
  orderedAt: string | null;
  paidAt: string | null;
  paidFen: number | null;
  refundedFen: number | null;
  netFen: number | null;
  excludedBy: string | null;
  region: { province: string | null; city: string | null; county: string | null };
  lines: { key: string; quantity: number | null; paidFen: number | null; refundedFen: number | null }[];
}

export type WarningCode =
  | 'time_from_order_no'
  | 'time_missing'
  | 'refund_amount_assumed'
  | 'traffic_pending'
  | 'unknown_status'
  | 'repeated_key'
  | 'totals_disagree'
  | 'order_no_suspect'
  | 'amount_mismatch'
  | 'refund_waiting'
  | 'same_order_no_other_shop';

/** Running totals of one import, order by order; plain data, stored with each checkpoint of the fold. */
export interface Tally {
  orders: number;
  lines: number;
  grossFen: number;
  refundedFen: number;
  byStatus: Record<string, number>;
  excluded: { orders: number; grossFen: number; byRule: Record<string, number> };
  unresolved: { orders: number; amountFen: number };
  waiting: { orders: number; refunds: number; refundsFen: number };
  warnings: Partial<Record<WarningCode, number>>;
  acceptedRows: number;
}

export function freshTally(): Tally {
  return {
    orders: 0,
    lines: 0,
    grossFen: 0,
    refundedFen: 0,
    byStatus: {},
    excluded: { orders: 0, grossFen: 0, byRule: {} },
    unresolved: { orders: 0, amountFen: 0 },
    waiting: { orders: 0, refunds: 0, refundsFen: 0 },
    warnings: {},
    acceptedRows: 0,
  };
}

/** Adds what one part of a file shows to what the parts before it have shown. */
export function addTally(into: Tally, part: Tally): void {
  addNumbers(into as unknown as Counts, part as unknown as Counts);
}

interface Counts {
  [key: string]: number | Counts;
}

function addNumbers(into: Counts, part: Counts): void {
  for (const [key, value] of Object.entries(part)) {
    if (typeof value === 'number') into[key] = Number(into[key] ?? 0) + value;
    else addNumbers((into[key] ??= {}) as Counts, value);
  }
}

export function warn(tally: Tally, code: WarningCode, count = 1): void {
  if (count > 0) tally.warnings[code] = (tally.warnings[code] ?? 0) + count;
}

/** Adds one order as its file alone shows it. */
export function countOrder(tally: Tally, order: DerivedOrder): void {
  tally.orders += 1;
  tally.lines += order.lines.length;
  if (order.shell) {
    tally.waiting.orders += 1;
    return;
  }
  tally.byStatus[order.status] = (tally.byStatus[order.status] ?? 0) + 1;
  const paid = order.paidFen ?? 0;
  if (order.status === 'unknown') {
    tally.unresolved.orders += 1;
    tally.unresolved.amountFen += paid;
  } else if (order.counted) {
    tally.grossFen += paid;
    tally.refundedFen += order.refundedFen;
  } else if (order.countedStatus && order.excludedBy !== null) {
    tally.excluded.orders += 1;
    tally.excluded.grossFen += paid;
    tally.excluded.byRule[order.excludedBy] = (tally.excluded.byRule[order.excludedBy] ?? 0) + 1;
  }
}

export function countFileOrder(tally: Tally, order: NonNullable<FileOrder['accepted']>): void {
  const { alone, aloneInfo } = order;
  tally.acceptedRows += order.rows;
  countOrder(tally, alone);
  if (alone.timeFromOrderNo) warn(tally, 'time_from_order_no');
  if (alone.timeMissing) warn(tally, 'time_missing');
  if (alone.assumed) warn(tally, 'refund_amount_assumed');
  if (aloneInfo.trafficPending) warn(tally, 'traffic_pending');
  if (order.unknownStatus) warn(tally, 'unknown_status');
  if (order.suspectNo) warn(tally, 'order_no_suspect');
  if (order.amountMismatch) warn(tally, 'amount_mismatch');
  warn(tally, 'repeated_key', order.repeatedRows);
}

/** One order for `checkedOrders`; a shell shows its lines and nothing else. */
export function checkedOrder(
  orderNo: string,
  shop: string,
  order: DerivedOrder,
  info: InfoFacts,
): CheckedOrder {
  const known = !order.shell;
  return {
    orderNo,
    shop,
    status: known ? order.status : null,
    orderedAt: order.orderedAt === null ? null : beijingIso(order.orderedAt),
    paidAt: order.paidAt === null ? null : beijingIso(order.paidAt),
    paidFen: order.paidFen,
    refundedFen: known ? order.refundedFen : null,
    netFen: order.paidFen === null ? null : order.paidFen - order.refundedFen,
    excludedBy: order.excludedBy,
    region: { province: info.province ?? null, city: info.city ?? null, county: info.county ?? null },
    lines: order.lines.map((line) => ({
      key: line.key,
      quantity: line.quantity,
      paidFen: line.paidFen,
      refundedFen: known ? line.refundedFen : null,
    })),
  };
}

/** Names sorted by code point, as reports list shops. */
export function byCodePoint(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export function sortKeys<V>(record: Record<string, V>): Record<string, V> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
