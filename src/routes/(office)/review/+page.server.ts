import { listCampaignResults } from '#lib/server/reports/campaign-list.ts';
import { listReportChoices } from '#lib/server/reports/choices.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { readListQuery } from './query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'review.read');
  const { database } = event.locals.app;
  const query = readListQuery(event.url);
  const [results, choices] = await Promise.all([
    listCampaignResults(database, actor.countyId, query.filter, query.sort, query.model),
    listReportChoices(database, actor.countyId),
  ]);
  return { results, choices, ...query };
};
