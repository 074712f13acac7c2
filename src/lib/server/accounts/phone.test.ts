import { expect, test } from 'vitest';
import { normalPhone } from './phone.ts';

test.each([
  ['13812345678', '13812345678'],
  ['+86 138-1234-5678', '13812345678'],
  ['0086 13812345678', '13812345678'],
  ['１３８１２３４５６７８', '13812345678'],
  ['8613812345678', '13812345678'],
  ['0898-27723456', null],
  ['12812345678', null],
  ['1381234567', null],
  ['', null],
])('%s → %s', (text, phone) => {
  expect(normalPhone(text)).toBe(phone);
});
