import { uuidv7 } from '../../db/uuid.ts';
import type { DerivedRefund } from '../order.ts';
import { copyInstant, type CopyValue } from './copy.ts';
import type { KnownRefund } from './known-orders.ts';

export const ADJUSTMENT_COLUMNS = [
  'county_id', 'id', 'order_id', 'source_key', 'source', 'refund_no', 'line_key', 'amount_fen', 'assumed', 'occurred_at',
  'import_id',
] as const; // prettier-ignore

/**
 * Exports state cumulative refunds; the ledger is append-only. So what is appended is the difference between what should
 * be there and what is: nothing changed, nothing appended; an assumed refund that a better source replaces is reversed.
 */
export function missingAdjustments(
  countyId: string,
  orderId: string,
  wanted: readonly DerivedRefund[],
  known: readonly KnownRefund[],
  importId: string | null,
): CopyValue[][] {
  const entries = new Map<
    string,
    { want: DerivedRefund | null; amountFen: number; known: KnownRefund | null }
  >();
  const keyOf = (source: string, refundNo: string | null | undefined, lineKey: string) =>
    `${source}:${refundNo ?? ''}:${lineKey}`;
  for (const refund of known) {
    entries.set(keyOf(refund.source, refund.refundNo, refund.lineKey), {
      want: null,
      amountFen: 0,
      known: refund,
    });
  }
  for (const refund of wanted) {
    const key = keyOf(refund.source, refund.refundNo, refund.lineKey);
    const entry = entries.get(key) ?? { want: null, amountFen: 0, known: null };
    entries.set(key, { ...entry, want: refund, amountFen: entry.amountFen + refund.amountFen });
  }
  const rows: CopyValue[][] = [];
  for (const [key, { want, amountFen, known: before }] of entries) {
    const difference = amountFen - (before?.refundedFen ?? 0);
    if (difference === 0) continue;
    const source = want?.source ?? before?.source ?? 'order';
    rows.push([
      countyId,
      uuidv7(),
      orderId,
      `${key}#${(before?.entries ?? 0) + 1}`,
      source,
      want?.refundNo ?? before?.refundNo,
      want?.lineKey ?? before?.lineKey ?? '*',
      -difference,
      source === 'assumed',
      copyInstant(want?.happenedAt),
      importId,
    ]);
  }
  return rows;
}
