/**
 * One cell of a platform's file. Text cells are strings; typed cells of a workbook keep what they were, because a
 * number in an id column has already lost digits.
 */
export type Cell = string | { kind: 'number'; raw: string } | { kind: 'error'; raw: string };

const INVISIBLE = /[\u200b-\u200d\u2060\ufeff]/g;
const HAS_INVISIBLE = /[\u200b-\u200d\u2060\ufeff]/;

/** The text of a cell as a person sees it: trimmed (tab and NBSP too), invisible characters removed. */
export function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  const text = typeof cell === 'string' ? cell : cell.raw;
  if (text === '') return '';
  return HAS_INVISIBLE.test(text) ? text.replace(INVISIBLE, '').trim() : text.trim();
}

/** As {@link cellText}, and without the wrappers that keep spreadsheets from guessing: `="3512…"`, a leading `'`. */
export function bareText(cell: Cell | undefined): string {
  let text = cellText(cell);
  const first = text.charCodeAt(0);
  if (first === 0x3d /* = */ && text.length >= 3 && text.startsWith('="') && text.endsWith('"')) {
    text = text.slice(2, -1).trim();
  } else if (first === 0x27 /* ' */) {
    text = text.slice(1).trim();
  }
  return text;
}

const NOTHING = new Set(['', '-', '—', '——', '--', '无', '无退款申请']);
const LONGEST_NOTHING = 5;

/** What platforms write where there is nothing: blank, dashes, 无, 无退款申请. */
export function isNothing(text: string): boolean {
  return text.length <= LONGEST_NOTHING && NOTHING.has(text);
}

/** A header as it is compared: NFKC, invisible characters removed, trimmed, ASCII lower-cased. */
export function normaliseHeader(text: string): string {
  return headerAsWritten(text).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** A header as it is shown: NFKC and trimmed. */
export function headerAsWritten(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').trim();
}
