import { enqueue, type ScheduledTask, type TaskList } from '../jobs/jobs.ts';
import * as attribution from './attribution.ts';

/** An order that arrives is in the ledger within this and the time it takes to compute it. */
const PAUSE_MS = 3_000;

export const tasks: TaskList = {
  /** Follows the outbox, then asks to be run again shortly: left-hand domains append facts and enqueue nothing. */
  'attribution.follow': async (_payload, { database, clock, log, signal }) => {
    let taken = 0;
    for (let n = -1; n !== 0 && !signal.aborted; taken += n) n = await attribution.follow(database);
    await attribution.recomputeWaiting(database);
    if (taken > 0) log('attribution followed', { facts: taken });
    if (signal.aborted) return;
    await enqueue(
      database.db,
      'attribution.follow',
      {},
      {
        key: 'attribution.follow',
        queue: 'attribution',
        runAt: new Date(clock().getTime() + PAUSE_MS),
      },
    );
  },

  /** Looks at every fact and proves every sum; what does not hold is in the log with its rows. */
  'attribution.nightly': async (_payload, { database, log }) => {
    const counties = await database.sql<
      { id: string; slug: string }[]
    >`select id, slug from counties order by slug`;
    for (const { id, slug } of counties) {
      await attribution.update(database, id);
      const report = await attribution.check(database, id);
      if (report !== null && !report.ok)
        log('attribution check failed', {
          county: slug,
          checks: report.checks.filter((check) => !check.ok),
          totals: report.totals,
        });
    }
  },
};

export const schedule: readonly ScheduledTask[] = [
  // Starts the chain again after a restart or a fault.
  { task: 'attribution.follow', pattern: '* * * * *' },
  { task: 'attribution.nightly', pattern: '30 3 * * *' },
];
