import { bareText, type Cell } from './cell.ts';

/**
 * Times of exports are Beijing time (Asia/Shanghai, UTC+8, no daylight saving since 1991) unless they carry an offset.
 * Everything is whole seconds since the epoch.
 */
export type ParsedTime = { kind: 'missing' } | { kind: 'invalid' } | { kind: 'time'; epochSeconds: number };

const BEIJING_OFFSET_SECONDS = 8 * 3600;
const DATE_TIME =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]*(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;
const SERIAL = /^\d{5}(?:\.\d+)?$/;
/** Days between 1899-12-30, where Excel's 1900 calendar starts counting (its false 29 February included), and 1970. */
const EXCEL_EPOCH_DAYS = 25_569;
const MISSING: ParsedTime = { kind: 'missing' };
const INVALID: ParsedTime = { kind: 'invalid' };

/** Blank, `-` and `0000-00-00 00:00:00` are missing. Years 2000–2099, real calendar dates, Excel serials. */
export function parseTime(cell: Cell | undefined): ParsedTime {
  const text = bareText(cell);
  if (text === '' || text === '-' || text === '--' || text === '—' || text.startsWith('0000-00-00'))
    return MISSING;
  const plain = plainTime(text);
  if (plain !== null) return { kind: 'time', epochSeconds: plain };
  const match = DATE_TIME.exec(text) ?? DATE_TIME.exec(text.normalize('NFKC'));
  if (match) return fromParts(match);
  if (SERIAL.test(text)) return fromSerial(Number(text));
  return INVALID;
}

/** The calendar day of `YYMMDD-…` order numbers at 00:00 Beijing, or null. */
export function timeFromOrderNo(orderNo: string): number | null {
  const match = /^(\d{2})(\d{2})(\d{2})-\d/.exec(orderNo);
  if (!match) return null;
  return beijingSeconds(2000 + Number(match[1]), Number(match[2]), Number(match[3]), 0, 0, 0);
}

/** `2026-10-03T20:29:44+08:00`. */
export function beijingIso(epochSeconds: number): string {
  return `${new Date((epochSeconds + BEIJING_OFFSET_SECONDS) * 1000).toISOString().slice(0, 19)}+08:00`;
}

/** Days repeat over a file: where each begins is reckoned once. */
const starts = new Map<number, number | null>();

/** `2026-10-03 20:29:44`, as platforms write it, without a match object; anything else is null. */
function plainTime(text: string): number | null {
  if (text.length !== 19 || text.charCodeAt(10) !== 0x20) return null;
  const dash = text.charCodeAt(4);
  if ((dash !== 0x2d && dash !== 0x2f) || text.charCodeAt(7) !== dash) return null;
  if (text.charCodeAt(13) !== 0x3a || text.charCodeAt(16) !== 0x3a) return null;
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  const key = year * 10_000 + month * 100 + day;
  if (Number.isNaN(key) || !(hour <= 23 && minute <= 59 && second <= 59)) return null;
  let start = starts.get(key);
  if (start === undefined) {
    if (starts.size > 5_000) starts.clear();
    starts.set(key, (start = beijingSeconds(year, month, day, 0, 0, 0)));
  }
  return start === null ? null : start + hour * 3600 + minute * 60 + second;
}

/** The number of two digits, NaN when they are none. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function fromParts(match: RegExpExecArray): ParsedTime {
  const [, year, month, day, hour = '0', minute = '0', second = '0', zone] = match;
  const local = beijingSeconds(
    Number(year),
    Number(month),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  if (local === null) return INVALID;
  if (!zone) return { kind: 'time', epochSeconds: local };
  const offset =
    zone === 'Z'
      ? 0
      : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(-2)) * 60);
  return { kind: 'time', epochSeconds: local + BEIJING_OFFSET_SECONDS - offset };
}

function fromSerial(serial: number): ParsedTime {
  const epochSeconds = Math.round((serial - EXCEL_EPOCH_DAYS) * 86_400) - BEIJING_OFFSET_SECONDS;
  const year = new Date((epochSeconds + BEIJING_OFFSET_SECONDS) * 1000).getUTCFullYear();
  return year >= 2000 && year <= 2099 ? { kind: 'time', epochSeconds } : INVALID;
}

function beijingSeconds(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | null {
  if (year < 2000 || year > 2099 || month < 1 || month > 12 || day < 1) return null;
  if (day > daysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - BEIJING_OFFSET_SECONDS;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
