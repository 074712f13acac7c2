import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DateRule } from '#lib/shared/date-rules.ts';
import { parseDateRule } from '#lib/shared/date-rules.ts';
import { addDays, daysBetween } from '#lib/shared/dates.ts';
import oracle from './data/festivals.json' with { type: 'json' };
import { resolveDateRule } from './date-rule.ts';
import { FESTIVALS, dayName, festivalsOn } from './festivals.ts';
import { lunarDateOf, lunarText, solarTermOn } from './lunar.ts';
import { addWorkingDays, daysOffTable, isWorkingDay, workingDaysBetween } from './working-days.ts';

const statutory = daysOffTable(
  Object.values(oracle.statutoryDays.years)
    .flat()
    .map((d) => ({ day: d.on, kind: d.kind === 'off' ? 'off' : 'work', name: d.zh })),
);
const context = { daysOff: statutory };

describe('against the table of festivals', () => {
  const festivalDates = oracle.festivals.flatMap((f) =>
    Object.entries(f.dates).map(([year, day]) => ({ id: f.id, year: Number(year), day })),
  );
  const termDates = oracle.solarTerms.flatMap((t) =>
    Object.entries(t.dates).map(([year, day]) => ({ name: t.zh, year: Number(year), day })),
  );

  test('every lunar festival of 2024–2035 is resolved to its day', () => {
    expect(festivalDates).toHaveLength(13 * 12);
    const resolved = festivalDates.map(({ id, year }) => {
      const festival = FESTIVALS.find((f) => f.id === id);
      const result = festival && resolveDateRule(festival.rule, year, context);
      return { id, year, day: result?.ok ? result.day : `not resolved: ${JSON.stringify(result)}` };
    });
    expect(resolved).toEqual(festivalDates);
  });

  test('every solar term of 2024–2035 is resolved to its day, and found on it', () => {
    expect(termDates).toHaveLength(24 * 12);
    const resolved = termDates.map(({ name, year }) => {
      const result = resolveDateRule({ kind: 'solarTerm', name }, year, context);
      return { name, year, day: result.ok ? result.day : 'not resolved' };
    });
    expect(resolved).toEqual(termDates);
    expect(termDates.map(({ day }) => solarTermOn(day)?.name)).toEqual(termDates.map(({ name }) => name));
    const inRange = new Set(termDates.map(({ day }) => day));
    for (let day = '2024-01-01'; day <= '2035-12-31'; day = addDays(day, 1)) {
      expect(solarTermOn(day) !== null, day).toBe(inRange.has(day));
    }
  });

  test('leap months begin where the table says and never shift a rule', () => {
    for (const [, leap] of Object.entries(oracle.leapMonths)) {
      expect(lunarDateOf(leap.startsOn)).toEqual({ month: leap.month, day: 1, leap: true });
      expect(lunarDateOf(addDays(leap.startsOn, leap.days - 1))).toMatchObject({
        month: leap.month,
        leap: true,
      });
      expect(lunarDateOf(addDays(leap.startsOn, leap.days))).toMatchObject({ day: 1, leap: false });
    }
    expect(resolveDateRule({ kind: 'lunar', month: 3, day: 3 }, 2031, context)).toMatchObject({
      day: '2031-03-25',
    });
  });

  test('fixed days keep their rule', () => {
    for (const fixed of oracle.fixedDays) {
      expect(FESTIVALS.find((f) => f.id === fixed.id)?.rule, fixed.id).toEqual(fixed.rule);
    }
  });
});

describe('rules that cannot be kept say why', () => {
  const cases: [DateRule, number, string][] = [
    [{ kind: 'lunar', month: 3, day: 3 }, 2036, 'not_in_table'],
    [{ kind: 'solarTerm', name: '谷雨' }, 2023, 'not_in_table'],
    [{ kind: 'solarTerm', name: '夏天' }, 2026, 'unknown_term'],
    [{ kind: 'fixed', month: 2, day: 29 }, 2026, 'no_such_day'],
    // The last lunar month before the Spring Festival of 2026 has 29 days.
    [{ kind: 'lunar', month: 12, day: 30 }, 2026, 'no_such_day'],
    [{ kind: 'manual' }, 2026, 'manual'],
    [{ kind: 'offset', from: { kind: 'manual', source: '通知' }, days: 3, unit: 'day' }, 2026, 'manual'],
    [{ kind: 'anchor', of: 'activity_start' }, 2026, 'anchor_missing'],
  ];
  test.each(cases)('%j in %i: %s', (rule, year, reason) => {
    expect(resolveDateRule(rule, year, context)).toEqual({ ok: false, reason });
  });
});

describe('working days', () => {
  test('ten working days before an activity on 8 October 2026 pass over two holidays and work one Sunday', () => {
    const rule: DateRule = {
      kind: 'offset',
      from: { kind: 'anchor', of: 'activity_start' },
      days: -10,
      unit: 'workingDay',
    };
    const result = resolveDateRule(rule, 2026, { ...context, anchors: { activity_start: '2026-10-08' } });
    expect(result).toEqual({ ok: true, day: '2026-09-17', estimated: false });
  });

  test('a year whose notice is not entered is counted by weekends, and says so', () => {
    expect(addWorkingDays('2027-09-30', 1, statutory)).toEqual({ day: '2027-10-01', estimated: true });
    expect(addWorkingDays('2026-12-31', 1, statutory)).toMatchObject({ estimated: true });
    expect(addWorkingDays('2026-12-01', 1, statutory)).toEqual({ day: '2026-12-02', estimated: false });
  });

  test('a local holiday typed in early does not pass for the notice', () => {
    const table = daysOffTable([{ day: '2027-04-09', kind: 'off', name: '三月三' }]);
    expect(table.hasYear(2027)).toBe(false);
    expect(isWorkingDay('2027-04-09', table)).toBe(false);
  });

  test('a Sunday worked in exchange is a working day', () => {
    expect(isWorkingDay('2024-02-04', statutory)).toBe(true);
    expect(isWorkingDay('2024-02-12', statutory)).toBe(false);
  });

  test('going n working days ends on a working day, n of them away, and n back returns before or at the start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 60 }), (offset, n) => {
        const start = addDays('2024-01-01', offset);
        const { day } = addWorkingDays(start, n, statutory);
        expect(isWorkingDay(day, statutory)).toBe(true);
        expect(workingDaysBetween(start, day, statutory)).toBe(n);
        const back = addWorkingDays(day, -n, statutory).day;
        expect(daysBetween(back, start)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('words of a day', () => {
  test('lunar dates are said as the county says them', () => {
    expect(lunarText('2026-11-23', 'zh-CN')).toBe('十月十五');
    expect(lunarText('2025-07-25', 'zh-CN')).toBe('闰六月初一');
    expect(lunarText('2026-02-17', 'zh-CN')).toBe('正月初一');
    expect(lunarText('2025-07-25', 'en')).toBe('leap 6/1');
    expect(lunarText('2036-01-01', 'zh-CN')).toBeNull();
  });

  test('a festival is named before the solar term of the same day', () => {
    expect(dayName('2026-09-23', 'zh-CN')).toBe('丰收节');
    expect(dayName('2026-04-20', 'zh-CN')).toBe('谷雨');
    expect(dayName('2026-04-21', 'zh-CN')).toBeNull();
  });

  test('腊八 may fall twice in a year, and is found both times', () => {
    expect(festivalsOn('2031-01-01').map((f) => f.id)).toContain('laba');
    expect(festivalsOn('2034-01-27').map((f) => f.id)).toContain('laba');
    expect(festivalsOn('2035-01-16').map((f) => f.id)).toContain('laba');
  });
});

test('what comes over the border is a rule or null', () => {
  const rule: DateRule = {
    kind: 'offset',
    from: { kind: 'solarTerm', name: '谷雨' },
    days: -3,
    unit: 'workingDay',
  };
  expect(parseDateRule(JSON.parse(JSON.stringify(rule)))).toEqual(rule);
  for (const bad of [
    null,
    'fixed',
    {},
    { kind: 'fixed', month: 2, day: 30 },
    { kind: 'lunar', month: 13, day: 1 },
    { kind: 'offset', from: { kind: 'manual' }, days: 1.5, unit: 'day' },
  ]) {
    expect(parseDateRule(bad)).toBeNull();
  }
});
