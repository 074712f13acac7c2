import { expect, it } from 'vitest';
import { dayFigures, dayWords, weekday } from './dates.ts';

it('names the weekday of a county day, whatever the machine’s zone', () => {
  expect(weekday('2026-12-05')).toBe('周六');
  expect(weekday('2028-02-29')).toBe('周二');
});

it('says one day with its weekday, several days without', () => {
  expect(dayWords('2027-01-15', null)).toBe('1 月 15 日 周五');
  expect(dayWords('2027-01-15', '2027-01-15')).toBe('1 月 15 日 周五');
  expect(dayWords('2027-01-15', '2027-01-17')).toBe('1 月 15 日至 17 日');
});

it('says days in figures, with years when they differ', () => {
  expect(dayFigures('2027-01-15', null)).toBe('1.15');
  expect(dayFigures('2026-12-28', '2026-12-30')).toBe('12.28—12.30');
  expect(dayFigures('2026-12-28', '2027-11-30')).toBe('2026.12.28—2027.11.30');
});
