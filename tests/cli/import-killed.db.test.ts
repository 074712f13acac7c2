import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded } from '#lib/server/posters/art/random.ts';
import { objectsOf, scratchDirectory, withCounty, type Installation } from './command.ts';

/** An import that dies by SIGKILL at any moment and is started again leaves the tables of one that never died. */
const ROWS = 20_000;
const SEED = 20261124;
const scratch = scratchDirectory('killed');
const file = path.join(scratch.path, 'stall.csv');
const command = ['import', file, '--json', '--exported-at', '2026-10-16T17:00:00+08:00'];
const installations: Installation[] = [];
let expected: unknown;

async function fresh(name: string): Promise<Installation> {
  const installation = await withCounty(name);
  installations.push(installation);
  return installation;
}

beforeAll(async () => {
  writeStallFile();
  const clean = await fresh('clean');
  expect(clean.run(...command).status).toBe(1);
  expected = await tables(clean);
}, 300_000);
afterAll(async () => {
  for (const installation of installations) await installation.remove();
  scratch.remove();
}, 60_000);

test('killed while it stages, while it folds and again while it goes on, the same command ends it', async () => {
  const draw = seeded(SEED);
  const installation = await fresh('killed');
  let kills = 0;
  // Each point is a share of the work; a resumed run is killed further on, until the last is left to finish.
  for (const phase of ['rows_staged', 'rows_staged', 'orders_folded', 'orders_folded'] as const) {
    const [at] = await progress(installation);
    const goal = (at?.[phase] ?? 0) + Math.floor(draw() * ROWS * 0.3) + 1;
    const running = installation.start(...command);
    const reached = await waitFor(installation, running.ended, (row) => row[phase] >= goal);
    running.kill();
    const ended = await running.ended;
    if (reached === 'ended') break;
    if (ended.signal === 'SIGKILL') kills += 1;
    const [left] = await progress(installation);
    expect(left?.state, `after the kill in ${phase}`).toMatch(/^(staging|folding|done)$/);
  }
  expect(kills).toBeGreaterThanOrEqual(2);
  const last = installation.run(...command);
  expect({ status: last.status, stderr: last.stderr }).toEqual({ status: 1, stderr: '' });
  const [report] = objectsOf(last) as { rowsRead: number; rowsAccepted: number; rowsRejected: unknown[] }[];
  expect(report?.rowsRead).toBe(ROWS);
  expect((report?.rowsAccepted ?? 0) + (report?.rowsRejected.length ?? 0)).toBe(ROWS);
  expect(await tables(installation)).toEqual(expected);
}, 300_000);

test('imported a second time, nothing changes', async () => {
  const [clean] = installations;
  const run = clean?.run(...command);
  const [report] = objectsOf(run ?? { status: 0, signal: null, stdout: '', stderr: '' }) as {
    orders: number;
    changes: unknown;
  }[];
  expect(report?.changes).toEqual({ added: 0, changed: 0, unchanged: report?.orders, stale: 0 });
  expect(clean && (await tables(clean))).toEqual(expected);
}, 300_000);

interface Progress {
  state: string;
  rows_staged: number;
  orders_folded: number;
}

const progress = ({ sql }: Installation) =>
  sql<
    Progress[]
  >`select state, rows_staged, orders_folded from order_imports order by created_at desc limit 1`;

async function waitFor(
  installation: Installation,
  ended: Promise<unknown>,
  reached: (row: Progress) => boolean,
): Promise<'reached' | 'ended'> {
  let over = false;
  void ended.then(() => (over = true));
  for (;;) {
    const [row] = await progress(installation);
    if (row && reached(row)) return 'reached';
    if (over) return 'ended';
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Hashes of what the county holds, without ids and the moments of writing. */
async function tables({ sql }: Installation): Promise<unknown> {
  const [row] = await sql`
    select
      (select count(*)::int from orders) as orders,
      (select md5(string_agg(concat_ws('|', s.platform, s.name, o.order_no, o.stage, o.stage_text, o.status, o.counted,
          o.excluded_by, o.ordered_at, o.paid_at, o.sold_at, o.paid_fen, o.refunded_fen, o.freight_fen, o.merchant_fen, o.province,
          o.city, o.area, o.codes, o.exported_at, o.facts), chr(10) order by s.name collate "C", o.order_no collate "C"))
        from orders o join shops s on s.county_id = o.county_id and s.id = o.shop_id) as orders_hash,
      (select md5(string_agg(concat_ws('|', o.order_no, l.line_key, l.position, l.stage, l.title, l.sku, l.quantity, l.paid_fen,
          l.refunded_fen), chr(10) order by o.order_no collate "C", l.line_key collate "C"))
        from order_lines l join orders o on o.county_id = l.county_id and o.id = l.order_id) as lines_hash,
      (select md5(string_agg(concat_ws('|', o.order_no, a.source_key, a.source, a.line_key, a.amount_fen, a.assumed,
          a.occurred_at), chr(10) order by o.order_no collate "C", a.source_key collate "C"))
        from order_adjustments a join orders o on o.county_id = a.county_id and o.id = a.order_id) as adjustments_hash`;
  return row;
}

function writeStallFile(): void {
  const header = '登记编号,摊位,商品,数量,成交金额,退款金额,成交时间,备注';
  const lines = Array.from({ length: ROWS }, (_, at) =>
    [
      `XC20261008-${String((at * 7919) % 1_000_000).padStart(8, '0')}`,
      at % 3 === 0 ? '县城广场C12' : '七坊镇A03',
      '白沙蜂蜜 500g',
      at % 5_000 === 7 ? '一件' : String((at % 5) + 1),
      `${(at % 900) + 10}.${String(at % 100).padStart(2, '0')}`,
      at % 40 === 0 ? '5.00' : '',
      `2026-10-08 ${String(8 + (at % 12)).padStart(2, '0')}:51:38`,
      at % 700 === 3 ? '补单' : '',
    ].join(','),
  );
  writeFileSync(file, `${[header, ...lines].join('\r\n')}\r\n`);
}
