import { loadContent } from '#lib/server/campaigns/content.ts';
import { listAwaiting } from '#lib/server/campaigns/decisions.ts';
import { daysOff } from '#lib/server/county/lists.ts';
import { workingDaysBetween } from '#lib/server/county/working-days.ts';
import { list } from '#lib/server/campaigns/campaigns.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { addDays, dayOf, yearOf } from '#lib/shared/dates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'campaign.read');
  const { app } = event.locals;
  const { db } = app.database;
  const today = dayOf(app.clock());
  const [mine, table, open] = await Promise.all([
    listAwaiting(db, actor),
    daysOff(db, actor.countyId, { from: addDays(today, -120), to: today }),
    list(db, actor.countyId, {
      states: ['countersigning', 'awaiting_approval', 'changing', 'postponed'],
      sort: 'starts',
      descending: false,
      pageSize: 200,
    }),
  ]);
  const waiting = open.rows.filter((row) => row.submittedAt !== null);
  const papers = await Promise.all(
    mine.map(async (item) => ({ item, content: await loadContent(db, actor.countyId, item.campaign.id) })),
  );
  const waited = (since: Date) => workingDaysBetween(dayOf(since), today, table);
  return {
    year: yearOf(today),
    mine: papers.map(({ item, content }) => ({
      code: item.campaign.code,
      name: item.campaign.name,
      objective: item.campaign.objective,
      startsOn: item.campaign.startsOn,
      endsOn: item.campaign.endsOn,
      waits: item.waits,
      since: item.since,
      waited: waited(item.since),
      budgetFen: content?.budget.reduce((sum, line) => sum + line.amountFen, 0) ?? 0,
      activities: content?.activities.length ?? 0,
    })),
    others: waiting
      .filter((row) => !mine.some((item) => item.campaign.id === row.id))
      .map((row) => ({
        code: row.code,
        name: row.name,
        state: row.state,
        since: row.submittedAt,
        waited: row.submittedAt ? waited(row.submittedAt) : 0,
        budgetFen: row.budgetFen,
        hosts: row.hosts,
      })),
  };
};
