/**
 * 公示: at least five working days, counted by the county's own table of days off. While an objection waits for its
 * answer, no day counts. Pure.
 */
import { addDays, type Day } from '#lib/shared/dates.ts';
import { isWorkingDay, type DaysOffTable } from '../county/working-days.ts';

export const NOTICE_WORKING_DAYS = 5;

export interface ObjectionSpan {
  raisedOn: Day;
  /** Null: still open. */
  resolvedOn: Day | null;
}

export interface NoticeState {
  /** Full working days that counted, up to and including today. */
  counted: number;
  needed: number;
  /** An objection waits: the clock stands. */
  stopped: boolean;
  /** The day whose end ends the notice, if nothing stops it further; null while an objection is open. */
  endsOn: Day | null;
  over: boolean;
}

/**
 * The first day (`from`) is the day of publication and does not count. A day counts unless an objection was open on it; the
 * day an objection is raised and the day it is answered both stand still.
 */
export function noticeState(
  notice: { from: Day; objections: readonly ObjectionSpan[] },
  today: Day,
  table: DaysOffTable,
): NoticeState {
  const stopped = notice.objections.some((o) => o.resolvedOn === null);
  const counts = (day: Day): boolean =>
    isWorkingDay(day, table) &&
    !notice.objections.some((o) => o.raisedOn <= day && (o.resolvedOn === null || day <= o.resolvedOn));
  let counted = 0;
  let day = notice.from;
  let endsOn: Day | null = null;
  // A year is far more than five working days: a calendar of nothing but days off must not hang the page.
  for (let step = 0; step < 366 && endsOn === null; step += 1) {
    day = addDays(day, 1);
    if (stopped && day > today) break;
    if (!counts(day)) continue;
    counted += 1;
    if (counted >= NOTICE_WORKING_DAYS) endsOn = day;
  }
  const shown = endsOn !== null && endsOn < today ? counted : countUpTo(notice.from, today, counts);
  return {
    counted: Math.min(shown, NOTICE_WORKING_DAYS),
    needed: NOTICE_WORKING_DAYS,
    stopped,
    endsOn,
    over: !stopped && endsOn !== null && endsOn < today,
  };
}

function countUpTo(from: Day, today: Day, counts: (day: Day) => boolean): number {
  let count = 0;
  for (let day = addDays(from, 1); day < today && count < NOTICE_WORKING_DAYS; day = addDays(day, 1)) {
    if (counts(day)) count += 1;
  }
  return count;
}
