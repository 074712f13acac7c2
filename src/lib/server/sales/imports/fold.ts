import type postgres from 'postgres';
import { uuidv7 } from '../../db/uuid.ts';
import { foldFileOrder, type FileOrder, type OrderRow } from '../file-order.ts';
import { mergeNews, type OrderNews } from '../news.ts';
import { deriveOrder, type DerivedOrder, type OrderFacts } from '../order.ts';
import type { Header } from '../reading/header.ts';
import { countFileOrder, freshTally, warn, type Changes, type Tally } from '../report.ts';
import { columnOfMeaning } from '../rows/columns.ts';
import { missingAdjustments } from './adjustments.ts';
import { loadCases, loadKnownOrders, type KnownOrder } from './known-orders.ts';
import type { WriteContext } from './order-rows.ts';
import type { RejectedAtFold } from './rejections.ts';
import { comparableInfo, lineInOrder, sameFacts } from './stored-facts.ts';
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

/** One order as its file tells it. */
export interface FoldedOrder {
  shopId: string;
  orderNo: string;
  file: NonNullable<FileOrder['accepted']>;
}

/** What the rows of a range say, whatever the database holds. */
export interface Told {
  tally: Tally;
  rejections: RejectedAtFold[];
  shops: Set<string>;
}

export function nothingTold(): Told {
  return { tally: freshTally(), rejections: [], shops: new Set() };
}

/** Folds the rows of each order; what is refused and what is counted goes into `told`. */
export function foldGroups(groups: readonly RowGroup[], context: FoldContext, told: Told): FoldedOrder[] {
  const orders: FoldedOrder[] = [];
  for (const { shop, orderNo, rows } of groups) {
    const { profile } = context.header;
    const file = foldFileOrder(
      profile,
      orderNo,
      rows,
      context.exportedAt,
      context.zeroTailsRounded,
      context.rules,
    );
    if (file.rejections.length > 0) reject(file, rows, context.header, told.rejections);
    const shopId = context.shopIds.get(shop);
    if (file.accepted === undefined || shopId === undefined) continue;
    countFileOrder(told.tally, file.accepted);
    told.shops.add(shop);
    orders.push({ shopId, orderNo, file: file.accepted });
  }
  return orders;
}

/** Orders that the database does not hold and no after-sale case speaks of: they are what their file says. */
export function newOrders(orders: readonly FoldedOrder[], context: FoldContext): OrderWrites {
  const writes: OrderWrites = { added: [], changed: [], adjustments: [] };
  for (const { shopId, orderNo, file } of orders)
    addOrder(shopId, orderNo, file, context.exportedAt, context, writes);
  return writes;
}

/** Orders of which the database may hold some: each is merged with what is known of it. */
export async function mergeOrders(
  tx: postgres.TransactionSql,
  orders: readonly FoldedOrder[],
  context: FoldContext,
  changes: Changes,
): Promise<OrderWrites> {
  const writes: OrderWrites = { added: [], changed: [], adjustments: [] };
  for (const [shopId, ofShop] of Map.groupBy(orders, (order) => order.shopId)) {
    const orderNos = ofShop.map(({ orderNo }) => orderNo);
    const known = await loadKnownOrders(tx, context.countyId, shopId, orderNos);
    const cases = await loadCases(tx, context.countyId, shopId, orderNos);
    for (const { orderNo, file } of ofShop) {
      const before = known.get(orderNo) ?? null;
      const ofOrder = cases.get(orderNo) ?? [];
      changes[applyNews(shopId, orderNo, before, ofOrder, file.news, context, writes)] += 1;
    }
  }
  return writes;
}

type ApplyContext = Pick<FoldContext, 'countyId' | 'importId' | 'rules' | 'activityIds'>;

function addOrder(
  shopId: string,
  orderNo: string,
  order: { facts: OrderFacts; alone: DerivedOrder },
  exportedAt: number,
  context: ApplyContext,
  writes: OrderWrites,
): void {
  const { facts, alone: derived } = order;
  const id = uuidv7();
  const stallActivityId = activityOf(facts, context);
  writes.added.push({ id, shopId, orderNo, facts, derived, exportedAt, stallActivityId });
  if (derived.refunds.length === 0) return;
  const refunds = missingAdjustments(context.countyId, id, derived.refunds, [], context.importId);
  for (const row of refunds) writes.adjustments.push(row);
}

function activityOf(facts: OrderFacts, context: ApplyContext): string | null {
  const { activity } = facts.info;
  return activity === undefined ? null : (context.activityIds.get(activity) ?? null);
}

/** Merges news into one order and notes what has to be written. */
export function applyNews(
  shopId: string,
  orderNo: string,
  before: KnownOrder | null,
  cases: OrderFacts['cases'],
  news: OrderNews,
  context: ApplyContext,
  writes: OrderWrites,
): keyof Changes {
  const known = before === null ? null : { ...before.facts, cases };
  const { facts, stale } = mergeNews(known, news);
  facts.cases = cases;
  const derived = deriveOrder(orderNo, facts, context.rules);
  if (before === null) {
    addOrder(shopId, orderNo, { facts, alone: derived }, news.at, context, writes);
    return 'added';
  }
  const activity = activityOf(facts, context);
  const same = sameFacts(facts, before.facts);
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
  const lines = derived.lines.map(({ facts: line, ...rest }) => [rest, lineInOrder(line, line.at)]);
  return JSON.stringify([{ ...derived, lines }, comparableInfo(facts.info)]);
}

function reject(
  file: FileOrder,
  rows: readonly OrderRow[],
  header: Header,
  rejections: RejectedAtFold[],
): void {
  for (const { line, reason, meaning, value } of file.rejections) {
    const row = rows.find((candidate) => candidate.line === line);
    const facts = row !== undefined && 'facts' in row ? { facts: row.facts } : {};
    rejections.push({ line, reason, column: columnOfMeaning(header, meaning), value, ...facts });
  }
}

/** Cases are counted as the file alone shows them: it knows no orders, so every refund waits. */
export function countCase(tally: Tally, amountFen: number): void {
  tally.acceptedRows += 1;
  if (amountFen === 0) return;
  tally.waiting.refunds += 1;
  tally.waiting.refundsFen += amountFen;
  warn(tally, 'refund_waiting');
}
