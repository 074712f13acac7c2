import { randomBytes, randomFillSync } from 'node:crypto';

/** Random digits are fetched for 256 ids at once: an import of a million rows asks for two million. */
const POOL_IDS = 256;
const DIGITS_AN_ID = 16;
const bytes = Buffer.alloc((POOL_IDS * DIGITS_AN_ID) / 2);
let digits = '';
let used = 0;

let lastMs = 0;
let sequence = 0;
let prefix = '';

/**
 * A UUIDv7 (RFC 9562): 48 bits of milliseconds, then a 12-bit counter that keeps ids of one process in order within a
 * millisecond, then 62 random bits. Never used where an order must be the same on two machines.
 */
export function uuidv7(): string {
  const now = Date.now();
  if (now > lastMs) {
    startMillisecond(now);
    sequence = randomBytes(2).readUInt16BE() & 0x3ff;
  } else if (++sequence > 0xfff) {
    startMillisecond(lastMs + 1);
    sequence = 0;
  }
  if (used === digits.length) {
    digits = randomFillSync(bytes).toString('hex');
    used = 0;
  }
  const at = used;
  used += DIGITS_AN_ID;
  const variant = VARIANTS.charAt(Number.parseInt(digits.charAt(at), 16) & 3);
  const counter = sequence.toString(16).padStart(3, '0');
  return `${prefix}${counter}-${variant}${digits.slice(at + 1, at + 4)}-${digits.slice(at + 4, at + 16)}`;
}

const VARIANTS = '89ab';

function startMillisecond(ms: number): void {
  lastMs = ms;
  const hex = ms.toString(16).padStart(12, '0');
  prefix = `${hex.slice(0, 8)}-${hex.slice(8)}-7`;
}
