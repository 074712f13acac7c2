import { listAtRisk } from '#lib/server/posters/licence-risk.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'licence.read');
  const { app } = event.locals;
  const today = dayOf(app.clock());
  return { today, rows: await listAtRisk(app.database.db, actor.countyId, today) };
};
