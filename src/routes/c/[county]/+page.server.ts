import { listCurrent } from '#lib/server/links/landing.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
  const { county, arrival } = await parent();
  const { database, clock } = locals.app;
  const now = clock();
  const merchantId = arrival?.merchant?.id ?? null;
  const own = merchantId === null ? [] : await listCurrent(database.db, county.id, merchantId, now);
  const all = await listCurrent(database.db, county.id, null, now);
  const known = new Set(own.map((campaign) => campaign.id));
  return { now: now.getTime(), own, others: all.filter((campaign) => !known.has(campaign.id)) };
};
