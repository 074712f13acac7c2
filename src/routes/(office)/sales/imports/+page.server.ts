import { can } from '#lib/server/accounts/rights.ts';
import { listImports } from '#lib/server/sales/uploads.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { readPage } from '#lib/server/web/page-number.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 30;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'sales.read');
  const page = readPage(event.url.searchParams);
  const { rows, total } = await listImports(event.locals.app.database.db, actor.countyId, {
    page,
    pageSize: PAGE_SIZE,
  });
  return {
    rows: rows.map((row) => ({
      id: row.id,
      fileName: row.fileName,
      platform: row.platform,
      grain: row.reading?.header.profile.grain ?? null,
      state: row.state,
      error: row.error !== null,
      rowsStaged: row.rowsStaged,
      rowsRejected: row.rowsRejected,
      shops: row.report?.shops ?? (row.chosenShop ? [row.chosenShop] : []),
      netFen: row.report?.netFen ?? null,
      createdAt: row.createdAt,
    })),
    total,
    page,
    pageSize: PAGE_SIZE,
    mayImport: can(actor, 'sales.import'),
  };
};
