/**
 * The eight characters of a short link. 32 letters without I, L, O and U; at least one is a digit, so that no page of the
 * house (`/messages`, `/feedback`) can ever be taken for a code.
 */
import { randomBytes } from 'node:crypto';

export const CODE_LENGTH = 8;
export const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What a person meant who typed a code from paper: lower case, and the letters that are not in the alphabet. */
const READ_AS = new Map<string, string>([
  ...[...CODE_ALPHABET].flatMap((c): [string, string][] => [
    [c, c],
    [c.toLowerCase(), c],
  ]),
  ['I', '1'],
  ['i', '1'],
  ['L', '1'],
  ['l', '1'],
  ['O', '0'],
  ['o', '0'],
]);

/** A fresh code of 40 random bits (39.9 after leaving out those without a digit). `random(n)` must be secure. */
export function newCode(random: (size: number) => Uint8Array = randomBytes): string {
  for (;;) {
    const bytes = random(CODE_LENGTH);
    let code = '';
    // 256 is a multiple of 32: the low five bits of a byte are uniform.
    for (let i = 0; i < CODE_LENGTH; i++) code += CODE_ALPHABET.charAt((bytes[i] ?? 0) & 31);
    if (hasDigit(code)) return code;
  }
}

/** The canonical code in `text`, or null. Case does not matter; I, L read as 1 and O as 0, as people type them. */
export function parseCode(text: string): string | null {
  if (text.length !== CODE_LENGTH || !hasDigit(text)) return null;
  let code = '';
  for (let i = 0; i < CODE_LENGTH; i++) {
    const letter = READ_AS.get(text.charAt(i));
    if (letter === undefined) return null;
    code += letter;
  }
  return code;
}

/** The code that a request target `/XXXXXXXX` or `/XXXXXXXX?…` names, or null: the first question asked of every request. */
export function codeInTarget(target: string): string | null {
  if (target.charCodeAt(0) !== 47) return null;
  if (target.length !== CODE_LENGTH + 1 && target.charCodeAt(CODE_LENGTH + 1) !== 63) return null;
  return parseCode(target.slice(1, CODE_LENGTH + 1));
}

/** The address in a QR code: capitals only, so that the alphanumeric mode applies and the modules stay large. */
export function qrAddress(origin: string, code: string): string {
  return `${origin}/${code}`.toUpperCase();
}

/** The address for people to click and copy. */
export function linkAddress(origin: string, code: string): string {
  return `${origin}/${code}`;
}

function hasDigit(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 48 && c <= 57) return true;
  }
  return false;
}
