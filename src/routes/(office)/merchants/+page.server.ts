import { can } from '#lib/server/accounts/rights.ts';
import { listTownships } from '#lib/server/county/lists.ts';
import * as merchants from '#lib/server/merchants/merchants.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { readSort } from '#lib/ui/address.ts';
import { readPage } from '#lib/server/web/page-number.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 20;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'merchant.read');
  const { db } = event.locals.app.database;
  const query = event.url.searchParams;
  const sort = readSort(query.get('sort'), merchants.MERCHANT_SORTS, { key: 'number', descending: false });
  const kind = merchants.MERCHANT_KINDS.find((k) => k === query.get('kind'));
  const state = merchants.MERCHANT_STATES.find((s) => s === query.get('state'));
  const townships = await listTownships(db, actor.countyId);
  const township = townships.find((t) => t.name === query.get('township'));
  const text = query.get('q')?.slice(0, 60) ?? '';
  const page = readPage(query);
  const { rows, total } = await merchants.list(db, actor.countyId, {
    text,
    ...(kind ? { kind } : {}),
    ...(state ? { state } : {}),
    ...(township ? { townshipId: township.id } : {}),
    sort: sort.key,
    descending: sort.descending,
    page,
    pageSize: PAGE_SIZE,
  });
  return {
    rows,
    total,
    page,
    pageSize: PAGE_SIZE,
    sort,
    filter: { text, kind: kind ?? '', state: state ?? '', township: township?.name ?? '' },
    townships: townships.map((t) => t.name),
    mayEdit: can(actor, 'merchant.edit'),
  };
};
