/**
 * How long an import takes, measured against COPY of the same bytes into a bare table of text columns, in one run on one
 * machine. Beside the clock it tells what Node and the server themselves reckoned: on a busy machine that is what counts.
 * Usage: node bench/import.ts [--rows 200000] [--runs 3] [--json]
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { deriveSecrets } from '#lib/server/config/secrets.ts';
import { openApp, openHome } from '#lib/server/db/connect.ts';
import { openClient, type Sql } from '#lib/server/db/database.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { uuidv7 } from '#lib/server/db/uuid.ts';
import { importFile } from '#lib/server/sales/imports/imports.ts';
import { committingStore } from '#lib/server/sales/imports/store.ts';

const FIXTURE = path.resolve(import.meta.dirname, '../tests/fixtures/orders/taobao-orders-classic.csv');
/** Of the CPU times in /proc. */
const TICKS_A_SECOND = 100;
const SHOP = '白沙绿茶旗舰店';

interface Measured {
  rows: number;
  megabytes: number;
  load: number;
  copySeconds: number;
  stageSeconds: number;
  wholeSeconds: number;
  /** CPU seconds of this process and of the server; null for a server elsewhere. */
  copyCpu: Cpu;
  stageCpu: Cpu;
  wholeCpu: Cpu;
  stageRatio: number;
  wholeRatio: number;
  rowsPerSecond: number;
  peakRssMegabytes: number;
}

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    runs: { type: 'string', default: '3' },
    json: { type: 'boolean' },
  },
});
const rows = Number(values.rows);
const directory = await mkdtemp(path.join(os.tmpdir(), 'deep-alley-bench-'));
const home = await openHome({ url: process.env['DATABASE_URL'] ?? null, dataDirectory: directory });
await migrate(home.owner);
const database = openApp(home, { max: 8 });
const owner = openClient(home.owner, { max: 1 });
try {
  const file = path.join(directory, 'orders.csv');
  const columns = await writeOrders(file, rows);
  const runs: Measured[] = [];
  for (let run = 0; run < Number(values.runs); run += 1)
    runs.push(await measure(database.sql, owner, file, columns));
  const median = runs.sort((a, b) => a.wholeRatio - b.wholeRatio)[Math.floor(runs.length / 2)];
  if (values.json) process.stdout.write(`${JSON.stringify({ ...median, runs })}\n`);
  else print(runs, median);
} finally {
  await owner.end({ timeout: 5 });
  await database.close();
  await home.release();
  await rm(directory, { recursive: true, force: true });
}

/** A 订单报表 as 淘宝 writes it (GB18030, 42 columns), its rows taken in turn from the sample, every number different. */
async function writeOrders(file: string, count: number): Promise<number> {
  const bytes = await readFile(FIXTURE);
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start) + 1 || bytes.length;
    lines.push(bytes.subarray(start, end));
    start = end;
  }
  const [header = Buffer.alloc(0)] = lines;
  const width = header.toString('latin1').split(',').length;
  const templates = lines.filter((line) => {
    const text = line.toString('latin1');
    return (
      /^="35\d{17}",/.test(text) &&
      !text.slice(24).includes('"') &&
      text.split(',').length === width &&
      text.includes(',0,')
    );
  });
  const out = createWriteStream(file);
  out.write(header);
  const usable = templates.slice(20, 35);
  for (let row = 0; row < count; row += 1) {
    const template = usable[row % usable.length] ?? header;
    const number = `="35${String(row * 97 + 10_000_000_000_007).padStart(17, '1')}`;
    const phone = `'139${String((row * 7919) % 100_000_000).padStart(8, '0')}`;
    const rest = template.toString('latin1', 21).replace(/'1[3-9]\d{9}/, phone);
    const line = Buffer.from(number + rest, 'latin1');
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return width;
}

async function measure(sql: Sql, owner: Sql, file: string, columns: number): Promise<Measured> {
  const { size } = await stat(file);
  const load = os.loadavg()[0] ?? 0;
  const copyBegun = await cpuSeconds();
  const copySeconds = await seconds(() => copyBare(owner, file, columns));
  const copyCpu = since(copyBegun, await cpuSeconds());
  const countyId = uuidv7();
  await sql`insert into counties (id, slug, name, name_en, province)
    values (${countyId}, ${`bench-${countyId.slice(-12)}`}, '白沙', 'Baisha', '海南省')`;
  let peak = 0;
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  const begun = await cpuSeconds();
  let stagedCpu = Promise.resolve(begun);
  const started = performance.now();
  let staged = started;
  const outcome = await importFile(committingStore(sql), {
    countyId,
    path: file,
    fileName: 'orders.csv',
    shop: SHOP,
    now: new Date(),
    phoneKey: { version: 1, key: deriveSecrets('bench').phoneKey(countyId) },
    onStaged: () => {
      staged = performance.now();
      stagedCpu = cpuSeconds();
    },
  });
  const wholeSeconds = (performance.now() - started) / 1000;
  const wholeCpu = since(begun, await cpuSeconds());
  clearInterval(sampling);
  if (outcome.state !== 'done') throw new Error(JSON.stringify(outcome));
  const [held] = await sql`
    select (select count(*)::int from orders where county_id = ${countyId}) as orders,
      (select count(*)::int from order_import_rows where county_id = ${countyId} and outcome = 'rejected') as rejected`;
  if (Number(held?.['orders']) + Number(held?.['rejected']) !== rows) throw new Error(JSON.stringify(held));
  const stageSeconds = (staged - started) / 1000;
  return {
    rows,
    megabytes: round(size / 1e6),
    load: round(load),
    copySeconds: round(copySeconds),
    stageSeconds: round(stageSeconds),
    wholeSeconds: round(wholeSeconds),
    copyCpu,
    stageCpu: since(begun, await stagedCpu),
    wholeCpu,
    stageRatio: round(stageSeconds / copySeconds),
    wholeRatio: round(wholeSeconds / copySeconds),
    rowsPerSecond: Math.round(rows / wholeSeconds),
    peakRssMegabytes: Math.round(peak / 1e6),
  };
}

/** The yardstick: the server reads the same file into text columns, nothing checked, nothing indexed. */
async function copyBare(owner: Sql, file: string, columns: number): Promise<void> {
  const connection = await owner.reserve();
  try {
    const names = Array.from({ length: columns }, (_, at) => `c${at} text`).join(', ');
    await connection.unsafe(`create table bare (${names})`);
    const target = await connection
      .unsafe("copy bare from stdin with (format csv, header true, encoding 'GB18030')")
      .writable();
    await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), target);
    await connection.unsafe('drop table bare');
  } finally {
    connection.release();
  }
}

interface Cpu {
  node: number;
  server: number | null;
}

async function cpuSeconds(): Promise<Cpu> {
  const { user, system } = process.cpuUsage();
  return { node: (user + system) / 1e6, server: await serverCpuSeconds() };
}

/** Of the embedded server: its processes, and those that have ended. */
async function serverCpuSeconds(): Promise<number | null> {
  const pidFile = path.join(directory, 'postgres', 'postmaster.pid');
  const postmaster = await readFile(pidFile, 'utf8').then(
    (text) => text.split('\n')[0],
    () => null,
  );
  if (postmaster === null) return null;
  let ticks = 0;
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // The name may hold spaces; the state follows its closing bracket: 0 state, 1 parent, 11–14 times, own and children's.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    if (pid === postmaster) ticks += fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    else if (fields[1] === postmaster) ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / TICKS_A_SECOND;
}

function since(before: Cpu, after: Cpu): Cpu {
  const server = before.server === null || after.server === null ? null : round(after.server - before.server);
  return { node: round(after.node - before.node), server };
}

function print(all: readonly Measured[], median: Measured | undefined): void {
  const cpu = ({ node, server }: Cpu) => `node ${node} server ${server ?? '?'}`;
  console.table(
    all.map(({ copyCpu, stageCpu, wholeCpu, ...run }) => ({
      ...run,
      copyCpu: cpu(copyCpu),
      stageCpu: cpu(stageCpu),
      wholeCpu: cpu(wholeCpu),
    })),
  );
  if (median) console.log(`median: staging ${median.stageRatio}×, whole ${median.wholeRatio}× COPY`);
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
