import { expect, it } from 'vitest';
import { drawnFrom } from './campaign-spend.ts';
import { marginOf, marginOfProducts, returnOnInvestment, salesPerYuan } from './money-ratios.ts';

it('margin is rounded half-up, once (worked example 12 h)', () => {
  expect(marginOf(12_345, 3333)).toBe(4115);
  expect(marginOf(-300, 3500)).toBe(-105);
  expect(marginOf(1, 5000)).toBe(1);
  expect(marginOf(0, 5000)).toBe(0);
});

it('a product without a margin leaves the whole without one', () => {
  expect(
    marginOfProducts([
      { fen: 10_000, marginBp: 4000 },
      { fen: 500, marginBp: null },
    ]),
  ).toEqual({ marginFen: null, withoutMarginFen: 500 });
  expect(
    marginOfProducts([
      { fen: 10_000, marginBp: 4000 },
      { fen: 0, marginBp: null },
    ]),
  ).toEqual({
    marginFen: 4000,
    withoutMarginFen: 0,
  });
});

it('nothing is divided by a spend of zero', () => {
  expect([salesPerYuan(100, 0), returnOnInvestment(100, 0), returnOnInvestment(null, 100)]).toEqual([
    null,
    null,
    null,
  ]);
  expect(salesPerYuan(12_640_000, 2_400_000)).toBeCloseTo(5.2667, 4);
  expect(returnOnInvestment(5_056_000, 2_400_000)).toBeCloseTo(1.1067, 4);
});

it('a line is paid from its sources in their order', () => {
  const sources = [
    { kind: 'special_fund', fen: 1000 },
    { kind: 'county_match', fen: 500 },
  ] as const;
  expect(drawnFrom(1200, sources)).toEqual([
    { kind: 'special_fund', fen: 1000 },
    { kind: 'county_match', fen: 200 },
  ]);
  expect(drawnFrom(1600, sources).at(-1)).toEqual({ kind: 'unnamed', fen: 100 });
  expect(drawnFrom(0, sources)).toEqual([]);
});
