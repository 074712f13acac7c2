import { can } from '#lib/server/accounts/rights.ts';
import { listRecalls } from '#lib/server/posters/recalls/recalls.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { readPage } from '#lib/server/web/page-number.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 30;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const page = readPage(event.url.searchParams);
  const { rows, total } = await listRecalls(event.locals.app.database.db, actor.countyId, {
    page,
    pageSize: PAGE_SIZE,
  });
  return {
    rows: rows.map(({ recall, receipts, scansSince }) => ({
      id: recall.id,
      scope: recall.scope,
      label: recall.label,
      reason: recall.reason,
      state: recall.state,
      source: recall.source,
      outputs: recall.outputs,
      at: recall.decidedAt ?? recall.createdAt,
      by: recall.decidedByName || recall.createdByName,
      receipts,
      scansSince,
    })),
    total,
    page,
    pageSize: PAGE_SIZE,
    mayRecall: can(actor, 'poster.recall'),
  };
};
