import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { objectsOf, openInstallation, scratchDirectory, type Installation } from './command.ts';

/** Σ credits + unattributed = Σ net sales on a whole county; and the county survives a backup and its restoration. */
const scratch = scratchDirectory('county');
const backup = path.join(scratch.path, 'county.backup');
let county: Installation;
const installations: Installation[] = [];

async function fresh(name: string): Promise<Installation> {
  const installation = await openInstallation(name);
  installations.push(installation);
  return installation;
}

beforeAll(async () => {
  county = await fresh('county');
  county.must('seed', '--scale', '0.03', '--json');
}, 300_000);
afterAll(async () => {
  for (const installation of installations) await installation.remove();
  scratch.remove();
}, 60_000);

interface Check {
  ok: boolean;
  counties: {
    county: string;
    check: {
      ok: boolean;
      netFen: number;
      totals: Record<string, { creditedFen: number; unattributedFen: number; differenceFen: number }>;
      checks: { name: string; ok: boolean; checked: number; failed: number }[];
    };
  }[];
}

const checked = (installation: Installation) =>
  objectsOf(installation.must('attribute', '--check', '--json'))[0] as Check;

/** Net sales as the orders say it themselves, with no help of the ledger. */
async function netSales({ sql }: Installation): Promise<number> {
  const [row] = await sql<{ net: string }[]>`
    select coalesce(sum(paid_fen - refunded_fen), 0)::bigint as net from orders where counted and sold_at is not null`;
  return Number(row?.net);
}

test('credits and the unattributed sum to net sales to the fen, and every campaign is reported', async () => {
  const { ok, counties } = checked(county);
  expect({ ok, counties: counties.map((one) => one.county) }).toEqual({ ok: true, counties: ['baisha'] });
  const { check } = counties[0] ?? {};
  expect(check?.netFen).toBe(await netSales(county));
  expect(check?.netFen).toBeGreaterThan(0);
  for (const { creditedFen, unattributedFen, differenceFen } of Object.values(check?.totals ?? {})) {
    expect([creditedFen + unattributedFen, differenceFen]).toEqual([check?.netFen, 0]);
    expect(creditedFen).toBeGreaterThan(0);
  }
  expect(check?.checks.filter((one) => !one.ok)).toEqual([]);

  const report = objectsOf(county.must('report', '--json'))[0] as {
    county: string;
    total: { spendFen: number; attributedFen: number };
    campaigns: { spendFen: number; attributedFen: number }[];
  };
  const sum = (key: 'spendFen' | 'attributedFen') =>
    report.campaigns.reduce((total, row) => total + row[key], 0);
  expect(report.county).toBe('baisha');
  expect(report.campaigns.length).toBeGreaterThanOrEqual(24);
  expect([sum('spendFen'), sum('attributedFen')]).toEqual([
    report.total.spendFen,
    report.total.attributedFen,
  ]);
}, 120_000);

test('a backup restored elsewhere has the same rows and passes the same check', async () => {
  const [written] = objectsOf(county.must('backup', '--out', backup, '--json')) as {
    tables: number;
    rows: number;
    files: number;
  }[];
  const elsewhere = await fresh('elsewhere');
  const [read] = objectsOf(elsewhere.must('restore', backup, '--json'));
  expect(read).toEqual({ tables: written?.tables, rows: written?.rows, files: written?.files });
  expect(await rowCounts(elsewhere)).toEqual(await rowCounts(county));
  expect(checked(elsewhere)).toEqual(checked(county));
  const again = elsewhere.run('restore', backup);
  expect({ status: again.status, words: again.stderr }).toMatchObject({
    status: 2,
    words: expect.stringContaining('not empty') as string,
  });
}, 180_000);

test('a backup that is cut off, altered or none at all is refused, and nothing is written', async () => {
  const whole = readFileSync(backup);
  const flipped = Buffer.from(whole);
  const middle = Math.floor(whole.length / 2);
  flipped[middle] = (whole[middle] ?? 0) ^ 0xff;
  const empty = await fresh('empty');
  const before = await rowCounts(empty);
  for (const [name, bytes] of [
    ['cut-in-the-middle', whole.subarray(0, middle)],
    ['cut-at-the-end', whole.subarray(0, whole.length - 20)],
    ['altered', flipped],
    ['text', Buffer.from('not a backup')],
    ['empty', Buffer.alloc(0)],
  ] as const) {
    const file = path.join(scratch.path, name);
    writeFileSync(file, bytes);
    const run = empty.run('restore', file, '--json');
    expect({ name, status: run.status, stdout: run.stdout }).toEqual({ name, status: 2, stdout: '' });
    expect(run.stderr).not.toMatch(/\n\s+at /);
    expect(await rowCounts(empty)).toEqual(before);
  }
}, 180_000);

async function rowCounts({ sql }: Installation): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(name)}`;
    counts[name] = row?.n ?? -1;
  }
  return counts;
}
