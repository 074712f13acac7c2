/**
 * How a merchant gets in: no mail, no password. The office hands out a link and a code of six digits for a phone number;
 * either works once. Then the phone stays signed in for ninety days of use, a year at most.
 *
 * The phone number itself is not stored: an HMAC under the installation's login key finds the account, four digits are
 * shown to the office.
 */
import { and, eq } from 'drizzle-orm';
import { record } from '../audit/audit.ts';
import { hashPhone, type Secrets } from '../config/secrets.ts';
import type { Db, DbOrTx, Tx } from '../db/database.ts';
import type { Actor } from './actor.ts';
import {
  countGuess,
  hashCode,
  issueToken,
  randomDigits,
  redeemHash,
  redeemToken,
} from './one-time-tokens.ts';
import { normalPhone } from './phone.ts';
import { memberships, users, type User } from './schema.ts';
import { createSession } from './session.ts';
import { recordSignIn } from './sign-in.ts';
import { forgiveAttempts, takeAttempt } from './throttle.ts';

export type MerchantInvitation =
  /** `path` is appended to PUBLIC_ORIGIN; `code` is read out or written down. Both are shown once and not stored. */
  | { ok: true; userId: string; path: string; code: string; expiresAt: Date }
  | { ok: false; reason: 'bad_phone' | 'phone_elsewhere' };

export type MerchantSignIn =
  | { ok: true; token: string; userId: string }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'throttled'; retryAfterSeconds: number };

const GUESSES = 5;

/**
 * Makes (or finds) the account of this phone in the actor's county and a fresh link and code; older ones die. Call it in
 * the transaction that ties the user to the merchant.
 */
export async function createMerchantInvitation(
  tx: DbOrTx,
  secrets: Secrets,
  actor: Actor,
  person: { name: string; phone: string },
  now: Date,
): Promise<MerchantInvitation> {
  const phone = normalPhone(person.phone);
  if (!phone) return { ok: false, reason: 'bad_phone' };
  const user = await findOrMakeUser(
    tx,
    hashPhone(secrets.loginPhoneKey, phone),
    person.name,
    phone.slice(-4),
  );
  const places = await tx.select().from(memberships).where(eq(memberships.userId, user.id));
  if (places.some((place) => place.countyId !== actor.countyId))
    return { ok: false, reason: 'phone_elsewhere' };
  await tx
    .insert(memberships)
    .values({ countyId: actor.countyId, userId: user.id, role: 'merchant' })
    .onConflictDoNothing();

  const about = { userId: user.id, countyId: actor.countyId, createdBy: actor.userId };
  const { token, expiresAt } = await issueToken(tx, 'merchant_invitation', about, now);
  const code = randomDigits(6);
  await issueToken(
    tx,
    'merchant_code',
    { ...about, secretHash: hashCode(codeKey(secrets), user.id, code) },
    now,
  );
  await record(tx, actor, {
    action: 'account.merchant_invited',
    subject: 'user',
    subjectId: user.id,
    label: `${user.name}（尾号 ${phone.slice(-4)}）`,
  });
  return { ok: true, userId: user.id, path: `/join/${token}`, code, expiresAt };
}

/** The link of an invitation, followed and confirmed. Its code is used up with it. */
export async function acceptMerchantInvitation(
  db: Db,
  token: string,
  device: { agent: string | null },
  now: Date,
): Promise<MerchantSignIn> {
  return db.transaction(async (tx) => {
    const used = await redeemToken(tx, 'merchant_invitation', token, now);
    return used?.userId ? enter(tx, used.userId, device.agent) : { ok: false, reason: 'wrong' };
  });
}

/** Phone and code. Five wrong codes end the code; unknown phones are answered alike. */
export async function signInWithCode(
  db: Db,
  secrets: Secrets,
  attempt: { phone: string; code: string; ip: string; agent: string | null },
  now: Date,
): Promise<MerchantSignIn> {
  const phone = normalPhone(attempt.phone);
  const phoneHash = phone ? hashPhone(secrets.loginPhoneKey, phone) : 'none';
  const tried = { subject: `phone:${phoneHash}`, ip: attempt.ip };
  const verdict = await takeAttempt(db, tried);
  if (!verdict.ok) return { ...verdict, reason: 'throttled' };

  const code = attempt.code.normalize('NFKC').replace(/\s/g, '');
  const [user] = await db.select().from(users).where(eq(users.phoneHash, phoneHash));
  const secretHash = hashCode(codeKey(secrets), user?.id ?? 'nobody', code);
  const result = await db.transaction(async (tx): Promise<MerchantSignIn> => {
    const used = await redeemHash(tx, 'merchant_code', secretHash, now);
    return used?.userId && used.userId === user?.id
      ? enter(tx, user.id, attempt.agent)
      : { ok: false, reason: 'wrong' };
  });
  if (result.ok) await forgiveAttempts(db, tried);
  else if (user) await countGuess(db, 'merchant_code', user.id, GUESSES, now);
  return result;
}

async function enter(tx: Tx, userId: string, agent: string | null): Promise<MerchantSignIn> {
  const [user] = await tx.select().from(users).where(eq(users.id, userId));
  if (!user || user.disabledAt) return { ok: false, reason: 'wrong' };
  await tx.update(users).set({ lastSignedInAt: new Date() }).where(eq(users.id, userId));
  const { token } = await createSession(tx, userId, { kind: 'merchant', agent });
  await recordSignIn(tx, user, agent);
  return { ok: true, token, userId };
}

async function findOrMakeUser(tx: DbOrTx, phoneHash: string, name: string, phoneTail: string): Promise<User> {
  const [made] = await tx
    .insert(users)
    .values({ name, phoneHash, phoneTail, locale: 'zh-CN' })
    .onConflictDoNothing({ target: users.phoneHash })
    .returning();
  if (made) return made;
  const [found] = await tx
    .select()
    .from(users)
    .where(and(eq(users.phoneHash, phoneHash)));
  if (!found) throw new Error('an account of this phone conflicts but cannot be read');
  return found;
}

const codeKey = (secrets: Secrets) => secrets.key('merchant-code/1');
