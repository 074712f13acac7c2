import { expect, test } from 'vitest';
import { parseDaysOff } from './days-off-text.ts';

test.each([
  ['2027-02-06 放假 春节', { day: '2027-02-06', kind: 'off', name: '春节' }],
  ['2027年2月20日，上班，春节调休', { day: '2027-02-20', kind: 'work', name: '春节调休' }],
  ['2027/10/1\toff\t国庆节', { day: '2027-10-01', kind: 'off', name: '国庆节' }],
  ['春节 2027.2.6 周六 休息', { day: '2027-02-06', kind: 'off', name: '春节' }],
  ['２０２７－１－１ 放假 元旦', { day: '2027-01-01', kind: 'off', name: '元旦' }],
])('%s', (line, day) => {
  expect(parseDaysOff(line)).toEqual({ ok: true, days: [day] });
});

test('headings and empty lines are passed over, the last of two counts, days come sorted', () => {
  const text = '日期,类型,名称\n\n2027-02-07 放假 春节\n2027-02-06 放假 春节\n2027-02-07 上班 春节';
  expect(parseDaysOff(text)).toEqual({
    ok: true,
    days: [
      { day: '2027-02-06', kind: 'off', name: '春节' },
      { day: '2027-02-07', kind: 'work', name: '春节' },
    ],
  });
});

test('a day that does not exist and a line without a kind are named', () => {
  expect(parseDaysOff('2027-02-30 放假 x\n2027-03-01 春天')).toEqual({
    ok: false,
    faults: [
      { line: 1, text: '2027-02-30 放假 x', reason: 'no_day' },
      { line: 2, text: '2027-03-01 春天', reason: 'no_kind' },
    ],
  });
});
