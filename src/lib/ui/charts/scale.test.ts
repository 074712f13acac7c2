import { expect, test } from 'vitest';
import { dayLabel, dayTicks, valueScale } from './scale.ts';

const days = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    new Date(Date.UTC(2026, 8, 1) + i * 86_400_000).toISOString().slice(0, 10),
  );

test('an axis starts at zero and ends on a round step, also for nothing and for losses', () => {
  expect(valueScale([257, 90], 0, 100).domain()).toEqual([0, 300]);
  expect(valueScale([], 0, 100).domain()).toEqual([0, 1]);
  expect(valueScale([-12, 40], 0, 100).domain()[0]).toBeLessThanOrEqual(-12);
});

test('labels of a long axis fall on the same weekday', () => {
  const ticks = dayTicks(days(84), 12);
  expect(ticks.length).toBeLessThanOrEqual(12);
  expect(new Set(ticks.map((day) => new Date(`${day}T00:00:00Z`).getUTCDay())).size).toBe(1);
});

test('a short axis names every day', () => {
  expect(dayTicks(days(7), 12).map(dayLabel)).toEqual(['9/1', '9/2', '9/3', '9/4', '9/5', '9/6', '9/7']);
});
