import { describe, expect, it } from 'vitest';
import { datedRange, dateRange, dateRangeHan, numerals } from './dates.ts';
import { breakBeforeSuffix, shownName } from './names.ts';
import { priceParts } from './prices.ts';
import { countCharacters } from './units.ts';

describe('prices', () => {
  it.each([
    [5800, null, '58', ''],
    [5880, null, '58', '.80'],
    [5805, null, '58', '.05'],
    [99, null, '0', '.99'],
    [5800, 12800, '58–128', ''],
    [5880, 12800, '58.80–128', ''],
    [9_999_900, null, '99999', ''],
    [12_345_600, null, '123,456', ''],
  ])('sets %i to %s as %s and %s', (from, to, main, fen) => {
    expect(priceParts(from, to)).toEqual({ main, fen });
  });
});

describe('names', () => {
  it('gives way to the registered short name only when the full one is long', () => {
    expect(shownName({ name: ' 牙叉镇春芽茶行 ', shortName: '春芽' })).toBe('牙叉镇春芽茶行');
    const long = '白沙牙叉红心橙种植农民专业合作社';
    expect(shownName({ name: long, shortName: '牙叉红心橙合作社' })).toBe('牙叉红心橙合作社');
    expect(shownName({ name: long, shortName: null })).toBe(long);
  });

  it('loses control and direction characters', () => {
    expect(shownName({ name: '阿芬\u202e茶\u200b铺', shortName: null })).toBe('阿芬茶铺');
  });

  it('breaks before the legal form', () => {
    expect(breakBeforeSuffix('白沙㙟塝村绿茶农民专业合作社')).toBe('白沙㙟塝村绿茶\n农民专业合作社');
    expect(breakBeforeSuffix('阿芬茶铺')).toBeNull();
  });
});

describe('dates', () => {
  it('prints what is needed and no more', () => {
    expect(numerals('2027-01-06')).toEqual(['01', '06']);
    expect(dateRange('2027-01-16', '2027-01-17')).toBe('1 月 16 日至 17 日');
    expect(dateRange('2027-01-16', '2027-02-01')).toBe('1 月 16 日至 2 月 1 日');
    expect(dateRange('2026-12-28', '2027-01-03')).toBe('12 月 28 日至 2027 年 1 月 3 日');
    expect(dateRangeHan('2027-01-16', '2027-01-20')).toBe('一月十六日至二十日');
    expect(dateRangeHan('2027-11-30', null)).toBe('十一月三十日');
    expect(datedRange('2026-12-01', '2026-12-31')).toBe('2026 年 12 月 1 日至 31 日');
  });
});

it('counts half-width characters as half', () => {
  expect(countCharacters('5 斤装')).toBe(3);
  expect(countCharacters('𠅤龘')).toBe(2);
});
