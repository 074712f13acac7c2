import { allocateFen } from '#lib/shared/money.ts';
import type { RefundState, Stage } from './profiles/profile.ts';
import { timeFromOrderNo } from './rows/time.ts';

/**
 * What an order is, from everything that was said about it. Files, webhooks and the stall page all go through
 * {@link deriveOrder}: lines sum to the order, refunds to the order's refunds, to the fen, whatever came in which order.
 */

/** Facts about the order as a whole. Amounts in fen, times in epoch seconds; absent = nobody said. */
export interface CoreFacts {
  /** Export time (epoch seconds) of what is shown here. */
  at: number;
  stage?: Stage;
  stageText?: string;
  paid?: number;
  refund?: number;
  refundState?: RefundState;
  /** What an order file says about its goods: the whole-order line `*`. */
  whole?: LineFacts;
}

export interface LineFacts {
  /** The platform's sub-order number, or the ordinal within the order, or `*`. */
  key: string;
  at: number;
  stage?: Stage;
  stageText?: string;
  paid?: number;
  weight: number;
  refund?: number;
  refundState?: RefundState;
  quantity?: number;
  title?: string;
  productId?: string;
  sku?: string;
  sellerCodes?: string[];
}

/** Descriptive facts: the newest that is known counts, what a file does not say erases nothing. */
export interface InfoFacts {
  orderedAt?: number;
  paidAt?: number;
  freight?: number;
  merchantAmount?: number;
  province?: string;
  city?: string;
  county?: string;
  phone?: string;
  marks?: string[];
  foundCodes?: string[];
  spokenCode?: string;
  promoterId?: string;
  promoterName?: string;
  trafficSource?: string;
  trafficForm?: string;
  trafficChannel?: string;
  carrier?: string;
  activity?: string;
  merchant?: string;
  trafficPending?: true;
}

export interface CaseFacts {
  refundNo: string;
  lineNo?: string;
  amount: number;
  happenedAt?: number;
}

export interface OrderFacts {
  core?: CoreFacts;
  info: InfoFacts;
  infoAt?: number;
  lines: LineFacts[];
  cases: CaseFacts[];
  timeFromOrderNo?: true;
}

export type Status =
  'unknown' | 'unpaid' | 'refunded_full' | 'refunded_partial' | 'closed' | 'paid' | 'shipped' | 'completed';

export type RefundSource = 'case' | 'line' | 'order' | 'assumed';

export interface DerivedLine {
  key: string;
  stage: Stage;
  quantity: number | null;
  paidFen: number | null;
  refundedFen: number;
  facts: LineFacts;
}

export interface DerivedRefund {
  source: RefundSource;
  /** Case number, where the source is a case. */
  refundNo?: string;
  lineKey: string;
  amountFen: number;
  happenedAt?: number;
}

export interface DerivedOrder {
  /** No money known yet (an item file before its order file): in no total. */
  shell: boolean;
  stage: Stage;
  status: Status;
  paidFen: number | null;
  refundedFen: number;
  orderedAt: number | null;
  paidAt: number | null;
  timeFromOrderNo: boolean;
  timeMissing: boolean;
  excludedBy: string | null;
  /** In totals: a counted status, not excluded, money known. */
  counted: boolean;
  countedStatus: boolean;
  lines: DerivedLine[];
  refunds: DerivedRefund[];
  assumed: boolean;
}

const ADVANCE: Record<Stage, number> = {
  unpaid: 0,
  paid: 1,
  shipped: 2,
  completed: 3,
  closed: 9,
  unknown: -1,
};
const COUNTED: ReadonlySet<Status> = new Set([
  'paid',
  'shipped',
  'completed',
  'refunded_partial',
  'refunded_full',
]);

/** `rules`: exclusion rules in the order in which they are checked; `zero_amount` belongs among them. */
export function deriveOrder(
  orderNo: string,
  facts: OrderFacts,
  rules: readonly string[] = DEFAULT_RULES,
): DerivedOrder {
  const { core, info } = facts;
  const lineFacts = facts.lines.length > 0 ? facts.lines : [core?.whole ?? { key: '*', at: 0, weight: 1 }];
  const stage = core?.stage ?? stageOfLines(lineFacts);
  const caseTotal = facts.cases.reduce((sum, refundCase) => sum + refundCase.amount, 0);
  const evidenced = lineFacts.map((line) => hasRefundEvidence(line, facts.cases));
  const evidence =
    caseTotal > 0 || (core?.refund ?? 0) > 0 || core?.refundState === 'success' || evidenced.some(Boolean);

  let paidFen: number | null;
  let parts: (number | null)[];
  if (core?.paid !== undefined) {
    paidFen = stage === 'unpaid' || (stage === 'closed' && !evidence) ? 0 : core.paid;
    const weights = lineFacts.map((line, at) =>
      line.stage === 'closed' && !evidenced[at] ? 0 : line.weight,
    );
    parts = allocateFen(paidFen, weights);
  } else {
    parts = lineFacts.map((line, at) => amountOfLine(line, evidenced[at] ?? false));
    paidFen = parts.reduce<number | null>(
      (sum, part) => (sum === null || part === null ? null : sum + part),
      0,
    );
  }
  const shell = paidFen === null;
  const refunds =
    shell || isUnrefunded(facts, lineFacts) ? [] : deriveRefunds(facts, lineFacts, parts as number[]);
  const refundedFen = refunds.reduce((sum, refund) => sum + refund.amountFen, 0);
  const lines = lineFacts.map((line, at): DerivedLine => ({
    key: line.key,
    stage: line.stage ?? stage,
    quantity: line.quantity ?? null,
    paidFen: shell ? null : (parts[at] ?? 0),
    refundedFen:
      refunds.length === 0
        ? 0
        : refunds.reduce((sum, refund) => (refund.lineKey === line.key ? sum + refund.amountFen : sum), 0),
    facts: line,
  }));
  const status = statusOf(stage, paidFen ?? 0, refundedFen);
  const countedStatus = !shell && COUNTED.has(status);
  const marks = info.marks ?? [];
  const excludedBy =
    rules.find((rule) => (rule === 'zero_amount' ? countedStatus && paidFen === 0 : marks.includes(rule))) ??
    null;
  const derivedTime =
    info.orderedAt === undefined && info.paidAt === undefined && facts.timeFromOrderNo
      ? timeFromOrderNo(orderNo)
      : null;
  const orderedAt = info.orderedAt ?? derivedTime;
  return {
    shell,
    stage,
    status,
    paidFen,
    refundedFen,
    orderedAt,
    paidAt: info.paidAt ?? null,
    timeFromOrderNo: derivedTime !== null,
    timeMissing: !shell && orderedAt === null && info.paidAt === undefined,
    excludedBy,
    counted: countedStatus && excludedBy === null,
    countedStatus,
    lines,
    refunds,
    assumed: refunds.some((refund) => refund.source === 'assumed'),
  };
}

export const DEFAULT_RULES: readonly string[] = ['remark_marker', 'test_order', 'zero_amount'];

/** The stage of the least advanced line that is not closed; all closed = closed; any unknown = unknown. */
function stageOfLines(lines: readonly LineFacts[]): Stage {
  let least: Stage = 'closed';
  for (const { stage = 'unknown' } of lines) {
    if (stage === 'unknown') return 'unknown';
    if (ADVANCE[stage] < ADVANCE[least]) least = stage;
  }
  return least;
}

function hasRefundEvidence(line: LineFacts, cases: readonly CaseFacts[]): boolean {
  return (
    (line.refund ?? 0) > 0 ||
    line.refundState === 'success' ||
    cases.some((refundCase) => refundCase.lineNo === line.key && refundCase.amount > 0)
  );
}

function amountOfLine(line: LineFacts, evidence: boolean): number | null {
  if (line.stage === 'unpaid' || (line.stage === 'closed' && !evidence))
    return line.paid === undefined ? null : 0;
  return line.paid ?? null;
}

function statusOf(stage: Stage, paid: number, refunded: number): Status {
  if (stage === 'unknown' || stage === 'unpaid') return stage;
  if (refunded > 0 && refunded >= paid) return 'refunded_full';
  if (refunded > 0) return 'refunded_partial';
  return stage;
}

/**
 * Refunds in the order of trust: after-sale cases, amounts per line, amounts per order (what exceeds the lines' is
 * spread over what is left of them), and assumed in full where the status alone says success. Never above what was paid.
 */
function deriveRefunds(
  facts: OrderFacts,
  lines: readonly LineFacts[],
  paid: readonly number[],
): DerivedRefund[] {
  const refunds: DerivedRefund[] = [];
  const keys = new Set(lines.map((line) => line.key));
  let left = paid.reduce((sum, part) => sum + part, 0);
  const leftOfLine = new Map(lines.map((line, at) => [line.key, paid[at] ?? 0]));
  const take = (refund: DerivedRefund) => {
    const amountFen = Math.min(refund.amountFen, left);
    if (amountFen <= 0) return;
    left -= amountFen;
    leftOfLine.set(refund.lineKey, Math.max(0, (leftOfLine.get(refund.lineKey) ?? 0) - amountFen));
    refunds.push({ ...refund, amountFen });
  };
  const spread = (amountFen: number, describe: Omit<DerivedRefund, 'lineKey' | 'amountFen'>) => {
    const parts = allocateFen(
      Math.min(amountFen, left),
      lines.map((line) => leftOfLine.get(line.key) ?? 0),
    );
    lines.forEach((line, at) => take({ ...describe, lineKey: line.key, amountFen: parts[at] ?? 0 }));
  };

  const ofLine = facts.cases.filter((c) => c.amount > 0 && c.lineNo !== undefined && keys.has(c.lineNo));
  const ofOrder = facts.cases.filter((c) => c.amount > 0 && !(c.lineNo !== undefined && keys.has(c.lineNo)));
  for (const c of ofLine) {
    take({
      source: 'case',
      refundNo: c.refundNo,
      lineKey: c.lineNo ?? '',
      amountFen: c.amount,
      ...timeOf(c),
    });
  }
  for (const line of lines) {
    if (ofLine.some((c) => c.lineNo === line.key)) continue;
    if ((line.refund ?? 0) > 0) take({ source: 'line', lineKey: line.key, amountFen: line.refund ?? 0 });
  }
  for (const c of ofOrder) spread(c.amount, { source: 'case', refundNo: c.refundNo, ...timeOf(c) });
  const known = refunds.reduce((sum, refund) => sum + refund.amountFen, 0);
  const ofOrderFile = facts.core?.refund ?? 0;
  if (ofOrderFile > known) spread(ofOrderFile - known, { source: 'order' });
  if (ofOrderFile === 0) {
    for (const line of lines) {
      const nothingKnown = (line.refund ?? 0) === 0 && !ofLine.some((c) => c.lineNo === line.key);
      if (line.refundState === 'success' && nothingKnown) {
        take({ source: 'assumed', lineKey: line.key, amountFen: leftOfLine.get(line.key) ?? 0 });
      }
    }
    if (facts.core?.refundState === 'success' && refunds.length === 0) spread(left, { source: 'assumed' });
  }
  return refunds;
}

function isUnrefunded({ cases, core }: OrderFacts, lines: readonly LineFacts[]): boolean {
  return (
    cases.length === 0 &&
    (core?.refund ?? 0) === 0 &&
    core?.refundState !== 'success' &&
    !lines.some((line) => (line.refund ?? 0) > 0 || line.refundState === 'success')
  );
}

function timeOf(refundCase: CaseFacts): { happenedAt?: number } {
  return refundCase.happenedAt === undefined ? {} : { happenedAt: refundCase.happenedAt };
}
