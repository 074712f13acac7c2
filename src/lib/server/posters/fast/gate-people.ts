/** Whom the gate draws: names that try the slot hardest, with a code of the right kind. */
import type { Person } from '../compose.ts';
import { mayCarryQr, type PosterFormat } from '../formats.ts';
import type { PosterIssue } from '../issue.ts';
import { countCharacters } from '../text/units.ts';

/** When no audience is known: two characters, a long cooperative, rare characters of village names. */
const USUAL = ['阿芬', '牙叉镇春芽茶叶种植农民专业合作社', '白沙㙟塝村龘堃家庭农场'];

export function gatePeople(format: PosterFormat, audience: readonly string[]): Person[] {
  const names = audience.length > 0 ? hardest(audience) : USUAL;
  return names.map((nameShown, i) => ({
    nameShown,
    address: mayCarryQr(format) ? `HTTPS://EXAMPLE.CN/0000000${i}` : null,
    spokenCode: format.spokenCode ? `白沙0${i}` : null,
  }));
}

/** Whether an issue is about the merchant's own name or code, so that another merchant may be drawn. */
export function isPersonal(issue: PosterIssue): boolean {
  return PERSONAL.has(issue.slot) || (issue.code === 'overflow' && PERSONAL.has(issue.with ?? ''));
}

const PERSONAL = new Set(['merchant', 'spokenCode', 'qr']);

/** The shortest, the longest and the one with the rarest character. */
function hardest(names: readonly string[]): string[] {
  const by = (value: (name: string) => number): string =>
    names.reduce((best, name) => (value(name) > value(best) ? name : best), names[0] ?? '');
  const rarity = (name: string): number =>
    Math.max(...[...name].map((ch) => rareness(ch.codePointAt(0) ?? 0)));
  return [...new Set([by((n) => -countCharacters(n)), by(countCharacters), by(rarity)])];
}

/** Beyond the main block of Han characters, and its extensions further out, counts as rarer. */
function rareness(code: number): number {
  if (code >= 0x20000) return 3;
  if (code >= 0x3400 && code < 0x4e00) return 2;
  return code >= 0x4e00 && code <= 0x9fff ? 1 : 0;
}
