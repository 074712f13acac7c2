/** The task files of every domain, and nothing else: the worker's table of contents. */
import type { ScheduledTask, TaskList } from '#lib/server/jobs/jobs.ts';
import * as accounts from '#lib/server/accounts/tasks.ts';
import * as attribution from '#lib/server/attribution/tasks.ts';
import * as brand from '#lib/server/brand/tasks.ts';
import * as campaigns from '#lib/server/campaigns/tasks.ts';
import * as law from '#lib/server/posters/law/tasks.ts';
import * as mail from '#lib/server/mail/tasks.ts';
import * as posters from '#lib/server/posters/tasks.ts';
import * as sales from '#lib/server/sales/tasks.ts';

export interface TaskModule {
  readonly tasks: TaskList;
  readonly schedule?: readonly ScheduledTask[];
}

export const taskModules: readonly TaskModule[] = [
  accounts,
  mail,
  brand,
  campaigns,
  posters,
  law,
  attribution,
  sales,
];
