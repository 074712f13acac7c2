/** A calendar file by RFC 5545: campaigns as whole days, activities on their hour. Pure. */
import { addDays, type Day } from '#lib/shared/dates.ts';

export interface CalendarEvent {
  uid: string;
  summary: string;
  description: string;
  location: string;
  url: string;
  when: { startsOn: Day; endsOn: Day } | { startsAt: Date; endsAt: Date };
}

/** The whole file, CRLF line ends, lines folded at 75 octets without cutting a character. */
export function calendarFile(name: string, events: readonly CalendarEvent[], stamp: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Deep Alley//Calendar//ZH',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(name)}`,
    'X-WR-TIMEZONE:Asia/Shanghai',
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${event.uid}`,
      `DTSTAMP:${utc(stamp)}`,
      ...('startsOn' in event.when
        ? [
            `DTSTART;VALUE=DATE:${compact(event.when.startsOn)}`,
            // The end of a whole-day event is the day after its last.
            `DTEND;VALUE=DATE:${compact(addDays(event.when.endsOn, 1))}`,
          ]
        : [`DTSTART:${utc(event.when.startsAt)}`, `DTEND:${utc(event.when.endsAt)}`]),
      `SUMMARY:${escaped(event.summary)}`,
      ...(event.description ? [`DESCRIPTION:${escaped(event.description)}`] : []),
      ...(event.location ? [`LOCATION:${escaped(event.location)}`] : []),
      `URL:${event.url}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map(folded).join('\r\n') + '\r\n';
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

function compact(day: Day): string {
  return day.replaceAll('-', '');
}

function utc(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
