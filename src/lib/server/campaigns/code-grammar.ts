/**
 * How the codes that name a campaign are written and compared. `sales` and `attribution` read orders with it, so it is the
 * one place that knows. Pure.
 */

export interface CodeGrammar {
  /** 'BS': campaign codes are the prefix, two digits of the year, a running number of two or three digits. */
  prefix: string;
  /** '白沙': spoken codes are it and a merchant's number. */
  spokenPrefix: string;
}

export function codeGrammar(county: { codePrefix: string; spokenPrefix: string }): CodeGrammar {
  return { prefix: normaliseCode(county.codePrefix), spokenPrefix: normaliseCode(county.spokenPrefix) };
}

/** NFKC, upper case, without spaces and the dashes of other keyboards: 'bs２６０４ ' → 'BS2604'. */
export function normaliseCode(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\u200b-\u200d\ufeff]/g, '')
    .replace(/[‐-―−﹣－]/g, '-');
}

/** '白沙07'. */
export function spokenCode(grammar: CodeGrammar, spokenNumber: string): string {
  return normaliseCode(grammar.spokenPrefix + spokenNumber);
}

/** 'LC01-BS2604'. */
export function codedSku(productCode: string, campaignCode: string): string {
  return `${normaliseCode(productCode)}-${normaliseCode(campaignCode)}`;
}

/** The campaign code at the end of a SKU, after a dash: 'LC01-BS2604' → 'BS2604'; null when there is none. */
export function campaignCodeOfSku(grammar: CodeGrammar, sku: string): string | null {
  if (!grammar.prefix) return null;
  const match = /-([A-Z]{1,6}\d{4,5})$/.exec(normaliseCode(sku));
  const code = match?.[1];
  return code?.startsWith(grammar.prefix) && /^\d{4,5}$/.test(code.slice(grammar.prefix.length))
    ? code
    : null;
}

/** Every spoken code in a buyer's or seller's remark, in order, without repeats. */
export function spokenCodesIn(grammar: CodeGrammar, text: string): string[] {
  if (!grammar.spokenPrefix) return [];
  const pattern = new RegExp(`${escape(grammar.spokenPrefix)}\\d{1,4}`, 'g');
  return [...new Set(normaliseCode(text).match(pattern) ?? [])];
}

/** A coupon code of a campaign; `number` tells several apart: 'BS2604', 'BS2604-2'. */
export function couponCode(campaignCode: string, number = 1): string {
  return normaliseCode(number === 1 ? campaignCode : `${campaignCode}-${number}`);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
