/** The doors: password, invitation, reset, phone code, device code, first run. */
import { eq } from 'drizzle-orm';
import { hash } from '@node-rs/argon2';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../tests/support/database.ts';
import { makeActor, makeCounty } from '../../../../tests/support/factories.ts';
import { auditEntries } from '../audit/schema.ts';
import { deriveSecrets } from '../config/secrets.ts';
import { setUp } from '../county/setup.ts';
import type { Database, Db } from '../db/database.ts';
import { mails } from '../mail/schema.ts';
import { findActor } from './actors.ts';
import { createPairing, pairDevice } from './devices.ts';
import { acceptMerchantInvitation, createMerchantInvitation, signInWithCode } from './merchant-sign-in.ts';
import { changePassword, requestReset, setPasswordByLink } from './passwords.ts';
import { addUser, changeRoles, disable, enable, invite, listPeople, revokeSessions } from './people.ts';
import { users } from './schema.ts';
import { validateSession } from './session.ts';
import { createSetupCode } from './setup.ts';
import { signIn, type PasswordAttempt } from './sign-in.ts';

const secrets = deriveSecrets('test-secret-of-at-least-32-characters');
const password = '白沙绿茶云上一杯香飘万里';
const origin = 'https://alley.example';
const now = () => new Date();

let database: Database;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});

let addresses = 0;
const freshIp = () => `10.0.${Math.floor(++addresses / 250)}.${addresses % 250}`;
const attempt = (values: Partial<PasswordAttempt>): PasswordAttempt => ({
  email: 'nobody@example.com',
  password,
  ip: freshIp(),
  agent: null,
  deviceMark: null,
  ...values,
});

let people = 0;
async function admin() {
  const county = await makeCounty(db);
  return makeActor(db, county.id, ['admin']);
}
async function office(
  roles: readonly ['planner' | 'admin' | 'leader', ...('planner' | 'admin')[]] = ['planner'],
) {
  const actor = await admin();
  const email = `person${++people}@example.com`;
  const added = await addUser(db, actor, { name: '谢明珠', email, password, roles });
  if (!added.ok) throw new Error(added.reason);
  return { actor, email, userId: added.userId };
}
const linkIn = (text: string) => /\/(?:invitation|reset)\/([0-9a-f]{64})/.exec(text)?.[1] ?? '';
async function lastMail(address: string) {
  const rows = await db.select().from(mails).where(eq(mails.toAddress, address)).orderBy(mails.id);
  return rows.at(-1);
}
async function actions(countyId: string) {
  const rows = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.countyId, countyId))
    .orderBy(auditEntries.id);
  return rows.map((row) => row.action);
}

describe('sign-in by password', () => {
  test('the right password opens a session, is logged, and remembers the device', async () => {
    const { actor, email, userId } = await office();
    const result = await signIn(
      db,
      secrets,
      attempt({ email: ` ${email.toUpperCase()} `, agent: 'Chrome · Windows' }),
    );
    if (!result.ok) throw new Error(result.reason);
    const session = await validateSession(db, result.token);
    expect(session).toMatchObject({ userId, kind: 'office' });
    expect(session && (await findActor(db, session))).toMatchObject({
      countyId: actor.countyId,
      roles: ['planner'],
    });
    expect(await actions(actor.countyId)).toContain('account.signed_in');
  });

  test('unknown address, wrong password and disabled account are one answer', async () => {
    const { actor, email, userId } = await office();
    const wrong = { ok: false, reason: 'wrong' };
    expect(await signIn(db, secrets, attempt({ email: 'nobody-here@example.com' }))).toEqual(wrong);
    expect(await signIn(db, secrets, attempt({ email: 'not an address' }))).toEqual(wrong);
    expect(await signIn(db, secrets, attempt({ email, password: 'another password' }))).toEqual(wrong);
    await disable(db, actor, userId, { now: now() });
    expect(await signIn(db, secrets, attempt({ email }))).toEqual(wrong);
    await enable(db, actor, userId);
    expect(await signIn(db, secrets, attempt({ email }))).toMatchObject({ ok: true });
  });

  test('after five tries an account is closed to strangers, but not to a device it knows', async () => {
    const { email } = await office();
    const known = await signIn(db, secrets, attempt({ email }));
    if (!known.ok) throw new Error(known.reason);
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await signIn(db, secrets, attempt({ email, password: 'wrong wrong wrong' }))).toMatchObject({
        reason: 'wrong',
      });
    }
    const stranger = await signIn(db, secrets, attempt({ email }));
    expect(stranger).toMatchObject({ ok: false, reason: 'throttled' });
    expect(stranger.ok || stranger.reason !== 'throttled' ? 0 : stranger.retryAfterSeconds).toBeGreaterThan(
      600,
    );
    expect(await signIn(db, secrets, attempt({ email, deviceMark: known.deviceMark }))).toMatchObject({
      ok: true,
    });
    const forged = known.deviceMark.slice(0, -1) + (known.deviceMark.endsWith('0') ? '1' : '0');
    expect(await signIn(db, secrets, attempt({ email, deviceMark: forged }))).toMatchObject({
      reason: 'throttled',
    });
  });

  test('one address may guess fifty times an hour, whatever the accounts', async () => {
    const ip = freshIp();
    const results = [];
    for (let guess = 0; guess < 52; guess += 1) {
      results.push(
        await signIn(
          db,
          secrets,
          attempt({ email: `guess${guess}@example.com`, ip, password: 'x'.repeat(129) }),
        ),
      );
    }
    expect(results.filter((result) => !result.ok && result.reason === 'throttled')).toHaveLength(2);
  });

  test('a hash of older parameters is made anew on sign-in', async () => {
    const { email, userId } = await office();
    const old = await hash(password.normalize('NFKC'), { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    await db.update(users).set({ passwordHash: old }).where(eq(users.id, userId));
    expect(await signIn(db, secrets, attempt({ email }))).toMatchObject({ ok: true });
    const [row] = await db.select().from(users).where(eq(users.id, userId));
    expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
  });
});

describe('invitation', () => {
  test('the mailed link sets a password once, and its address is the configured one', async () => {
    const actor = await admin();
    const email = `invited${++people}@example.com`;
    const person = {
      name: '王海燕',
      email,
      roles: ['planner', 'reviewer'] as const,
      organisationId: null,
      locale: 'zh-CN' as const,
    };
    expect(await invite(db, actor, person, { origin, now: now() })).toMatchObject({ ok: true });
    expect(await invite(db, actor, person, { origin, now: now() })).toEqual({
      ok: false,
      reason: 'email_taken',
    });
    const mail = await lastMail(email);
    expect(mail?.text).toContain(`${origin}/invitation/`);
    expect(await listPeople(db, actor.countyId)).toContainEqual(
      expect.objectContaining({ email, state: 'invited' }),
    );

    const token = linkIn(mail?.text ?? '');
    expect(await setPasswordByLink(db, 'invitation', token, 'short', now())).toEqual({
      ok: false,
      reason: 'too_short',
    });
    expect(await setPasswordByLink(db, 'invitation', token, password, now())).toMatchObject({ ok: true });
    expect(await setPasswordByLink(db, 'invitation', token, password, now())).toEqual({
      ok: false,
      reason: 'link_dead',
    });
    expect(await signIn(db, secrets, attempt({ email }))).toMatchObject({
      ok: true,
      roles: ['planner', 'reviewer'],
    });
    expect(await actions(actor.countyId)).toEqual(
      expect.arrayContaining(['account.invited', 'account.accepted']),
    );
  });

  test('a planted header in a mail address is refused', async () => {
    const actor = await admin();
    const person = {
      name: 'x',
      email: 'a@b.cn\r\nBcc: c@d.cn',
      roles: ['planner'] as const,
      organisationId: null,
      locale: 'en' as const,
    };
    expect(await invite(db, actor, person, { origin, now: now() })).toEqual({
      ok: false,
      reason: 'bad_email',
    });
  });
});

describe('reset', () => {
  test('the link changes the password and signs every device out', async () => {
    const { email } = await office();
    const before = await signIn(db, secrets, attempt({ email }));
    if (!before.ok) throw new Error(before.reason);
    await requestReset(db, { email, ip: freshIp() }, { origin, now: now() });
    const token = linkIn((await lastMail(email))?.text ?? '');
    const next = 'another good password';
    expect(await setPasswordByLink(db, 'password_reset', token, next, now())).toMatchObject({ ok: true });
    expect(await validateSession(db, before.token)).toBeNull();
    expect(await signIn(db, secrets, attempt({ email, password: next }))).toMatchObject({ ok: true });
    expect((await lastMail(email))?.subject).toContain('密码已修改');
  });

  test('nothing is mailed for an unknown address', async () => {
    await requestReset(db, { email: 'stranger@example.com', ip: freshIp() }, { origin, now: now() });
    expect(await lastMail('stranger@example.com')).toBeUndefined();
  });

  test('one’s own change asks for the old password and keeps only this session', async () => {
    const { email, userId } = await office();
    const [one, two] = [
      await signIn(db, secrets, attempt({ email })),
      await signIn(db, secrets, attempt({ email })),
    ];
    if (!one.ok || !two.ok) throw new Error('both sign in');
    const keepSessionId = (await validateSession(db, one.token))?.id ?? '';
    const change = {
      current: 'not the old one',
      next: 'another good password',
      keepSessionId,
      ip: freshIp(),
    };
    expect(await changePassword(db, userId, change, now())).toEqual({ ok: false, reason: 'wrong' });
    expect(await changePassword(db, userId, { ...change, current: password }, now())).toMatchObject({
      ok: true,
    });
    expect(await validateSession(db, one.token)).not.toBeNull();
    expect(await validateSession(db, two.token)).toBeNull();
  });
});

describe('roles', () => {
  test('a role taken away is gone with the next request', async () => {
    const { actor, email, userId } = await office();
    const result = await signIn(db, secrets, attempt({ email }));
    if (!result.ok) throw new Error(result.reason);
    expect(await changeRoles(db, actor, userId, { roles: ['auditor'], organisationId: null })).toEqual({
      ok: true,
    });
    expect(await validateSession(db, result.token)).toBeNull();
    expect(await actions(actor.countyId)).toContain('account.roles_changed');
  });

  test('nobody disables themselves, and a county keeps an administrator', async () => {
    const { actor, userId } = await office(['admin']);
    const other = { ...actor, userId };
    expect(await disable(db, actor, actor.userId ?? '', { now: now() })).toEqual({
      ok: false,
      reason: 'oneself',
    });
    expect(
      await changeRoles(db, actor, actor.userId ?? '', { roles: ['planner'], organisationId: null }),
    ).toEqual({
      ok: false,
      reason: 'oneself',
    });
    const both = await Promise.all([
      disable(db, actor, userId, { now: now() }),
      disable(db, other, actor.userId ?? '', { now: now() }),
    ]);
    expect(both.filter((result) => result.ok)).toHaveLength(1);
  });

  test('another county’s person is not found', async () => {
    const [{ userId }, stranger] = [await office(), await admin()];
    expect(await disable(db, stranger, userId, { now: now() })).toEqual({ ok: false, reason: 'not_found' });
    expect(await revokeSessions(db, stranger, userId)).toEqual({ ok: false, reason: 'not_found' });
  });
});

describe('merchants', () => {
  const phone = () => `138${String(10_000_000 + ++people)}`;

  test('link or code, either once; the phone is not in the database', async () => {
    const actor = await admin();
    const number = phone();
    const invited = await createMerchantInvitation(
      db,
      secrets,
      actor,
      { name: '符阿姨', phone: `+86 ${number}` },
      now(),
    );
    if (!invited.ok) throw new Error(invited.reason);
    const byCode = await signInWithCode(
      db,
      secrets,
      { phone: number, code: invited.code, ip: freshIp(), agent: null },
      now(),
    );
    if (!byCode.ok) throw new Error(byCode.reason);
    expect(await validateSession(db, byCode.token)).toMatchObject({
      kind: 'merchant',
      userId: invited.userId,
    });
    const again = { phone: number, code: invited.code, ip: freshIp(), agent: null };
    expect(await signInWithCode(db, secrets, again, now())).toEqual({ ok: false, reason: 'wrong' });
    const token = invited.path.slice('/join/'.length);
    expect(await acceptMerchantInvitation(db, token, { agent: null }, now())).toMatchObject({ ok: true });
    expect(await acceptMerchantInvitation(db, token, { agent: null }, now())).toEqual({
      ok: false,
      reason: 'wrong',
    });
    const [row] = await db.select().from(users).where(eq(users.id, invited.userId));
    expect(JSON.stringify(row)).not.toContain(number);
    expect(row?.phoneTail).toBe(number.slice(-4));
  });

  test('a second invitation is for the same account, and the first is dead', async () => {
    const actor = await admin();
    const number = phone();
    const first = await createMerchantInvitation(
      db,
      secrets,
      actor,
      { name: '符阿姨', phone: number },
      now(),
    );
    const second = await createMerchantInvitation(
      db,
      secrets,
      actor,
      { name: '符阿姨', phone: number },
      now(),
    );
    if (!first.ok || !second.ok) throw new Error('both are made');
    expect(second.userId).toBe(first.userId);
    expect(await acceptMerchantInvitation(db, first.path.slice(6), { agent: null }, now())).toMatchObject({
      ok: false,
    });
  });

  test('five wrong codes end the code', async () => {
    const actor = await admin();
    const number = phone();
    const invited = await createMerchantInvitation(
      db,
      secrets,
      actor,
      { name: '符阿姨', phone: number },
      now(),
    );
    if (!invited.ok) throw new Error(invited.reason);
    const wrong = invited.code === '000000' ? '000001' : '000000';
    for (let guess = 0; guess < 4; guess += 1) {
      await signInWithCode(db, secrets, { phone: number, code: wrong, ip: freshIp(), agent: null }, now());
    }
    const fifth = await signInWithCode(
      db,
      secrets,
      { phone: number, code: wrong, ip: freshIp(), agent: null },
      now(),
    );
    expect(fifth).toEqual({ ok: false, reason: 'wrong' });
    const right = await signInWithCode(
      db,
      secrets,
      { phone: number, code: invited.code, ip: freshIp(), agent: null },
      now(),
    );
    expect(right.ok).toBe(false);
  });

  test('a phone of another county’s merchant is not taken over', async () => {
    const number = phone();
    await createMerchantInvitation(db, secrets, await admin(), { name: '甲', phone: number }, now());
    expect(
      await createMerchantInvitation(db, secrets, await admin(), { name: '乙', phone: number }, now()),
    ).toEqual({
      ok: false,
      reason: 'phone_elsewhere',
    });
  });
});

describe('event staff', () => {
  test('a code pairs one device, which acts as staff of that county until the event ends', async () => {
    const actor = await admin();
    const activityId = crypto.randomUUID();
    const pairing = { name: '签到台 1', activityId, endsAt: new Date(Date.now() + 3_600_000) };
    const code = await createPairing(db, secrets, actor, pairing, now());
    expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    const paired = await pairDevice(
      db,
      secrets,
      { code: code.toLowerCase(), ip: freshIp(), agent: null },
      now(),
    );
    if (!paired.ok) throw new Error(paired.reason);
    const session = await validateSession(db, paired.token);
    expect(session?.device).toEqual({ countyId: actor.countyId, activityId });
    expect(session && (await findActor(db, session))).toMatchObject({
      roles: ['staff'],
      countyId: actor.countyId,
    });
    expect(await pairDevice(db, secrets, { code, ip: freshIp(), agent: null }, now())).toEqual({
      ok: false,
      reason: 'wrong',
    });
  });
});

test('the first administrator is made by the printed code, once, and then never again', async () => {
  const empty = await testDatabase();
  const app = { database: empty, secrets, clock: now };
  const stale = await createSetupCode(app);
  const code = await createSetupCode(app);
  const first = {
    county: { slug: 'baisha', name: '白沙黎族自治县', nameEn: 'Baisha County', province: '海南省' },
    person: { name: '陈主任', email: 'chen@baisha.example.cn', password },
  };
  expect(await setUp(empty.db, secrets, { ...first, code: stale ?? '' }, now())).toEqual({
    ok: false,
    reason: 'code_dead',
  });
  const both = await Promise.all(
    [1, 2].map(() => setUp(empty.db, secrets, { ...first, code: code ?? '' }, now())),
  );
  expect(both.filter((result) => result.ok)).toHaveLength(1);
  expect(await createSetupCode(app)).toBeNull();
  expect(await signIn(empty.db, secrets, attempt({ email: first.person.email }))).toMatchObject({
    ok: true,
    roles: ['admin'],
  });
});
