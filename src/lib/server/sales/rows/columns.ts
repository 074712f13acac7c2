import type { Header } from '../reading/header.ts';
import type { RowRejection } from '../file-order.ts';

/** The header of the column a rejection speaks of. */
export function columnOfMeaning(header: Header, meaning: RowRejection['meaning']): string | null {
  const { columns, names } = header;
  const at =
    meaning === 'paid'
      ? (columns.orderPaid ?? columns.linePaid)?.[0]
      : meaning === 'refund'
        ? (columns.lineRefund ?? columns.orderRefund)?.[0]
        : meaning === 'orderNo'
          ? columns.orderNo?.[0]
          : undefined;
  return at === undefined ? null : (names[at] ?? null);
}
