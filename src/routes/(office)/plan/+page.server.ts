import { can } from '#lib/server/accounts/rights.ts';
import { viewYear } from '#lib/server/campaigns/plans.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { dayOf, yearOf } from '#lib/shared/dates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'plan.read');
  const { app } = event.locals;
  const thisYear = yearOf(dayOf(app.clock()));
  const asked = Number(event.url.searchParams.get('year'));
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : thisYear;
  const view = await viewYear(app.database.db, actor.countyId, year);
  const years = [...new Set([thisYear + 1, thisYear, ...view.years, year])].sort((a, b) => b - a);
  return { ...view, years, mayEdit: can(actor, 'plan.edit') };
};
