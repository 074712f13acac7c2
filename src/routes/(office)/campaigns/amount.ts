/**
 * What a person typed into an amount field → fen, or null. Budgets and goals of a county pass the limit that an order's
 * amount has, so they are read here: '4,800,000', '¥120.50', '36 万'.
 */
export function readYuan(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s¥元]/g, '');
  // A comma that does not group three figures is a slip of the hand, not an amount.
  const match = /^(\d{1,10}|\d{1,3}(?:,\d{3}){1,3})(?:\.(\d{1,6}))?(万?)$/.exec(plain);
  if (!match) return null;
  const [, whole = '0', fraction = '', big] = match;
  const places = big ? 6 : 2;
  if (fraction.replace(/0+$/, '').length > places) return null;
  const fen = Number(whole.replaceAll(',', '') + fraction.slice(0, places).padEnd(places, '0'));
  return Number.isSafeInteger(fen) ? fen : null;
}
