import { can } from '#lib/server/accounts/rights.ts';
import { PLATFORMS } from '#lib/server/sales/profiles/profile.ts';
import { listOrders, ORDER_SORTS, ORDER_STATUSES } from '#lib/server/sales/orders.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { isDay } from '#lib/shared/dates.ts';
import { readSort } from '#lib/ui/address.ts';
import { readPage } from '#lib/server/web/page-number.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 30;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'sales.read');
  const query = event.url.searchParams;
  const sort = readSort(query.get('sort'), ORDER_SORTS, { key: 'sold', descending: true });
  const platform = PLATFORMS.find((p) => p === query.get('platform'));
  const status = ORDER_STATUSES.find((s) => s === query.get('status'));
  const day = (key: string) => {
    const text = query.get(key) ?? '';
    return isDay(text) ? text : '';
  };
  const asked = query.get('import') ?? '';
  const importId = isUuid(asked) ? asked : null;
  const text = query.get('q')?.trim().slice(0, 60) ?? '';
  const page = readPage(query);
  const orders = await listOrders(event.locals.app.database.sql, actor.countyId, {
    ...(text ? { text } : {}),
    ...(platform ? { platform } : {}),
    ...(status ? { status } : {}),
    ...(day('from') ? { from: day('from') } : {}),
    ...(day('to') ? { to: day('to') } : {}),
    ...(importId ? { importId } : {}),
    sort: sort.key,
    descending: sort.descending,
    page,
    pageSize: PAGE_SIZE,
  });
  return {
    orders,
    page,
    pageSize: PAGE_SIZE,
    sort,
    filter: { text, platform: platform ?? '', status: status ?? '', from: day('from'), to: day('to') },
    importId: importId ?? null,
    mayImport: can(actor, 'sales.import'),
  };
};
