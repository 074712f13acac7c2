import { m } from '#lib/paraglide/messages.js';
import { listCampaignResults } from '#lib/server/reports/campaign-list.ts';
import { csv, csvHeaders, yuanCell } from '#lib/shared/csv.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { readListQuery } from '../query.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const actor = requireRight(event, 'review.export');
  const { filter, sort, model } = readListQuery(event.url);
  const { rows } = await listCampaignResults(event.locals.app.database, actor.countyId, filter, sort, model);
  const head = [
    m.review_code(),
    m.review_campaign(),
    m.common_first_day(),
    m.common_last_day(),
    m.review_cost(),
    m.review_attributed(),
    m.review_coded_share(),
    m.review_orders(),
    m.review_margin(),
    m.review_per_yuan(),
    m.review_roi(),
  ];
  const body = rows.map((row) => [
    row.campaign.code,
    row.campaign.name,
    row.campaign.startsOn,
    row.campaign.endsOn,
    yuanCell(row.spendFen),
    yuanCell(row.attributedFen),
    row.attributedFen === 0 ? null : (row.codedFen / row.attributedFen).toFixed(4),
    row.orders,
    yuanCell(row.marginFen),
    row.salesPerYuan === null ? null : row.salesPerYuan.toFixed(4),
    row.roi === null ? null : row.roi.toFixed(4),
  ]);
  return new Response(csv(head, body), { headers: csvHeaders(`${m.review_list_title()}.csv`) });
};
