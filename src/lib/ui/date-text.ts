/** Days and instants in words, in the reader's language and the county's time zone. */

export type Language = 'zh-CN' | 'en';

const ZONE = 'Asia/Shanghai';

function toDate(day: string | Date): { date: Date; timeZone: string } {
  if (day instanceof Date) return { date: day, timeZone: ZONE };
  return { date: new Date(`${day}T00:00:00Z`), timeZone: 'UTC' };
}

/** '2026年11月24日' / '24 November 2026'; without the year with `year: false`. */
export function dayText(day: string | Date, language: Language, options: { year?: boolean } = {}): string {
  const { date, timeZone } = toDate(day);
  const year = options.year === false ? undefined : 'numeric';
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    year,
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    timeZone,
  }).format(date);
}

/** '星期二' / 'Tuesday'. */
export function weekdayText(day: string | Date, language: Language): string {
  const { date, timeZone } = toDate(day);
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone }).format(date);
}

/** '2026-11-24 15:05' in both languages: for logs and tables. */
export function timeText(instant: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: ZONE,
  }).formatToParts(instant);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}

/** '11/01 – 11/12'; with years when the two differ or `year` is asked for. */
export function rangeText(first: string, last: string, options: { year?: boolean } = {}): string {
  const withYear = options.year === true || first.slice(0, 4) !== last.slice(0, 4);
  const short = (day: string) => (withYear ? day.replaceAll('-', '/') : day.slice(5).replace('-', '/'));
  return first === last ? short(first) : `${short(first)} – ${short(last)}`;
}
