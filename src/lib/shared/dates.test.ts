import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dayOf,
  dayText,
  daysBetween,
  instantAt,
  isDay,
  localText,
  monthWeeks,
  parseLocal,
  rangeText,
  timeOf,
  weekday,
  weekdayText,
} from './dates.ts';

test('a day begins at midnight in Shanghai', () => {
  expect(dayOf(new Date('2026-11-23T16:00:00Z'))).toBe('2026-11-24');
  expect(dayOf(new Date('2026-11-23T15:59:59Z'))).toBe('2026-11-23');
  expect(timeOf(new Date('2026-11-23T16:05:00Z'))).toBe('00:05');
  expect(instantAt('2026-11-24').toISOString()).toBe('2026-11-23T16:00:00.000Z');
});

test('wall clock text goes there and back, and refuses what is none', () => {
  const text = '2026-11-24T08:30';
  const instant = parseLocal(text);
  expect(instant && localText(instant)).toBe(text);
  for (const bad of ['', '2026-02-30T08:00', '2026-11-24T24:00', '2026-11-24'])
    expect(parseLocal(bad)).toBeNull();
});

test('days are real days', () => {
  expect(isDay('2028-02-29')).toBe(true);
  expect(isDay('2026-02-29')).toBe(false);
  expect(isDay('0000-01-01')).toBe(false);
  expect(isDay('2026-2-9')).toBe(false);
});

test('days and months are counted over the ends of years', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(daysBetween('2026-12-31', '2026-12-01')).toBe(-30);
  expect(addMonths('2026-01', -1)).toBe('2025-12');
  expect(addMonths('2026-11', 14)).toBe('2028-01');
});

test('a month is shown in whole weeks that begin on Monday', () => {
  const weeks = monthWeeks('2026-11');
  expect(weeks).toHaveLength(6);
  expect(weeks[0]?.[0]).toBe('2026-10-26');
  expect(weeks.at(-1)?.[6]).toBe('2026-12-06');
  expect(monthWeeks('2027-02')).toHaveLength(4);
  expect(weeks.flat().every((day, i) => weekday(day) === (i % 7) + 1)).toBe(true);
});

test('dates read naturally in both languages', () => {
  expect(dayText('2026-11-03', 'zh-CN', { year: true })).toBe('2026年11月3日');
  expect(dayText('2026-11-03', 'en')).toBe('3 Nov');
  expect(weekdayText('2026-11-23', 'zh-CN')).toBe('星期一');
  expect(rangeText('2026-11-01', '2026-11-12', 2026)).toBe('11/01 – 11/12');
  expect(rangeText('2026-12-26', '2027-01-20', 2026)).toBe('12/26 – 2027/01/20');
  expect(rangeText('2026-12-28', '2027-01-03')).toBe('2026/12/28 – 2027/01/03');
});
