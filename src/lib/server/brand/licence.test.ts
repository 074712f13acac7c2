import { describe, expect, it } from 'vitest';
import { mayUse, type LicenceRecord, type MarkRecord, type UseRequest } from './licence.ts';

const mark: MarkRecord = { id: 'm', brandId: 'b', validFrom: '2018-11-01', validTo: null };
const licence: LicenceRecord = {
  id: 'l',
  brandId: 'b',
  holderId: 'merchant',
  status: 'granted',
  uses: ['advertising', 'packaging'],
  productIds: ['orange'],
  territory: null,
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  revokedOn: null,
};
const request: UseRequest = {
  holderId: 'merchant',
  productId: 'orange',
  use: 'advertising',
  on: '2026-11-24',
  until: '2026-12-31',
};
const reason = (
  l: Partial<LicenceRecord>,
  r: Partial<UseRequest> = {},
  m: Partial<MarkRecord> = {},
): string => {
  const verdict = mayUse({ ...mark, ...m }, { ...request, ...r }, [{ ...licence, ...l }]);
  return verdict.ok ? 'ok' : verdict.reason;
};

describe('the licence gate', () => {
  it('names the licence it relies on', () => {
    expect(mayUse(mark, request, [licence])).toEqual({ ok: true, licenceId: 'l' });
  });

  it('counts the last day in and the day after out', () => {
    expect(reason({ validTo: '2026-12-31' })).toBe('ok');
    expect(reason({ validTo: '2026-12-30' })).toBe('expires_before_campaign_end');
    expect(reason({}, { on: '2026-12-31', until: '2026-12-31' })).toBe('ok');
    expect(reason({}, { on: '2027-01-01', until: '2027-01-01' })).toBe('expired');
  });

  it('counts the first day in and the day before out', () => {
    expect(reason({}, { on: '2026-01-01' })).toBe('ok');
    expect(reason({}, { on: '2025-12-31' })).toBe('not_yet_valid');
  });

  it('revokes from the day named on', () => {
    expect(reason({ revokedOn: '2026-11-24' })).toBe('revoked');
    expect(reason({ revokedOn: '2026-11-25' })).toBe('ok');
    expect(reason({ status: 'revoked' })).toBe('revoked');
  });

  it('tells every other refusal apart', () => {
    expect(reason({ status: 'suspended' })).toBe('suspended');
    expect(reason({ status: 'submitted' })).toBe('no_licence');
    expect(reason({ uses: ['packaging'] })).toBe('use_not_covered');
    expect(reason({}, { productId: 'tea' })).toBe('product_not_covered');
    expect(reason({ productIds: [] }, { productId: 'tea' })).toBe('ok');
    expect(reason({ territory: '海南省' }, { territory: '广东省' })).toBe('territory');
    expect(reason({}, { holderId: 'other' })).toBe('no_licence');
    expect(reason({}, {}, { validTo: '2026-11-23' })).toBe('mark_version_retired');
    expect(reason({}, {}, { validTo: '2026-11-24' })).toBe('ok');
  });

  it('takes any licence that covers, and otherwise tells the nearest refusal', () => {
    const old = { ...licence, id: 'old', validTo: '2025-12-31' };
    const next = { ...licence, id: 'next', validTo: '2029-12-31' };
    expect(mayUse(mark, request, [old, next])).toEqual({ ok: true, licenceId: 'next' });
    expect(mayUse(mark, { ...request, until: '2027-01-15' }, [old, licence])).toEqual({
      ok: false,
      reason: 'expires_before_campaign_end',
    });
  });
});
