import { can } from '#lib/server/accounts/rights.ts';
import { listBatches } from '#lib/server/posters/batches/batches.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { readPage } from '#lib/server/web/page-number.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 30;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const page = readPage(event.url.searchParams);
  const { rows, total } = await listBatches(event.locals.app.database.db, actor.countyId, {
    page,
    pageSize: PAGE_SIZE,
  });
  return {
    rows: rows.map(({ batch, campaign, poster, version, counts }) => ({
      id: batch.id,
      state: batch.state,
      total: batch.total,
      formats: batch.formats,
      by: batch.createdByName,
      createdAt: batch.createdAt,
      campaign,
      poster,
      version,
      counts,
    })),
    total,
    page,
    pageSize: PAGE_SIZE,
    mayStart: can(actor, 'poster.batch'),
  };
};
