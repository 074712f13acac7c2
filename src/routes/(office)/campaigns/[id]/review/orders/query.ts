/** Which of a campaign's orders, from the address: read alike by the page and by its export. */
import type { OrderFilter } from '#lib/server/reports/campaign-orders.ts';
import { readModel } from '#lib/server/reports/scope.ts';
import { TIERS } from '#lib/server/attribution/touch.ts';
import { readPage } from '#lib/server/web/page-number.ts';
import { isDay } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';

export function readOrderQuery(url: URL) {
  const text = (key: string) => url.searchParams.get(key) ?? '';
  const id = (key: string) => (isUuid(text(key)) || text(key) === 'none' ? text(key) : null);
  const day = (key: string) => (isDay(text(key)) ? text(key) : null);
  const filter: OrderFilter = {
    tier: TIERS.find((tier) => tier === text('tier')) ?? null,
    merchantId: id('merchant'),
    productId: id('product'),
    fromDay: day('from'),
    toDay: day('to'),
  };
  return { filter, page: readPage(url.searchParams), model: readModel(text('model')) };
}
