import { describe, expect, it } from 'vitest';
import { isOpen, LICENCE_STEPS, STEPS, statusAfter, stepsFrom } from './licence-step.ts';
import { LICENCE_STATUSES, type LicenceStatus } from './terms.ts';

describe('the life of a licence', () => {
  it('leads from the draft to the grant by one road', () => {
    let status: LicenceStatus = 'draft';
    for (const step of [
      'submit',
      'accept',
      'pass_first_review',
      'pass_site_check',
      'pass_review',
      'grant',
    ] as const)
      status = statusAfter(step, status) ?? 'refused';
    expect(status).toBe('granted');
  });

  it('reaches every status, and nothing leads out of the last ones', () => {
    const reached = new Set<LicenceStatus>(['draft', ...LICENCE_STEPS.map((s) => STEPS[s].to)]);
    expect([...reached].sort()).toEqual([...LICENCE_STATUSES].sort());
    for (const last of ['refused', 'revoked', 'withdrawn'] as const)
      expect(stepsFrom(last, () => true)).toEqual([]);
  });

  it('lets no step skip the public notice', () => {
    for (const status of LICENCE_STATUSES)
      expect(statusAfter('grant', status)).toBe(status === 'public_notice' ? 'granted' : null);
  });

  it('leaves the papers to the applicant only before it is submitted', () => {
    expect(LICENCE_STATUSES.filter(isOpen)).toEqual(['draft', 'returned']);
  });

  it('asks for words wherever the holder loses something', () => {
    for (const step of ['return', 'refuse', 'suspend', 'revoke'] as const)
      expect(STEPS[step].words).toBe('required');
  });
});
