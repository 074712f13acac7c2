/** Laying campaigns as bars over the weeks of a month. Pure. */
import { daysBetween, type Day } from '#lib/shared/dates.ts';

export interface Span {
  startsOn: Day;
  endsOn: Day;
}

export interface Bar<T extends Span> {
  item: T;
  /** 0–6, Monday first. */
  column: number;
  columns: number;
  lane: number;
  /** It begins before or goes on after this week. */
  fromBefore: boolean;
  goesOn: boolean;
}

/**
 * The bars of one week. A bar takes the first lane that is free on all its days; longer ones first, so that they stand
 * above; bars beyond `lanes` are left out and counted per day in `hidden`.
 */
export function weekBars<T extends Span>(
  week: readonly Day[],
  items: readonly T[],
  lanes: number,
): { bars: Bar<T>[]; lanesUsed: number; hidden: number[] } {
  const [first = '', last = ''] = [week[0], week.at(-1)];
  const hidden = week.map(() => 0);
  const taken: boolean[][] = Array.from({ length: lanes }, () => week.map(() => false));
  const bars: Bar<T>[] = [];
  const touching = items
    .filter((item) => item.startsOn <= last && item.endsOn >= first)
    .sort(
      (a, b) =>
        (a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : 0) ||
        daysBetween(b.startsOn, b.endsOn) - daysBetween(a.startsOn, a.endsOn),
    );
  for (const item of touching) {
    const column = Math.max(0, daysBetween(first, item.startsOn));
    const end = Math.min(week.length - 1, daysBetween(first, item.endsOn));
    const lane = taken.findIndex((days) => days.slice(column, end + 1).every((used) => !used));
    if (lane < 0) {
      for (let day = column; day <= end; day += 1) hidden[day] = (hidden[day] ?? 0) + 1;
      continue;
    }
    taken[lane]?.fill(true, column, end + 1);
    bars.push({
      item,
      column,
      columns: end - column + 1,
      lane,
      fromBefore: item.startsOn < first,
      goesOn: item.endsOn > last,
    });
  }
  const lanesUsed = bars.reduce((most, bar) => Math.max(most, bar.lane + 1), 0);
  return { bars, lanesUsed, hidden };
}
