/**
 * How long a full rebuild of credits takes, measured against plain COPY of the same rows: those it reads out of the
 * database, those it writes into bare tables without an index. One run measures both, on one machine: read the ratios.
 * Usage: node bench/attribution.ts [--lines 50000,200000] [--touches 5] [--runs 3] [--dirty 1000] [--json]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { houseActor } from '#lib/server/accounts/actor.ts';
import { checkLedger } from '#lib/server/attribution/checks.ts';
import { chunksOf, writeAll } from '#lib/server/db/copy.ts';
import { markDirty, recomputeDirty } from '#lib/server/attribution/dirty-lines.ts';
import { rebuild } from '#lib/server/attribution/rebuild.ts';
import * as ruleSets from '#lib/server/attribution/rule-sets.ts';
import { openApp, openHome } from '#lib/server/db/connect.ts';
import { counties } from '#lib/server/db/counties.ts';
import type { Database } from '#lib/server/db/database.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { uuidv7 } from '#lib/server/db/uuid.ts';

interface Measured {
  lines: number;
  touches: number;
  credits: number;
  rebuildSeconds: number;
  copySeconds: number;
  ratio: number;
  dirtySeconds: number;
  linesPerSecond: number;
  peakRssMegabytes: number;
}

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '50000,200000' },
    /** Touches per line, in all. */
    touches: { type: 'string', default: '5' },
    runs: { type: 'string', default: '3' },
    /** Lines of one batch of dirty lines. */
    dirty: { type: 'string', default: '1000' },
    json: { type: 'boolean' },
  },
});
const directory = await mkdtemp(path.join(os.tmpdir(), 'deep-alley-bench-'));
const home = await openHome({ url: process.env['DATABASE_URL'] ?? null, dataDirectory: directory });
await migrate(home.owner);
const database = openApp(home, { max: 8 });
try {
  const measured: Measured[] = [];
  for (const size of values.lines.split(',').map(Number)) {
    const countyId = await makeCounty(database, size, size * Number(values.touches));
    const runs: Measured[] = [];
    for (let run = 0; run < Number(values.runs); run += 1) runs.push(await measure(database, countyId));
    const median = runs.sort((a, b) => a.ratio - b.ratio)[Math.floor(runs.length / 2)];
    if (median) measured.push(median);
  }
  const [first, last] = [measured[0], measured.at(-1)];
  const growthExponent =
    first && last && last.lines > first.lines
      ? round(Math.log(last.rebuildSeconds / first.rebuildSeconds) / Math.log(last.lines / first.lines), 3)
      : null;
  if (values.json) process.stdout.write(`${JSON.stringify({ growthExponent, sizes: measured })}\n`);
  else {
    console.table(measured);
    console.log(`growth exponent: ${growthExponent ?? 'needs two sizes'}`);
  }
} finally {
  await database.close();
  await home.release();
  await rm(directory, { recursive: true, force: true });
}

/** A county with two of five lines of a known person, 12 campaigns, and one code that a twentieth of all touches share. */
async function makeCounty({ db, sql }: Database, lines: number, touches: number): Promise<string> {
  const countyId = uuidv7();
  await db
    .insert(counties)
    .values({ id: countyId, slug: `bench-${lines}`, name: '测量县', nameEn: 'Bench', province: '海南省' });
  const persons = Math.max(1, Math.floor(lines / 3));
  const campaign = `('00000000-0000-7000-8000-' || lpad((n * 7 % 12)::text, 12, '0'))::uuid`;
  await sql`
    insert into ledger_lines (county_id, line_id, order_id, identity, person_id, placed_at, sold_on, net_fen, product_id, channel, evidence)
    select ${countyId}, gen_random_uuid(), gen_random_uuid(), person, person, at, (at at time zone 'Asia/Shanghai')::date,
      1000 + n * 7919 % 90000, null, 'taobao', evidence
    from (select n, case when n % 5 < 2 then 'phone:1:' || md5((n * 48271 % ${persons})::text) end as person,
        timestamptz '2026-01-01 00:00:00+08' + make_interval(secs => n * 69621 % 31536000) as at,
        case when n % 10 = 0 then jsonb_build_array(jsonb_build_object('type', 'coupon', 'key', 'coupon:' || n % 12, 'campaignId', ${sql.unsafe(campaign)},
          'activityId', null, 'merchantId', null, 'code', 'C' || n % 12, 'refusal', null)) end as evidence
      from generate_series(1, ${lines}::bigint) as n) made`;
  await sql`
    insert into ledger_touches (county_id, touch_id, source_key, identity, person_id, type, campaign_id, code, touched_at, flag)
    select ${countyId}, gen_random_uuid(), 'bench:' || n, person, person, (array['scan', 'click', 'poster_open', 'check_in'])[(1 + n % 4)::int],
      ${sql.unsafe(campaign)}, case when n % 20 = 0 then 'FESTIVAL' else 'K' || n * 31 % 2000 end,
      timestamptz '2025-12-15 00:00:00+08' + make_interval(secs => n * 40692 % 33000000), case when n % 25 = 0 then 'declared_bot' end
    from (select n, 'phone:1:' || md5((n * 16807 % ${persons})::text) as person from generate_series(1, ${touches}::bigint) as n) made`;
  await sql`analyze ledger_lines`;
  await sql`analyze ledger_touches`;
  return countyId;
}

async function measure(database: Database, countyId: string): Promise<Measured> {
  const ruleSet = await ruleSets.requireActiveRuleSet(database.db, houseActor(countyId));
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
  const start = performance.now();
  const report = await rebuild(database, countyId, ruleSet);
  const rebuildSeconds = (performance.now() - start) / 1000;
  clearInterval(watch);
  const copySeconds = await copySameRows(database, countyId);
  const dirtySeconds = await recomputeSome(database, countyId, ruleSet);
  const check = await checkLedger(database, countyId, ruleSet);
  if (!check.ok)
    throw new Error(
      `The rebuilt ledger does not add up: ${JSON.stringify(check.checks.filter((one) => !one.ok))}`,
    );
  return {
    lines: report.lines,
    touches: report.touches,
    credits: report.credits,
    rebuildSeconds: round(rebuildSeconds, 2),
    copySeconds: round(copySeconds, 2),
    ratio: round(rebuildSeconds / copySeconds, 2),
    dirtySeconds: round(dirtySeconds, 3),
    linesPerSecond: Math.round(report.lines / rebuildSeconds),
    peakRssMegabytes: Math.round(peak / 1e6),
  };
}

/** Out: the rows a rebuild reads. In: the rows it writes, into tables of the same columns without keys or indexes. */
async function copySameRows({ sql }: Database, countyId: string): Promise<number> {
  let seconds = 0;
  const out = async (table: string) => {
    const start = performance.now();
    const chunks: string[] = [];
    const rows =
      await sql`copy (select * from ${sql(table)} where county_id = ${sql.unsafe(`'${countyId}'`)}) to stdout`.readable();
    for await (const chunk of chunksOf(rows)) chunks.push(String(chunk));
    return { chunks, seconds: (performance.now() - start) / 1000 };
  };
  for (const table of ['ledger_lines', 'ledger_touches']) seconds += (await out(table)).seconds;
  for (const table of ['line_attributions', 'credits']) {
    const { chunks } = await out(table);
    await sql.begin(async (tx) => {
      await tx`create temp table bare (like ${tx(table)}) on commit drop`;
      const start = performance.now();
      await writeAll(await tx`copy bare from stdin`.writable(), chunks);
      seconds += (performance.now() - start) / 1000;
    });
  }
  return seconds;
}

/** One batch of dirty lines, every one of them changed: amounts move by a fen and move back. */
async function recomputeSome(
  database: Database,
  countyId: string,
  ruleSet: Parameters<typeof recomputeDirty>[2],
): Promise<number> {
  const { sql } = database;
  const rows = await sql<{ line_id: string }[]>`
    select line_id from ledger_lines where county_id = ${countyId} order by line_id limit ${Number(values.dirty)}`;
  const lineIds = rows.map((row) => row.line_id);
  let seconds = 0;
  for (const step of [1, -1]) {
    await sql`update ledger_lines set net_fen = net_fen + ${step} where county_id = ${countyId} and line_id = any(${lineIds}::uuid[])`;
    await sql.begin((tx) => markDirty(tx, countyId, lineIds, 'bench'));
    const start = performance.now();
    await recomputeDirty(database, countyId, ruleSet);
    seconds += (performance.now() - start) / 1000 / 2;
  }
  return seconds;
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
