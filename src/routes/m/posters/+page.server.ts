import { listOwnCampaigns } from '#lib/server/links/merchant-campaigns.ts';
import { requireMerchant } from '../merchant-choice.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
  const { county, merchant } = await parent();
  const now = locals.app.clock();
  const { id } = requireMerchant(merchant);
  return { now: now.getTime(), ...(await listOwnCampaigns(locals.app.database.db, county.id, id, now)) };
};
