import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deriveSecrets } from '#lib/server/config/secrets.ts';
import { testDatabase, type TestDatabase } from '../../../../../tests/support/database.ts';
import { makeCounty } from '../../../../../tests/support/factories.ts';
import { writeCsvRecord } from '../reading/csv.ts';
import { importFile } from './imports.ts';
import { committingStore, type ImportStore } from './store.ts';

const FIXTURES = path.join(import.meta.dirname, '../../../../../tests/fixtures/orders');
const directory = mkdtempSync(path.join(os.tmpdir(), 'deep-alley-resume-'));
const file = path.join(directory, 'stall.csv');
const ROWS = 6_000;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  const header = [
    '登记编号',
    '摊位',
    '商品',
    '数量',
    '成交金额',
    '退款金额',
    '成交时间',
    '顾客手机（可不填）',
  ];
  const lines = Array.from({ length: ROWS }, (_, at) => [
    `XC20261008-${String((at * 7919) % 1_000_000).padStart(8, '0')}`,
    at % 3 === 0 ? '县城广场C12' : '七坊镇A03',
    '白沙蜂蜜 500g',
    at % 500 === 0 ? '一件' : String((at % 5) + 1),
    `${(at % 900) + 10}.${String(at % 100).padStart(2, '0')}`,
    at % 40 === 0 ? '5.00' : '',
    '2026-10-08 20:51:38',
    `139${String(at).padStart(8, '0')}`,
  ]);
  writeFileSync(file, [header, ...lines].map((cells) => writeCsvRecord(cells)).join(''));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const input = (countyId: string) => ({
  countyId,
  path: file,
  fileName: 'stall.csv',
  exportedAt: new Date('2026-10-16T17:00:00+08:00'),
  now: new Date('2026-10-17T00:00:00+08:00'),
  phoneKey: { version: 1, key: deriveSecrets('test').phoneKey('one key for all') },
});

/** Everything the county holds of sales, without what names a row or a moment of writing. */
async function fingerprint(countyId: string): Promise<unknown> {
  const [row] = await database.sql`
    select
      (select md5(string_agg(concat_ws('|', s.name, o.order_no, o.status, o.counted, o.paid_fen, o.refunded_fen, o.ordered_at,
        o.phone_hash, o.facts), chr(10) order by s.name collate "C", o.order_no collate "C"))
        from orders o join shops s on s.county_id = o.county_id and s.id = o.shop_id where o.county_id = ${countyId}) as orders,
      (select md5(string_agg(concat_ws('|', o.order_no, l.line_key, l.title, l.quantity, l.paid_fen, l.refunded_fen),
        chr(10) order by o.order_no collate "C", l.line_key collate "C"))
        from order_lines l join orders o on o.county_id = l.county_id and o.id = l.order_id
        where l.county_id = ${countyId}) as lines,
      (select md5(string_agg(concat_ws('|', o.order_no, a.source_key, a.amount_fen), chr(10)
        order by o.order_no collate "C", a.source_key collate "C"))
        from order_adjustments a join orders o on o.county_id = a.county_id and o.id = a.order_id
        where a.county_id = ${countyId}) as adjustments,
      (select md5(string_agg(concat_ws('|', line, outcome, reason, facts), chr(10) order by line)) from (
        select distinct on (line) * from order_import_rows where county_id = ${countyId} order by line, import_id) r) as staged`;
  return row;
}

class Crash extends Error {}

/** The process dies before or right after its nth commit: memory is gone, the database stays. */
function crashingStore(store: ImportStore, nth: number, after: boolean): ImportStore {
  let steps = 0;
  return {
    ...store,
    async step(work) {
      steps += 1;
      if (steps === nth && !after) throw new Crash();
      const result = await store.step(work);
      if (steps >= nth) throw new Crash();
      return result;
    },
  };
}

test('killed at any step and started again, an import ends with the same tables', async () => {
  const clean = await makeCounty(database.db);
  expect((await importFile(committingStore(database.sql), input(clean.id))).state).toBe('done');
  const expected = await fingerprint(clean.id);

  for (const [nth, after] of [
    [2, true],
    [3, false],
    [3, true],
    [5, true],
    [7, false],
    [8, true],
  ] as const) {
    const county = await makeCounty(database.db);
    const store = committingStore(database.sql);
    await importFile(crashingStore(store, nth, after), input(county.id)).catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error;
    });
    const outcome = await importFile(store, input(county.id));
    expect(outcome).toMatchObject({ state: 'done' });
    expect(await fingerprint(county.id), `step ${nth}`).toEqual(expected);
  }
}, 180_000);

test('two processes importing one file at once end with the tables of one', async () => {
  const clean = await makeCounty(database.db);
  await importFile(committingStore(database.sql), input(clean.id));
  const county = await makeCounty(database.db);
  const outcomes = await Promise.all(
    [1, 2].map(() => importFile(committingStore(database.sql), input(county.id))),
  );
  expect(outcomes.map((outcome) => outcome.state)).toEqual(['done', 'done']);
  expect(await fingerprint(county.id)).toEqual(await fingerprint(clean.id));
}, 180_000);

test('no personal string of the sample files is anywhere in the database', async () => {
  const county = await makeCounty(database.db);
  const files = readdirSync(FIXTURES)
    .filter((name) => name.endsWith('.expected.json') && !/^(webhook|mapped)/.test(name))
    .map((name) => name.replace(/\.expected\.json$/, ''));
  for (const name of files) {
    const { input: given } = JSON.parse(
      readFileSync(path.join(FIXTURES, `${name}.expected.json`), 'utf8'),
    ) as {
      input: { shop: string | null };
    };
    const outcome = await importFile(committingStore(database.sql), {
      ...input(county.id),
      path: path.join(FIXTURES, name),
      fileName: name,
      shop: given.shop,
    });
    expect(outcome.state).toBe('done');
  }
  const tables = await database.sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'county_id' group by table_name`;
  let dump = '';
  for (const { name } of tables) {
    const [row] = await database.sql`
      select coalesce(string_agg(t::text, chr(10)), '') as text from ${database.sql(name)} t where county_id = ${county.id}`;
    dump += String(row?.['text']);
  }
  const canaries = JSON.parse(readFileSync(path.join(FIXTURES, 'canaries.json'), 'utf8')) as string[];
  expect(dump.length).toBeGreaterThan(100_000);
  expect(canaries.filter((canary) => dump.includes(canary))).toEqual([]);
}, 180_000);
