import { can } from '#lib/server/accounts/rights.ts';
import { listPosters } from '#lib/server/posters/listing.ts';
import { CONTENT_STATES } from '#lib/server/posters/states.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { readPage } from '#lib/server/web/page-number.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 8;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const { app } = event.locals;
  const query = event.url.searchParams;
  const campaignId = query.get('campaign');
  const state = CONTENT_STATES.find((s) => s === query.get('state'));
  const year = query.get('year')?.match(/^\d{4}$/)?.[0];
  const text = query.get('q')?.slice(0, 60) ?? '';
  const today = dayOf(app.clock());
  const found = await listPosters(app.database.db, actor.countyId, {
    today,
    text,
    ...(campaignId && isUuid(campaignId) ? { campaignId } : {}),
    ...(state ? { state } : {}),
    ...(year ? { year } : {}),
    page: readPage(query),
    pageSize: PAGE_SIZE,
  });
  return {
    ...found,
    pageSize: PAGE_SIZE,
    today,
    filter: { text, state: state ?? '', year: year ?? '', campaign: campaignId ?? '' },
    mayEdit: can(actor, 'poster.edit'),
  };
};
