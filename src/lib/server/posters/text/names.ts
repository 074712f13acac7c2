/**
 * Merchant names. Answers to a long one, in this order: the registered short name, two lines broken before the legal
 * suffix, smaller type, a refusal that asks for a short name. Never an ellipsis.
 */
import { countCharacters, LEGAL_SUFFIXES } from './units.ts';

/** Longer full names give way to the registered short name. */
export const SHORT_NAME_AFTER = 14;

export interface MerchantName {
  name: string;
  shortName: string | null;
}

/** The name a poster shows: NFC, trimmed; the short one when the full one is longer than 14 characters. */
export function shownName(merchant: MerchantName): string {
  const full = clean(merchant.name);
  const short = merchant.shortName ? clean(merchant.shortName) : '';
  return short !== '' && countCharacters(full) > SHORT_NAME_AFTER ? short : full;
}

/** `name` with a line break before its legal form, or null when there is none worth breaking before. */
export function breakBeforeSuffix(name: string): string | null {
  const suffix = LEGAL_SUFFIXES.find((s) => name.endsWith(s));
  if (!suffix) return null;
  const head = name.slice(0, -suffix.length);
  return countCharacters(head) >= 2 ? `${head}\n${suffix}` : null;
}

export function clean(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{Cc}]/gu, '')
    .trim()
    .replace(/\s+/gu, ' ');
}
