import { expect, test } from 'vitest';
import { bigText, moneyParts, yuanText } from './money-text.ts';

test.each([
  [0, '0.00', 'yuan'],
  [1, '0.01', 'yuan'],
  [9_999_999, '99,999.99', 'yuan'],
  [10_000_000, '10.0', 'big'],
  [12_846_000_00, '1,284.6', 'big'],
  [99_990_000_00, '9,999.0', 'big'],
  [100_000_000_00, '1.00', 'huge'],
  [-12_846_000_00, '−1,284.6', 'big'],
])('%i fen reads as %s in %s', (fen, amount, unit) => {
  expect(moneyParts(fen)).toEqual({ amount, unit });
});

test('English counts in thousands and millions', () => {
  expect(moneyParts(12_846_000_00, 'en')).toEqual({ amount: '12.85', unit: 'huge' });
  expect(moneyParts(128_460_00, 'en')).toEqual({ amount: '128.5', unit: 'big' });
});

test('yuan always carry two decimals and a true minus sign', () => {
  expect([yuanText(1_234_567), yuanText(-5), yuanText(100)]).toEqual(['12,345.67', '−0.05', '1.00']);
});

test('ten thousands round half up', () => {
  expect([
    bigText(49_999),
    bigText(50_000),
    bigText(1_234_567, 'zh-CN', 2),
    bigText(58_000_000, 'zh-CN', 0),
  ]).toEqual(['0.0', '0.1', '1.23', '58']);
});
