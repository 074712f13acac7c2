/** What may be sold at an activity's stalls: the campaign's merchants, and its products at the campaign's prices. */
import { and, asc, eq } from 'drizzle-orm';
import { activities, campaignMerchants, campaignProducts, campaigns } from '../campaigns/schema.ts';
import { products } from '../county/schema.ts';
import type { Db } from '../db/database.ts';
import { merchants } from '../merchants/schema.ts';

export interface StallOffers {
  activity: { id: string; name: string; venue: string; startsAt: Date; endsAt: Date };
  campaign: { id: string; name: string; code: string };
  merchants: { id: string; name: string }[];
  products: { id: string; name: string; nameEn: string; spec: string; unit: string; priceFen: number }[];
}

/** Null when the county has no such activity. */
export async function stallOffers(db: Db, countyId: string, activityId: string): Promise<StallOffers | null> {
  const [found] = await db
    .select({
      activity: {
        id: activities.id,
        name: activities.name,
        venue: activities.venue,
        startsAt: activities.startsAt,
        endsAt: activities.endsAt,
      },
      campaign: { id: campaigns.id, name: campaigns.name, code: campaigns.code },
    })
    .from(activities)
    .innerJoin(
      campaigns,
      and(eq(campaigns.countyId, activities.countyId), eq(campaigns.id, activities.campaignId)),
    )
    .where(and(eq(activities.countyId, countyId), eq(activities.id, activityId)));
  if (!found) return null;
  const [sellers, goods] = await Promise.all([
    db
      .select({ id: merchants.id, name: merchants.name, shortName: merchants.shortName })
      .from(campaignMerchants)
      .innerJoin(
        merchants,
        and(
          eq(merchants.countyId, campaignMerchants.countyId),
          eq(merchants.id, campaignMerchants.merchantId),
          eq(merchants.state, 'active'),
        ),
      )
      .where(
        and(eq(campaignMerchants.countyId, countyId), eq(campaignMerchants.campaignId, found.campaign.id)),
      )
      .orderBy(asc(merchants.name)),
    db
      .select({
        id: products.id,
        name: products.name,
        nameEn: products.nameEn,
        spec: products.spec,
        unit: products.unit,
        listPriceFen: products.listPriceFen,
        priceFen: campaignProducts.priceFen,
      })
      .from(campaignProducts)
      .innerJoin(
        products,
        and(eq(products.countyId, campaignProducts.countyId), eq(products.id, campaignProducts.productId)),
      )
      .where(and(eq(campaignProducts.countyId, countyId), eq(campaignProducts.campaignId, found.campaign.id)))
      .orderBy(asc(campaignProducts.position), asc(products.code)),
  ]);
  return {
    ...found,
    merchants: sellers.map(({ id, name, shortName }) => ({ id, name: shortName ?? name })),
    products: goods.map(({ listPriceFen, ...p }) => ({ ...p, priceFen: p.priceFen ?? listPriceFen })),
  };
}

/** Activities that staff devices may be paired for: held at a place, not over, not cancelled; the next one first. */
export async function pairableActivities(db: Db, countyId: string, now: Date) {
  const rows = await db
    .select({
      id: activities.id,
      name: activities.name,
      kind: activities.kind,
      startsAt: activities.startsAt,
      endsAt: activities.endsAt,
      campaign: campaigns.name,
      campaignState: campaigns.state,
      state: activities.state,
    })
    .from(activities)
    .innerJoin(
      campaigns,
      and(eq(campaigns.countyId, activities.countyId), eq(campaigns.id, activities.campaignId)),
    )
    .where(eq(activities.countyId, countyId))
    .orderBy(asc(activities.startsAt));
  return rows.filter(
    (a) =>
      (a.kind === 'festival' || a.kind === 'offline_event') &&
      a.state !== 'cancelled' &&
      a.endsAt > now &&
      (a.campaignState === 'approved' || a.campaignState === 'running' || a.campaignState === 'changing'),
  );
}
