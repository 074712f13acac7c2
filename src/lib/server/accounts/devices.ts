/**
 * Phones and tablets of event staff: no account of a person, only a code that the operator reads out. The session sees one
 * event and ends with it.
 */
import { randomInt } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import * as v from 'valibot';
import { record } from '../audit/audit.ts';
import type { Secrets } from '../config/secrets.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import type { Actor } from './actor.ts';
import { hashCode, issueToken, redeemHash } from './one-time-tokens.ts';
import { memberships, users } from './schema.ts';
import { createSession } from './session.ts';
import { recordSignIn } from './sign-in.ts';
import { takeAttempt } from './throttle.ts';

export interface Pairing {
  /** '签到台 1': stands in the log beside what the device did. */
  name: string;
  activityId: string;
  /** The event's end: the session lives no longer. */
  endsAt: Date;
}

export type PairResult =
  | { ok: true; token: string; activityId: string }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'throttled'; retryAfterSeconds: number };

const Payload = v.object({ activityId: v.string(), endsAt: v.string() });

/** Told apart when read aloud over a market's noise. */
const LETTERS = 'ACDEFHJKMNPRTUWXY3479';
const LENGTH = 8;

/** @returns the code to read out, 'K4WT-9ARM'; works once, within twelve hours, and until the event's end. */
export async function createPairing(
  tx: DbOrTx,
  secrets: Secrets,
  actor: Actor,
  pairing: Pairing,
  now: Date,
): Promise<string> {
  const [user] = await tx.insert(users).values({ name: pairing.name }).returning();
  if (!user) throw new Error('the insert returned no row');
  await tx.insert(memberships).values({ countyId: actor.countyId, userId: user.id, role: 'staff' });
  const code = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)] ?? 'A').join('');
  await issueToken(
    tx,
    'device_pairing',
    {
      userId: user.id,
      countyId: actor.countyId,
      createdBy: actor.userId,
      secretHash: hashCode(codeKey(secrets), 'device', code),
      payload: {
        activityId: pairing.activityId,
        endsAt: pairing.endsAt.toISOString(),
      } satisfies v.InferOutput<typeof Payload>,
    },
    now,
  );
  await record(tx, actor, {
    action: 'account.device_invited',
    subject: 'activity',
    subjectId: pairing.activityId,
    label: pairing.name,
  });
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

export async function pairDevice(
  db: Db,
  secrets: Secrets,
  attempt: { code: string; ip: string; agent: string | null },
  now: Date,
): Promise<PairResult> {
  // Not an account that is guessed at, so only the address counts: eight letters are 38 thousand million codes.
  const verdict = await takeAttempt(db, { subject: `device:${attempt.ip}`, ip: attempt.ip });
  if (!verdict.ok) return { ...verdict, reason: 'throttled' };
  const code = attempt.code.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').slice(0, 20);
  return db.transaction(async (tx): Promise<PairResult> => {
    const used = await redeemHash(tx, 'device_pairing', hashCode(codeKey(secrets), 'device', code), now);
    const payload = v.safeParse(Payload, used?.payload);
    if (!used?.userId || !used.countyId || !payload.success) return { ok: false, reason: 'wrong' };
    const endsAt = new Date(payload.output.endsAt);
    if (endsAt <= now) return { ok: false, reason: 'wrong' };
    const [user] = await tx
      .select()
      .from(users)
      .where(and(eq(users.id, used.userId)));
    if (!user || user.disabledAt) return { ok: false, reason: 'wrong' };
    const { activityId } = payload.output;
    const { token } = await createSession(tx, user.id, {
      kind: 'device',
      agent: attempt.agent,
      device: { countyId: used.countyId, activityId, endsAt },
    });
    await recordSignIn(tx, user, attempt.agent);
    return { ok: true, token, activityId };
  });
}

const codeKey = (secrets: Secrets) => secrets.key('device-code/1');
