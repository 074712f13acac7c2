import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../../tests/support/database.ts';
import { makeActor, makeCounty, makeMerchant } from '../../../../tests/support/factories.ts';
import { signInWithCode } from '../accounts/merchant-sign-in.ts';
import { validateSession } from '../accounts/session.ts';
import { deriveSecrets } from '../config/secrets.ts';
import type { Db } from '../db/database.ts';
import { giveAccess, takeAccess } from './merchant-access.ts';
import { get } from './merchants.ts';

const secrets = deriveSecrets('test-secret-of-at-least-32-characters');
const person = { name: '符阿姨', phone: '13812345678' };

let db: Db;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test('the phone opens the merchant, once given, and no longer when taken', async () => {
  const actor = await makeActor(db, (await makeCounty(db)).id, ['operator']);
  const [one, two] = [await makeMerchant(db, actor.countyId), await makeMerchant(db, actor.countyId)];
  const given = await giveAccess(db, secrets, actor, one.id, person, new Date());
  if (!given.ok) throw new Error(given.reason);
  expect(await giveAccess(db, secrets, actor, two.id, person, new Date())).toMatchObject({
    userId: given.userId,
  });
  expect((await get(db, actor.countyId, one.id))?.people).toMatchObject([
    { name: '符阿姨', phoneTail: '5678', isOwner: true },
  ]);

  const again = await giveAccess(db, secrets, actor, one.id, person, new Date());
  if (!again.ok) throw new Error(again.reason);
  const entry = { phone: person.phone, code: again.code, ip: '10.1.1.1', agent: null };
  const session = await signInWithCode(db, secrets, entry, new Date());
  if (!session.ok) throw new Error(session.reason);
  expect(await takeAccess(db, actor, one.id, given.userId)).toBe(true);
  expect(await validateSession(db, session.token)).toBeNull();
  expect(await takeAccess(db, actor, one.id, given.userId)).toBe(false);
});

test('another county’s merchant is not found, and nobody gets an account', async () => {
  const actor = await makeActor(db, (await makeCounty(db)).id, ['operator']);
  const elsewhere = await makeMerchant(db, (await makeCounty(db)).id);
  const refused = await giveAccess(
    db,
    secrets,
    actor,
    elsewhere.id,
    { ...person, phone: '13900000001' },
    new Date(),
  );
  expect(refused).toEqual({ ok: false, reason: 'not_found' });
});
