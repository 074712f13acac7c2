/** Days off as people paste them from a notice or a sheet. Pure. */
import { isDay, type Day } from '#lib/shared/dates.ts';

export interface PastedDay {
  day: Day;
  kind: 'off' | 'work';
  name: string;
}

export type PastedDays =
  | { ok: true; days: PastedDay[] }
  /** `line` is 1-based, `text` the line as it was. */
  | { ok: false; faults: { line: number; text: string; reason: 'no_day' | 'no_kind' }[] };

const OFF = /放假|休息|休|off|holiday/i;
const WORK = /上班|补班|调休上班|班|work/i;

/**
 * One day a line, in any order of its parts: `2027-02-06 放假 春节`, `2027年2月20日,上班,春节调休`, `2027/10/1 off 国庆`.
 * A day given twice counts as last given. Empty lines and a heading without digits are passed over.
 */
export function parseDaysOff(text: string): PastedDays {
  const days = new Map<Day, PastedDay>();
  const faults: Extract<PastedDays, { ok: false }>['faults'] = [];
  text
    .normalize('NFKC')
    .split(/\r?\n/)
    .forEach((raw, index) => {
      const line = raw.trim();
      if (line === '' || !/\d/.test(line)) return;
      const found = /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?/.exec(line);
      const [whole = '', year = '', month = '', date = ''] = found ?? [];
      const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
      if (!found || !isDay(day)) {
        faults.push({ line: index + 1, text: line, reason: 'no_day' });
        return;
      }
      const rest = line
        .replace(whole, ' ')
        .split(/[\s,;，；、\t]+/)
        .filter(Boolean);
      const word = rest.find((part) => WORK.test(part) || OFF.test(part));
      if (!word) {
        faults.push({ line: index + 1, text: line, reason: 'no_kind' });
        return;
      }
      const kind = WORK.test(word) ? 'work' : 'off';
      const name = rest
        .filter((part) => part !== word && !/^(周|星期)[一二三四五六日天]$/.test(part))
        .join(' ');
      days.set(day, { day, kind, name });
    });
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, days: [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)) };
}
