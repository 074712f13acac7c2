/**
 * Jobs of processes that died. The queue gives a killed worker four hours to come back; here its jobs are free again with
 * the next start, or within seconds where another process lives: each pool of workers holds an advisory lock for its name as
 * long as its process lives, so a name whose lock can be had belongs to nobody.
 */
import { EventEmitter } from 'node:events';
import type { WorkerEvents } from 'graphile-worker';
import type pg from 'pg';

const EVERY_MS = 5_000;
const lockKey = (poolId: string) => `jobs/worker/${poolId}`;

export interface Watch {
  /** Given to the runner, so that its pool's name is known before it takes a job. */
  readonly events: WorkerEvents;
  stop(): Promise<void>;
}

/** Frees what dead processes left, now and from time to time. @throws when the database does not answer. */
export async function watchAbandoned(pool: pg.Pool, log: (message: string) => void): Promise<Watch> {
  const own = new Set<string>();
  let holder: pg.PoolClient | null = null;
  let working: Promise<void> = Promise.resolve();

  /** The connection that holds this process's locks; a new one takes them again after the server went away. */
  async function connection(): Promise<pg.PoolClient> {
    if (holder !== null) return holder;
    const client = await pool.connect();
    const forget = () => {
      if (holder === client) holder = null;
    };
    client.once('error', forget);
    client.once('end', forget);
    for (const id of own)
      await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [lockKey(id)]);
    holder = client;
    return client;
  }

  async function sweep(): Promise<void> {
    const client = await connection();
    const freed = await freeAbandoned(client, own);
    if (freed.length > 0) log(`jobs of ${freed.length} processes that ended without a word run again`);
  }

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    working = working.then(work).catch((error: unknown) => {
      holder?.release(true);
      holder = null;
      log(`the watch over abandoned jobs failed: ${String(error)}`);
    });
    return working;
  };

  const events: WorkerEvents = new EventEmitter();
  // Jobs are locked in the name of the pool, not of the single worker.
  events.on('pool:create', ({ workerPool }) => {
    own.add(workerPool.id);
    void inTurn(async () => {
      const client = await connection();
      await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [lockKey(workerPool.id)]);
    });
  });
  await sweep();
  const timer = setInterval(() => void inTurn(sweep), EVERY_MS);
  timer.unref();
  return {
    events,
    async stop() {
      clearInterval(timer);
      await working;
      holder?.release(true);
      holder = null;
    },
  };
}

/**
 * Frees the jobs and queues of workers whose name nobody holds. A name that is young may be of a worker about to take
 * its lock: `own` names are left alone, others have had the time since they locked their first job.
 */
export async function freeAbandoned(client: pg.ClientBase, own: ReadonlySet<string>): Promise<string[]> {
  const { rows } = await client.query<{ worker: string }>(`
    select distinct locked_by as worker from graphile_worker._private_jobs
    where locked_by is not null and locked_at < now() - interval '2 seconds'
    union
    select distinct locked_by from graphile_worker._private_job_queues
    where locked_by is not null and locked_at < now() - interval '2 seconds'`);
  const dead: string[] = [];
  for (const { worker } of rows) {
    if (own.has(worker)) continue;
    const key = lockKey(worker);
    const got = await client.query<{ got: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as got',
      [key],
    );
    if (!got.rows[0]?.got) continue;
    await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [key]);
    dead.push(worker);
  }
  if (dead.length > 0) await client.query('select graphile_worker.force_unlock_workers($1::text[])', [dead]);
  return dead;
}
