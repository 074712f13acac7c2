import {
  listCampaignActivities,
  listCampaignDays,
  listCampaignMerchants,
  listCampaignProducts,
} from '#lib/server/reports/campaign-parts.ts';
import { getCampaignResult } from '#lib/server/reports/campaign-result.ts';
import { attributedSentence, NOT_CAUSED, spendSentence } from '#lib/server/reports/result-sentences.ts';
import { readModel } from '#lib/server/reports/scope.ts';
import { getUndecidedDuplicates } from '#lib/server/reports/undecided-duplicates.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { say } from '#lib/shared/attribution-words.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { requireCampaign } from '../campaign.ts';
import type { PageServerLoad } from './$types';

/** Days shown around the campaign: two weeks before, and as long after as a scan can still count. */
const DAYS_BEFORE = 14;
const DAYS_AFTER = 30;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'review.read');
  const { database } = event.locals.app;
  const { campaign: named } = await requireCampaign(event);
  const { id } = named;
  const model = readModel(event.url.searchParams.get('model'));
  const result = requireFound(await getCampaignResult(database, actor.countyId, id, model));
  const { locale } = event.locals;
  if (result.scope === null) return { campaign: result.campaign, spend: result.spend, review: null };
  const { campaign, scope } = result;
  // Today is not over and later days have not come: they are left out, not drawn as a fall to zero.
  const yesterday = addDays(dayOf(event.locals.app.clock()), -1);
  const until = addDays(campaign.endsOn, DAYS_AFTER);
  const lastDay = until < yesterday ? until : yesterday < campaign.startsOn ? campaign.startsOn : yesterday;
  const [days, merchants, products, activities, duplicates] = await Promise.all([
    listCampaignDays(database, scope, id, addDays(campaign.startsOn, -DAYS_BEFORE), lastDay),
    listCampaignMerchants(database, scope, id),
    listCampaignProducts(database, scope, id),
    listCampaignActivities(database, scope, id),
    getUndecidedDuplicates(database, scope, id),
  ]);
  return {
    campaign,
    spend: result.spend,
    review: {
      ...{ result, days, merchants, products, activities, duplicates },
      sentences: {
        attributed: say(attributedSentence(result.attributedFen, result.byTier), locale),
        spend: say(spendSentence(result.spend.settledFen, result.salesPerYuan), locale),
        notCaused: say(NOT_CAUSED, locale),
      },
    },
  };
};
