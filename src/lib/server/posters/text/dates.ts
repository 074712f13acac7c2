/** Dates as a poster prints them. Days are county-local, `YYYY-MM-DD`. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

export function parseDay(text: string): Day {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { year, month, day };
}

/** `01` and `16` for the numeral pair. */
export function numerals(text: string): [string, string] {
  const d = parseDay(text);
  return [String(d.month).padStart(2, '0'), String(d.day).padStart(2, '0')];
}

/** 1 月 16 日至 17 日; years are printed only when they differ. */
export function dateRange(startsOn: string, endsOn: string | null): string {
  const a = parseDay(startsOn);
  const b = parseDay(endsOn ?? startsOn);
  const first = `${a.month} 月 ${a.day} 日`;
  if (startsOn === (endsOn ?? startsOn)) return first;
  if (a.year !== b.year) return `${first}至 ${b.year} 年 ${b.month} 月 ${b.day} 日`;
  return a.month === b.month ? `${first}至 ${b.day} 日` : `${first}至 ${b.month} 月 ${b.day} 日`;
}

/** 一月十六日至十七日, for the festival family. */
export function dateRangeHan(startsOn: string, endsOn: string | null): string {
  const a = parseDay(startsOn);
  const b = parseDay(endsOn ?? startsOn);
  const first = `${han(a.month)}月${han(a.day)}日`;
  if (startsOn === (endsOn ?? startsOn)) return first;
  return a.month === b.month && a.year === b.year
    ? `${first}至${han(b.day)}日`
    : `${first}至${han(b.month)}月${han(b.day)}日`;
}

/** 2026 年 12 月 1 日至 31 日, with the year, as the law wants a price's days. */
export function datedRange(startsOn: string, endsOn: string): string {
  return `${parseDay(startsOn).year} 年 ${dateRange(startsOn, endsOn)}`;
}

function han(value: number): string {
  const digit = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const tens = Math.floor(value / 10);
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : (digit[tens] ?? '')}十`;
  return ten + (digit[value % 10] ?? '');
}

/** 周六, of a day of the county's calendar. */
export function weekday(text: string): string {
  const d = parseDay(text);
  const index = new Date(Date.UTC(d.year, d.month - 1, d.day)).getUTCDay();
  return `周${['日', '一', '二', '三', '四', '五', '六'][index] ?? ''}`;
}

/** 1 月 15 日 周五; of several days the days alone. */
export function dayWords(startsOn: string, endsOn: string | null): string {
  const one = endsOn === null || endsOn === startsOn;
  return one ? `${dateRange(startsOn, null)} ${weekday(startsOn)}` : dateRange(startsOn, endsOn);
}

/** 12.28—1.3, where words are too long; with years when they differ. */
export function dayFigures(startsOn: string, endsOn: string | null): string {
  const a = parseDay(startsOn);
  const b = parseDay(endsOn ?? startsOn);
  const years = a.year !== b.year;
  const say = (d: Day): string => `${years ? `${d.year}.` : ''}${d.month}.${d.day}`;
  return startsOn === (endsOn ?? startsOn) ? say(a) : `${say(a)}—${say(b)}`;
}
