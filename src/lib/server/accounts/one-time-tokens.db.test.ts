import { beforeAll, expect, test } from 'vitest';
import { makeActor, makeCounty } from '../../../../tests/support/factories.ts';
import { testDatabase } from '../../../../tests/support/database.ts';
import type { Db } from '../db/database.ts';
import {
  countGuess,
  findToken,
  hashCode,
  issueToken,
  randomDigits,
  redeemHash,
  redeemToken,
  REUSABLE,
} from './one-time-tokens.ts';
import { oneTimeTokens } from './schema.ts';

const now = new Date('2026-11-24T08:00:00Z');
const minutes = (n: number) => new Date(now.getTime() + n * 60_000);

let db: Db;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

async function userId() {
  const county = await makeCounty(db);
  const actor = await makeActor(db, county.id, ['planner']);
  return actor.userId ?? '';
}

test('a hundred people with the same link: one gets in', async () => {
  const { token } = await issueToken(db, 'invitation', { userId: await userId() }, now);
  const results = await Promise.all(
    Array.from({ length: 100 }, () => redeemToken(db, 'invitation', token, minutes(1))),
  );
  expect(results.filter((row) => row !== null)).toHaveLength(1);
});

test('a reset link is worth nothing after thirty minutes', async () => {
  const user = await userId();
  const { token } = await issueToken(db, 'password_reset', { userId: user }, now);
  expect(await redeemToken(db, 'password_reset', token, minutes(31))).toBeNull();
  expect(await redeemToken(db, 'password_reset', token, minutes(29))).toMatchObject({ userId: user });
});

test('a newer link replaces the older one', async () => {
  const user = await userId();
  const older = await issueToken(db, 'password_reset', { userId: user }, now);
  const newer = await issueToken(db, 'password_reset', { userId: user }, minutes(1));
  expect(await redeemToken(db, 'password_reset', older.token, minutes(2))).toBeNull();
  expect(await redeemToken(db, 'password_reset', newer.token, minutes(2))).not.toBeNull();
});

test('a link is good for its purpose only, and looking does not use it up', async () => {
  const { token } = await issueToken(db, 'invitation', { userId: await userId() }, now);
  expect(await redeemToken(db, 'password_reset', token, now)).toBeNull();
  expect(await findToken(db, 'invitation', token, now)).not.toBeNull();
  expect(await findToken(db, 'invitation', token, now)).not.toBeNull();
  expect(await redeemToken(db, 'invitation', token, now)).not.toBeNull();
  expect(await findToken(db, 'invitation', token, now)).toBeNull();
});

test('the database holds neither token nor code in clear', async () => {
  const key = Buffer.alloc(32, 7);
  const { token } = await issueToken(db, 'invitation', { userId: await userId() }, now);
  const user = await userId();
  await issueToken(db, 'merchant_code', { userId: user, secretHash: hashCode(key, user, '123456') }, now);
  const dump = JSON.stringify(await db.select().from(oneTimeTokens));
  expect(dump).not.toContain(token);
  expect(dump).not.toContain('123456');
});

test('after five wrong guesses the right code is refused too', async () => {
  const key = Buffer.alloc(32, 7);
  const user = await userId();
  const secretHash = hashCode(key, user, '123456');
  await issueToken(db, 'merchant_code', { userId: user, secretHash }, now);
  for (let guess = 0; guess < 5; guess += 1) await countGuess(db, 'merchant_code', user, 5, now);
  expect(await redeemHash(db, 'merchant_code', secretHash, now)).toBeNull();
});

test('digits keep their leading zeros', () => {
  expect(Array.from({ length: 200 }, () => randomDigits(6)).every((code) => /^\d{6}$/.test(code))).toBe(true);
});

test('a code is used once, unless the demo marked it as reusable, and that one ends too', async () => {
  const key = Buffer.alloc(32, 9);
  const [once, again] = [await userId(), await userId()];
  const codeOf = (user: string) => hashCode(key, user, '202688');
  await issueToken(db, 'merchant_code', { userId: once, secretHash: codeOf(once) }, now);
  await issueToken(db, 'merchant_code', { userId: again, secretHash: codeOf(again), payload: REUSABLE }, now);
  const redeem = (user: string, at: Date) => redeemHash(db, 'merchant_code', codeOf(user), at);
  expect(await redeem(once, minutes(1))).not.toBeNull();
  expect(await redeem(once, minutes(2))).toBeNull();
  expect(await redeem(again, minutes(1))).not.toBeNull();
  expect(await redeem(again, minutes(2))).not.toBeNull();
  expect(await redeem(again, minutes(73 * 60))).toBeNull();
});
