import type { ScheduledTask, TaskList } from '../jobs/jobs.ts';
import { sweepSessions } from './session.ts';

export const tasks: TaskList = {
  /** Sessions that ended are worth nothing; idempotent. */
  'accounts.sweep_sessions': async (_payload, { database }) => {
    await sweepSessions(database.db);
  },
};

export const schedule: readonly ScheduledTask[] = [
  { task: 'accounts.sweep_sessions', pattern: '20 4 * * *' },
];
