import { expect, test, vi } from 'vitest';
import { readConfig } from '../config/config.ts';
import { deriveSecrets } from '../config/secrets.ts';
import { openClient } from '../db/database.ts';
import { testDatabase } from '../../../../tests/support/database.ts';
import { queuePool } from '../db/migrate.ts';
import { freeAbandoned } from './abandoned.ts';
import { enqueue, startWorker, type TaskContext, type TaskHandler } from './jobs.ts';

const database = await testDatabase();
const owner = openClient(database.owner, { max: 1 });

function start(tasks: Record<string, TaskHandler>) {
  const read = readConfig({});
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const context: Omit<TaskContext, 'signal' | 'log'> = {
    database,
    config: read.config,
    secrets: deriveSecrets('k'.repeat(32)),
    storage: undefined as never,
    clock: () => new Date(),
  };
  return startWorker({
    owner: database.owner,
    tasks,
    schedule: [],
    context,
    log: () => {},
    concurrency: 1,
  });
}

async function lockedBy(worker: string, task: string): Promise<void> {
  await owner`
    update graphile_worker._private_jobs j set locked_by = ${worker}, locked_at = now() - interval '1 minute', attempts = 1
    from graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = ${task}`;
}

test('a job whose process was killed runs again with the next start', async () => {
  const seen: unknown[] = [];
  await database.db.transaction((tx) => enqueue(tx, 'test.killed', { at: 1 }));
  await lockedBy('worker-of-a-dead-process', 'test.killed');
  const worker = await start({ 'test.killed': async (payload) => void seen.push(payload) });
  await vi.waitFor(() => expect(seen).toEqual([{ at: 1 }]), { timeout: 20_000 });
  await worker.stop();
});

test('a job that runs long keeps its lock against every other process', async () => {
  let finish = (): void => {};
  let began = (): void => {};
  const running = new Promise<void>((resolve) => (began = resolve));
  const finished = new Promise<void>((resolve) => (finish = resolve));
  let runs = 0;
  const worker = await start({
    'test.long': async () => {
      runs += 1;
      began();
      await finished;
    },
  });
  await database.db.transaction((tx) => enqueue(tx, 'test.long', {}));
  await running;
  await owner`update graphile_worker._private_jobs set locked_at = now() - interval '1 hour' where locked_by is not null`;
  const pool = queuePool(database.owner, 1);
  const other = await pool.connect();
  expect(await freeAbandoned(other, new Set())).toEqual([]);
  other.release();
  await pool.end();
  finish();
  await worker.stop();
  expect(runs).toBe(1);
});

test('a job that a living process holds is left to it', async () => {
  await database.db.transaction((tx) => enqueue(tx, 'test.held', {}));
  const held = 'worker-of-a-living-process';
  await owner`select pg_advisory_lock(hashtextextended(${`jobs/worker/${held}`}, 0))`;
  await lockedBy(held, 'test.held');
  const seen: string[] = [];
  const worker = await start({
    'test.held': async () => void seen.push('held'),
    'test.other': async () => void seen.push('other'),
  });
  await database.db.transaction((tx) => enqueue(tx, 'test.other', {}));
  await vi.waitFor(() => expect(seen).toContain('other'), { timeout: 20_000 });
  await worker.stop();
  expect(seen).toEqual(['other']);
  const [row] = await owner`
    select j.locked_by from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'test.held'`;
  expect(row?.['locked_by']).toBe(held);
  await owner.end();
});
