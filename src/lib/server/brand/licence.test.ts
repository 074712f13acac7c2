import { describe, expect, it } from 'vitest';
import { mayUse, REFUSALS, type LicenceRecord, type MarkRecord, type UseRequest } from './licence.ts';

const mark: MarkRecord = { id: 'm', brandId: 'b', validFrom: '2018-11-01', validTo: null };
const licence: LicenceRecord = {
  id: 'l',
  brandId: 'b',
  holderId: 'merchant',
  status: 'granted',
  markIds: [],
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
  territory: null,
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
    expect(reason({ territory: '海南省' }, { territory: '海南省白沙县' })).toBe('ok');
    expect(reason({ territory: '海南省白沙县' }, { territory: '海南省' })).toBe('territory');
    expect(reason({ territory: '海南省' }, { territory: null })).toBe('territory');
    expect(reason({ markIds: ['other'] })).toBe('no_licence');
    expect(reason({ markIds: ['m'] })).toBe('ok');
    expect(reason({}, { holderId: 'other' })).toBe('no_licence');
    expect(reason({}, {}, { validTo: '2026-11-23' })).toBe('mark_version_retired');
    expect(reason({}, {}, { validTo: '2026-11-24' })).toBe('ok');
  });

  const days: [on: string, until: string, expected: string][] = [
    // the day before its first day, the first day, the last day, the day after
    ['2025-12-31', '2025-12-31', 'not_yet_valid'],
    ['2025-12-31', '2026-01-01', 'not_yet_valid'],
    ['2026-01-01', '2026-01-01', 'ok'],
    ['2026-12-31', '2026-12-31', 'ok'],
    ['2027-01-01', '2027-01-01', 'expired'],
    // the campaign ends before, on and after the last day
    ['2026-11-24', '2026-12-30', 'ok'],
    ['2026-11-24', '2026-12-31', 'ok'],
    ['2026-11-24', '2027-01-01', 'expires_before_campaign_end'],
    ['2026-12-31', '2027-01-01', 'expires_before_campaign_end'],
  ];
  it.each(days)('used from %s until %s: %s', (on, until, expected) => {
    expect(reason({}, { on, until })).toBe(expected);
  });

  it('holds on the day a revocation is told of, not on the day it counts from', () => {
    expect(reason({ revokedOn: '2026-11-25' }, { on: '2026-11-24' })).toBe('ok');
    expect(reason({ revokedOn: '2026-11-25' }, { on: '2026-11-25' })).toBe('revoked');
    expect(reason({ revokedOn: '2026-11-25' }, { on: '2026-11-26' })).toBe('revoked');
  });

  it('knows ten reasons and can give each', () => {
    const given = [
      reason({}, { holderId: 'other' }),
      reason({}, { on: '2025-12-31' }),
      reason({}, { on: '2027-01-01', until: '2027-01-01' }),
      reason({}, { until: '2027-01-01' }),
      reason({}, { productId: 'tea' }),
      reason({}, { use: 'exhibition' }),
      reason({ territory: '广东省' }),
      reason({ status: 'suspended' }),
      reason({ status: 'revoked' }),
      reason({}, {}, { validTo: '2026-11-23' }),
    ];
    expect(given).toEqual([...REFUSALS]);
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
