import { bareText, type Cell } from './cell.ts';

/**
 * Platform numbers are text, always. Excel keeps fifteen digits, so a number that went through it is wrong without
 * looking wrong: those are told apart here.
 */
export type ParsedId =
  { kind: 'missing' } | { kind: 'rounded'; text: string } | { kind: 'id'; id: string; zeroTail: boolean };

const EXPONENT = /^\d+(?:\.\d+)?[eE]\+?\d+$/;
const DECIMAL_ZERO = /^(\d+)\.0+$/;
const MISSING: ParsedId = { kind: 'missing' };

/**
 * `zeroTail`: at least 16 digits of which everything after the fifteenth is 0. Whether that is a rounded number is
 * decided over the whole file.
 */
export function parseId(cell: Cell | undefined): ParsedId {
  const text = bareText(cell);
  if (text === '' || text === '-') return MISSING;
  if (typeof cell === 'string' && isDigits(text))
    return { kind: 'id', id: text, zeroTail: isZeroTailed(text) };
  if (EXPONENT.test(text)) return { kind: 'rounded', text };
  const plain = DECIMAL_ZERO.exec(text)?.[1] ?? text;
  if (typeof cell === 'object' && cell.kind === 'number' && !Number.isSafeInteger(Number(plain))) {
    return { kind: 'rounded', text };
  }
  return { kind: 'id', id: plain, zeroTail: isDigits(plain) && isZeroTailed(plain) };
}

function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

function isZeroTailed(digits: string): boolean {
  return digits.length >= 16 && digits.endsWith('0') && /^0+$/.test(digits.slice(15));
}
