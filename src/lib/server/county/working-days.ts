/** Working days: Monday to Friday, corrected by the days off and 调休 days of the county's table. Pure. */
import { addDays, weekday, yearOf, type Day } from '#lib/shared/dates.ts';

export interface DaysOffTable {
  /** What the table says of a day; null = an ordinary day. */
  kindOf(day: Day): { kind: 'off' | 'work'; name: string } | null;
  /** Whether the notice for this year has been entered; until then weekends are all that is known. */
  hasYear(year: number): boolean;
}

export interface DayOffRow {
  day: Day;
  kind: 'off' | 'work';
  name: string;
}

/**
 * A table of rows. A year counts as entered when it has at least one day off in the October holiday: a county's own local
 * holidays (三月三) may be typed in long before the national notice.
 */
export function daysOffTable(rows: readonly DayOffRow[]): DaysOffTable {
  const byDay = new Map(rows.map((row) => [row.day, { kind: row.kind, name: row.name }]));
  const years = new Set(
    rows.filter((row) => row.kind === 'off' && row.day.slice(5, 7) === '10').map((row) => yearOf(row.day)),
  );
  return { kindOf: (day) => byDay.get(day) ?? null, hasYear: (year) => years.has(year) };
}

export function isWorkingDay(day: Day, table: DaysOffTable): boolean {
  const entry = table.kindOf(day);
  if (entry) return entry.kind === 'work';
  return weekday(day) <= 5;
}

/**
 * The day `days` working days after `from` (before, when negative); `from` itself is not counted and may be any day.
 * `days` 0 is `from`. `estimated` when a day on the way belongs to a year whose notice is not entered yet.
 */
export function addWorkingDays(
  from: Day,
  days: number,
  table: DaysOffTable,
): { day: Day; estimated: boolean } {
  const step = days < 0 ? -1 : 1;
  let day = from;
  let left = Math.abs(days);
  let estimated = left > 0 && !table.hasYear(yearOf(from));
  while (left > 0) {
    day = addDays(day, step);
    if (!table.hasYear(yearOf(day))) estimated = true;
    if (isWorkingDay(day, table)) left -= 1;
  }
  return { day, estimated };
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, table: DaysOffTable): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(day, table)) count += 1;
  }
  return count;
}
