/** What campaigns do by the clock. */
import { and, eq, lte } from 'drizzle-orm';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { houseActor } from '../accounts/actor.ts';
import type { Db } from '../db/database.ts';
import type { ScheduledTask, TaskList } from '../jobs/jobs.ts';
import { REVIEW_AFTER_DAYS } from './campaign.ts';
import { finish, start } from './decisions.ts';
import { campaigns } from './schema.ts';

/**
 * Starts what is approved and whose day has come; sends into review what ended a week ago. Idempotent: a campaign that has
 * moved on meanwhile refuses the step. Returns how many moved.
 */
export async function advanceStates(
  db: Db,
  options: { at: Date; origin?: string },
): Promise<{ started: number; finished: number }> {
  const today = dayOf(options.at);
  const due = await db
    .select({ countyId: campaigns.countyId, id: campaigns.id })
    .from(campaigns)
    .where(and(eq(campaigns.state, 'approved'), lte(campaigns.startsOn, today)));
  let started = 0;
  for (const { countyId, id } of due) {
    if ((await start(db, houseActor(countyId), id, options)).ok) started += 1;
  }
  const over = await db
    .select({ countyId: campaigns.countyId, id: campaigns.id })
    .from(campaigns)
    .where(and(eq(campaigns.state, 'running'), lte(campaigns.endsOn, addDays(today, -REVIEW_AFTER_DAYS))));
  let finished = 0;
  for (const { countyId, id } of over) {
    if ((await finish(db, houseActor(countyId), id, options)).ok) finished += 1;
  }
  return { started, finished };
}

export const tasks: TaskList = {
  'campaigns.advance_states': async (_payload, { database, clock, config, log }) => {
    const moved = await advanceStates(database.db, { at: clock(), origin: config.publicOrigin });
    if (moved.started + moved.finished > 0) log('campaigns advanced', moved);
  },
};

/** Just after midnight, and again in the morning for a house that was asleep at night. */
export const schedule: readonly ScheduledTask[] = [
  { task: 'campaigns.advance_states', pattern: '5 0,7 * * *' },
];
