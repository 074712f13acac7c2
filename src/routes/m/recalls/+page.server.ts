import { redirect } from '@sveltejs/kit';
import { acknowledgeRecall, listOwnRecalls, markSeen } from '#lib/server/posters/recalls/receipts.ts';
import { requireActor } from '#lib/server/web/guard.ts';
import { chooseMerchant, MERCHANT_COOKIE, requireMerchant } from '../merchant-choice.ts';
import { listOwnMerchants } from '#lib/server/links/merchant-campaigns.ts';
import type { Actions, PageServerLoad } from './$types';

/** What was withdrawn from this merchant; opening the page says that they have seen it. */
export const load: PageServerLoad = async ({ locals, parent }) => {
  const { county, ...layout } = await parent();
  const merchant = requireMerchant(layout.merchant);
  const { database, clock } = locals.app;
  const recalls = await listOwnRecalls(database.db, county.id, merchant.id, { openOnly: false });
  await markSeen(database.db, county.id, merchant.id, clock());
  return { recalls };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = requireActor(event);
    const { database, clock } = event.locals.app;
    const own = await listOwnMerchants(database.db, actor.countyId, actor.merchantIds);
    const merchant = chooseMerchant(own, event.cookies.get(MERCHANT_COOKIE));
    const form = await event.request.formData();
    if (merchant)
      await acknowledgeRecall(database.db, actor, {
        recallId: String(form.get('recall') ?? ''),
        merchantId: merchant.id,
        now: clock(),
      });
    redirect(303, '/m/recalls');
  },
};
