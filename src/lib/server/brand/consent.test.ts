import { describe, expect, it } from 'vitest';
import {
  consentRefusal,
  consentStanding,
  isMinor,
  isTooYoung,
  type ConsentFacts,
  type ConsentWanted,
} from './consent.ts';

const consent: ConsentFacts = {
  uses: ['poster', 'print'],
  territory: null,
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  withdrawnOn: null,
};
const reason = (change: Partial<ConsentFacts>, wanted: Partial<ConsentWanted> = {}) =>
  consentRefusal({ ...consent, ...change }, { use: 'poster', on: '2026-06-01', ...wanted });

describe('a portrait consent', () => {
  it('covers its uses from its first to its last day', () => {
    expect(reason({})).toBeNull();
    expect(reason({}, { on: '2025-12-31' })).toBe('not_yet_valid');
    expect(reason({}, { on: '2026-01-01' })).toBeNull();
    expect(reason({}, { on: '2026-12-31' })).toBeNull();
    expect(reason({}, { on: '2027-01-01' })).toBe('expired');
    expect(reason({}, { until: '2026-12-31' })).toBeNull();
    expect(reason({}, { until: '2027-01-01' })).toBe('ends_before');
    expect(reason({}, { use: 'report' })).toBe('use_not_covered');
    expect(reason({ territory: '海南省' }, { territory: '广东省' })).toBe('territory');
  });

  it('is gone from the day it is taken back', () => {
    expect(reason({ withdrawnOn: '2026-06-02' })).toBeNull();
    expect(reason({ withdrawnOn: '2026-06-01' })).toBe('withdrawn');
    expect(consentStanding({ ...consent, withdrawnOn: '2026-06-01' }, '2026-06-01')).toEqual({
      state: 'withdrawn',
    });
  });

  it('asks a guardian for minors and lets no child under ten endorse', () => {
    expect(isMinor(2008, '2026-06-01')).toBe(true);
    expect(isMinor(2007, '2026-06-01')).toBe(false);
    expect(isTooYoung(2016, '2026-06-01')).toBe(true);
    expect(isTooYoung(2015, '2026-06-01')).toBe(false);
    expect(isMinor(null, '2026-06-01')).toBe(false);
  });
});
