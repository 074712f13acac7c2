/** From a rule to a day of a year. Pure: the county's table of days off is handed in. */
import { MAX_OFFSETS, type Anchor, type DateRule } from '#lib/shared/date-rules.ts';
import { addDays, isDay, type Day } from '#lib/shared/dates.ts';
import { isKnownYear, lunarDayOf, solarTermDay } from './lunar.ts';
import { addWorkingDays, type DaysOffTable } from './working-days.ts';

export type Resolution =
  /** `estimated`: counted by weekends alone, the holiday notice of that year is not entered yet. */
  | { ok: true; day: Day; estimated: boolean }
  | {
      ok: false;
      reason: 'manual' | 'not_in_table' | 'no_such_day' | 'unknown_term' | 'anchor_missing' | 'too_deep';
    };

export interface ResolutionContext {
  daysOff: DaysOffTable;
  anchors?: Partial<Record<Anchor, Day>>;
}

/**
 * The day of `rule` in plan year `year`. A lunar rule of the twelfth month belongs to the Spring Festival of that year
 * and may fall in the Gregorian year before.
 */
export function resolveDateRule(
  rule: DateRule,
  year: number,
  context: ResolutionContext,
  depth = 0,
): Resolution {
  if (depth > MAX_OFFSETS) return { ok: false, reason: 'too_deep' };
  switch (rule.kind) {
    case 'manual':
      return { ok: false, reason: 'manual' };
    case 'fixed': {
      const pad = (n: number) => String(n).padStart(2, '0');
      const day = `${String(year).padStart(4, '0')}-${pad(rule.month)}-${pad(rule.day)}`;
      return isDay(day) ? { ok: true, day, estimated: false } : { ok: false, reason: 'no_such_day' };
    }
    case 'lunar': {
      if (!isKnownYear(year)) return { ok: false, reason: 'not_in_table' };
      const day = lunarDayOf(year, rule.month, rule.day);
      return day ? { ok: true, day, estimated: false } : { ok: false, reason: 'no_such_day' };
    }
    case 'solarTerm': {
      if (!isKnownYear(year)) return { ok: false, reason: 'not_in_table' };
      const day = solarTermDay(year, rule.name);
      return day ? { ok: true, day, estimated: false } : { ok: false, reason: 'unknown_term' };
    }
    case 'anchor': {
      const day = context.anchors?.[rule.of];
      return day ? { ok: true, day, estimated: false } : { ok: false, reason: 'anchor_missing' };
    }
    case 'offset': {
      const from = resolveDateRule(rule.from, year, context, depth + 1);
      if (!from.ok) return from;
      if (rule.unit === 'day') {
        return { ok: true, day: addDays(from.day, rule.days), estimated: from.estimated };
      }
      const moved = addWorkingDays(from.day, rule.days, context.daysOff);
      return { ok: true, day: moved.day, estimated: from.estimated || moved.estimated };
    }
  }
}
