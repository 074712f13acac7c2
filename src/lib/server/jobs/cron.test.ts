import { expect, test } from 'vitest';
import { matchesCron } from './cron.ts';

const at = (text: string) => new Date(`${text}+08:00`);

test.each([
  ['10 3 * * *', '2026-11-24T03:10', true],
  ['10 3 * * *', '2026-11-24T11:10', false],
  ['*/5 * * * *', '2026-11-24T03:15', true],
  ['*/5 * * * *', '2026-11-24T03:16', false],
  ['0 9 * * 1-5', '2026-11-24T09:00', true],
  ['0 9 * * 1-5', '2026-11-22T09:00', false],
  ['0,30 8 1 1 *', '2027-01-01T08:30', true],
])('%s at %s Beijing time: %s', (pattern, time, expected) => {
  expect(matchesCron(pattern, at(time))).toBe(expected);
});

test('a pattern that is none is refused', () => {
  expect(() => matchesCron('often', new Date())).toThrow('five fields');
});
