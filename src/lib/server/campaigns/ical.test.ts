import { expect, test } from 'vitest';
import { calendarFile } from './ical.ts';

const file = calendarFile(
  '白沙活动日历',
  [
    {
      uid: 'BS2604@baisha',
      summary: '三月三, 黎锦集市; 第一季',
      description: '第一行\n第二行',
      location: '',
      url: 'https://example.com/campaigns/bs2604',
      when: { startsOn: '2026-04-18', endsOn: '2026-04-20' },
    },
    {
      uid: 'a1@baisha',
      summary: '一'.repeat(60),
      description: '',
      location: '牙叉镇',
      url: 'https://example.com/campaigns/bs2604',
      when: { startsAt: new Date('2026-04-18T01:00:00Z'), endsAt: new Date('2026-04-18T04:00:00Z') },
    },
  ],
  new Date('2026-04-01T00:00:00Z'),
);

test('whole days end on the day after the last, hours are in UTC, words are escaped', () => {
  const lines = file.replace(/\r\n /g, '').split('\r\n');
  expect(lines).toContain('DTSTART;VALUE=DATE:20260418');
  expect(lines).toContain('DTEND;VALUE=DATE:20260421');
  expect(lines).toContain('DTSTART:20260418T010000Z');
  expect(lines).toContain('SUMMARY:三月三\\, 黎锦集市\\; 第一季');
  expect(lines).toContain('DESCRIPTION:第一行\\n第二行');
  expect(lines).toContain(`SUMMARY:${'一'.repeat(60)}`);
});

test('no line is longer than 75 octets and no character is cut', () => {
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(file).not.toContain('\uFFFD');
});
