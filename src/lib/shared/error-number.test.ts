import { expect, test } from 'vitest';
import { errorNumber } from './error-number.ts';

test('a number is six unmistakable characters in two parts', () => {
  const values = Array.from({ length: 500 }, () => errorNumber(Math.random));
  expect(values.every((value) => /^[34679AC-HJKMNP-RT-Y]{3}-[34679AC-HJKMNP-RT-Y]{3}$/.test(value))).toBe(
    true,
  );
  expect(errorNumber(() => 0)).toBe('333-333');
});
