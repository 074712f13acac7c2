import type postgres from 'postgres';
import type { CaseFacts, OrderFacts, RefundSource } from '../order.ts';
import { FACT_COLUMNS, readStoredFacts, type FactColumns } from './stored-facts.ts';

/** What the database holds about orders of one shop, row-locked: nobody else changes them until the step ends. */
export interface KnownOrder {
  id: string;
  facts: OrderFacts;
  exportedAt: number;
  stallActivityId: string | null;
  lineIds: Map<string, string>;
  refunds: KnownRefund[];
}

/** Adjustments of one order summed by what they come from. */
export interface KnownRefund {
  source: RefundSource;
  refundNo: string | null;
  lineKey: string;
  refundedFen: number;
  entries: number;
}

const FEW = 20;
const DIGITS = /^\d+$/;

export async function loadKnownOrders(
  tx: postgres.TransactionSql,
  countyId: string,
  shopId: string,
  orderNos: readonly string[],
): Promise<Map<string, KnownOrder>> {
  const known = new Map<string, KnownOrder>();
  if (!(await hasOrdersAmong(tx, countyId, shopId, orderNos))) return known;
  // The row lock keeps a stall sale or a webhook from changing the order between this reading and the writing.
  const rows = await tx<(FactColumns & { id: string; order_no: string; stall_activity_id: string | null })[]>`
    select id, order_no, stall_activity_id, ${tx(FACT_COLUMNS as unknown as string[])} from orders
    where county_id = ${countyId} and shop_id = ${shopId} and order_no = any(${orderNos as string[]})
    order by order_no for update`;
  if (rows.length === 0) return known;
  const byId = new Map<string, KnownOrder>();
  for (const row of rows) {
    const order: KnownOrder = {
      id: row.id,
      facts: readStoredFacts(row),
      exportedAt: Math.floor(row.exported_at.getTime() / 1000),
      stallActivityId: row.stall_activity_id,
      lineIds: new Map(),
      refunds: [],
    };
    known.set(row.order_no, order);
    byId.set(row.id, order);
  }
  const ids = [...byId.keys()];
  const lines = await tx<{ id: string; order_id: string; line_key: string }[]>`
    select id, order_id, line_key from order_lines where county_id = ${countyId} and order_id = any(${ids})`;
  for (const line of lines) byId.get(line.order_id)?.lineIds.set(line.line_key, line.id);
  const refunds = await tx<
    {
      order_id: string;
      source: RefundSource;
      refund_no: string | null;
      line_key: string;
      refunded: string;
      entries: number;
    }[]
  >`
    select order_id, source, refund_no, line_key, -sum(amount_fen)::bigint as refunded, count(*)::int as entries
    from order_adjustments where county_id = ${countyId} and order_id = any(${ids})
    group by order_id, source, refund_no, line_key`;
  for (const refund of refunds) {
    byId.get(refund.order_id)?.refunds.push({
      source: refund.source,
      refundNo: refund.refund_no,
      lineKey: refund.line_key,
      refundedFen: Number(refund.refunded),
      entries: refund.entries,
    });
  }
  return known;
}

/**
 * Whether the shop has any order between the least and the greatest of these numbers. New files mostly hold new numbers:
 * one look at the index then saves thousands. An order somebody makes meanwhile meets the unique constraint.
 */
async function hasOrdersAmong(
  tx: postgres.TransactionSql,
  countyId: string,
  shopId: string,
  orderNos: readonly string[],
): Promise<boolean> {
  if (orderNos.length <= FEW) return orderNos.length > 0;
  return (await lookAhead(tx, countyId, shopId, orderNos)).orders;
}

export interface Known {
  /** The shop has an order between the least and the greatest of the numbers. */
  orders: boolean;
  /** The shop has after-sale cases. */
  cases: boolean;
}

/** One short statement that tells whether a range of new orders can be written without looking each up. */
export async function lookAhead(
  sql: postgres.Sql | postgres.TransactionSql,
  countyId: string,
  shopId: string,
  orderNos: readonly string[],
): Promise<Known> {
  const ends = endsOf(orderNos);
  // Ordered and limited, so that even a plan made while the table was empty walks the index, never the table.
  const [row] = await sql<{ found: boolean | null; cases: boolean }[]>`
    select
      (select order_no <= (select max(no) from unnest(${ends}::text[]) no) from orders
        where county_id = ${countyId} and shop_id = ${shopId}
          and order_no >= (select min(no) from unnest(${ends}::text[]) no)
        order by county_id, shop_id, order_no limit 1) as found,
      exists (select from refund_cases where county_id = ${countyId} and shop_id = ${shopId}) as cases`;
  return { orders: row?.found ?? false, cases: row?.cases ?? false };
}

/** Digits of one length have one order under every collation: their ends are found here. The database finds others. */
function endsOf(orderNos: readonly string[]): string[] {
  let [least = '', greatest = ''] = [orderNos[0], orderNos[0]];
  for (const no of orderNos) {
    if (no.length !== least.length || !DIGITS.test(no)) return orderNos as string[];
    if (no < least) least = no;
    else if (no > greatest) greatest = no;
  }
  return [least, greatest];
}

/** After-sale cases of these orders, whether the order is known or not. */
export async function loadCases(
  tx: postgres.TransactionSql,
  countyId: string,
  shopId: string,
  orderNos: readonly string[],
): Promise<Map<string, CaseFacts[]>> {
  const cases = new Map<string, CaseFacts[]>();
  const [any] = await tx`
    select from refund_cases where county_id = ${countyId} and shop_id = ${shopId} limit 1`;
  if (any === undefined) return cases;
  const rows = await tx<
    {
      refund_no: string;
      order_no: string;
      line_no: string | null;
      amount_fen: string;
      happened_at: Date | null;
    }[]
  >`
    select refund_no, order_no, line_no, amount_fen, happened_at from refund_cases
    where county_id = ${countyId} and shop_id = ${shopId} and order_no = any(${orderNos as string[]})
    order by refund_no collate "C"`;
  for (const row of rows) {
    const list = cases.get(row.order_no) ?? [];
    list.push({
      refundNo: row.refund_no,
      amount: Number(row.amount_fen),
      ...(row.line_no === null ? {} : { lineNo: row.line_no }),
      ...(row.happened_at === null ? {} : { happenedAt: Math.floor(row.happened_at.getTime() / 1000) }),
    });
    cases.set(row.order_no, list);
  }
  return cases;
}
