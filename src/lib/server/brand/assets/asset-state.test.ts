import { describe, expect, it } from 'vitest';
import { assetRefusal, assetStanding, type ConsentFacts } from './asset-state.ts';

const asset = {
  kind: 'photo' as const,
  archivedAt: null,
  aiMade: false,
  licence: 'permission' as const,
  uses: ['poster' as const],
  rightsFrom: '2026-01-01',
  rightsTo: '2026-12-31',
  rightsWithdrawnOn: null,
  recognisable: false,
  isOfficial: false,
};
const consent: ConsentFacts = {
  uses: ['poster'],
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  withdrawnOn: null,
};
const question = { use: 'poster' as const, on: '2026-06-01', until: '2026-06-30', besideGoods: true };
const face = { ...asset, recognisable: true };

describe('a picture with rights and consents that cover the campaign', () => {
  it('may be used', () => {
    expect(assetRefusal(asset, [], question)).toBeNull();
    expect(assetRefusal(face, [consent], question)).toBeNull();
  });
  it('may be used on the last day of its rights', () => {
    expect(assetRefusal(asset, [], { ...question, on: '2026-12-31', until: null })).toBeNull();
  });
});

describe('a picture is refused', () => {
  it.each([
    ['rights_unknown', { licence: 'unknown' as const }, {}],
    ['rights_withdrawn', { rightsWithdrawnOn: '2026-06-01' }, {}],
    ['rights_not_yet', { rightsFrom: '2026-06-02' }, {}],
    ['rights_expired', {}, { on: '2027-01-01' }],
    ['rights_end_early', {}, { until: '2027-01-01' }],
    ['use_not_covered', {}, { use: 'print' as const }],
    ['film', { kind: 'film' as const }, {}],
    ['ai_made', { aiMade: true }, {}],
    ['official_beside_goods', { isOfficial: true }, {}],
    ['archived', { archivedAt: new Date(0) }, {}],
    ['consent_missing', { recognisable: true }, {}],
  ] as const)('%s', (reason, values, asked) => {
    expect(assetRefusal({ ...asset, ...values }, [], { ...question, ...asked })).toBe(reason);
  });
  it.each([
    ['consent_withdrawn', { withdrawnOn: '2026-05-31' }],
    ['consent_expired', { validTo: '2026-05-31' }],
    ['consent_ends_early', { validTo: '2026-06-15' }],
    ['consent_missing', { validFrom: '2026-06-02' }],
    ['consent_not_for_this', { uses: ['report' as const] }],
  ] as const)('when one of the persons in it says so: %s', (reason, values) => {
    expect(assetRefusal(face, [consent, { ...consent, ...values }], question)).toBe(reason);
  });
});

it('an official may be seen where no goods are advertised', () => {
  expect(assetRefusal({ ...asset, isOfficial: true }, [], { ...question, besideGoods: false })).toBeNull();
});

it('rights that end within two months are called ending, with what ends', () => {
  expect(assetStanding(asset, [], { on: '2026-11-15', soon: '2027-01-14' })).toEqual({
    standing: 'ending',
    refusal: 'rights_end_early',
  });
  expect(assetStanding(asset, [], { on: '2026-06-01', soon: '2026-07-31' })).toEqual({
    standing: 'usable',
    refusal: null,
  });
  expect(
    assetStanding({ ...asset, kind: 'film', uses: ['report'] }, [], { on: '2026-06-01', soon: '2026-07-31' })
      .standing,
  ).toBe('usable');
});
