/** What the law check does by the clock and after a new list. */
import { LIST_SIGNED } from '../../brand/law/lists.ts';
import { peopleWithRole } from '../../campaigns/audience.ts';
import type { ScheduledTask, TaskList } from '../../jobs/jobs.ts';
import { tell } from '../../notices/notices.ts';
import { take } from '../../outbox/outbox.ts';
import { runOverAll } from './running.ts';

export const tasks: TaskList = {
  /** A county signed a list: everything it has in use is checked on it, its planners are told. */
  'law.follow': async (_payload, { database, clock, log }) => {
    const { db } = database;
    const facts = await db.transaction((tx) => take(tx, [LIST_SIGNED], 100));
    for (const countyId of new Set(facts.map((f) => f.countyId))) {
      const run = await runOverAll(db, countyId, { kind: 'list_change', now: clock() });
      const affected = run.blocked + run.reviewed;
      log('checked on a new list', { listVersion: run.listVersion, checked: run.checked, affected });
      if (affected === 0) continue;
      await tell(db, countyId, await peopleWithRole(db, countyId, 'planner'), {
        kind: 'law.list_changed',
        path: '/law/report',
        payload: { count: String(affected) },
      });
    }
  },

  /** All counties, every night: lists, evidence dates and names of today. */
  'law.nightly': async (_payload, { database, clock, log, signal }) => {
    const counties = await database.sql<
      { id: string; slug: string }[]
    >`select id, slug from counties order by slug`;
    for (const { id, slug } of counties) {
      if (signal.aborted) return;
      const run = await runOverAll(database.db, id, { kind: 'nightly', now: clock() });
      if (run.blocked > 0) log('words in use that the list forbids', { county: slug, blocked: run.blocked });
    }
  },
};

export const schedule: readonly ScheduledTask[] = [
  { task: 'law.follow', pattern: '* * * * *' },
  { task: 'law.nightly', pattern: '10 2 * * *' },
];
