import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { deriveSecrets } from '#lib/server/config/secrets.ts';
import { makeCounty } from '../../../../../tests/support/factories.ts';
import { testDatabase, type TestDatabase } from '../../../../../tests/support/database.ts';
import { parseMapping } from '../profiles/mapping.ts';
import { importFile, type ImportOutcome } from './imports.ts';
import { readReport } from './report-of-import.ts';
import { committingStore, withoutCommitting } from './store.ts';

const FIXTURES = join(import.meta.dirname, '../../../../../tests/fixtures/orders');
const secrets = deriveSecrets('test');
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

interface Expected {
  input: { shop: string | null; exportedAt?: string; mapping?: string | null };
  checkedOrders?: { orderNo: string }[];
}

interface FileSet {
  name: string;
  files: string[];
  orders: number;
  lines: number;
  grossFen: number;
  refundedFen: number;
  netFen: number;
  byStatus: Record<string, number>;
  excluded: { orders: number; grossFen: number; byRule: Record<string, number> };
  unresolved: { orders: number; amountFen: number };
  waiting: { orders: number; refunds: number; refundsFen: number };
  possibleDuplicates: number;
  duplicatePairs: [string, string][];
}

const expectation = (file: string) =>
  JSON.parse(readFileSync(join(FIXTURES, `${file}.expected.json`), 'utf8')) as Expected;

function fileArguments(countyId: string, file: string) {
  const { input, checkedOrders = [] } = expectation(file);
  const mapping = input.mapping
    ? parseMapping(JSON.parse(readFileSync(join(FIXTURES, input.mapping), 'utf8')))
    : null;
  if (mapping && !mapping.ok) throw new Error(mapping.detail);
  return {
    countyId,
    path: join(FIXTURES, file),
    fileName: file.split('/').at(-1) ?? file,
    shop: input.shop,
    mapping: mapping?.mapping ?? null,
    exportedAt: input.exportedAt ? new Date(input.exportedAt) : null,
    now: new Date('2026-10-17T00:00:00+08:00'),
    showOrders: checkedOrders.map((order) => order.orderNo),
    phoneKey: { version: 1, key: secrets.phoneKey(countyId) },
  };
}

const bring = (countyId: string, file: string): Promise<ImportOutcome> =>
  importFile(committingStore(database.sql), fileArguments(countyId, file));

const goodFiles = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.expected.json') && !name.startsWith('webhook'))
  .map((name) => name.replace(/\.expected\.json$/, ''));

describe('the report from the database equals the stated one', () => {
  test.each(goodFiles)('%s', async (file) => {
    const county = await makeCounty(database.db);
    const outcome = await bring(county.id, file);
    if (outcome.state !== 'done') throw new Error(JSON.stringify(outcome));
    const { input: _input, ...stated } = expectation(file);
    const orderNos = stated.checkedOrders?.map((order) => order.orderNo) ?? [];
    const report = await readReport(database.sql, county.id, outcome.importId, orderNos);
    const { changes, ...shown } = report ?? { changes: undefined };
    const rowsRejected = report?.rowsRejected.map(({ messageZh: _zh, messageEn: _en, ...row }) => row);
    expect({ ...shown, rowsRejected }).toEqual(stated);
    expect(changes?.added).toBe(report?.orders);
  });
});

/** What the county holds, in the shape of sets.json. */
async function holdings(countyId: string): Promise<Omit<FileSet, 'name' | 'files'>> {
  const { sql } = database;
  const rows = await sql<
    {
      id: string;
      order_no: string;
      status: string;
      counted: boolean;
      excluded_by: string | null;
      paid: string | null;
      refunded: string;
    }[]
  >`
    select id, order_no, status, counted, excluded_by, paid_fen as paid, refunded_fen as refunded from orders
    where county_id = ${countyId}`;
  const sums = await sql<{ lines: number; broken: number }[]>`
    select coalesce(sum(n), 0)::int as lines, count(*) filter (where not ok)::int as broken from (
      select count(*) as n,
        coalesce(sum(l.paid_fen), 0) = coalesce(o.paid_fen, 0) and sum(l.refunded_fen) = o.refunded_fen
          and coalesce((select -sum(a.amount_fen) from order_adjustments a
            where a.county_id = o.county_id and a.order_id = o.id), 0) = o.refunded_fen as ok
      from orders o join order_lines l on l.county_id = o.county_id and l.order_id = o.id
      where o.county_id = ${countyId} group by o.county_id, o.id) x`;
  expect(sums[0]?.broken).toBe(0);
  const waiting = await sql<{ refunds: number; fen: string }[]>`
    select count(*)::int as refunds, coalesce(sum(amount_fen), 0)::bigint as fen from refund_cases c
    where county_id = ${countyId} and amount_fen > 0 and not exists (
      select 1 from orders o where o.county_id = c.county_id and o.shop_id = c.shop_id and o.order_no = c.order_no)`;
  const pairs = await sql<{ a: string; b: string }[]>`
    select a.order_no as a, b.order_no as b from possible_duplicates d
    join orders a on a.county_id = d.county_id and a.id = d.order_id
    join orders b on b.county_id = d.county_id and b.id = d.other_order_id
    where d.county_id = ${countyId} and a.counted and b.counted`;
  const known = rows.filter((row) => row.paid !== null);
  const counted = known.filter((row) => row.counted);
  const sum = (list: readonly { paid: string | null; refunded: string }[], key: 'paid' | 'refunded') =>
    list.reduce((total, row) => total + Number(row[key]), 0);
  const COUNTED = ['paid', 'shipped', 'completed', 'refunded_partial', 'refunded_full'];
  const excluded = known.filter((row) => row.excluded_by !== null && COUNTED.includes(row.status));
  const unknown = known.filter((row) => row.status === 'unknown');
  return {
    orders: rows.length,
    lines: sums[0]?.lines ?? 0,
    grossFen: sum(counted, 'paid'),
    refundedFen: sum(counted, 'refunded'),
    netFen: sum(counted, 'paid') - sum(counted, 'refunded'),
    byStatus: Object.fromEntries(countBy(known.map((row) => row.status))),
    excluded: {
      orders: excluded.length,
      grossFen: sum(excluded, 'paid'),
      byRule: Object.fromEntries(countBy(excluded.map((row) => row.excluded_by ?? ''))),
    },
    unresolved: { orders: unknown.length, amountFen: sum(unknown, 'paid') },
    waiting: {
      orders: rows.length - known.length,
      refunds: waiting[0]?.refunds ?? 0,
      refundsFen: Number(waiting[0]?.fen ?? 0),
    },
    possibleDuplicates: pairs.length,
    duplicatePairs: pairs.map(({ a, b }): [string, string] => (a < b ? [a, b] : [b, a])).sort(),
  };
}

function countBy(values: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values.sort()) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const sets = (JSON.parse(readFileSync(join(FIXTURES, 'sets.json'), 'utf8')) as FileSet[]).filter(
  (set) => !set.files.some((file) => file.endsWith('.jsonl')),
);

describe('several files give the stated totals, in any order, any number of times', () => {
  test.each(sets)('$name', async ({ name: _name, files, ...stated }) => {
    for (const order of [files, [...files].reverse(), [...files, ...files]]) {
      const county = await makeCounty(database.db);
      for (const file of order) expect((await bring(county.id, file)).state).toBe('done');
      expect(await holdings(county.id)).toEqual(stated);
    }
  });
});

test('a dry run tells the same and leaves nothing', async () => {
  const county = await makeCounty(database.db);
  const report = await withoutCommitting(database.sql, async (store) => {
    const outcome = await importFile(store, fileArguments(county.id, 'douyin-orders.csv'));
    if (outcome.state !== 'done') throw new Error(outcome.state);
    return readReport(store.read, county.id, outcome.importId);
  });
  expect(report?.grossFen).toBe(1766495);
  const [left] = await database.sql`
    select (select count(*)::int from orders where county_id = ${county.id}) as orders,
      (select count(*)::int from order_imports where county_id = ${county.id}) as imports,
      (select count(*)::int from shops where county_id = ${county.id}) as shops`;
  expect(left).toEqual({ orders: 0, imports: 0, shops: 0 });
});
