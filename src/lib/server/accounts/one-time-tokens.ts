/**
 * Invitations, resets and codes: 256 random bits (or a short code under a key), stored as a hash, used once (but see REUSABLE), replaced by
 * a newer one of the same purpose. Two people who follow one link at the same moment: one gets in.
 */
import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { DbOrTx } from '../db/database.ts';
import { oneTimeTokens, type OneTimeToken } from './schema.ts';

export type TokenPurpose = OneTimeToken['purpose'];

export const TOKEN_LIFE_MINUTES: Record<TokenPurpose, number> = {
  invitation: 72 * 60,
  password_reset: 30,
  merchant_invitation: 72 * 60,
  merchant_code: 72 * 60,
  device_pairing: 12 * 60,
  setup: 7 * 24 * 60,
};

export interface IssueOptions {
  userId?: string;
  countyId?: string;
  createdBy?: string | null;
  payload?: unknown;
  /** Instead of a random token: the stored hash of a short code, made with `hashCode`. */
  secretHash?: string;
}

/**
 * The payload of a token that stays good until it ends. Only the demo writes it, for the code it prints at start: there
 * nothing is secret. Whatever a county hands out is used once.
 */
export const REUSABLE = { reusable: true } as const;

const TOKEN_FORMAT = /^[0-9a-f]{64}$/;

/** Makes a token and revokes older unused ones of the same purpose for the same user. @returns the token in clear. */
export async function issueToken(
  tx: DbOrTx,
  purpose: TokenPurpose,
  options: IssueOptions,
  now: Date,
): Promise<{ token: string; expiresAt: Date }> {
  if (options.userId) await revokeTokens(tx, purpose, options.userId, now);
  const token = randomBytes(32).toString('hex');
  const expiresAt = new Date(now.getTime() + TOKEN_LIFE_MINUTES[purpose] * 60_000);
  await tx.insert(oneTimeTokens).values({
    purpose,
    userId: options.userId ?? null,
    countyId: options.countyId ?? null,
    secretHash: options.secretHash ?? hashSecret(token),
    payload: options.payload ?? null,
    createdBy: options.createdBy ?? null,
    expiresAt,
  });
  return { token, expiresAt };
}

export async function revokeTokens(
  tx: DbOrTx,
  purpose: TokenPurpose,
  userId: string,
  now: Date,
): Promise<void> {
  await tx
    .update(oneTimeTokens)
    .set({ revokedAt: now })
    .where(
      and(
        eq(oneTimeTokens.purpose, purpose),
        eq(oneTimeTokens.userId, userId),
        isNull(oneTimeTokens.usedAt),
        isNull(oneTimeTokens.revokedAt),
      ),
    );
}

/** Looks without using: for the page that a link opens (a preview robot must not use it up). */
export async function findToken(
  db: DbOrTx,
  purpose: TokenPurpose,
  token: string,
  now: Date,
): Promise<OneTimeToken | null> {
  if (!TOKEN_FORMAT.test(token)) return null;
  const [row] = await db
    .select()
    .from(oneTimeTokens)
    .where(live(purpose, hashSecret(token), now));
  return row ?? null;
}

/** Uses the token up. @returns null when it is unknown, used, revoked or expired. */
export async function redeemToken(
  tx: DbOrTx,
  purpose: TokenPurpose,
  token: string,
  now: Date,
): Promise<OneTimeToken | null> {
  if (!TOKEN_FORMAT.test(token)) return null;
  return redeemHash(tx, purpose, hashSecret(token), now);
}

/** The same for a short code whose hash the caller computed. */
export async function redeemHash(
  tx: DbOrTx,
  purpose: TokenPurpose,
  secretHash: string,
  now: Date,
): Promise<OneTimeToken | null> {
  const [row] = await tx
    .update(oneTimeTokens)
    .set({
      usedAt: sql`case when ${oneTimeTokens.payload} @> ${JSON.stringify(REUSABLE)}::jsonb then null
        else ${now.toISOString()}::timestamptz end`,
    })
    .where(live(purpose, secretHash, now))
    .returning();
  return row ?? null;
}

/** Counts a wrong guess against the user's live code. @returns guesses so far; the code is revoked at `limit`. */
export async function countGuess(
  tx: DbOrTx,
  purpose: TokenPurpose,
  userId: string,
  limit: number,
  now: Date,
): Promise<void> {
  await tx
    .update(oneTimeTokens)
    .set({
      attempts: sql`${oneTimeTokens.attempts} + 1`,
      revokedAt: sql`case when ${oneTimeTokens.attempts} + 1 >= ${limit} then ${now.toISOString()}::timestamptz end`,
    })
    .where(
      and(
        eq(oneTimeTokens.purpose, purpose),
        eq(oneTimeTokens.userId, userId),
        isNull(oneTimeTokens.usedAt),
        isNull(oneTimeTokens.revokedAt),
      ),
    );
}

export function hashSecret(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A short code is guessable from its plain hash, so it is stored under a key that is not in the database. */
export function hashCode(key: Buffer, subject: string, code: string): string {
  return createHmac('sha256', key).update(`${subject}:${code}`).digest('hex');
}

/** Digits of equal chance. */
export function randomDigits(length: number): string {
  return String(randomInt(10 ** length)).padStart(length, '0');
}

function live(purpose: TokenPurpose, secretHash: string, now: Date) {
  return and(
    eq(oneTimeTokens.purpose, purpose),
    eq(oneTimeTokens.secretHash, secretHash),
    isNull(oneTimeTokens.usedAt),
    isNull(oneTimeTokens.revokedAt),
    gt(oneTimeTokens.expiresAt, now),
  );
}
