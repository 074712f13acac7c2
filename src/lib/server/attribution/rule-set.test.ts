import { expect, it } from 'vitest';
import { canonicalJson, DEFAULT_RULES, faultOf, ruleSetKey } from './rule-set.ts';

it('the order in which members were written does not change the key', () => {
  const reversed = Object.fromEntries(
    Object.entries(DEFAULT_RULES).reverse(),
  ) as unknown as typeof DEFAULT_RULES;
  expect(ruleSetKey(reversed)).toBe(ruleSetKey(DEFAULT_RULES));
  expect(canonicalJson({ b: [1, { d: null, c: 'ü' }], a: undefined })).toBe('{"b":[1,{"c":"ü","d":null}]}');
});

it('any change of a rule changes the key', () => {
  const key = ruleSetKey(DEFAULT_RULES);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(ruleSetKey({ ...DEFAULT_RULES, adjacentCampaign: true })).not.toBe(key);
  expect(ruleSetKey({ ...DEFAULT_RULES, campaignWindowDays: { x: { scan: 7 } } })).not.toBe(key);
});

it('a window must lie within 1–90 days', () => {
  expect(faultOf(DEFAULT_RULES)).toBeNull();
  expect(faultOf({ ...DEFAULT_RULES, campaignWindowDays: { x: { scan: 91 } } })).toContain('91');
});
