/** Who opened a link, as little as is needed: a first-party id, and an address that is only comparable within its day. */
import { createHash, hash, randomFillSync } from 'node:crypto';

export const VISITOR_COOKIE = 'visitor';
/** 13 months. */
export const VISITOR_MAX_AGE_S = 395 * 24 * 60 * 60;

const pool = Buffer.alloc(16 * 256);
let next = pool.length;

/** 128 random bits, 22 letters. */
export function newVisitorId(): string {
  if (next >= pool.length) {
    randomFillSync(pool);
    next = 0;
  }
  const id = pool.toString('base64url', next, next + 16);
  next += 16;
  return id;
}

export function isVisitorId(value: string): boolean {
  return /^[\w-]{22}$/.test(value);
}

/** What the database keeps of a visitor's id: other in every county, so that no profile grows across them. */
export function visitorHash(countyId: string, visitorId: string): string {
  return createHash('sha256').update(`${countyId}:${visitorId}`).digest('base64url').slice(0, 22);
}

/** The value of one cookie in a Cookie header, or null. No decoding: our own values never need it. */
export function cookieValue(header: string | undefined, name: string): string | null {
  if (header === undefined) return null;
  let from = 0;
  for (;;) {
    const at = header.indexOf(name, from);
    if (at === -1) return null;
    const before = at === 0 ? ';' : header.charAt(at - 1);
    if ((before === ';' || before === ' ') && header.charAt(at + name.length) === '=') {
      const end = header.indexOf(';', at);
      return header.slice(at + name.length + 1, end === -1 ? undefined : end).trim();
    }
    from = at + name.length;
  }
}

export interface AddressHashes {
  address: string;
  network: string;
}

/** Hashes addresses with a salt of the day (Asia/Shanghai), made from the secret key; remembers the latest few. */
export function addressHasher(secret: string | Uint8Array): (address: string, atMs: number) => AddressHashes {
  const key = typeof secret === 'string' ? secret : Buffer.from(secret).toString('base64');
  let day = -1;
  let salt = '';
  const known = new Map<string, AddressHashes>();
  return (address, atMs) => {
    const today = Math.floor((atMs + 8 * 3_600_000) / 86_400_000);
    if (today !== day) {
      day = today;
      salt = hash('sha256', `click address ${today} ${key}`, 'hex');
      known.clear();
    }
    const before = known.get(address);
    if (before !== undefined) return before;
    const hashes = { address: salted(salt, address), network: salted(salt, networkOf(address)) };
    if (known.size >= 4096) known.clear();
    known.set(address, hashes);
    return hashes;
  };
}

/** The /24 of an IPv4 address, the /48 of an IPv6 address. */
export function networkOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/i.exec(address);
  if (v4?.[1] !== undefined) return v4[1];
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  while (tail !== undefined && groups.length + rest.length < 8) groups.push('0');
  return [...groups, ...rest]
    .slice(0, 3)
    .map((g) => g.replace(/^0+(?=.)/, ''))
    .join(':');
}

function salted(salt: string, text: string): string {
  return hash('sha256', `${salt} ${text}`, 'base64url').slice(0, 22);
}
