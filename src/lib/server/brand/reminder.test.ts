import { describe, expect, it } from 'vitest';
import { dueReminder, OVER } from './reminder.ts';

const due = (today: string, sent: number[] = []) => dueReminder('2026-12-31', today, sent);

describe('a reminder of an end', () => {
  it('comes 60, 30 and 7 days before, each once', () => {
    expect(due('2026-10-31')).toBeNull();
    expect(due('2026-11-02')).toBe(60);
    expect(due('2026-11-03', [60])).toBeNull();
    expect(due('2026-12-01', [60])).toBe(30);
    expect(due('2026-12-24', [60, 30])).toBe(7);
    expect(due('2026-12-31', [60, 30, 7])).toBeNull();
  });

  it('says it is over from the day after, once', () => {
    expect(due('2027-01-01', [60, 30, 7])).toBe(OVER);
    expect(due('2027-03-01', [60, 30, 7, OVER])).toBeNull();
  });

  it('after a sleep sends the nearest one only', () => {
    expect(due('2026-12-28')).toBe(7);
    expect(due('2026-12-29', [7])).toBeNull();
  });
});
