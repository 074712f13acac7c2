import { expect, it } from 'vitest';
import { readPage } from './page-number.ts';

it.each([
  ['', 1],
  ['page=', 1],
  ['page=3', 3],
  ['page=3.7', 3],
  ['page=0', 1],
  ['page=-5', 1],
  ['page=NaN', 1],
  ['page=x', 1],
  ['page=99999999999999999999', 100_000],
  ['page=1e300', 100_000],
  ['page=Infinity', 100_000],
])('%s is page %i', (query, page) => {
  expect(readPage(new URLSearchParams(query))).toBe(page);
});
