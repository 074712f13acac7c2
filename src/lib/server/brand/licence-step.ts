/**
 * The life of a licence as one table: which step leads where, and who may take it. Pure. Expiring, expired and renewed are
 * no steps: they follow from the days and from a later licence.
 */
import type { Right } from '../accounts/rights.ts';
import type { LicenceStatus } from './terms.ts';

export const LICENCE_STEPS = [
  'submit',
  'withdraw',
  'accept',
  'pass_first_review',
  'pass_site_check',
  'pass_review',
  'grant',
  'return',
  'refuse',
  'suspend',
  'resume',
  'revoke',
] as const;
export type LicenceStepKind = (typeof LICENCE_STEPS)[number];

interface Step {
  from: readonly LicenceStatus[];
  to: LicenceStatus;
  /** 'holder': the applicant's own people; else the right in the office. */
  by: 'holder' | Right;
  /** Words are kept with the step and told to the holder. */
  words: 'required' | 'optional';
}

const BEFORE_NOTICE = ['submitted', 'first_review', 'site_check', 'in_review'] as const;

export const STEPS: Readonly<Record<LicenceStepKind, Step>> = {
  submit: { from: ['draft', 'returned'], to: 'submitted', by: 'holder', words: 'optional' },
  withdraw: {
    from: ['draft', 'returned', ...BEFORE_NOTICE, 'public_notice'],
    to: 'withdrawn',
    by: 'holder',
    words: 'optional',
  },
  accept: { from: ['submitted'], to: 'first_review', by: 'licence.intake', words: 'optional' },
  pass_first_review: { from: ['first_review'], to: 'site_check', by: 'licence.intake', words: 'optional' },
  pass_site_check: { from: ['site_check'], to: 'in_review', by: 'licence.intake', words: 'optional' },
  pass_review: { from: ['in_review'], to: 'public_notice', by: 'licence.review', words: 'optional' },
  grant: { from: ['public_notice'], to: 'granted', by: 'licence.grant', words: 'optional' },
  return: { from: BEFORE_NOTICE, to: 'returned', by: 'licence.intake', words: 'required' },
  refuse: {
    from: [...BEFORE_NOTICE, 'public_notice'],
    to: 'refused',
    by: 'licence.review',
    words: 'required',
  },
  suspend: { from: ['granted'], to: 'suspended', by: 'licence.suspend', words: 'required' },
  resume: { from: ['suspended'], to: 'granted', by: 'licence.suspend', words: 'optional' },
  revoke: { from: ['granted', 'suspended'], to: 'revoked', by: 'licence.revoke', words: 'required' },
};

/** The status a step leads to; null when it does not start from here. */
export function statusAfter(step: LicenceStepKind, from: LicenceStatus): LicenceStatus | null {
  const rule = STEPS[step];
  return rule.from.includes(from) ? rule.to : null;
}

/** Steps that start from a status, for whoever `mayTake` says. */
export function stepsFrom(status: LicenceStatus, mayTake: (by: Step['by']) => boolean): LicenceStepKind[] {
  return LICENCE_STEPS.filter((step) => STEPS[step].from.includes(status) && mayTake(STEPS[step].by));
}

/** The application may still be changed by the applicant. */
export function isOpen(status: LicenceStatus): boolean {
  return status === 'draft' || status === 'returned';
}

/** An application on its way, which the office's queue shows. */
export const UNDER_WAY: readonly LicenceStatus[] = [...BEFORE_NOTICE, 'public_notice'];

/** Never changes again. */
export const FINAL: readonly LicenceStatus[] = ['refused', 'revoked', 'withdrawn'];
