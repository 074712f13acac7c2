import { expect, test } from 'vitest';
import {
  campaignCodeOfSku,
  codeGrammar,
  codedSku,
  couponCode,
  normaliseCode,
  spokenCode,
  spokenCodesIn,
} from './code-grammar.ts';
import { campaignCode } from './submission.ts';

const grammar = codeGrammar({ codePrefix: 'bs', spokenPrefix: '白沙' });

test('codes are compared as a person means them', () => {
  expect(normaliseCode(' bs２６０４ ')).toBe('BS2604');
  expect(normaliseCode('LC01—BS2604')).toBe('LC01-BS2604');
});

test('a coded SKU names its campaign, another suffix names none', () => {
  expect(codedSku('LC01', 'bs2604')).toBe('LC01-BS2604');
  expect(campaignCodeOfSku(grammar, 'lc01-BS2604')).toBe('BS2604');
  expect(campaignCodeOfSku(grammar, 'LC01-BS26104')).toBe('BS26104');
  for (const sku of ['LC01', 'LC01-XF2604', 'LC01-BS', 'BS2604', 'LC01-BS2604-A', 'LC01-2604']) {
    expect(campaignCodeOfSku(grammar, sku), sku).toBeNull();
  }
});

test('a spoken code is found in a remark once, however it is typed', () => {
  expect(spokenCode(grammar, '07')).toBe('白沙07');
  expect(spokenCodesIn(grammar, '送人的，口令 白沙０７，白沙07谢谢')).toEqual(['白沙07']);
  expect(spokenCodesIn(grammar, '白沙绿茶')).toEqual([]);
  expect(spokenCodesIn(codeGrammar({ codePrefix: 'BS', spokenPrefix: '' }), '白沙07')).toEqual([]);
});

test('campaign codes carry the year of the first day', () => {
  expect(campaignCode('BS', '2026-04-10', 4)).toBe('BS2604');
  expect(campaignCode('BS', '2027-01-05', 104)).toBe('BS27104');
  expect(couponCode('BS2604', 2)).toBe('BS2604-2');
});
