/**
 * Sessions. The only file that knows Lucia: a replacement changes this file and passes `session.db.test.ts`.
 *
 * Lucia 3 as shipped stores tokens in clear, slides for ever, lets a disabled user stay in and sends any cookie to the
 * database. The adapter below closes all four: SHA-256 at rest, a hard expiry that never moves, a join on
 * `disabled_at is null`, and a format check before SQL.
 */
import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, gt, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia';
import type { DbOrTx } from '../db/database.ts';
import { sessions, users, type SessionRow } from './schema.ts';

export type SessionKind = SessionRow['kind'];

/** Idle and absolute life of each kind. A device session ends with its event, whichever comes first. */
export const SESSION_LIFE: Record<SessionKind, { idleHours: number; absoluteHours: number }> = {
  office: { idleHours: 12, absoluteHours: 10 * 24 },
  merchant: { idleHours: 90 * 24, absoluteHours: 365 * 24 },
  device: { idleHours: 72, absoluteHours: 14 * 24 },
};

export interface Device {
  countyId: string;
  activityId: string;
}

export interface NewSession {
  kind: SessionKind;
  /** Browser and system, shortened: what the person recognises in "my sessions". */
  agent: string | null;
  /** Only for `device`: the event it belongs to, and the latest moment it may live. */
  device?: Device & { endsAt: Date };
}

/** A valid session and its user. `id` is the stored hash: safe to show in a form, useless as a cookie. */
export interface SignedIn {
  id: string;
  kind: SessionKind;
  userId: string;
  name: string;
  locale: 'zh-CN' | 'en' | null;
  device: Device | null;
  /** Idle expiry after this request. */
  expiresAt: Date;
}

export interface SessionSummary {
  id: string;
  kind: SessionKind;
  agent: string | null;
  createdAt: Date;
  lastSeenAt: Date | null;
  expiresAt: Date;
}

/** The kind is the token's first letter, so that the idle time is known before the database is asked. */
const LETTERS: Record<SessionKind, string> = { office: 'o', merchant: 'm', device: 'd' };
const FORMAT = /^[omd][0-9a-f]{64}$/;
const LAST_SEEN_MS = 5 * 60 * 1000;

/** @returns the token for the cookie: 256 random bits; only its hash is stored. */
export async function createSession(
  db: DbOrTx,
  userId: string,
  session: NewSession,
): Promise<{ token: string; expiresAt: Date }> {
  const token = LETTERS[session.kind] + randomBytes(32).toString('hex');
  const created = await seam(db, session.kind).createSession(userId, { session }, { sessionId: token });
  const [row] = await db
    .select({ expiresAt: sessions.expiresAt })
    .from(sessions)
    .where(eq(sessions.id, hashToken(token)));
  return { token, expiresAt: row?.expiresAt ?? created.expiresAt };
}

/** @returns null for anything that is not a live session of an enabled user: forged, expired, revoked or malformed. */
export async function validateSession(db: DbOrTx, token: string): Promise<SignedIn | null> {
  const kind = kindOf(token);
  if (!kind) return null;
  const { session, user } = await seam(db, kind).validateSession(token);
  if (!session || !user) return null;
  const { row } = session;
  if (!row) return null;
  if (!row.lastSeenAt || Date.now() - row.lastSeenAt.getTime() > LAST_SEEN_MS) {
    await db.update(sessions).set({ lastSeenAt: new Date() }).where(eq(sessions.id, row.id));
  }
  return {
    id: row.id,
    kind,
    userId: user.id,
    name: user.name,
    locale: user.locale,
    device:
      row.deviceCountyId && row.deviceActivityId
        ? { countyId: row.deviceCountyId, activityId: row.deviceActivityId }
        : null,
    expiresAt: session.expiresAt < row.hardExpiresAt ? session.expiresAt : row.hardExpiresAt,
  };
}

/** Signs out: the token is worth nothing from now on. */
export async function endSession(db: DbOrTx, token: string): Promise<void> {
  const kind = kindOf(token);
  if (kind) await seam(db, kind).invalidateSession(token);
}

/** Ends one session of this user by its stored id. @returns false when there is no such session of theirs. */
export async function endSessionById(db: DbOrTx, userId: string, id: string): Promise<boolean> {
  const gone = await db
    .delete(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.userId, userId)))
    .returning({ id: sessions.id });
  return gone.length > 0;
}

/** Ends all sessions of a user, but for the one named. @returns how many ended. */
export async function endSessionsOf(
  db: DbOrTx,
  userId: string,
  options: { exceptId?: string } = {},
): Promise<number> {
  const gone = await db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), options.exceptId ? ne(sessions.id, options.exceptId) : undefined))
    .returning({ id: sessions.id });
  return gone.length;
}

/** Live sessions, the latest used first. */
export async function listSessions(db: DbOrTx, userId: string): Promise<SessionSummary[]> {
  const now = new Date();
  return db
    .select({
      id: sessions.id,
      kind: sessions.kind,
      agent: sessions.agent,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, now), gt(sessions.hardExpiresAt, now)))
    .orderBy(desc(sql`coalesce(${sessions.lastSeenAt}, ${sessions.createdAt})`));
}

/** Removes what has expired; run once a day. */
export async function sweepSessions(db: DbOrTx): Promise<void> {
  await seam(db, 'office').deleteExpiredSessions();
}

/** What is stored of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function kindOf(token: string): SessionKind | null {
  if (!FORMAT.test(token)) return null;
  return token.startsWith('o') ? 'office' : token.startsWith('m') ? 'merchant' : 'device';
}

function seam(db: DbOrTx, kind: SessionKind) {
  return new Lucia(hardenedAdapter(db, kind), {
    sessionExpiresIn: new TimeSpan(SESSION_LIFE[kind].idleHours, 'h'),
    getSessionAttributes: ({ row }) => ({ row }),
    getUserAttributes: ({ name, locale }) => ({ name, locale }),
  });
}

function hardenedAdapter(db: DbOrTx, kind: SessionKind): Adapter {
  return {
    async getSessionAndUser(token) {
      if (kindOf(token) !== kind) return [null, null];
      const [found] = await db
        .select({ row: sessions, name: users.name, locale: users.locale })
        .from(sessions)
        .innerJoin(users, and(eq(users.id, sessions.userId), isNull(users.disabledAt)))
        .where(
          and(
            eq(sessions.id, hashToken(token)),
            eq(sessions.kind, kind),
            gt(sessions.hardExpiresAt, new Date()),
          ),
        );
      if (!found) return [null, null];
      return [
        {
          id: token,
          userId: found.row.userId,
          expiresAt: found.row.expiresAt,
          attributes: { row: found.row },
        },
        { id: found.row.userId, attributes: { name: found.name, locale: found.locale } },
      ];
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      const { session } = attributes;
      if (!session) throw new Error('a session is made by createSession');
      const absolute = new Date(Date.now() + SESSION_LIFE[kind].absoluteHours * 3_600_000);
      const hardExpiresAt =
        session.device && session.device.endsAt < absolute ? session.device.endsAt : absolute;
      await db.insert(sessions).values({
        id: hashToken(id),
        userId,
        kind,
        expiresAt: expiresAt < hardExpiresAt ? expiresAt : hardExpiresAt,
        hardExpiresAt,
        agent: session.agent,
        deviceCountyId: session.device?.countyId ?? null,
        deviceActivityId: session.device?.activityId ?? null,
        lastSeenAt: new Date(),
      });
    },
    async updateSessionExpiration(token, expiresAt) {
      await db
        .update(sessions)
        .set({ expiresAt: sql`least(${expiresAt.toISOString()}::timestamptz, ${sessions.hardExpiresAt})` })
        .where(eq(sessions.id, hashToken(token)));
    },
    async deleteSession(token) {
      await db.delete(sessions).where(eq(sessions.id, hashToken(token)));
    },
    async deleteUserSessions(userId) {
      await db.delete(sessions).where(eq(sessions.userId, userId));
    },
    async deleteExpiredSessions() {
      const now = new Date();
      await db.delete(sessions).where(or(lt(sessions.expiresAt, now), lt(sessions.hardExpiresAt, now)));
    },
    async getUserSessions(): Promise<DatabaseSession[]> {
      // Tokens are not stored, so Lucia's own list cannot be answered; `listSessions` shows what is known.
      return [];
    },
  };
}

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof seam>;
    DatabaseSessionAttributes: { row?: SessionRow; session?: NewSession };
    DatabaseUserAttributes: { name: string; locale: 'zh-CN' | 'en' | null };
  }
}
