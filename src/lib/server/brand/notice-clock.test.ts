import { describe, expect, it } from 'vitest';
import { daysOffTable } from '../county/working-days.ts';
import { noticeState } from './notice-clock.ts';

const plain = daysOffTable([]);
/** The October holiday of 2026 with its working Saturday. */
const holidays = daysOffTable([
  ...['01', '02', '03', '04', '05', '06', '07'].map((d) => ({
    day: `2026-10-${d}`,
    kind: 'off' as const,
    name: '国庆节',
  })),
  { day: '2026-10-10', kind: 'work', name: '国庆节' },
]);
// 2026-11-20 is a Friday.
const from = '2026-11-20';
const on = (today: string, objections: { raisedOn: string; resolvedOn: string | null }[] = []) =>
  noticeState({ from, objections }, today, plain);

describe('the public notice', () => {
  it('counts five working days after the day of publication, and is over on the day after', () => {
    expect(on('2026-11-20')).toMatchObject({ counted: 0, over: false, endsOn: '2026-11-27' });
    expect(on('2026-11-24')).toMatchObject({ counted: 1, over: false });
    expect(on('2026-11-27')).toMatchObject({ counted: 4, over: false });
    expect(on('2026-11-28')).toMatchObject({ counted: 5, over: true, stopped: false });
  });

  it('follows the county’s days off and its working Saturdays', () => {
    expect(noticeState({ from: '2026-09-30', objections: [] }, '2026-10-09', holidays)).toMatchObject({
      // 8, 9, 10 (a working Saturday), 12, 13
      endsOn: '2026-10-13',
      counted: 1,
    });
  });

  it('stands still from the day an objection is raised until the day it is answered', () => {
    const open = [{ raisedOn: '2026-11-24', resolvedOn: null }];
    expect(on('2026-12-30', open)).toMatchObject({ counted: 1, stopped: true, over: false, endsOn: null });
    const answered = [{ raisedOn: '2026-11-24', resolvedOn: '2026-11-26' }];
    expect(on('2026-11-30', answered)).toMatchObject({ endsOn: '2026-12-02', stopped: false, over: false });
    expect(on('2026-12-03', answered)).toMatchObject({ over: true, counted: 5 });
  });
});
