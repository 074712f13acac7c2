/**
 * Work that happens after the answer. A job is enqueued inside the transaction that makes it necessary and runs at least
 * once: every handler is idempotent. Progress and history that people see live in tables of their domain.
 */
import { sql } from 'drizzle-orm';
import { Logger, parseCronItems, run, type CronItem, type Runner } from 'graphile-worker';
import type { Config } from '../config/config.ts';
import type { Secrets } from '../config/secrets.ts';
import type { Connection, Database, DbOrTx } from '../db/database.ts';
import { queuePool } from '../db/migrate.ts';
import type { FileStore } from '../storage/storage.ts';
import { watchAbandoned } from './abandoned.ts';
import { matchesCron } from './cron.ts';

export interface TaskContext {
  readonly database: Database;
  readonly config: Config;
  readonly secrets: Secrets;
  readonly storage: FileStore;
  readonly clock: () => Date;
  readonly log: (message: string, fields?: Record<string, unknown>) => void;
  /** Aborted when the worker is asked to stop: long handlers finish their step and return. */
  readonly signal: AbortSignal;
}

/** Payloads come back as JSON: a handler checks what it gets. */
export type TaskHandler = (payload: unknown, context: TaskContext) => Promise<void>;
export type TaskList = Record<string, TaskHandler>;

/** A task that runs by the clock. `pattern` is cron in Beijing time. */
export interface ScheduledTask {
  task: string;
  pattern: string;
}

export interface EnqueueOptions {
  /** One waiting job per key: enqueuing again replaces it. */
  key?: string;
  runAt?: Date;
  /** Jobs of one queue run one after another. */
  queue?: string;
  maxAttempts?: number;
}

export async function enqueue(
  tx: DbOrTx,
  task: string,
  payload: unknown,
  options: EnqueueOptions = {},
): Promise<void> {
  await tx.execute(sql`
    select enqueue_job(
      ${task}, (${JSON.stringify(payload ?? {})}::text)::json, ${options.key ?? null},
      ${options.runAt?.toISOString() ?? null}::timestamptz, ${options.queue ?? null}, ${options.maxAttempts ?? null}::int)`);
}

export interface Worker {
  /** Takes no new job, lets running ones end (they see `signal`), resolves when all have. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  owner: Connection;
  tasks: TaskList;
  schedule: readonly ScheduledTask[];
  context: Omit<TaskContext, 'signal' | 'log'>;
  log: TaskContext['log'];
  concurrency: number;
}

export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const stopping = new AbortController();
  const context: TaskContext = { ...options.context, log: options.log, signal: stopping.signal };
  const pool = queuePool(options.owner, options.concurrency + 4);
  const watch = await watchAbandoned(pool, options.log);
  const cronItems: CronItem[] = options.schedule.map((s) => ({
    task: s.task,
    match: (at) =>
      matchesCron(
        s.pattern,
        new Date(Date.UTC(new Date().getUTCFullYear(), at.month - 1, at.date, at.hour, at.min)),
      ),
    identifier: s.task,
    options: { backfillPeriod: 0 },
  }));
  const runner: Runner = await run({
    pgPool: pool,
    events: watch.events,
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: 1000,
    parsedCronItems: parseCronItems(cronItems),
    taskList: Object.fromEntries(
      Object.entries(options.tasks).map(([name, handler]) => [
        name,
        (payload: unknown) => handler(payload, context),
      ]),
    ),
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') options.log(message);
    }),
  });
  return {
    async stop() {
      stopping.abort();
      await runner.stop();
      await watch.stop();
      await pool.end();
    },
  };
}
