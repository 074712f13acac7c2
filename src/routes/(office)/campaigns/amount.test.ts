import { expect, test } from 'vitest';
import { readYuan } from './amount.ts';

test('amounts are read as people write them', () => {
  expect(readYuan('4,800,000')).toBe(480_000_000);
  expect(readYuan('¥120.5')).toBe(12_050);
  expect(readYuan('36 万')).toBe(36_000_000);
  expect(readYuan('1.25万')).toBe(1_250_000);
  expect(readYuan('20000000')).toBe(2_000_000_000);
});

test('what is no amount is none', () => {
  for (const text of ['', '-5', '1.234', '十万', '1e6', '12.34.5', '12,3.45', '1,234,50'])
    expect(readYuan(text), text).toBeNull();
});
