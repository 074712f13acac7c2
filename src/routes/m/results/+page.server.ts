import { addDays, dayOf } from '#lib/shared/dates.ts';
import { getMerchantResults } from '#lib/server/reports/merchant-results.ts';
import { requireMerchant } from '../merchant-choice.ts';
import type { PageServerLoad } from './$types';

const SPANS = [30, 90] as const;

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { county, merchant } = await parent();
  const { app } = locals;
  const asked = Number(url.searchParams.get('days') ?? '');
  const days = SPANS.find((span) => span === asked) ?? null;
  const since = days === null ? null : addDays(dayOf(app.clock()), 1 - days);
  return {
    days,
    spans: SPANS,
    results: await getMerchantResults(app.database, county.id, requireMerchant(merchant).id, since),
  };
};
