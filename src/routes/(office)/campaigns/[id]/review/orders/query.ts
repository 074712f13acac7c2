/** Which of a campaign's orders, from the address: read alike by the page and by its export. */
import type { OrderFilter } from '#lib/server/reports/campaign-orders.ts';
import { isUuid, readModel } from '#lib/server/reports/scope.ts';
import { TIERS } from '#lib/server/attribution/touch.ts';
import { isDay } from '#lib/shared/dates.ts';

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
  const page = Math.max(1, Math.floor(Number(text('page'))) || 1);
  return { filter, page: Math.min(page, 100_000), model: readModel(text('model')) };
}
