/**
 * Civil days of the county: 'YYYY-MM-DD' in Asia/Shanghai. Pure: the clock is handed in. China has had no summer time
 * since 1991, so the offset is a constant +08:00 for every day the product knows.
 */

/** 'YYYY-MM-DD'; sorts as text. */
export type Day = string;

const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** A real day of the Gregorian calendar, written with leading zeros; of no year 0, which databases do not know. */
export function isDay(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** The civil day of an instant. */
export function dayOf(instant: Date): Day {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** The wall clock of an instant, 'HH:MM'. */
export function timeOf(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(11, 16);
}

/** The instant of a wall clock time 'HH:MM' on a day. */
export function instantAt(day: Day, time = '00:00'): Date {
  return new Date(`${day}T${time}:00+08:00`);
}

/** 'YYYY-MM-DDTHH:MM' of the county's wall clock, as `<input type="datetime-local">` reads and writes it. */
export function localText(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 16);
}

/** The instant of a 'YYYY-MM-DDTHH:MM' text, or null when it is none. */
export function parseLocal(text: string): Date | null {
  const [day = '', time = ''] = text.split('T');
  if (!isDay(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null;
  return instantAt(day, time);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(day: Day): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** 1–4. */
export function quarterOf(day: Day): number {
  return Math.ceil(Number(day.slice(5, 7)) / 3);
}

export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** 'YYYY-MM' moved by whole months. */
export function addMonths(month: string, months: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** The weeks, Monday first, that a month touches: five or six (four in a February that begins on a Monday). */
export function monthWeeks(month: string): Day[][] {
  const first: Day = `${month}-01`;
  let day = addDays(first, 1 - weekday(first));
  const next = `${addMonths(month, 1)}-01`;
  const weeks: Day[][] = [];
  while (day < next) {
    weeks.push(Array.from({ length: 7 }, (_, i) => addDays(day, i)));
    day = addDays(day, 7);
  }
  return weeks;
}

export type Locale = 'zh-CN' | 'en';

const EN_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const EN_WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const ZH_WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** '11月23日' / '23 Nov'; with the year '2026年11月23日' / '23 Nov 2026'. Written by hand: the same on every machine. */
export function dayText(day: Day, locale: Locale, options: { year?: boolean } = {}): string {
  const [year, month, date] = [day.slice(0, 4), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  if (locale === 'zh-CN') return `${options.year ? `${year}年` : ''}${month}月${date}日`;
  return `${date} ${EN_MONTHS[month - 1] ?? ''}${options.year ? ` ${year}` : ''}`;
}

/** '星期一' / 'Mon'. */
export function weekdayText(day: Day, locale: Locale): string {
  const index = weekday(day) - 1;
  return locale === 'zh-CN' ? `星期${ZH_WEEKDAYS[index] ?? ''}` : (EN_WEEKDAYS[index] ?? '');
}

/** '2026年11月' / 'November 2026' is left to the page; this is the short '11月' / 'Nov'. */
export function monthText(month: string, locale: Locale): string {
  const number = Number(month.slice(5, 7));
  return locale === 'zh-CN' ? `${number}月` : (EN_MONTHS[number - 1] ?? '');
}

/** '11/01 – 11/12'; a year is said where it is not `year`, and at both ends when they differ and none is given. */
export function rangeText(from: Day, to: Day, year?: number): string {
  const differ = from.slice(0, 4) !== to.slice(0, 4);
  const text = (day: Day) => {
    const withYear = year === undefined ? differ : yearOf(day) !== year;
    return `${withYear ? `${day.slice(0, 4)}/` : ''}${day.slice(5, 7)}/${day.slice(8, 10)}`;
  };
  return from === to ? text(from) : `${text(from)} – ${text(to)}`;
}
