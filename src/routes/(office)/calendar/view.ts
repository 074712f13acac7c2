/** What the calendar page asks for, from its address. */
import { addMonths, dayOf, isDay, isMonth, yearOf } from '#lib/shared/dates.ts';

export type CalendarView = 'month' | 'list';

export interface CalendarQuery {
  view: CalendarView;
  /** 'YYYY-MM'. */
  month: string;
  /** The opened day, or null. */
  day: string | null;
  industry: string;
  kind: string;
}

/** Months a calendar is drawn for; an address beyond them shows the present month. */
const YEARS = { first: 2000, last: 2100 };

export function readCalendarQuery(query: URLSearchParams, now: Date): CalendarQuery {
  const today = dayOf(now);
  const day = query.get('day') ?? '';
  const asked = isDay(day) ? day.slice(0, 7) : (query.get('month') ?? '');
  const fits = isMonth(asked) && yearOf(asked) >= YEARS.first && yearOf(asked) <= YEARS.last;
  return {
    view: query.get('view') === 'list' ? 'list' : 'month',
    month: fits ? asked : today.slice(0, 7),
    day: fits && isDay(day) ? day : null,
    industry: query.get('industry') ?? '',
    kind: query.get('kind') ?? '',
  };
}

/** The first and last day of a month. */
export function monthEnds(month: string): { from: string; to: string } {
  const next = addMonths(month, 1);
  const last = new Date(Date.parse(`${next}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return { from: `${month}-01`, to: last };
}
