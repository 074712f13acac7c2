import { listCampaignOrders } from '#lib/server/reports/campaign-orders.ts';
import { getCampaignResult } from '#lib/server/reports/campaign-result.ts';
import { listCampaignMerchants, listCampaignProducts } from '#lib/server/reports/campaign-parts.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { readOrderQuery } from './query.ts';
import { requireCampaign } from '../../campaign.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 50;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'review.read');
  const { database } = event.locals.app;
  const { campaign: named } = await requireCampaign(event);
  const { id } = named;
  const { filter, page, model } = readOrderQuery(event.url);
  const result = requireFound(await getCampaignResult(database, actor.countyId, id, model));
  const { campaign, scope } = result;
  if (scope === null)
    return {
      campaign,
      filter,
      page,
      pageSize: PAGE_SIZE,
      orders: { rows: [], total: 0, sumFen: 0 },
      merchants: [],
      products: [],
    };
  const [orders, merchants, products] = await Promise.all([
    listCampaignOrders(database, scope, id, filter, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
    listCampaignMerchants(database, scope, id),
    listCampaignProducts(database, scope, id),
  ]);
  return { campaign, filter, page, pageSize: PAGE_SIZE, orders, merchants, products };
};
