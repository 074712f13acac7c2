import type postgres from 'postgres';
import { uuidv7 } from '../../db/uuid.ts';
import { foldFileOrder, type FileOrder, type OrderRow } from '../file-order.ts';
import { mergeNews, type OrderNews } from '../news.ts';
import { deriveOrder, type DerivedOrder, type OrderFacts } from '../order.ts';
import type { Header } from '../reading/header.ts';
import { countFileOrder, warn, type Changes, type Tally } from '../report.ts';
import { columnOfMeaning } from '../rows/columns.ts';
import { missingAdjustments } from './adjustments.ts';
import { loadCases, loadKnownOrders, type KnownOrder } from './known-orders.ts';
import { storedFacts, type WriteContext } from './order-rows.ts';
import type { RejectedAtFold } from './rejections.ts';
import type { OrderWrites } from './write-orders.ts';

/** All staged rows of one order. */
export interface RowGroup {
  shop: string;
  orderNo: string;
  rows: OrderRow[];
}

export interface FoldContext extends WriteContext {
  header: Header;
  exportedAt: number;
  zeroTailsRounded: boolean;
  rules: readonly string[];
  shopIds: ReadonlyMap<string, string>;
  activityIds: ReadonlyMap<string, string>;
}

export interface FoldedRange {
  writes: OrderWrites;
  rejections: RejectedAtFold[];
}

/**
 * One key range of staged rows against what the database holds: what is to be written, what is rejected after all, and
 * the totals as the file alone shows them (added to `tally`).
 */
export async function foldRange(
  tx: postgres.TransactionSql,
  groups: readonly RowGroup[],
  context: FoldContext,
  tally: Tally,
  changes: Changes,
): Promise<FoldedRange> {
  const writes: OrderWrites = { added: [], changed: [], adjustments: [] };
  const rejections: RejectedAtFold[] = [];
  for (const [shop, ofShop] of groupByShop(groups)) {
    const shopId = context.shopIds.get(shop);
    const folded = ofShop.map((group) => ({
      group,
      file: foldFileOrder(
        context.header.profile,
        group.orderNo,
        group.rows,
        context.exportedAt,
        context.zeroTailsRounded,
        context.rules,
      ),
    }));
    const orderNos = folded.filter(({ file }) => file.accepted).map(({ group }) => group.orderNo);
    const known =
      shopId === undefined
        ? new Map<string, KnownOrder>()
        : await loadKnownOrders(tx, context.countyId, shopId, orderNos);
    const cases = shopId === undefined ? new Map() : await loadCases(tx, context.countyId, shopId, orderNos);
    for (const { group, file } of folded) {
      reject(file, context.header, rejections);
      if (file.accepted === undefined || shopId === undefined) continue;
      countFileOrder(tally, file.accepted);
      const before = known.get(group.orderNo) ?? null;
      const ofOrder = cases.get(group.orderNo) ?? [];
      const effect = applyNews(shopId, group.orderNo, before, ofOrder, file.accepted.news, context, writes);
      changes[effect] += 1;
    }
  }
  return { writes, rejections };
}

/** Merges news into one order and notes what has to be written. */
export function applyNews(
  shopId: string,
  orderNo: string,
  before: KnownOrder | null,
  cases: OrderFacts['cases'],
  news: OrderNews,
  context: Pick<FoldContext, 'countyId' | 'importId' | 'rules' | 'activityIds'>,
  writes: OrderWrites,
): keyof Changes {
  const known = before === null ? null : { ...before.facts, cases };
  const { facts, stale } = mergeNews(known, news);
  facts.cases = cases;
  const derived = deriveOrder(orderNo, facts, context.rules);
  const activity =
    facts.info.activity === undefined ? null : (context.activityIds.get(facts.info.activity) ?? null);
  if (before === null) {
    const id = uuidv7();
    writes.added.push({
      id,
      shopId,
      orderNo,
      facts,
      derived,
      exportedAt: news.at,
      stallActivityId: activity,
    });
    const refunds = missingAdjustments(context.countyId, id, derived.refunds, [], context.importId);
    for (const row of refunds) writes.adjustments.push(row);
    return 'added';
  }
  const same = storedFacts(facts) === storedFacts(before.facts);
  const adjustments = missingAdjustments(
    context.countyId,
    before.id,
    derived.refunds,
    before.refunds,
    context.importId,
  );
  if (same && adjustments.length === 0 && isWritten(before, derived)) return stale ? 'stale' : 'unchanged';
  const was = deriveOrder(orderNo, { ...before.facts, cases }, context.rules);
  const differs = adjustments.length > 0 || shown(was, before.facts) !== shown(derived, facts);
  writes.changed.push({
    order: {
      id: before.id,
      shopId,
      orderNo,
      facts,
      derived,
      exportedAt: Math.max(before.exportedAt, news.at),
      stallActivityId: activity ?? before.stallActivityId,
    },
    lineIds: before.lineIds,
  });
  for (const row of adjustments) writes.adjustments.push(row);
  return stale ? 'stale' : differs ? 'changed' : 'unchanged';
}

function isWritten(before: KnownOrder, derived: DerivedOrder): boolean {
  return (
    before.lineIds.size === derived.lines.length &&
    derived.lines.every((line) => before.lineIds.has(line.key))
  );
}

/** Everything about an order that a person can see, to tell a change from a repetition. */
function shown(derived: DerivedOrder, facts: OrderFacts): string {
  const lines = derived.lines.map(({ facts: { at: _at, ...rest }, ...line }) => ({ ...line, rest }));
  return JSON.stringify([{ ...derived, lines }, facts.info]);
}

function reject(file: FileOrder, header: Header, rejections: RejectedAtFold[]): void {
  for (const { line, reason, meaning, value } of file.rejections) {
    rejections.push({ line, reason, column: columnOfMeaning(header, meaning), value });
  }
}

function groupByShop(groups: readonly RowGroup[]): Map<string, RowGroup[]> {
  const byShop = new Map<string, RowGroup[]>();
  for (const group of groups) {
    const list = byShop.get(group.shop);
    if (list === undefined) byShop.set(group.shop, [group]);
    else list.push(group);
  }
  return byShop;
}

/** Cases are counted as the file alone shows them: it knows no orders, so every refund waits. */
export function countCase(tally: Tally, amountFen: number): void {
  tally.acceptedRows += 1;
  if (amountFen === 0) return;
  tally.waiting.refunds += 1;
  tally.waiting.refundsFen += amountFen;
  warn(tally, 'refund_waiting');
}
