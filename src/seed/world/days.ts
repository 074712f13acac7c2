/** Days around which a year of sales turns, by the county's own date rules. */
import { resolveDateRule } from '#lib/server/county/date-rule.ts';
import { daysOffTable } from '#lib/server/county/working-days.ts';
import type { DateRule } from '#lib/shared/date-rules.ts';
import { addDays, yearOf, type Day } from '#lib/shared/dates.ts';

/** Between these days a demo can be loaded: two years back and one ahead lie in the festivals table. */
export const FIRST_TODAY: Day = '2026-01-20';
export const LAST_TODAY: Day = '2033-12-31';

const NO_DAYS_OFF = daysOffTable([]);

/** The day of a rule in a year. @throws outside the years of the festivals table. */
export function dayIn(rule: DateRule, year: number): Day {
  const resolved = resolveDateRule(rule, year, { daysOff: NO_DAYS_OFF });
  if (!resolved.ok) throw new RangeError(`${JSON.stringify(rule)} has no day in ${year}: ${resolved.reason}`);
  return resolved.day;
}

export interface YearDays {
  springFestival: Day;
  qingming: Day;
  sanyuesan: Day;
  duanwu: Day;
  midAutumn: Day;
}

const known = new Map<number, YearDays>();

export function daysOfYear(year: number): YearDays {
  const before = known.get(year);
  if (before) return before;
  const days: YearDays = {
    springFestival: dayIn({ kind: 'lunar', month: 1, day: 1 }, year),
    qingming: dayIn({ kind: 'solarTerm', name: '清明' }, year),
    sanyuesan: dayIn({ kind: 'lunar', month: 3, day: 3 }, year),
    duanwu: dayIn({ kind: 'lunar', month: 5, day: 5 }, year),
    midAutumn: dayIn({ kind: 'lunar', month: 8, day: 15 }, year),
  };
  known.set(year, days);
  return days;
}

/** Every day from `from` to `to`, both included. */
export function daysFrom(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The same date some years away; 29 February becomes the 28th. */
export function yearsAway(day: Day, years: number): Day {
  const year = yearOf(day) + years;
  return `${year}-${day.slice(5) === '02-29' ? '02-28' : day.slice(5)}`;
}
