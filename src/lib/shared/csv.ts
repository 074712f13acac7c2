/** Tables for Excel: UTF-8 with BOM, CRLF, and no cell that a spreadsheet would run as a formula. */

export type Cell = string | number | null;

const DANGEROUS = /^\s*[=+\-@\t\r＝＋－＠]/u;
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A text is prefixed with `'` when its first non-space character is = + - @, a tab, a CR or the full-width form of one of
 * the four. Plain numbers, negative ones too, stay numbers.
 */
export function csvCell(value: Cell): string {
  if (value === null) return '';
  const text = String(value);
  const safe = DANGEROUS.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[head, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** Fen as yuan with two decimals, for a cell that Excel can add up. */
export function yuanCell(fen: number | null): string | null {
  if (fen === null) return null;
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Headers of a download; the name may be Chinese. */
export function csvHeaders(fileName: string): Record<string, string> {
  return {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="report.csv"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    'cache-control': 'private, no-store',
  };
}
