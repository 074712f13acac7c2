import { isDay } from './dates.ts';

/** How a planned day is said: the rule is kept beside the resolved day, so that next year's plan resolves anew. */
export type DateRule =
  | { kind: 'fixed'; month: number; day: number }
  /** Lunar month and day of the regular (never the leap) month. */
  | { kind: 'lunar'; month: number; day: number }
  /** One of the 24 solar terms, by its Chinese name. */
  | { kind: 'solarTerm'; name: string }
  | { kind: 'offset'; from: DateRule; days: number; unit: 'day' | 'workingDay' }
  /** A day of the thing the rule belongs to: a task is due ten working days before its activity. */
  | { kind: 'anchor'; of: Anchor }
  /** Typed for the year, with where it is announced. */
  | { kind: 'manual'; source?: string };

export const ANCHORS = ['campaign_start', 'campaign_end', 'activity_start'] as const;
export type Anchor = (typeof ANCHORS)[number];

/** The deepest chain of offsets that is read; more is a mistake, not a plan. */
export const MAX_OFFSETS = 8;

/** What came over the border (a form, a JSON column) → a rule, or null when it is none. */
export function parseDateRule(value: unknown, depth = 0): DateRule | null {
  if (typeof value !== 'object' || value === null || depth > MAX_OFFSETS) return null;
  const rule = value as Record<string, unknown>;
  switch (rule.kind) {
    case 'fixed': {
      const { month, day } = rule;
      if (!isWhole(month, 1, 12) || !isWhole(day, 1, 31)) return null;
      // 29 February is a rule that some years cannot keep; 30 February is none.
      const text = `2024-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      return isDay(text) ? { kind: 'fixed', month, day } : null;
    }
    case 'lunar': {
      const { month, day } = rule;
      return isWhole(month, 1, 12) && isWhole(day, 1, 30) ? { kind: 'lunar', month, day } : null;
    }
    case 'solarTerm':
      return typeof rule.name === 'string' && rule.name.length === 2
        ? { kind: 'solarTerm', name: rule.name }
        : null;
    case 'offset': {
      const from = parseDateRule(rule.from, depth + 1);
      const unit = rule.unit;
      if (!from || !isWhole(rule.days, -400, 400) || (unit !== 'day' && unit !== 'workingDay')) return null;
      return { kind: 'offset', from, days: rule.days, unit };
    }
    case 'anchor': {
      const of = ANCHORS.find((anchor) => anchor === rule.of);
      return of ? { kind: 'anchor', of } : null;
    }
    case 'manual':
      return typeof rule.source === 'string' && rule.source
        ? { kind: 'manual', source: rule.source }
        : { kind: 'manual' };
    default:
      return null;
  }
}

function isWhole(value: unknown, min: number, max: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}
