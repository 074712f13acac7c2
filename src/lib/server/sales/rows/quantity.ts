import { bareText, type Cell } from './cell.ts';

/** A whole number ≥ 1, also written `2.0`; null when it is anything else. */
export function parseQuantity(cell: Cell | undefined): number | null {
  const text = bareText(cell);
  if (text.length === 1) {
    const digit = text.charCodeAt(0) - 0x30;
    if (digit >= 1 && digit <= 9) return digit;
  }
  const match = /^(\d{1,9})(?:\.0+)?$/.exec(text.normalize('NFKC'));
  const quantity = match ? Number(match[1]) : 0;
  return quantity >= 1 ? quantity : null;
}
