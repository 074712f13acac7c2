/**
 * Amounts as they are read on a page, in the reader's counting: 万元 and 亿元 in Chinese, thousands and millions of yuan
 * in English. Parsing is `parseMoney` of `#lib/shared/money.ts`. Integer fen, no floats.
 */
import { formatFen } from '#lib/shared/money.ts';

export type MoneyUnit = 'yuan' | 'big' | 'huge';

interface Counting {
  /** Fen in one big and one huge unit. */
  big: number;
  huge: number;
  /** From here on the big unit is used; the huge one from `huge` on. */
  bigFrom: number;
}

const COUNTING: Record<'zh-CN' | 'en', Counting> = {
  'zh-CN': { big: 1_000_000, huge: 10_000_000_000, bigFrom: 10_000_000 },
  en: { big: 100_000, huge: 100_000_000, bigFrom: 10_000_000 },
};

/** 1234567 fen → '12,345.67'. Always two decimals; a true minus sign for negatives. */
export function yuanText(fen: number): string {
  return (fen < 0 ? '−' : '') + formatFen(Math.abs(fen)).slice(1);
}

/**
 * An amount and its unit for reading. Below 100,000 yuan in yuan with fen; then in the big unit (万元, thousand yuan)
 * with one decimal; then in the huge one (亿元, million yuan) with two. Rounded half up on the absolute value.
 */
export function moneyParts(
  fen: number,
  language: 'zh-CN' | 'en' = 'zh-CN',
): { amount: string; unit: MoneyUnit } {
  const { big, huge, bigFrom } = COUNTING[language];
  const abs = Math.abs(fen);
  const sign = fen < 0 ? '−' : '';
  if (abs >= huge) return { amount: sign + decimals(abs, huge, 2), unit: 'huge' };
  if (abs >= bigFrom) return { amount: sign + decimals(abs, big, 1), unit: 'big' };
  return { amount: yuanText(fen), unit: 'yuan' };
}

/** Amount in the big unit (万元, thousand yuan), whatever its size: for tables and axes that keep one unit. */
export function bigText(fen: number, language: 'zh-CN' | 'en' = 'zh-CN', digits = 1): string {
  return (fen < 0 ? '−' : '') + decimals(Math.abs(fen), COUNTING[language].big, digits);
}

function decimals(fen: number, unit: number, digits: number): string {
  const factor = 10 ** digits;
  const scaled = Math.floor((fen * factor + unit / 2) / unit);
  const whole = String(Math.floor(scaled / factor)).replace(/\B(?=(\d{3})+$)/g, ',');
  return digits === 0 ? whole : `${whole}.${String(scaled % factor).padStart(digits, '0')}`;
}
