import { describe, expect, it } from 'vitest';
import { licenceState } from './licence-state.ts';

const licence = {
  status: 'granted',
  validFrom: '2024-01-01',
  validTo: '2026-12-10',
  revokedOn: null,
  holderMerchantId: 'm',
};
const campaign = { name: '红心橙季', startsOn: '2026-12-01', endsOn: '2026-12-20', merchantIds: ['m'] };

describe('how a licence stands', () => {
  it('names the campaign it does not outlive', () => {
    expect(licenceState(licence, '2026-11-24', [campaign])).toEqual({
      state: 'ends_in_campaign',
      campaign: '红心橙季',
      days: 16,
    });
    expect(licenceState(licence, '2026-11-24', [{ ...campaign, merchantIds: ['x'] }])).toEqual({
      state: 'expiring',
      days: 16,
    });
    expect(licenceState({ ...licence, validTo: '2026-12-20' }, '2026-11-24', [campaign])).toEqual({
      state: 'expiring',
      days: 26,
    });
  });

  it('is good on its last day and expired on the next', () => {
    expect(licenceState(licence, '2026-12-10', []).state).toBe('expiring');
    expect(licenceState(licence, '2026-12-11', []).state).toBe('expired');
    expect(licenceState(licence, '2023-12-31', []).state).toBe('not_yet');
    expect(licenceState(licence, '2026-10-01', []).state).toBe('valid');
  });

  it('tells revoked, suspended and pending apart', () => {
    expect(licenceState({ ...licence, revokedOn: '2026-11-24' }, '2026-11-24', []).state).toBe('revoked');
    expect(licenceState({ ...licence, status: 'suspended' }, '2026-11-24', []).state).toBe('suspended');
    expect(licenceState({ ...licence, status: 'in_review' }, '2026-11-24', []).state).toBe('pending');
  });
});
