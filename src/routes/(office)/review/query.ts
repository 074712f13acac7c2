/** The state of the list in the address: read alike by the page and by its export. */
import { readSort } from '#lib/ui/address.ts';
import { CAMPAIGN_SORTS, type CampaignFilter, type CampaignSort } from '#lib/server/reports/campaign-list.ts';
import { readModel } from '#lib/server/reports/scope.ts';
import { isUuid } from '#lib/shared/uuid.ts';

export function readListQuery(url: URL) {
  const year = Number(url.searchParams.get('year'));
  const industry = url.searchParams.get('industry') ?? '';
  const filter: CampaignFilter = {
    year: Number.isInteger(year) && year >= 2000 && year <= 2099 ? year : null,
    industryId: isUuid(industry) ? industry : null,
    text: (url.searchParams.get('q') ?? '').trim().slice(0, 60),
  };
  const sort = readSort<CampaignSort>(url.searchParams.get('sort'), CAMPAIGN_SORTS, {
    key: 'starts',
    descending: true,
  });
  return { filter, sort, model: readModel(url.searchParams.get('model')) };
}
