import { error } from '@sveltejs/kit';
import { findPublicCounty, findWithdrawnCampaign, listCurrent } from '#lib/server/links/landing.ts';
import { requireFound } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent }) => {
  const { county, arrival } = await parent();
  if (arrival === null || arrival.recalledAt === null) error(404, { message: 'not_found' });
  const { database, clock } = locals.app;
  const now = clock();
  const whole = requireFound(await findPublicCounty(database.db, params.county));
  const campaign =
    arrival.campaignId === null
      ? null
      : await findWithdrawnCampaign(database.db, county.id, arrival.campaignId);
  const own = await listCurrent(database.db, county.id, arrival.merchant?.id ?? null, now, 4);
  return {
    since: arrival.recalledAt,
    campaign,
    current: own.length > 0 ? own : await listCurrent(database.db, county.id, null, now, 4),
    now: now.getTime(),
    imprint: { zh: whole.imprintZh, en: whole.imprintEn },
  };
};
