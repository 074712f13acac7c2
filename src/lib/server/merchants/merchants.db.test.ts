import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../accounts/actor.ts';
import { makeActor, makeCounty, makeProduct, makeTownship } from '../../../../tests/support/factories.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import * as merchants from './merchants.ts';

let database: TestDatabase;
let planner: Actor;
const at = new Date('2026-03-01T02:00:00Z');

beforeAll(async () => {
  database = await testDatabase();
  const { id } = await makeCounty(database.db);
  planner = await makeActor(database.db, id, ['planner']);
});

function input(values: Partial<merchants.MerchantInput> = {}): merchants.MerchantInput {
  return {
    name: '符阿妹的茶',
    shortName: null,
    kind: 'micro',
    townshipId: null,
    village: null,
    contactName: null,
    creditCode: null,
    spokenNumber: null,
    state: 'active',
    suspendedReason: null,
    productIds: [],
    ...values,
  };
}

const save = (values: Partial<merchants.MerchantInput>, id?: string) =>
  merchants.save(database.db, planner, input(values), { at, ...(id ? { id } : {}) });

async function saved(values: Partial<merchants.MerchantInput>) {
  const result = await save(values);
  if (!result.ok) throw new Error(result.reason);
  return result.merchant;
}

test('a merchant is entered, found by name, village and number, and changed', async () => {
  const township = await makeTownship(database.db, planner.countyId, { name: '元门乡' });
  const tea = await makeProduct(database.db, planner.countyId, { name: '早春绿茶' });
  const merchant = await saved({
    name: '白沙䶮龙蜂业家庭农场',
    village: '红茂村',
    spokenNumber: '07',
    townshipId: township.id,
    productIds: [tea.id, tea.id],
  });
  for (const text of ['䶮龙', '红茂', '07']) {
    const { rows } = await merchants.list(database.db, planner.countyId, { text });
    expect(
      rows.map((r) => r.name),
      text,
    ).toEqual(['白沙䶮龙蜂业家庭农场']);
    expect(rows[0]).toMatchObject({ township: '元门乡', products: ['早春绿茶'], people: 0 });
  }
  expect((await save({ name: '白沙䶮龙蜂业家庭农场', kind: 'family_farm' }, merchant.id)).ok).toBe(true);
  expect(await merchants.get(database.db, planner.countyId, merchant.id)).toMatchObject({
    kind: 'family_farm',
    products: [],
    offers: [],
  });
});

test('names and spoken numbers are given once, and a suspended merchant is told why', async () => {
  await saved({ name: '甲', spokenNumber: '11' });
  expect(await save({ name: '甲' })).toEqual({ ok: false, reason: 'name_taken' });
  expect(await save({ name: '乙', spokenNumber: '11' })).toEqual({ ok: false, reason: 'number_taken' });
  expect(await save({ name: '乙', spokenNumber: '1a' })).toEqual({ ok: false, reason: 'number_shape' });
  expect(await save({ name: '乙', state: 'suspended' })).toEqual({ ok: false, reason: 'reason_missing' });
  const strange = await makeProduct(database.db, (await makeCounty(database.db)).id);
  expect(await save({ name: '乙', productIds: [strange.id] })).toEqual({
    ok: false,
    reason: 'unknown_reference',
  });
  const leader = await makeActor(database.db, planner.countyId, ['leader']);
  expect(await merchants.save(database.db, leader, input({ name: '乙' }), { at })).toEqual({
    ok: false,
    reason: 'not_allowed',
  });
});

test('a shop needs a way to buy and a product that the merchant may sell', async () => {
  const honey = await makeProduct(database.db, planner.countyId);
  const other = await makeProduct(database.db, planner.countyId);
  const merchant = await saved({ name: '蜂农', productIds: [honey.id] });
  const add = (values: Partial<merchants.OfferInput>) =>
    merchants.addOffer(database.db, planner, merchant.id, {
      productId: honey.id,
      platform: 'taobao',
      shopName: '蜂农小店',
      url: 'https://shop.example.com/1',
      searchWords: null,
      ...values,
    });
  expect(await add({ productId: other.id })).toEqual({ ok: false, reason: 'may_not_sell' });
  expect(await add({ url: null })).toEqual({ ok: false, reason: 'no_way_to_buy' });
  expect(await add({ url: 'javascript:alert(1)' })).toEqual({ ok: false, reason: 'url' });
  const offer = await add({});
  if (!offer.ok) throw new Error(offer.reason);
  expect(await merchants.retireOffer(database.db, planner, merchant.id, offer.offer.id, { at })).toEqual({
    ok: true,
  });
  expect((await merchants.get(database.db, planner.countyId, merchant.id))?.offers).toEqual([]);
});

test('another county’s merchant is not found, and neither is nonsense', async () => {
  const merchant = await saved({ name: '丙' });
  const elsewhere = (await makeCounty(database.db)).id;
  expect(await merchants.get(database.db, elsewhere, merchant.id)).toBeNull();
  expect(await merchants.get(database.db, planner.countyId, 'nonsense')).toBeNull();
});
