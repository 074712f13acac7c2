/** The contract of the session seam: whatever stands behind it must pass this file. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeActor, makeCounty } from '../../../../tests/support/factories.ts';
import { testDatabase } from '../../../../tests/support/database.ts';
import type { Db } from '../db/database.ts';
import { sessions, users } from './schema.ts';
import {
  createSession,
  endSession,
  endSessionById,
  endSessionsOf,
  listSessions,
  sweepSessions,
  validateSession,
} from './session.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let db: Db;
beforeAll(async () => {
  ({ db } = await testDatabase());
});
afterEach(() => {
  vi.useRealTimers();
});

async function person() {
  const county = await makeCounty(db);
  const actor = await makeActor(db, county.id, ['planner']);
  if (!actor.userId) throw new Error('a person has an id');
  return { userId: actor.userId, countyId: county.id, name: actor.name };
}

function later(ms: number) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
}

const office = { kind: 'office', agent: 'Chrome · Windows' } as const;

test('a session lets its user in and tells who it is', async () => {
  const { userId, name } = await person();
  const { token } = await createSession(db, userId, office);
  expect(await validateSession(db, token)).toMatchObject({
    userId,
    name,
    kind: 'office',
    device: null,
    locale: null,
  });
});

describe('fault 1: tokens at rest', () => {
  test('the database holds no usable token', async () => {
    const { userId } = await person();
    const { token } = await createSession(db, userId, office);
    const rows = await db.select().from(sessions).where(eq(sessions.userId, userId));
    expect(rows).toHaveLength(1);
    const stored = rows[0]?.id ?? '';
    expect(JSON.stringify(rows)).not.toContain(token.slice(1));
    for (const guess of [stored, `o${stored}`, `m${stored}`])
      expect(await validateSession(db, guess)).toBeNull();
  });
});

describe('fault 2: sliding for ever', () => {
  test('use keeps an office session alive past its idle time, but never past ten days', async () => {
    const { userId } = await person();
    const { token } = await createSession(db, userId, office);
    for (let hours = 8; hours < 240; hours += 8) {
      later(8 * HOUR);
      expect(await validateSession(db, token), `after ${hours} hours`).not.toBeNull();
    }
    later(8 * HOUR);
    expect(await validateSession(db, token)).toBeNull();
  });

  test('an idle office session ends after twelve hours', async () => {
    const { userId } = await person();
    const { token } = await createSession(db, userId, office);
    later(12 * HOUR + 1000);
    expect(await validateSession(db, token)).toBeNull();
  });

  test('a merchant stays in for ninety idle days and for a year at most', async () => {
    const { userId } = await person();
    const { token } = await createSession(db, userId, { kind: 'merchant', agent: null });
    for (let days = 80; days < 365; days += 80) {
      later(80 * DAY);
      expect(await validateSession(db, token), `after ${days} days`).not.toBeNull();
    }
    later(80 * DAY);
    expect(await validateSession(db, token)).toBeNull();
  });

  test('the stored expiry is never later than the hard one', async () => {
    const { userId } = await person();
    const { token } = await createSession(db, userId, { kind: 'merchant', agent: null });
    for (let turn = 0; turn < 4; turn += 1) {
      later(80 * DAY);
      await validateSession(db, token);
    }
    const [row] = await db.select().from(sessions).where(eq(sessions.userId, userId));
    expect(row && row.expiresAt.getTime() === row.hardExpiresAt.getTime()).toBe(true);
  });
});

describe('fault 3: a disabled user', () => {
  test('is out with the next request, and in again with a new sign-in only after being enabled', async () => {
    const { userId } = await person();
    const { token } = await createSession(db, userId, office);
    await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, userId));
    expect(await validateSession(db, token)).toBeNull();
  });
});

describe('fault 4: malformed cookies', () => {
  test.each([
    '',
    '\0',
    `o${'0'.repeat(63)}\0`,
    'x'.repeat(100_000),
    "o' or 1=1 --",
    `O${'a'.repeat(64)}`,
    '茶',
  ])('%j is nobody, without an exception', async (cookie) => {
    expect(await validateSession(db, cookie)).toBeNull();
    await endSession(db, cookie);
  });
});

test('a device session belongs to one event and ends with it', async () => {
  const { userId, countyId } = await person();
  const activityId = crypto.randomUUID();
  const { token } = await createSession(db, userId, {
    kind: 'device',
    agent: null,
    device: { countyId, activityId, endsAt: new Date(Date.now() + 6 * HOUR) },
  });
  expect(await validateSession(db, token)).toMatchObject({ device: { countyId, activityId } });
  later(6 * HOUR + 1000);
  expect(await validateSession(db, token)).toBeNull();
});

test('a token of one kind is not accepted as another', async () => {
  const { userId } = await person();
  const { token } = await createSession(db, userId, office);
  expect(await validateSession(db, `m${token.slice(1)}`)).toBeNull();
});

test('signing out ends this session and no other', async () => {
  const { userId } = await person();
  const [one, two] = [await createSession(db, userId, office), await createSession(db, userId, office)];
  await endSession(db, one.token);
  expect(await validateSession(db, one.token)).toBeNull();
  expect(await validateSession(db, two.token)).not.toBeNull();
});

test('a person sees and ends their own sessions, not another’s', async () => {
  const [mine, other] = [await person(), await person()];
  const { token } = await createSession(db, mine.userId, office);
  const [summary] = await listSessions(db, mine.userId);
  expect(summary).toMatchObject({ kind: 'office', agent: 'Chrome · Windows' });
  expect(await endSessionById(db, other.userId, summary?.id ?? '')).toBe(false);
  expect(await endSessionById(db, mine.userId, summary?.id ?? '')).toBe(true);
  expect(await validateSession(db, token)).toBeNull();
});

test('ending all but this one leaves this one', async () => {
  const { userId } = await person();
  const kept = await createSession(db, userId, office);
  await createSession(db, userId, office);
  await createSession(db, userId, { kind: 'merchant', agent: null });
  const id = (await validateSession(db, kept.token))?.id ?? '';
  expect(await endSessionsOf(db, userId, { exceptId: id })).toBe(2);
  expect(await listSessions(db, userId)).toHaveLength(1);
});

test('the sweep removes what expired and nothing else', async () => {
  const { userId } = await person();
  await createSession(db, userId, office);
  const merchant = await createSession(db, userId, { kind: 'merchant', agent: null });
  later(20 * HOUR);
  await sweepSessions(db);
  expect(await db.select().from(sessions).where(eq(sessions.userId, userId))).toHaveLength(1);
  expect(await validateSession(db, merchant.token)).not.toBeNull();
});
