/**
 * How often somebody may guess. Counters live in PostgreSQL, so that they hold over all processes and a restart.
 *
 * Per account 5 tries in 15 minutes, per address 50 in an hour. A device that has signed in to the account before counts
 * for itself, so that an attacker who uses up an account's tries does not lock its owner out.
 */
import { createHash } from 'node:crypto';
import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible';
import type { Db } from '../db/database.ts';
import { rateLimits } from './schema.ts';

export interface Attempt {
  /** What is guessed at: a mail address, a phone's hash, the pairing page. */
  subject: string;
  ip: string;
  /** A device that is known to this account. */
  knownDevice?: string | null;
}

export type Verdict = { ok: true } | { ok: false; retryAfterSeconds: number };

const LIMITS = {
  account: { points: 5, duration: 15 * 60 },
  address: { points: 50, duration: 60 * 60 },
  device: { points: 10, duration: 15 * 60 },
} as const;

/** Counts one try, before any hash is computed. */
export async function takeAttempt(db: Db, attempt: Attempt): Promise<Verdict> {
  if (attempt.knownDevice) return take(db, 'device', `${attempt.subject}|${attempt.knownDevice}`);
  const byAddress = await take(db, 'address', attempt.ip);
  return byAddress.ok ? take(db, 'account', attempt.subject) : byAddress;
}

/**
 * A success clears the counter it was counted on: the owner's own device does not reopen the account to strangers, and an
 * address keeps its count, or one good account would buy endless guesses.
 */
export async function forgiveAttempts(db: Db, attempt: Attempt): Promise<void> {
  if (attempt.knownDevice)
    await limiter(db, 'device').delete(keyOf(`${attempt.subject}|${attempt.knownDevice}`));
  else await limiter(db, 'account').delete(keyOf(attempt.subject));
}

async function take(db: Db, kind: keyof typeof LIMITS, subject: string): Promise<Verdict> {
  try {
    await limiter(db, kind).consume(keyOf(subject));
    return { ok: true };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) };
  }
}

function limiter(db: Db, kind: keyof typeof LIMITS): RateLimiterDrizzle {
  return new RateLimiterDrizzle({
    storeClient: db,
    schema: rateLimits,
    keyPrefix: `sign-in:${kind}`,
    clearExpiredByTimeout: false,
    ...LIMITS[kind],
  });
}

/** Addresses and phones are not kept in the counters in clear. */
function keyOf(subject: string): string {
  return createHash('sha256').update(subject).digest('hex').slice(0, 40);
}
