/** Whether a person's consent covers a use on a day. Pure. */
import { daysBetween, yearOf, type Day } from '#lib/shared/dates.ts';
import { coversPlace } from './licence.ts';
import { REMIND_DAYS } from './licence-state.ts';
import type { ConsentUse } from './terms.ts';

export interface ConsentFacts {
  uses: readonly ConsentUse[];
  territory: string | null;
  validFrom: Day;
  validTo: Day;
  withdrawnOn: Day | null;
}

export type ConsentRefusal =
  'no_consent' | 'use_not_covered' | 'territory' | 'not_yet_valid' | 'expired' | 'ends_before' | 'withdrawn';

export interface ConsentWanted {
  use: ConsentUse;
  on: Day;
  /** The last day of use; left out: that day alone. */
  until?: Day;
  /** Null: anywhere. */
  territory?: string | null;
}

/** Null: it covers the use. Both days are included; a withdrawal counts from its own day on. */
export function consentRefusal(c: ConsentFacts, wanted: ConsentWanted): ConsentRefusal | null {
  if (c.withdrawnOn !== null && c.withdrawnOn <= wanted.on) return 'withdrawn';
  if (!c.uses.includes(wanted.use)) return 'use_not_covered';
  if (!coversPlace(c.territory, wanted.territory ?? null)) return 'territory';
  if (wanted.on < c.validFrom) return 'not_yet_valid';
  if (c.validTo < wanted.on) return 'expired';
  if (wanted.until !== undefined && c.validTo < wanted.until) return 'ends_before';
  return null;
}

export type ConsentStanding =
  | { state: 'valid' }
  | { state: 'expiring'; days: number }
  | { state: 'expired' }
  | { state: 'not_yet' }
  | { state: 'withdrawn' };

export function consentStanding(c: Omit<ConsentFacts, 'uses' | 'territory'>, on: Day): ConsentStanding {
  if (c.withdrawnOn !== null && c.withdrawnOn <= on) return { state: 'withdrawn' };
  if (on < c.validFrom) return { state: 'not_yet' };
  if (c.validTo < on) return { state: 'expired' };
  const days = daysBetween(on, c.validTo);
  return days <= REMIND_DAYS ? { state: 'expiring', days } : { state: 'valid' };
}

/** In the year of the eighteenth birthday still a minor: only the year is kept, so the later day counts. */
export function isMinor(birthYear: number | null, on: Day): boolean {
  return birthYear !== null && yearOf(on) - birthYear <= 18;
}

/** Nobody under ten may endorse (Advertising Law art. 38): no posters, whoever signs. */
export function isTooYoung(birthYear: number | null, on: Day): boolean {
  return birthYear !== null && yearOf(on) - birthYear <= 10;
}
