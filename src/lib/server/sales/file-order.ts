import type { CoreFacts, InfoFacts, LineFacts, OrderFacts } from './order.ts';
import { deriveOrder, type DerivedOrder } from './order.ts';
import { hasLineIds, mergeNews, type OrderNews } from './news.ts';
import type { Profile, Stage } from './profiles/profile.ts';
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
  const news: OrderNews = { at, info: infoOf(rows, profile.columns.orderPaid !== undefined) };
  if (profile.timeFromOrderNo) news.timeFromOrderNo = true;
  if (profile.grain === 'order') {
    const core: Omit<CoreFacts, 'at'> = {};
    stageOf(first, core);
    if (first.orderPaid !== undefined) core.paid = first.orderPaid;
    if (first.orderRefund !== undefined) core.refund = first.orderRefund;
    if (first.refundState !== undefined) core.refundState = first.refundState;
    const line = lineOf(profile.wholeLineKey, first, at);
    if (profile.wholeLineKey === '*') core.whole = line;
    else news.lines = [line];
    news.core = core;
    return news;
  }
  news.lines = rows.map((facts, index) => {
    const line = lineOf(facts.lineNo ?? String(index + 1), facts, at);
    stageOf(facts, line);
    if (facts.linePaid !== undefined) line.paid = facts.linePaid;
    if (facts.lineRefund !== undefined) line.refund = facts.lineRefund;
    if (facts.refundState !== undefined) line.refundState = facts.refundState;
    return line;
  });
  if (first.orderPaid !== undefined) news.core = { paid: first.orderPaid };
  news.linesHaveIds = hasLineIds(profile);
  return news;
}

function stageOf(facts: RowFacts, into: { stage?: Stage; stageText?: string }): void {
  if (facts.stage !== undefined) into.stage = facts.stage;
  if (facts.stageText !== undefined) into.stageText = facts.stageText;
}

function lineOf(key: string, facts: RowFacts, at: number): LineFacts {
  const line: LineFacts = { key, at, weight: facts.weight ?? 1 };
  if (facts.quantity !== undefined) line.quantity = facts.quantity;
  if (facts.title !== undefined) line.title = facts.title;
  if (facts.productId !== undefined) line.productId = facts.productId;
  if (facts.sku !== undefined) line.sku = facts.sku;
  if (facts.sellerCodes !== undefined) line.sellerCodes = facts.sellerCodes;
  return line;
}

/** The first row that knows a fact tells it; freight and the seller's part are summed where every line has its own. */
function infoOf(rows: readonly RowFacts[], perOrder: boolean): InfoFacts {
  const info: InfoFacts = {};
  for (const facts of rows) {
    if (facts.orderedAt !== undefined) info.orderedAt ??= facts.orderedAt;
    if (facts.paidAt !== undefined) info.paidAt ??= facts.paidAt;
    if (facts.province !== undefined) info.province ??= facts.province;
    if (facts.city !== undefined) info.city ??= facts.city;
    if (facts.county !== undefined) info.county ??= facts.county;
    if (facts.phone !== undefined) info.phone ??= facts.phone;
    if (facts.spokenCode !== undefined) info.spokenCode ??= facts.spokenCode;
    if (facts.promoterId !== undefined) info.promoterId ??= facts.promoterId;
    if (facts.promoterName !== undefined) info.promoterName ??= facts.promoterName;
    if (facts.trafficSource !== undefined) info.trafficSource ??= facts.trafficSource;
    if (facts.trafficForm !== undefined) info.trafficForm ??= facts.trafficForm;
    if (facts.trafficChannel !== undefined) info.trafficChannel ??= facts.trafficChannel;
    if (facts.carrier !== undefined) info.carrier ??= facts.carrier;
    if (facts.activity !== undefined) info.activity ??= facts.activity;
    if (facts.merchant !== undefined) info.merchant ??= facts.merchant;
    if (facts.trafficPending !== undefined) info.trafficPending ??= facts.trafficPending;
    if (facts.marks !== undefined) info.marks = joined(info.marks, facts.marks);
    if (facts.foundCodes !== undefined) info.foundCodes = joined(info.foundCodes, facts.foundCodes);
    if (facts.freight !== undefined && !(perOrder && info.freight !== undefined))
      info.freight = (info.freight ?? 0) + facts.freight;
    if (facts.merchantAmount !== undefined && !(perOrder && info.merchantAmount !== undefined))
      info.merchantAmount = (info.merchantAmount ?? 0) + facts.merchantAmount;
  }
  return info;
}

function joined(known: readonly string[] | undefined, found: readonly string[]): string[] {
  return [...new Set([...(known ?? []), ...found])].sort();
}
