/** Signing in by mail address and password. Unknown address, wrong password and disabled account are one answer. */
import { eq } from 'drizzle-orm';
import { record } from '../audit/audit.ts';
import type { Secrets } from '../config/secrets.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import { normalEmail } from './email.ts';
import { newDeviceMark, readDeviceMark } from './known-device.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { OFFICE_ROLES, type Role } from './roles.ts';
import { memberships, users } from './schema.ts';
import { createSession, type SessionKind } from './session.ts';
import { forgiveAttempts, takeAttempt } from './throttle.ts';

export interface PasswordAttempt {
  email: string;
  password: string;
  ip: string;
  agent: string | null;
  /** The cookie that an earlier sign-in left, if any. */
  deviceMark: string | null;
}

export type SignInResult =
  | {
      ok: true;
      token: string;
      kind: SessionKind;
      userId: string;
      locale: 'zh-CN' | 'en' | null;
      roles: Role[];
      deviceMark: string;
    }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'throttled'; retryAfterSeconds: number };

/** Counts the try first, so that a flood of guesses never computes a hash beyond its budget. */
export async function signIn(db: Db, secrets: Secrets, attempt: PasswordAttempt): Promise<SignInResult> {
  const email = normalEmail(attempt.email);
  const [user] = email ? await db.select().from(users).where(eq(users.email, email)) : [];
  const deviceKey = secrets.key('known-device/1');
  const tried = {
    subject: `mail:${email ?? attempt.email.slice(0, 254).toLowerCase()}`,
    ip: attempt.ip,
    knownDevice: user ? readDeviceMark(deviceKey, user.id, attempt.deviceMark) : null,
  };
  const verdict = await takeAttempt(db, tried);
  if (!verdict.ok) return { ...verdict, reason: 'throttled' };

  const { matches, outdated } = await verifyPassword(user?.passwordHash ?? null, attempt.password);
  if (!user || !matches || user.disabledAt) return { ok: false, reason: 'wrong' };

  const roles = await rolesOf(db, user.id);
  const kind: SessionKind = roles.some((role) => OFFICE_ROLES.includes(role)) ? 'office' : 'merchant';
  const passwordHash = outdated ? await hashPassword(attempt.password) : undefined;
  const token = await db.transaction(async (tx) => {
    await tx
      .update(users)
      .set({ lastSignedInAt: new Date(), ...(passwordHash ? { passwordHash } : {}) })
      .where(eq(users.id, user.id));
    const session = await createSession(tx, user.id, { kind, agent: attempt.agent });
    await recordSignIn(tx, user, attempt.agent);
    return session.token;
  });
  await forgiveAttempts(db, tried);
  return {
    ok: true,
    token,
    kind,
    userId: user.id,
    locale: user.locale,
    roles,
    deviceMark: newDeviceMark(deviceKey, user.id),
  };
}

export async function rolesOf(db: DbOrTx, userId: string): Promise<Role[]> {
  const rows = await db
    .select({ role: memberships.role })
    .from(memberships)
    .where(eq(memberships.userId, userId));
  return rows.map((row) => row.role);
}

/** One line in the log of each county the person belongs to. */
export async function recordSignIn(
  tx: DbOrTx,
  user: { id: string; name: string },
  agent: string | null,
): Promise<void> {
  const counties = await tx
    .selectDistinct({ countyId: memberships.countyId })
    .from(memberships)
    .where(eq(memberships.userId, user.id));
  for (const { countyId } of counties) {
    await record(
      tx,
      { userId: user.id, countyId, name: user.name },
      {
        action: 'account.signed_in',
        subject: 'user',
        subjectId: user.id,
        label: user.name,
        after: { agent },
      },
    );
  }
}
