import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#lib/shared/dates.ts';
import { weekBars } from './bars.ts';

const week = Array.from({ length: 7 }, (_, i) => addDays('2026-11-02', i));

test('a campaign over the ends of the week is cut to it and says so', () => {
  const { bars, lanesUsed } = weekBars(week, [{ startsOn: '2026-10-20', endsOn: '2026-11-30' }], 3);
  expect(lanesUsed).toBe(1);
  expect(bars).toMatchObject([{ column: 0, columns: 7, lane: 0, fromBefore: true, goesOn: true }]);
});

test('campaigns that do not meet share a lane, others stand below', () => {
  const { bars } = weekBars(
    week,
    [
      { startsOn: '2026-11-02', endsOn: '2026-11-03' },
      { startsOn: '2026-11-05', endsOn: '2026-11-06' },
      { startsOn: '2026-11-03', endsOn: '2026-11-05' },
    ],
    3,
  );
  expect(bars.map((b) => [b.item.startsOn, b.lane])).toEqual([
    ['2026-11-02', 0],
    ['2026-11-03', 1],
    ['2026-11-05', 0],
  ]);
});

test('no two bars cover one cell, and every campaign of a day is shown or counted', () => {
  const span = fc
    .record({ from: fc.integer({ min: -10, max: 10 }), days: fc.integer({ min: 0, max: 12 }) })
    .map(({ from, days }) => ({
      startsOn: addDays('2026-11-02', from),
      endsOn: addDays('2026-11-02', from + days),
    }));
  fc.assert(
    fc.property(fc.array(span, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (items, lanes) => {
      const { bars, hidden } = weekBars(week, items, lanes);
      const cells = bars.flatMap((b) =>
        Array.from({ length: b.columns }, (_, i) => `${b.lane}:${b.column + i}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
      week.forEach((day, i) => {
        const there = items.filter((s) => s.startsOn <= day && s.endsOn >= day).length;
        const shown = bars.filter((b) => b.column <= i && i < b.column + b.columns).length;
        expect(shown + (hidden[i] ?? 0)).toBe(there);
      });
    }),
  );
});
