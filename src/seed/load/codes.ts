/** The codes that name a campaign on an order. */
import { campaignCodes } from '#lib/server/campaigns/schema.ts';
import { addDays, instantAt } from '#lib/shared/dates.ts';
import { PROMOTERS } from '../data/merchants.ts';
import { wasApproved } from '../world/editions.ts';
import { insertAll, type Loading } from './loading.ts';
import { merchantId } from './people.ts';

/** Coupon, SKU suffix, a spoken code a merchant, and the promoters who sell for it: as the house makes them at approval. */
export async function loadCodes(loading: Loading): Promise<void> {
  const { tx, countyId, id, world } = loading;
  const rows = world.editions.filter(wasApproved).flatMap((e) => {
    const of = (kind: string, code: string) => ({
      countyId,
      id: id('code', `${e.key}/${kind}/${code}`),
      campaignId: id('campaign', e.key),
      code,
      merchantId: null as string | null,
      validFrom: instantAt(e.startsOn),
      validTo: instantAt(addDays(e.endsOn, 31)),
      createdAt: instantAt(addDays(e.startsOn, -27), '10:00'),
    });
    const industries = e.template.industries.map(([code]) => code);
    const promoters = PROMOTERS.filter(
      (p) =>
        e.template.platforms.includes(p.platform) && p.industries.some((code) => industries.includes(code)),
    );
    return [
      { ...of('coupon', e.code), kind: 'coupon' as const },
      { ...of('sku_suffix', e.code), kind: 'sku_suffix' as const },
      ...(world.participants.get(e.key) ?? []).map((p) => ({
        ...of('spoken', `白沙${p.number}`),
        kind: 'spoken' as const,
        merchantId: merchantId({ id }, p),
      })),
      // A promoter sells all year: the campaign is theirs only in its window.
      ...promoters.map((p) => ({
        ...of('promoter', p.id.toUpperCase()),
        kind: 'promoter' as const,
        validTo: instantAt(addDays(e.endsOn, 2)),
      })),
    ];
  });
  await insertAll(tx, campaignCodes, rows);
}
