import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deriveSecrets } from '#lib/server/config/secrets.ts';
import { testDatabase, type TestDatabase } from '../../../../../tests/support/database.ts';
import { makeCounty } from '../../../../../tests/support/factories.ts';
import type { Mapping } from '../profiles/mapping.ts';
import { writeCsvRecord } from '../reading/csv.ts';
import { importFile } from './imports.ts';
import { committingStore, type ImportStore } from './store.ts';

const directory = mkdtempSync(path.join(os.tmpdir(), 'deep-alley-fold-'));
const ORDERS = 3_000;
const MAPPING: Mapping = {
  name: 'two lines an order',
  platform: 'other',
  grain: 'line',
  columns: { orderNo: '单号', lineNo: '子单号', orderedAt: '时间', paidAmount: '金额' },
  statuses: {},
  defaultStage: 'completed',
};
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Two lines an order: side by side, or the second ones all at the end of the file. */
function writeFile(name: string, scattered: boolean): string {
  const file = path.join(directory, name);
  const line = (order: number, at: number) => [
    `D${String(order).padStart(6, '0')}`,
    `D${order}-${at}`,
    '2026-10-08 20:51:38',
    `${order % 90}.${at}0`,
  ];
  const orders = Array.from({ length: ORDERS }, (_, order) => order);
  const rows = scattered
    ? [...orders.map((order) => line(order, 1)), ...orders.map((order) => line(order, 2))]
    : orders.flatMap((order) => [line(order, 1), line(order, 2)]);
  const text = [Object.values(MAPPING.columns), ...rows].map((cells) => writeCsvRecord(cells)).join('');
  writeFileSync(file, text);
  return file;
}

const bring = (store: ImportStore, countyId: string, file: string, onStaged?: () => void) =>
  importFile(store, {
    countyId,
    path: file,
    fileName: path.basename(file),
    shop: '白沙茶铺',
    mapping: MAPPING,
    exportedAt: new Date('2026-10-16T17:00:00+08:00'),
    now: new Date('2026-10-17T00:00:00+08:00'),
    phoneKey: { version: 1, key: deriveSecrets('test').phoneKey('one key for all') },
    ...(onStaged ? { onStaged } : {}),
  });

async function tables(countyId: string): Promise<unknown> {
  const [row] = await database.sql`
    select count(distinct o.id)::int as orders, count(*)::int as lines,
      md5(string_agg(concat_ws('|', o.order_no, o.paid_fen, o.status, l.line_key, l.paid_fen), chr(10)
        order by o.order_no collate "C", l.line_key collate "C")) as hash
    from orders o join order_lines l on l.county_id = o.county_id and l.order_id = o.id
    join shops s on s.county_id = o.county_id and s.id = o.shop_id
    where o.county_id = ${countyId}`;
  return row;
}

async function foldsBy(countyId: string): Promise<string[]> {
  const [row] = await database.sql<{ keys: string[] }[]>`
    select array(select jsonb_object_keys(checkpoint->'fold')) as keys from order_imports where county_id = ${countyId}`;
  return row?.keys.sort() ?? [];
}

test('an order whose lines are scattered over the file is the order whose lines stand together', async () => {
  const [together, apart] = [await makeCounty(database.db), await makeCounty(database.db)];
  const store = committingStore(database.sql);
  await bring(store, together.id, writeFile('together.csv', false));
  await bring(store, apart.id, writeFile('apart.csv', true));
  expect(await foldsBy(together.id)).toEqual(['line', 'position']);
  expect(await foldsBy(apart.id)).toEqual(['orderNo', 'shop']);
  const expected = await tables(together.id);
  expect(expected).toMatchObject({ orders: ORDERS, lines: ORDERS * 2 });
  expect(await tables(apart.id)).toEqual(expected);
}, 60_000);

test('either way, an import that stops between two ranges goes on where it stopped', async () => {
  for (const scattered of [false, true]) {
    const file = writeFile(`stopped-${scattered}.csv`, scattered);
    const [clean, stopped] = [await makeCounty(database.db), await makeCounty(database.db)];
    const store = committingStore(database.sql);
    await bring(store, clean.id, file);
    const expected = await tables(clean.id);
    let stops = 0;
    for (let steps = 7; steps < 12; steps += 1) {
      let left = steps;
      const mortal: ImportStore = {
        ...store,
        step: (work) => {
          if (left-- === 0) throw new Error('stopped');
          return store.step(work);
        },
      };
      await bring(mortal, stopped.id, file).catch(() => (stops += 1));
    }
    expect(stops).toBeGreaterThan(0);
    expect((await bring(store, stopped.id, file)).state).toBe('done');
    expect(await tables(stopped.id)).toEqual(expected);
  }
}, 60_000);

test('when a second reading judges a row otherwise, the row is rejected and never lost', async () => {
  const county = await makeCounty(database.db);
  const store = committingStore(database.sql);
  const file = path.join(directory, 'judged.csv');
  const rows = [
    ['D1', 'D1-1', '2026-10-08 20:51:38', '1.00'],
    ['D2', 'D2-1', '2026-10-08 20:51:38', '2.00'],
    ['D3', 'D3-1', '2026-10-08 20:51:38', '1.234,50'],
  ];
  writeFileSync(
    file,
    [Object.values(MAPPING.columns), ...rows].map((cells) => writeCsvRecord(cells)).join(''),
  );
  const stop = () => {
    throw new Error('stopped');
  };
  await expect(bring(store, county.id, file, stop)).rejects.toThrow('stopped');
  // As if the release that staged the file had refused the second row and taken the third.
  await database.sql`
    update order_import_rows set outcome = 'rejected', reason = 'amount_invalid'
    where county_id = ${county.id} and order_no = 'D2'`;
  await database.sql`
    update order_import_rows set outcome = 'accepted', reason = null, cells = null
    where county_id = ${county.id} and order_no = 'D3'`;
  expect((await bring(store, county.id, file)).state).toBe('done');
  const orders =
    await database.sql`select order_no from orders where county_id = ${county.id} order by order_no`;
  expect(orders.map((order) => order['order_no'])).toEqual(['D1']);
  const rejected = await database.sql`
    select order_no, reason, value, cells from order_import_rows
    where county_id = ${county.id} and outcome = 'rejected' order by line`;
  expect(rejected.map((row) => [row['order_no'], row['reason']])).toEqual([
    ['D2', 'amount_invalid'],
    ['D3', 'amount_invalid'],
  ]);
  expect(rejected[1]).toMatchObject({
    value: '1.234,50',
    cells: ['D3', 'D3-1', '2026-10-08 20:51:38', '1.234,50'],
  });
});

test('shops and orders, parents without a foreign key, cannot be deleted by the app', async () => {
  for (const table of ['shops', 'orders'])
    await expect(database.sql`delete from ${database.sql(table)}`).rejects.toMatchObject({ code: '42501' });
});
