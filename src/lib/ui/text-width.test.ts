import { expect, test } from 'vitest';
import { textWidth } from './text-width.ts';

test.each([
  ['', 0],
  ['白沙绿茶', 4],
  ['A4', 1],
  ['A4纸', 2],
  ['abc', 2],
  ['𠮷野家', 3],
  ['¥68', 2],
])('the width of “%s” is %i', (text, width) => {
  expect(textWidth(text)).toBe(width);
});
