import type { CoreFacts, InfoFacts, LineFacts, OrderFacts } from './order.ts';
import { deriveOrder, type DerivedOrder } from './order.ts';
import { hasLineIds, mergeNews, type OrderNews } from './news.ts';
import type { Profile } from './profiles/profile.ts';
import type { RowFacts } from './rows/facts.ts';
import type { RowReason } from './rows/reasons.ts';

/** A row of one order as it was staged, in file order. `rejected` rows only hold their siblings back. */
export type OrderRow = { line: number; facts: RowFacts } | { line: number; rejected: true };

export interface RowRejection {
  line: number;
  reason: RowReason;
  /** The meaning whose column is named in the sentence. */
  meaning: 'paid' | 'refund' | 'orderNo' | null;
  value: string | null;
}

export interface FileOrder {
  rejections: RowRejection[];
  /** Absent when the order is not accepted. */
  accepted?: {
    news: OrderNews;
    /** The order as this file alone shows it. */
    facts: OrderFacts;
    alone: DerivedOrder;
    aloneInfo: InfoFacts;
    repeatedRows: number;
    unknownStatus: boolean;
    suspectNo: boolean;
    amountMismatch: boolean;
    /** Rows accepted, repeated ones included. */
    rows: number;
  };
}

/**
 * All rows of one order in one file become news about it, or are rejected together: an order is accepted whole or not
 * at all. `zeroTailsRounded`: at least half of the file's long numbers end in zeros, so such numbers are Excel's.
 */
export function foldFileOrder(
  profile: Profile,
  orderNo: string,
  rows: readonly OrderRow[],
  at: number,
  zeroTailsRounded: boolean,
  rules?: readonly string[],
): FileOrder {
  const good = rows.filter((row): row is { line: number; facts: RowFacts } => 'facts' in row);
  const rejections: RowRejection[] = [];
  if (zeroTailsRounded) {
    for (const { line, facts } of good) {
      if (facts.zeroTail)
        rejections.push({ line, reason: 'order_no_rounded', meaning: 'orderNo', value: orderNo });
    }
    if (rejections.length > 0) return withSiblings(good, rejections);
  }
  if (good.length < rows.length) return withSiblings(good, []);

  const { kept, repeatedRows } = dropRepeated(profile, good);
  const first = kept[0]?.facts ?? {};
  const disagreeing =
    profile.grain === 'line-n' ? kept.filter(({ facts }) => facts.orderPaid !== first.orderPaid) : [];
  if (disagreeing.length > 0) {
    const wrong = disagreeing.map(({ line, facts }): RowRejection => ({
      line,
      reason: 'order_disagrees',
      meaning: 'paid',
      value: facts.paidText ?? null,
    }));
    return withSiblings(good, wrong);
  }

  const news = newsOf(
    profile,
    kept.map(({ facts }) => facts),
    at,
  );
  const { facts } = mergeNews(null, news);
  const alone = deriveOrder(orderNo, facts, rules);
  const stated = kept.reduce((sum, { facts: f }) => sum + (f.lineRefund ?? 0), first.orderRefund ?? 0);
  if (!alone.shell && stated > (alone.paidFen ?? 0)) {
    const culprit = kept.findLast(({ facts: f }) => (f.lineRefund ?? f.orderRefund ?? 0) > 0);
    const wrong: RowRejection = {
      line: culprit?.line ?? 0,
      reason: 'refund_exceeds_paid',
      meaning: 'refund',
      value: culprit?.facts.refundValue ?? null,
    };
    return withSiblings(good, [wrong]);
  }
  const lineSum = kept.reduce((sum, { facts: f }) => sum + (f.lineSum ?? 0), 0);
  return {
    rejections: [],
    accepted: {
      news,
      facts,
      alone,
      aloneInfo: facts.info,
      repeatedRows,
      unknownStatus: kept.some(({ facts: f }) => f.stageText !== undefined || f.refundText !== undefined),
      suspectNo: first.zeroTail === true && orderNo.length >= 18,
      amountMismatch:
        profile.checksLineSum === true &&
        first.orderPaid !== undefined &&
        lineSum + (first.freight ?? 0) !== first.orderPaid,
      rows: good.length,
    },
  };
}

function withSiblings(good: readonly { line: number }[], rejections: RowRejection[]): FileOrder {
  const named = new Set(rejections.map((rejection) => rejection.line));
  for (const { line } of good) {
    if (!named.has(line)) rejections.push({ line, reason: 'order_incomplete', meaning: null, value: null });
  }
  return { rejections: rejections.sort((a, b) => a.line - b.line) };
}

/** The same order (grain order) or sub-order (grain line) twice in one file: the later row wins. */
function dropRepeated(profile: Profile, rows: readonly { line: number; facts: RowFacts }[]) {
  if (rows.length === 1 || profile.grain === 'line-n') return { kept: rows, repeatedRows: 0 };
  const byKey = new Map<string, { line: number; facts: RowFacts }>();
  for (const row of rows) byKey.set(profile.grain === 'line' ? (row.facts.lineNo ?? '') : '', row);
  const kept = [...byKey.values()];
  return { kept, repeatedRows: rows.length - kept.length };
}

function newsOf(profile: Profile, rows: readonly RowFacts[], at: number): OrderNews {
  const first = rows[0] ?? {};
  const info = infoOf(rows, profile.columns.orderPaid !== undefined);
  const timeFromNo = profile.timeFromOrderNo ? { timeFromOrderNo: true } : {};
  if (profile.grain === 'order') {
    const core: Omit<CoreFacts, 'at'> = {
      ...stageOf(first),
      ...pick('paid', first.orderPaid),
      ...refundOf(first),
    };
    const line = lineOf(profile.wholeLineKey, first);
    return profile.wholeLineKey === '*'
      ? { at, core: { ...core, whole: { ...line, at } }, info, ...timeFromNo }
      : { at, core, info, lines: [line], ...timeFromNo };
  }
  const lines = rows.map((facts, index): Omit<LineFacts, 'at'> => ({
    ...lineOf(facts.lineNo ?? String(index + 1), facts),
    ...stageOf(facts),
    ...pick('paid', facts.linePaid),
    ...pick('refund', facts.lineRefund),
    ...pick('refundState', facts.refundState),
  }));
  const core = first.orderPaid === undefined ? {} : { core: { paid: first.orderPaid } };
  return { at, ...core, info, lines, linesHaveIds: hasLineIds(profile), ...timeFromNo };
}

function stageOf(facts: RowFacts): { stage?: RowFacts['stage']; stageText?: string } {
  return { ...pick('stage', facts.stage), ...pick('stageText', facts.stageText) };
}

function refundOf(facts: RowFacts): Pick<CoreFacts, 'refund' | 'refundState'> {
  return { ...pick('refund', facts.orderRefund), ...pick('refundState', facts.refundState) };
}

function lineOf(key: string, facts: RowFacts): Omit<LineFacts, 'at'> {
  return {
    key,
    weight: facts.weight ?? 1,
    ...pick('quantity', facts.quantity),
    ...pick('title', facts.title),
    ...pick('productId', facts.productId),
    ...pick('sku', facts.sku),
    ...pick('sellerCodes', facts.sellerCodes),
  };
}

const INFO_KEYS = [
  'orderedAt', 'paidAt', 'province', 'city', 'county', 'phone', 'spokenCode', 'promoterId', 'promoterName', 'trafficSource',
  'trafficForm', 'trafficChannel', 'carrier', 'activity', 'merchant', 'trafficPending',
] as const; // prettier-ignore

/** The first row that knows a fact tells it; freight and the seller's part are summed where every line has its own. */
function infoOf(rows: readonly RowFacts[], perOrder: boolean): InfoFacts {
  const info: Record<string, unknown> = {};
  for (const facts of rows) {
    for (const key of INFO_KEYS)
      if (info[key] === undefined && facts[key] !== undefined) info[key] = facts[key];
    for (const key of ['marks', 'foundCodes'] as const) {
      const found = facts[key];
      if (found !== undefined)
        info[key] = [...new Set([...((info[key] as string[] | undefined) ?? []), ...found])].sort();
    }
    for (const key of ['freight', 'merchantAmount'] as const) {
      const amount = facts[key];
      if (amount === undefined || (perOrder && info[key] !== undefined)) continue;
      info[key] = ((info[key] as number | undefined) ?? 0) + amount;
    }
  }
  return info;
}

function pick<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
