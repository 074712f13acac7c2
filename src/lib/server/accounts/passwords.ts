/** Setting passwords: by invitation, by a mailed link, by oneself. Every change ends the other sessions. */
import { eq } from 'drizzle-orm';
import { record } from '../audit/audit.ts';
import type { Db, DbOrTx, Tx } from '../db/database.ts';
import { send } from '../mail/mail.ts';
import { normalEmail } from './email.ts';
import { passwordChangedLetter, resetLetter } from './letters.ts';
import { issueToken, redeemToken, revokeTokens } from './one-time-tokens.ts';
import { hashPassword, passwordFault, verifyPassword, type PasswordFault } from './password.ts';
import { memberships, users, type User } from './schema.ts';
import { endSessionsOf } from './session.ts';
import { takeAttempt } from './throttle.ts';

export type SetPasswordResult =
  { ok: true; userId: string } | { ok: false; reason: PasswordFault | 'link_dead' | 'wrong' | 'throttled' };

/** Uses the link up only when the password is good. */
export async function setPasswordByLink(
  db: Db,
  purpose: 'invitation' | 'password_reset',
  token: string,
  password: string,
  now: Date,
): Promise<SetPasswordResult> {
  const fault = passwordFault(password);
  if (fault) return { ok: false, reason: fault };
  const passwordHash = await hashPassword(password);
  return db.transaction(async (tx) => {
    const used = await redeemToken(tx, purpose, token, now);
    const user = used?.userId ? await findEnabled(tx, used.userId) : null;
    if (!user) return { ok: false, reason: 'link_dead' };
    await store(
      tx,
      user,
      passwordHash,
      now,
      purpose === 'invitation' ? 'account.accepted' : 'account.password_reset',
    );
    return { ok: true, userId: user.id };
  });
}

/** For a signed-in person who knows the old one. `keepSessionId` stays signed in, all others end. */
export async function changePassword(
  db: Db,
  userId: string,
  change: { current: string; next: string; keepSessionId: string; ip: string },
  now: Date,
): Promise<SetPasswordResult> {
  const fault = passwordFault(change.next);
  if (fault) return { ok: false, reason: fault };
  const verdict = await takeAttempt(db, { subject: `change:${userId}`, ip: change.ip });
  if (!verdict.ok) return { ok: false, reason: 'throttled' };
  const user = await findEnabled(db, userId);
  const { matches } = await verifyPassword(user?.passwordHash ?? null, change.current);
  if (!user || !matches) return { ok: false, reason: 'wrong' };
  const passwordHash = await hashPassword(change.next);
  await db.transaction((tx) =>
    store(tx, user, passwordHash, now, 'account.password_changed', change.keepSessionId),
  );
  return { ok: true, userId };
}

/**
 * Mails a link when there is such an account, and does nothing otherwise; the caller says the same in both cases.
 * Each address is asked for at most five times in a quarter of an hour.
 */
export async function requestReset(
  db: Db,
  request: { email: string; ip: string },
  options: { origin: string; now: Date },
): Promise<void> {
  const email = normalEmail(request.email);
  if (!email) return;
  const verdict = await takeAttempt(db, { subject: `reset:${email}`, ip: request.ip });
  if (!verdict.ok) return;
  await db.transaction(async (tx) => {
    const [user] = await tx.select().from(users).where(eq(users.email, email));
    if (!user || user.disabledAt || !user.passwordHash) return;
    const countyId = await countyOf(tx, user.id);
    if (!countyId) return;
    const { token } = await issueToken(tx, 'password_reset', { userId: user.id, countyId }, options.now);
    await send(tx, {
      countyId,
      to: { name: user.name, address: email },
      ...resetLetter(user.locale ?? 'zh-CN', { name: user.name, link: `${options.origin}/reset/${token}` }),
    });
  });
}

async function store(
  tx: Tx,
  user: User,
  passwordHash: string,
  now: Date,
  action: string,
  keepSessionId?: string,
): Promise<void> {
  await tx.update(users).set({ passwordHash }).where(eq(users.id, user.id));
  await endSessionsOf(tx, user.id, keepSessionId ? { exceptId: keepSessionId } : {});
  await revokeTokens(tx, 'password_reset', user.id, now);
  await revokeTokens(tx, 'invitation', user.id, now);
  const countyId = await countyOf(tx, user.id);
  if (!countyId) return;
  await record(
    tx,
    { userId: user.id, countyId, name: user.name },
    { action, subject: 'user', subjectId: user.id, label: user.name },
  );
  if (user.email && action !== 'account.accepted') {
    await send(tx, {
      countyId,
      to: { name: user.name, address: user.email },
      ...passwordChangedLetter(user.locale ?? 'zh-CN', { name: user.name }),
    });
  }
}

async function findEnabled(db: DbOrTx, userId: string): Promise<User | null> {
  const [user] = await db.select().from(users).where(eq(users.id, userId));
  return user && !user.disabledAt ? user : null;
}

async function countyOf(db: DbOrTx, userId: string): Promise<string | null> {
  const [row] = await db
    .select({ countyId: memberships.countyId })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .orderBy(memberships.createdAt)
    .limit(1);
  return row?.countyId ?? null;
}
