import { beforeAll, expect, test } from 'vitest';
import { deriveSecrets } from '#lib/server/config/secrets.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeActor, makeCounty, makeMerchant, makeProduct } from '../../../../tests/support/factories.ts';
import { recordStallSale, type StallSale } from './stall-sales.ts';

let database: TestDatabase;
const now = new Date('2026-10-08T21:00:00+08:00');

beforeAll(async () => {
  database = await testDatabase();
});

async function stall() {
  const county = await makeCounty(database.db);
  const merchant = await makeMerchant(database.db, county.id);
  const product = await makeProduct(database.db, county.id);
  const actor = { ...(await makeActor(database.db, county.id, ['merchant'])), merchantIds: [merchant.id] };
  const phoneKey = { version: 1, key: deriveSecrets('test').phoneKey(county.id) };
  const sale: StallSale = {
    registrationNo: 'XC20261008-19079123',
    stall: '县城广场C12',
    merchantId: merchant.id,
    productId: product.id,
    quantity: 2,
    amountFen: 7980,
    code: 'bs2604',
    phone: '13800000038',
    soldAt: new Date('2026-10-08T20:51:38+08:00'),
  };
  return { county, actor, product, sale, options: { now, phoneKey } };
}

test('a stall sale is one counted order with its line, code and product', async () => {
  const { county, actor, product, sale, options } = await stall();
  const result = await recordStallSale(database, actor, sale, options);
  expect(result).toMatchObject({ ok: true, repeated: false });
  const [row] = await database.sql`
    select o.status, o.counted, o.paid_fen, o.codes, o.ordered_at, o.phone_hash is not null as hashed, l.quantity, l.paid_fen as line,
      l.matched_product_id, s.name as shop, s.merchant_id
    from orders o join order_lines l on l.county_id = o.county_id and l.order_id = o.id
    join shops s on s.county_id = o.county_id and s.id = o.shop_id where o.county_id = ${county.id}`;
  expect(row).toEqual({
    status: 'completed',
    counted: true,
    paid_fen: '7980',
    codes: ['BS2604'],
    ordered_at: sale.soldAt,
    hashed: true,
    quantity: 2,
    line: '7980',
    matched_product_id: product.id,
    shop: '县城广场C12',
    merchant_id: sale.merchantId,
  });
});

test('sent twice, also at once, it is one sale', async () => {
  const { county, actor, sale, options } = await stall();
  const results = await Promise.all([1, 2, 3].map(() => recordStallSale(database, actor, sale, options)));
  expect(results.every((result) => result.ok)).toBe(true);
  expect(results.filter((result) => result.ok && result.repeated)).toHaveLength(2);
  const [count] = await database.sql`select count(*)::int as n from orders where county_id = ${county.id}`;
  expect(count?.['n']).toBe(1);
});

test('another merchant, a wrong amount and a wrong clock are refused', async () => {
  const { county, actor, sale, options } = await stall();
  const other = await makeMerchant(database.db, county.id);
  const refuse = (change: Partial<StallSale>) =>
    recordStallSale(database, actor, { ...sale, ...change }, options);
  expect(await refuse({ merchantId: other.id })).toEqual({ ok: false, reason: 'merchant_unknown' });
  expect(await refuse({ amountFen: 0 })).toEqual({ ok: false, reason: 'amount_invalid' });
  expect(await refuse({ quantity: 1.5 })).toEqual({ ok: false, reason: 'quantity_invalid' });
  expect(await refuse({ soldAt: new Date('2027-01-01') })).toEqual({ ok: false, reason: 'time_invalid' });
  expect(await refuse({ registrationNo: '?' })).toEqual({ ok: false, reason: 'registration_invalid' });
});
