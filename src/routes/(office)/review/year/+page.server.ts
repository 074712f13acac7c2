import { getYearOverview } from '#lib/server/reports/year-overview.ts';
import { readModel } from '#lib/server/reports/scope.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'review.read');
  const { database, clock } = event.locals.app;
  const asked = Number(event.url.searchParams.get('year'));
  const thisYear = Number(dayOf(clock()).slice(0, 4));
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2099 ? asked : thisYear;
  const model = readModel(event.url.searchParams.get('model'));
  return { year, overview: await getYearOverview(database, actor.countyId, year, model) };
};
