import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openHome } from '../connect.ts';
import { openClient } from '../database.ts';
import { takeProcessLock } from './lock.ts';
import { socketDirectory } from './paths.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'lease-'));
const dataDirectory = path.join(scratch, 'data');
const socketDir = socketDirectory(path.join(dataDirectory, 'postgres'));
const children: ChildProcess[] = [];

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(scratch, { recursive: true, force: true });
});

/** Another process with a lease of its own: writes rows and prints the number of each one acknowledged. */
function startWriter(): { child: ChildProcess; acknowledged: () => number; firstRow: Promise<void> } {
  const program = `
    import { openHome } from '#lib/server/db/connect.ts';
    import { openClient } from '#lib/server/db/database.ts';
    const home = await openHome({ url: null, dataDirectory: process.argv[1] });
    const sql = openClient(home.owner, { max: 1 });
    await sql\`create table if not exists written (n int)\`;
    for (let n = 1; ; n++) { await sql\`insert into written values (\${n})\`; process.stdout.write(n + '\\n'); }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, dataDirectory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let last = 0;
  const firstRow = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const lines = chunk.toString().trim().split('\n');
      last = Number(lines.at(-1));
      resolve();
    });
  });
  return { child, acknowledged: () => last, firstRow };
}

function postgresAnswers(): Promise<boolean> {
  const sql = openClient({ kind: 'socket', socketDir, user: 'postgres', database: 'postgres' }, { max: 1 });
  return sql`select 1`
    .then(
      () => true,
      () => false,
    )
    .finally(() => sql.end({ timeout: 1 }));
}

test('the server outlives one user and stops with the last', async () => {
  const [first, second] = await Promise.all([
    openHome({ url: null, dataDirectory }),
    openHome({ url: null, dataDirectory }),
  ]);
  await first.release();
  expect(await postgresAnswers()).toBe(true);
  await second.release();
  expect(await postgresAnswers()).toBe(false);
});

test('a writer killed with its database loses no acknowledged row', async () => {
  const writer = startWriter();
  await writer.firstRow;
  const home = await openHome({ url: null, dataDirectory });
  writer.child.kill('SIGKILL');
  await new Promise((resolve) => writer.child.once('close', resolve));
  const sql = openClient(home.owner, { max: 1 });
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from written`;
  expect(row?.n).toBeGreaterThanOrEqual(writer.acknowledged());
  await sql.end();
  await home.release();
  expect(await postgresAnswers()).toBe(false);
});

test('a lock is held by a living process only', () => {
  const file = path.join(scratch, 'a.lock');
  const release = takeProcessLock(file);
  expect(release).not.toBeNull();
  expect(takeProcessLock(file)).toBeNull();
  release?.();
  const again = takeProcessLock(file);
  expect(again).not.toBeNull();
  again?.();
});
