/** Mainland mobile numbers, as people write them. The number itself is never stored: `hashPhone` of config/secrets.ts. */

/** '+86 138-0000-0000' → '13800000000'; null when it is not a mainland mobile number. */
export function normalPhone(text: string): string | null {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s\-()]/g, '')
    .replace(/^(\+|00)?86(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null;
}
