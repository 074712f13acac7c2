/** Every domain's background tasks, and when they run by the clock. */
import { startWorker, type ScheduledTask, type TaskList, type Worker } from '#lib/server/jobs/jobs.ts';
import type { DatabaseHome } from '#lib/server/db/connect.ts';
import type { App } from '#lib/server/web/app.ts';
import { taskModules } from './tasks.ts';

/** @throws when two domains name a task alike. */
export async function collectTasks(): Promise<{ tasks: TaskList; schedule: ScheduledTask[] }> {
  const tasks: TaskList = {};
  const schedule: ScheduledTask[] = [];
  for (const module of taskModules) {
    for (const [name, handler] of Object.entries(module.tasks)) {
      if (tasks[name]) throw new Error(`two domains have a task named ${name}`);
      tasks[name] = handler;
    }
    schedule.push(...(module.schedule ?? []));
  }
  for (const { task } of schedule) {
    if (!tasks[task]) throw new Error(`the schedule names ${task}, which no domain has`);
  }
  return { tasks, schedule };
}

export async function startBackground(app: App, home: DatabaseHome): Promise<Worker> {
  const { tasks, schedule } = await collectTasks();
  return startWorker({
    owner: home.owner,
    tasks,
    schedule,
    log: app.log,
    concurrency: 3,
    context: {
      database: app.database,
      config: app.config,
      secrets: app.secrets,
      storage: app.storage,
      clock: app.clock,
    },
  });
}
