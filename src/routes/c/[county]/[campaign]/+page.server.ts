import { findLanding, listCurrent } from '#lib/server/links/landing.ts';
import { requireFound } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent }) => {
  const { county, arrival } = await parent();
  const { app } = locals;
  const { db } = app.database;
  const now = app.clock();
  const merchantId = arrival?.merchant?.id ?? null;
  const landing = requireFound(await findLanding(db, county, params.campaign, merchantId, now));
  const over = landing.campaign.phase === 'ended' || landing.campaign.phase === 'cancelled';
  const current = over ? await listCurrent(db, county.id, merchantId, now, 3) : [];
  return { ...landing, over, current, now: now.getTime(), origin: app.config.publicOrigin };
};
