import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { listCampaignOrders } from '#lib/server/reports/campaign-orders.ts';
import { getCampaignResult } from '#lib/server/reports/campaign-result.ts';
import { csv, csvHeaders, yuanCell } from '#lib/shared/csv.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { say, TIER_WORDS } from '#lib/shared/attribution-words.ts';
import { platformWord } from '../orders/platform-words.ts';
import { readOrderQuery } from '../orders/query.ts';
import { requireCampaign } from '../../campaign.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const actor = requireRight(event, 'review.export');
  const { database } = event.locals.app;
  const { campaign: named } = await requireCampaign(event);
  const { id } = named;
  const { filter, model } = readOrderQuery(event.url);
  const { campaign, scope } = requireFound(await getCampaignResult(database, actor.countyId, id, model));
  if (scope === null) error(404, { message: 'not_found' });
  const { rows } = await listCampaignOrders(database, scope, id, filter, { limit: null, offset: 0 });
  const { locale } = event.locals;
  const head = [
    m.review_sold_on(),
    m.review_order_no(),
    m.review_platform(),
    m.review_shop(),
    m.review_product(),
    m.review_merchant(),
    m.review_evidence(),
    m.review_net_of_order(),
    m.review_attributed(),
  ];
  const body = rows.map((row) => [
    row.soldOn,
    // Excel turns nineteen digits into 3.5E+18: an apostrophe keeps them text.
    orderNoCell(row.orderNo),
    platformWord(row.platform),
    row.shopName,
    row.products.join('、'),
    row.merchants.join('、'),
    row.tiers.map((tier) => say(TIER_WORDS[tier], locale)).join('、'),
    yuanCell(row.netFen),
    yuanCell(row.creditedFen),
  ]);
  return new Response(csv(head, body), {
    headers: csvHeaders(`${campaign.code}-${m.review_orders_title()}.csv`),
  });
};

function orderNoCell(orderNo: string): string {
  return /^\d{12,}$/.test(orderNo) ? `'${orderNo}` : orderNo;
}
