import { describe, expect, it } from 'vitest';
import {
  isCreditCode,
  mayShowGiMark,
  provesOn,
  standingOf,
  usualEnd,
  type CertificateFacts,
} from './certificate.ts';

const organic: CertificateFacts = {
  kind: 'organic',
  state: 'active',
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  holderMerchantId: 'm',
  productId: 'tea',
  creditCode: null,
  productName: null,
};
const wanted = { merchantId: 'm', productId: 'tea', on: '2026-06-01' };

describe('a certificate', () => {
  it('holds from its first to its last day', () => {
    expect(standingOf(organic, '2025-12-31')).toEqual({ state: 'not_yet' });
    expect(standingOf(organic, '2026-01-01')).toEqual({ state: 'valid' });
    expect(standingOf(organic, '2026-12-31')).toEqual({ state: 'expiring', days: 0 });
    expect(standingOf(organic, '2027-01-01')).toEqual({ state: 'expired' });
    expect(standingOf({ ...organic, state: 'revoked' }, '2026-06-01')).toEqual({ state: 'revoked' });
    expect(standingOf({ ...organic, validTo: null }, '2099-01-01')).toEqual({ state: 'valid' });
  });

  it('proves its own product of its own holder alone', () => {
    expect(provesOn(organic, wanted)).toBe(true);
    expect(provesOn(organic, { ...wanted, productId: 'rice' })).toBe(false);
    expect(provesOn(organic, { ...wanted, productId: null })).toBe(false);
    expect(provesOn(organic, { ...wanted, merchantId: 'other' })).toBe(false);
    expect(provesOn({ ...organic, productId: null }, { ...wanted, productId: 'rice' })).toBe(true);
    expect(provesOn({ ...organic, holderMerchantId: null }, { ...wanted, merchantId: null })).toBe(true);
    expect(provesOn(organic, { ...wanted, on: '2027-01-01' })).toBe(false);
  });

  it('gives the special mark of a geographical indication to registered users with code and name', () => {
    const gi: CertificateFacts = {
      ...organic,
      kind: 'gi',
      creditCode: '91460000MA5T000008',
      productName: '白沙绿茶',
    };
    expect(mayShowGiMark(gi, wanted)).toEqual({
      ok: true,
      creditCode: '91460000MA5T000008',
      productName: '白沙绿茶',
    });
    expect(mayShowGiMark({ ...gi, holderMerchantId: null }, wanted)).toEqual({
      ok: false,
      reason: 'not_a_user',
    });
    expect(mayShowGiMark({ ...gi, creditCode: null }, wanted)).toEqual({ ok: false, reason: 'incomplete' });
    expect(mayShowGiMark({ ...gi, state: 'suspended' }, wanted)).toEqual({ ok: false, reason: 'not_valid' });
    expect(mayShowGiMark(organic, wanted)).toEqual({ ok: false, reason: 'not_a_user' });
  });

  it('ends when its kind usually does', () => {
    expect(usualEnd('green_food', '2026-03-01')).toBe('2029-02-28');
    expect(usualEnd('organic', '2026-03-01')).toBe('2027-02-28');
    expect(usualEnd('test_report', '2026-03-01')).toBe('2027-03-01');
    expect(usualEnd('award', '2026-03-01')).toBeNull();
  });
});

it('checks a credit code by its last character', () => {
  expect(isCreditCode('91350100M000100Y43')).toBe(true);
  expect(isCreditCode('91350100M000100Y44')).toBe(false);
  expect(isCreditCode('91350100M000100Y4')).toBe(false);
  expect(isCreditCode('91350100I000100Y43')).toBe(false);
});
