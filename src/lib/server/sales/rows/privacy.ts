import { hash } from 'node:crypto';

/**
 * What is kept of a buyer: a keyed hash of a full phone number, per county. Names, streets and free text never leave
 * the parser; the number itself is dropped as soon as it is hashed.
 */
export interface PhoneKey {
  /** Stored beside every hash: a new version serves new rows, old rows keep theirs. */
  version: number;
  /** The county's key, derived from the installation's secret. */
  key: Buffer;
}

const MOBILE = /^1[3-9]\d{9}$/;

/** The eleven digits of a full mainland mobile number, or null when it is masked, a landline or not a number. */
export function fullPhone(text: string): string | null {
  if (text.length < 11) return null;
  if (MOBILE.test(text)) return text;
  const digits = text
    .normalize('NFKC')
    .replace(/[\s()-]/g, '')
    .replace(/^(?:\+?86)(?=1\d{10}$)/, '');
  return MOBILE.test(digits) ? digits : null;
}

/** The hash by which a buyer is known in check-ins and registrations too, or null when the number is not full. */
export function hashPhone(key: PhoneKey, text: string): string | null {
  const digits = fullPhone(text);
  return digits === null ? null : hmacSha256(key.key, `+86${digits}`);
}

const BLOCK = 64;
const pads = new WeakMap<Buffer, { inner: Buffer; outer: Buffer }>();

/**
 * RFC 2104 over two one-shot hashes. `createHmac` costs fifty times as much for eleven digits: it makes a key object and
 * a stream for every row of a file.
 */
function hmacSha256(key: Buffer, text: string): string {
  let padded = pads.get(key);
  if (padded === undefined) {
    const block = Buffer.alloc(BLOCK);
    (key.length > BLOCK ? hash('sha256', key, 'buffer') : key).copy(block);
    padded = {
      inner: block.map((byte) => byte ^ 0x36) as Buffer,
      outer: block.map((byte) => byte ^ 0x5c) as Buffer,
    };
    pads.set(key, padded);
  }
  const inner = hash('sha256', Buffer.concat([padded.inner, Buffer.from(text)]), 'buffer');
  return hash('sha256', Buffer.concat([padded.outer, inner]), 'hex');
}
