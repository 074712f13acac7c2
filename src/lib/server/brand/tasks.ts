import { dayOf } from '#lib/shared/dates.ts';
import type { ScheduledTask, TaskList } from '../jobs/jobs.ts';
import { sendReminders } from './reminders.ts';

export const tasks: TaskList = {
  /** Ends of licences, certificates and consents; a reminder that went out is kept, so a second run sends none. */
  'brand.send_reminders': async (_payload, { database, clock, log }) => {
    const sent = await sendReminders(database.db, dayOf(clock()));
    if (sent > 0) log('reminders sent', { sent });
  },
};

/** At night, and again in the morning for a house that was asleep. */
export const schedule: readonly ScheduledTask[] = [{ task: 'brand.send_reminders', pattern: '20 1,7 * * *' }];
