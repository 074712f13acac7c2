import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { objectsOf, withCounty, type Installation, type Run } from './command.ts';

/** `deep-alley import FILE --json`, as a process, on every sample file. */
const FIXTURES = path.join(import.meta.dirname, '../fixtures/orders');
let installation: Installation;

beforeAll(async () => {
  installation = await withCounty('import');
});
afterAll(() => installation.remove());

interface Stated {
  input: { shop?: string | null; exportedAt?: string | null; mapping?: string | null };
  checkedOrders?: { orderNo: string }[];
  rowsRejected?: unknown[];
  grossFen?: number;
  error?: { code: string; line?: number };
}

interface Message {
  messageZh: string;
  messageEn: string;
}

type Printed = Record<string, unknown> & {
  rowsRejected?: ({ line: number; reason: string } & Message)[];
  changes?: unknown;
  error?: { code: string; line?: number } & Message;
};

const stated = (file: string) =>
  JSON.parse(readFileSync(path.join(FIXTURES, `${file}.expected.json`), 'utf8')) as Stated;
const sampleFiles = (folder: string) =>
  readdirSync(path.join(FIXTURES, folder))
    .filter((name) => name.endsWith('.expected.json') && !name.startsWith('webhook'))
    .map((name) => path.join(folder, name.replace(/\.expected\.json$/, '')));

function bring(file: string, ...more: string[]): Run {
  const { shop, exportedAt, mapping } = stated(file).input;
  return installation.run(
    ...['import', path.join(FIXTURES, file), '--json', ...more],
    ...(shop ? ['--shop', shop] : []),
    ...(exportedAt ? ['--exported-at', exportedAt] : []),
    ...(mapping ? ['--mapping', path.join(FIXTURES, mapping)] : []),
  );
}

async function rowCounts() {
  const [row] = await installation.sql`
    select (select count(*)::int from orders) as orders, (select count(*)::int from order_lines) as lines,
      (select count(*)::int from order_adjustments) as adjustments, (select count(*)::int from order_imports) as imports,
      (select count(*)::int from order_import_rows) as rows, (select count(*)::int from refund_cases) as cases,
      (select count(*)::int from shops) as shops, (select count(*)::int from outbox_facts) as outbox`;
  return row;
}

describe('a sample file gives its stated report', () => {
  test.each(sampleFiles(''))('%s', (file) => {
    const { input: _input, ...report } = stated(file);
    const shown = (report.checkedOrders ?? []).flatMap(({ orderNo }) => ['--show-order', orderNo]);
    const run = bring(file, ...shown);
    const [printed = {}, ...others] = objectsOf(run) as Printed[];
    const { changes, rowsRejected = [], ...rest } = printed;
    expect(others).toEqual([]);
    expect({
      ...rest,
      rowsRejected: rowsRejected.map(({ messageZh: _zh, messageEn: _en, ...row }) => row),
    }).toEqual(report);
    for (const { line, messageZh, messageEn } of rowsRejected) {
      expect(messageZh).toMatch(new RegExp(`第 ?${line} ?行.*\\p{Script=Han}`, 'u'));
      expect(messageEn).toMatch(new RegExp(`\\b${line}\\b`));
    }
    expect(changes).toMatchObject({ added: expect.any(Number) as number });
    expect({ status: run.status, stderr: run.stderr }).toEqual({
      status: rowsRejected.length === 0 ? 0 : 1,
      stderr: '',
    });
  });

  test('and a second time changes nothing', async () => {
    const before = await rowCounts();
    const run = bring('douyin-orders.csv');
    const [printed] = objectsOf(run) as { orders: number; changes: unknown }[];
    expect(printed?.changes).toEqual({ added: 0, changed: 0, unchanged: printed?.orders, stale: 0 });
    const after = await rowCounts();
    const sales = ({ orders, lines, adjustments, cases, shops }: NonNullable<typeof before>) => [
      ...[orders, lines, adjustments, cases, shops],
    ];
    expect(sales(after ?? {})).toEqual(sales(before ?? {}));
  });
});

describe('a bad file is refused by its code, and nothing is written', () => {
  /** Files with the same arguments go into one call: each is refused for itself. */
  const calls = Map.groupBy(sampleFiles('bad'), (file) => JSON.stringify(stated(file).input));

  test.each([...calls])('with %s', async (_input, files) => {
    const before = await rowCounts();
    const { shop } = stated(files[0] ?? '').input;
    const run = installation.run(
      ...['import', ...files.map((file) => path.join(FIXTURES, file)), '--json'],
      ...(shop ? ['--shop', shop] : []),
    );
    const printed = objectsOf(run) as Printed[];
    // A line may be named beyond what the sample states.
    expect(printed).toMatchObject(
      files.map((file) => ({ file: path.basename(file), error: stated(file).error })),
    );
    expect(printed).toHaveLength(files.length);
    for (const report of printed) expect(Object.keys(report).sort()).toEqual(['error', 'file']);
    for (const { error } of printed) {
      expect(error?.messageZh).toMatch(/\p{Script=Han}/u);
      expect(error?.messageEn).toMatch(/[A-Za-z]{3}/);
    }
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 2, stderr: '' });
    expect(await rowCounts()).toEqual(before);
  });

  test('among good ones it alone is left out, and the exit status is the highest', () => {
    const files = ['pdd-orders-1016.csv', 'bad/mojibake.csv', 'stall-sales.csv'];
    const run = installation.run(
      'import',
      ...files.map((file) => path.join(FIXTURES, file)),
      ...['--json', '--shop', '白沙红心橙合作社店', '--exported-at', '2026-10-16T17:00:00+08:00'],
    );
    const printed = objectsOf(run) as Printed[];
    expect(printed.map((report) => report['file'])).toEqual(files.map((file) => path.basename(file)));
    expect(printed.map((report) => report.error?.code)).toEqual([undefined, 'profile_unknown', undefined]);
    expect(run.status).toBe(2);
  });
});

test('a file that is not there, an unknown county and a wrong time are refused with their reason', () => {
  const file = path.join(FIXTURES, 'stall-sales.csv');
  for (const [argv, words] of [
    [['import', path.join(FIXTURES, 'nowhere.csv')], 'nowhere.csv'],
    [['import', file, '--county', 'elsewhere'], 'baisha'],
    [['import', file, '--exported-at', 'yesterday'], 'yesterday'],
    [['import'], 'deep-alley import'],
  ] as const) {
    const run = installation.run(...argv);
    expect({ argv, status: run.status }).toEqual({ argv, status: 2 });
    expect(run.stderr).toContain(words);
    expect(run.stderr).not.toMatch(/\n\s+at /);
  }
});

test('a dry run tells the same as the import and leaves nothing', async () => {
  const before = await rowCounts();
  const dry = bring('taobao-orders-classic.csv', '--dry-run');
  expect(dry.status).toBe(1);
  const [printed] = objectsOf(dry) as Printed[];
  expect(printed?.['grossFen']).toBe(stated('taobao-orders-classic.csv').grossFen);
  expect(await rowCounts()).toEqual(before);
});
