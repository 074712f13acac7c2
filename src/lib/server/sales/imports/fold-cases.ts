import type postgres from 'postgres';
import type { Changes, Tally } from '../report.ts';
import { copyInstant } from './copy.ts';
import { applyNews, countCase, type FoldContext, type RowGroup } from './fold.ts';
import { loadCases, loadKnownOrders } from './known-orders.ts';
import { writeOrders, type OrderWrites } from './write-orders.ts';

/**
 * After-sale cases are kept by their own number, newer exports over older ones. Those whose order is known take effect
 * at once, the others wait for it.
 */
export async function foldCases(
  tx: postgres.TransactionSql,
  groups: readonly RowGroup[],
  context: FoldContext,
  tally: Tally,
  changes: Changes,
): Promise<void> {
  const byShop = new Map<string, Map<string, object>>();
  const ordersOf = new Map<string, Set<string>>();
  for (const { shop, orderNo, rows } of groups) {
    const shopId = context.shopIds.get(shop);
    if (shopId === undefined) continue;
    for (const row of rows) {
      if (!('facts' in row)) continue;
      const { refundNo = '', lineNo = null, caseAmount = 0, happenedAt } = row.facts;
      countCase(tally, caseAmount);
      const cases = byShop.get(shopId) ?? new Map<string, object>();
      byShop.set(shopId, cases);
      cases.set(refundNo, {
        refund_no: refundNo,
        order_no: orderNo,
        line_no: lineNo,
        amount_fen: caseAmount,
        happened_at: copyInstant(happenedAt),
      });
      ordersOf.set(shopId, (ordersOf.get(shopId) ?? new Set()).add(orderNo));
    }
  }
  for (const [shopId, cases] of byShop) {
    await tx`
      insert into refund_cases as c
        (county_id, shop_id, refund_no, order_no, line_no, amount_fen, happened_at, exported_at, import_id)
      select ${context.countyId}, ${shopId}, j.refund_no, j.order_no, j.line_no, j.amount_fen, j.happened_at,
        ${copyInstant(context.exportedAt)}::timestamptz, ${context.importId}
      from jsonb_to_recordset(${JSON.stringify([...cases.values()])}::text::jsonb)
        as j(refund_no text, order_no text, line_no text, amount_fen bigint, happened_at timestamptz)
      on conflict (county_id, shop_id, refund_no) do update
      set order_no = excluded.order_no, line_no = excluded.line_no, amount_fen = excluded.amount_fen,
        happened_at = coalesce(excluded.happened_at, c.happened_at), exported_at = excluded.exported_at,
        import_id = excluded.import_id
      where c.exported_at <= excluded.exported_at`;
    const orderNos = [...(ordersOf.get(shopId) ?? [])];
    const writes: OrderWrites = { added: [], changed: [], adjustments: [] };
    const known = await loadKnownOrders(tx, context.countyId, shopId, orderNos);
    const kept = await loadCases(tx, context.countyId, shopId, orderNos);
    for (const [orderNo, order] of known) {
      const news = { at: context.exportedAt, cases: [] };
      changes[applyNews(shopId, orderNo, order, kept.get(orderNo) ?? [], news, context, writes)] += 1;
    }
    await writeOrders(tx, writes, context);
  }
}
