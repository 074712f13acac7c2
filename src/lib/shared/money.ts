/**
 * Money is integer fen (1/100 yuan), CNY. The only place where a text becomes an amount, and an amount a text.
 * Nothing here goes through a float.
 */

/** ¥10,000,000: no order of a county's shops is larger, a larger figure is a shifted column. */
export const MONEY_LIMIT_FEN = 1_000_000_000;

export type ParsedMoney = { ok: true; fen: number } | { ok: false; reason: 'invalid' };

const PLAIN = /^(-?)(\d+)(?:\.(\d{1,2})0*)?$/;
const GROUPED = /^(-?)(\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2})0*)?$/;
const CURRENCY = /[\s¥元"'\u200b-\u200d\u2060\ufeff]|CNY|RMB/gi;
const BRACKET_NOTE = /\([^()]*\)$/;
const INVALID: ParsedMoney = { ok: false, reason: 'invalid' };

/**
 * Reads `1,234.50`, `¥68.00`, `68元`, `="68.00"`, `69.20(分销商等级折扣：47.80)` as fen. Full-width digits and signs are
 * understood. Nothing else is: `1.234,50`, `12.345`, `12,34`, `1.2万` are not money. Amounts above
 * {@link MONEY_LIMIT_FEN} are refused. Negative amounts are returned as such.
 */
export function parseMoney(text: string): ParsedMoney {
  const plain = plainFen(text);
  if (plain !== null) return { ok: true, fen: plain };
  let match = PLAIN.exec(text);
  if (!match) {
    let cleaned = text.normalize('NFKC').trim();
    if (cleaned.startsWith('=')) cleaned = cleaned.slice(1);
    cleaned = cleaned.replace(CURRENCY, '').replace(BRACKET_NOTE, '');
    match = PLAIN.exec(cleaned) ?? GROUPED.exec(cleaned);
    if (!match) return INVALID;
  }
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = whole.includes(',') ? whole.replaceAll(',', '') : whole;
  if (digits.length > 12) return INVALID;
  const fen = Number(digits) * 100 + Number(fraction.padEnd(2, '0') || '0');
  if (fen > MONEY_LIMIT_FEN) return INVALID;
  return { ok: true, fen: sign && fen > 0 ? -fen : fen };
}

/** `68`, `68.5`, `68.50` without a match object: an import of a million rows reads five million amounts. Else null. */
function plainFen(text: string): number | null {
  const { length } = text;
  if (length === 0 || length > 10) return null;
  let fen = 0;
  let decimals = -1;
  for (let at = 0; at < length; at += 1) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit >= 0 && digit <= 9) {
      fen = fen * 10 + digit;
      if (decimals >= 0) decimals += 1;
    } else if (digit === -2 /* . */ && at > 0 && decimals === -1) decimals = 0;
    else return null;
  }
  if (decimals === 0 || decimals > 2) return null;
  if (decimals === -1) fen *= 100;
  else if (decimals === 1) fen *= 10;
  return fen > MONEY_LIMIT_FEN ? null : fen;
}

/**
 * `123450` → `¥1,234.50`; negative amounts as `-¥12.00`. `plain` leaves out the sign and the grouping (`1234.50`), for
 * forms and CSV. The locale is taken so that callers need not change when a language needs another shape; zh-CN and en
 * write yuan the same way.
 */
export function formatFen(
  fen: number | bigint,
  _locale: string = 'zh-CN',
  { plain = false, cents = true }: { plain?: boolean; cents?: boolean } = {},
): string {
  const negative = fen < 0;
  const digits = String(negative ? -BigInt(fen) : BigInt(fen)).padStart(3, '0');
  const whole = digits.slice(0, -2);
  const grouped = plain ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = digits.slice(-2);
  const tail = cents || fraction !== '00' ? `.${fraction}` : '';
  return `${negative ? '-' : ''}${plain ? '' : '¥'}${grouped}${tail}`;
}

/**
 * Splits `amountFen` over `weights` so that the parts sum to it exactly: cumulative half-up rounding,
 * `c_i = ⌊(2·A·S_i + S) / 2S⌋ − ⌊(2·A·S_{i−1} + S) / 2S⌋`. When the weights already sum to the amount they come back
 * unchanged; when all are 0, every weight counts as 1. `amountFen` must be ≥ 0, weights integers ≥ 0.
 */
export function allocateFen(amountFen: number, weights: readonly number[]): number[] {
  if (weights.length === 1) return [amountFen];
  let used = weights;
  let total = used.reduce((sum, weight) => sum + weight, 0);
  if (total === amountFen && total > 0) return [...used];
  if (total === 0) {
    used = weights.map(() => 1);
    total = used.length;
  }
  const amount = BigInt(amountFen);
  const sum = BigInt(total);
  let running = 0n;
  let before = 0n;
  return used.map((weight) => {
    running += BigInt(weight);
    const upTo = (2n * amount * running + sum) / (2n * sum);
    const part = Number(upTo - before);
    before = upTo;
    return part;
  });
}
