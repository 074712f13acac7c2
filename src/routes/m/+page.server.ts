import { getMerchantResults } from '#lib/server/reports/merchant-results.ts';
import { listOwnCampaigns, listOwnProducts } from '#lib/server/links/merchant-campaigns.ts';
import { listOwnRecalls } from '#lib/server/posters/recalls/receipts.ts';
import { requireMerchant } from './merchant-choice.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
  const { county, ...layout } = await parent();
  const merchant = requireMerchant(layout.merchant);
  const { database, clock } = locals.app;
  const now = clock();
  const { current, upcoming } = await listOwnCampaigns(database.db, county.id, merchant.id, now);
  const [first, ...rest] = current;
  const [results, products, withdrawn] = await Promise.all([
    getMerchantResults(database, county.id, merchant.id),
    first === undefined ? [] : listOwnProducts(database.db, county.id, first.id, merchant.id),
    listOwnRecalls(database.db, county.id, merchant.id, { openOnly: true }),
  ]);
  const mine = results.byCampaign.find((row) => row.campaignId === first?.id);
  return {
    now: now.getTime(),
    first: first ?? null,
    figures: { scans: mine?.scans ?? 0, orders: mine?.orders ?? 0, netFen: mine?.netFen ?? 0 },
    rest,
    upcoming,
    products,
    withdrawn: withdrawn.length,
  };
};
