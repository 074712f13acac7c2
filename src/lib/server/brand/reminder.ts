/** When somebody is reminded of an end: 60, 30 and 7 days before, and once it has come. Pure. */
import { daysBetween, type Day } from '#lib/shared/dates.ts';

export const REMIND_AT = [60, 30, 7] as const;
/** The reminder that says it is over. */
export const OVER = -1;

/**
 * The reminder that is due, named by its days, or null. A house that slept through a night sends the nearest one only: of
 * three missed reminders people need the last.
 */
export function dueReminder(validTo: Day, today: Day, sent: readonly number[]): number | null {
  const days = daysBetween(today, validTo);
  if (days < 0) return sent.includes(OVER) ? null : OVER;
  const due = [...REMIND_AT].reverse().find((at) => days <= at);
  return due === undefined || sent.some((s) => s !== OVER && s <= due) ? null : due;
}
