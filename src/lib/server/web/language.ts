/** Which language a reader gets: their choice, else what the browser asks for, else Chinese. */

export type Language = 'zh-CN' | 'en';

export const LANGUAGE_COOKIE = 'PARAGLIDE_LOCALE';

export function isLanguage(value: unknown): value is Language {
  return value === 'zh-CN' || value === 'en';
}

/**
 * Reads an Accept-Language header (RFC 9110 12.5.4). Every Chinese (zh, zh-Hans, zh-TW …) is zh-CN, every English is en;
 * of two with the same weight the first counts. Neither, or nothing readable: zh-CN.
 */
export function preferredLanguage(header: string | null): Language {
  const wishes = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part, position) => {
      const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined);
      return { range: range.trim(), weight: weight === undefined ? 1 : Number(weight), position };
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.position - b.position);
  for (const { range } of wishes) {
    if (/^zh(-|$)/.test(range)) return 'zh-CN';
    if (/^en(-|$)/.test(range)) return 'en';
  }
  return 'zh-CN';
}
