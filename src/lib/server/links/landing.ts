/** What a campaign's public page needs to know, by the words in its address. Read-only. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { CampaignContent } from '../campaigns/content.ts';
import {
  activities,
  campaignCodes,
  campaignDecisions,
  campaignMerchants,
  campaignProducts,
  campaigns,
} from '../campaigns/schema.ts';
import { LIVE_STATES, type CampaignState } from '../campaigns/states.ts';
import { countySettings, products } from '../county/schema.ts';
import { counties, type County } from '../db/counties.ts';
import type { DbOrTx } from '../db/database.ts';
import { merchants, productOffers } from '../merchants/schema.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { shopAddress } from './destination.ts';
import { phaseOf, type Phase } from './phase.ts';
import { linkCodes, links } from './schema.ts';

export interface PublicCounty {
  id: string;
  slug: string;
  name: string;
  nameEn: string;
  icp: string | null;
  imprintZh: string;
  imprintEn: string;
  privacyZh: string;
  privacyEn: string;
}

export async function findPublicCounty(db: DbOrTx, slug: string): Promise<PublicCounty | null> {
  const [row] = await db
    .select({ county: counties, settings: countySettings })
    .from(counties)
    .leftJoin(countySettings, eq(countySettings.countyId, counties.id))
    .where(eq(counties.slug, slug));
  if (row === undefined) return null;
  const { county, settings } = row;
  return {
    id: county.id,
    slug: county.slug,
    name: county.name,
    nameEn: county.nameEn,
    icp: settings?.icp ?? null,
    imprintZh: settings?.imprintZh ?? '',
    imprintEn: settings?.imprintEn ?? '',
    privacyZh: settings?.privacyZh ?? '',
    privacyEn: settings?.privacyEn ?? '',
  };
}

/** Whose code led here. */
export interface Arrival {
  code: string;
  merchant: { id: string; name: string; shortName: string | null; village: string | null } | null;
  campaignId: string | null;
  recalledAt: Date | null;
  recalledReason: string | null;
}

/** Null for a code that is none of this county's, or has expired. */
export async function findArrival(
  db: DbOrTx,
  county: Pick<County, 'id'>,
  code: string,
  now: Date,
): Promise<Arrival | null> {
  const [row] = await db
    .select({
      code: linkCodes,
      campaignId: links.campaignId,
      merchant: {
        id: merchants.id,
        name: merchants.name,
        shortName: merchants.shortName,
        village: merchants.village,
        state: merchants.state,
      },
    })
    .from(linkCodes)
    .innerJoin(links, and(eq(links.countyId, linkCodes.countyId), eq(links.id, linkCodes.linkId)))
    .leftJoin(merchants, and(eq(merchants.countyId, links.countyId), eq(merchants.id, links.merchantId)))
    .where(and(eq(linkCodes.code, code), eq(linkCodes.countyId, county.id)));
  if (row === undefined || (row.code.expiresAt !== null && row.code.expiresAt <= now)) return null;
  const merchant = row.merchant?.state === 'active' ? row.merchant : null;
  return {
    code,
    merchant: merchant && {
      id: merchant.id,
      name: merchant.name,
      shortName: merchant.shortName,
      village: merchant.village,
    },
    campaignId: row.campaignId,
    recalledAt: row.code.recalledAt,
    recalledReason: row.code.recalledReason,
  };
}

export interface LandingOffer {
  id: string;
  platform: string;
  shopName: string;
  searchWords: string | null;
  merchantId: string;
  merchantName: string;
  /** The shop can be opened from a browser; otherwise only its words help. */
  opens: boolean;
}

export interface LandingProduct {
  id: string;
  name: string;
  nameEn: string;
  spec: string;
  unit: string;
  /** The campaign's price. */
  priceFen: number;
  listPriceFen: number;
  picture: string | null;
  storyZh: string;
  storyEn: string;
  /** Those of the merchant whose code led here first. */
  offers: LandingOffer[];
}

export interface LandingEvent {
  id: string;
  name: string;
  kind: string;
  startsAt: Date;
  endsAt: Date;
  venue: string;
}

export interface LandingCampaign {
  id: string;
  code: string;
  name: string;
  nameEn: string | null;
  introZh: string;
  introEn: string;
  picture: string | null;
  startsOn: string;
  endsOn: string;
  phase: Phase;
}

export interface Landing {
  campaign: LandingCampaign;
  products: LandingProduct[];
  events: LandingEvent[];
  /** What to say to the shop so that the merchant, or the campaign, is credited. */
  spokenCode: string | null;
}

/** Null for a campaign that is not public: unknown, drafted, not approved. */
export async function findLanding(
  db: DbOrTx,
  county: Pick<County, 'id'>,
  campaignCode: string,
  merchantId: string | null,
  now: Date,
): Promise<Landing | null> {
  const [row] = await db
    .select()
    .from(campaigns)
    .where(
      and(eq(campaigns.countyId, county.id), sql`lower(${campaigns.code}) = ${campaignCode.toLowerCase()}`),
    );
  if (row === undefined || !isPublic(row.state, row.approvedAt)) return null;
  const approved = await findApproved(db, row);
  const [productRows, eventRows, spokenCode] = await Promise.all([
    findProducts(db, county.id, row.id, merchantId, approved?.products ?? null),
    db
      .select({
        id: activities.id,
        name: activities.name,
        kind: activities.kind,
        startsAt: activities.startsAt,
        endsAt: activities.endsAt,
        venue: activities.venue,
      })
      .from(activities)
      .where(
        and(
          eq(activities.countyId, county.id),
          eq(activities.campaignId, row.id),
          inArray(activities.kind, ['festival', 'offline_event', 'livestream']),
          eq(activities.state, 'planned'),
        ),
      )
      .orderBy(asc(activities.startsAt))
      .limit(8),
    findSpokenCode(db, county.id, row.id, merchantId, now),
  ]);
  return {
    campaign: toLandingCampaign(approved ? { ...row, ...wordsOf(approved) } : row, now),
    products: productRows,
    events: (approved ? eventsOf(approved) : eventRows).filter((event) => event.endsAt > now),
    spokenCode,
  };
}

/** Campaigns that run today, then those to come, the nearest first; of one merchant, or of all. */
export async function listCurrent(
  db: DbOrTx,
  countyId: string,
  merchantId: string | null,
  now: Date,
  limit = 12,
): Promise<LandingCampaign[]> {
  const today = dayOf(now);
  const ofMerchant =
    merchantId === null
      ? undefined
      : inArray(
          campaigns.id,
          db
            .select({ id: campaignMerchants.campaignId })
            .from(campaignMerchants)
            .where(
              and(eq(campaignMerchants.countyId, countyId), eq(campaignMerchants.merchantId, merchantId)),
            ),
        );
  const rows = await db
    .select()
    .from(campaigns)
    .where(
      and(
        eq(campaigns.countyId, countyId),
        inArray(campaigns.state, ['approved', 'running', 'changing']),
        sql`${campaigns.endsOn} >= ${today}`,
        ofMerchant,
      ),
    )
    .orderBy(
      sql`${campaigns.startsOn} > ${today}`,
      sql`case when ${campaigns.startsOn} > ${today} then ${campaigns.startsOn} else ${campaigns.endsOn} end`,
    )
    .limit(limit);
  return Promise.all(
    rows.map(async (row) => {
      const approved = await findApproved(db, row);
      return toLandingCampaign(approved ? { ...row, ...wordsOf(approved) } : row, now);
    }),
  );
}

/** One shop of the county, for the page with the words to copy. */
export async function findOffer(db: DbOrTx, countyId: string, offerId: string) {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(offerId)) return null;
  const [row] = await db
    .select({
      offer: productOffers,
      product: products,
      merchantName: merchants.name,
      merchantShortName: merchants.shortName,
    })
    .from(productOffers)
    .innerJoin(
      products,
      and(eq(products.countyId, productOffers.countyId), eq(products.id, productOffers.productId)),
    )
    .innerJoin(
      merchants,
      and(eq(merchants.countyId, productOffers.countyId), eq(merchants.id, productOffers.merchantId)),
    )
    .where(
      and(
        eq(productOffers.countyId, countyId),
        eq(productOffers.id, offerId),
        isNull(productOffers.retiredAt),
      ),
    );
  if (row === undefined) return null;
  return {
    id: row.offer.id,
    platform: row.offer.platform,
    shopName: row.offer.shopName,
    searchWords: row.offer.searchWords,
    address: shopAddress(row.offer.platform, row.offer.url),
    product: { name: row.product.name, nameEn: row.product.nameEn, spec: row.product.spec },
    merchantName: row.merchantShortName ?? row.merchantName,
  };
}

function isPublic(state: CampaignState, approvedAt: Date | null): boolean {
  // Of a campaign that was called off after its approval, posters may be about: its page says so.
  return LIVE_STATES.includes(state) || (state === 'cancelled' && approvedAt !== null);
}

function toLandingCampaign(row: typeof campaigns.$inferSelect, now: Date): LandingCampaign {
  return {
    id: row.id,
    code: row.code.toLowerCase(),
    name: row.name,
    nameEn: row.nameEn,
    introZh: row.introZh,
    introEn: row.introEn,
    picture: row.picture,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    phase: phaseOf(row, dayOf(now)),
  };
}

async function findApprovedProducts(db: DbOrTx, countyId: string, approved: CampaignContent['products']) {
  if (approved.length === 0) return [];
  const ids = approved.map(({ productId }) => productId);
  const found = await db
    .select()
    .from(products)
    .where(and(eq(products.countyId, countyId), inArray(products.id, ids)));
  return approved.flatMap(({ productId, priceFen }) => {
    const product = found.find(({ id }) => id === productId);
    return product ? [{ product, priceFen }] : [];
  });
}

/**
 * What was approved last, while its change waits for approval: the public reads no word and no price that nobody has
 * approved. Null when the rows themselves are what was approved.
 */
async function findApproved(
  db: DbOrTx,
  campaign: Pick<typeof campaigns.$inferSelect, 'countyId' | 'id' | 'state'>,
): Promise<CampaignContent | null> {
  if (campaign.state !== 'changing') return null;
  const [decision] = await db
    .select({ content: campaignDecisions.content })
    .from(campaignDecisions)
    .where(
      and(
        eq(campaignDecisions.countyId, campaign.countyId),
        eq(campaignDecisions.campaignId, campaign.id),
        eq(campaignDecisions.kind, 'approve'),
        isNotNull(campaignDecisions.content),
      ),
    )
    .orderBy(desc(campaignDecisions.createdAt), desc(campaignDecisions.id))
    .limit(1);
  // Written by `decisions.approve` as the content it hashed.
  return (decision?.content as CampaignContent | undefined) ?? null;
}

function wordsOf({ name, nameEn, introZh, introEn, startsOn, endsOn }: CampaignContent) {
  return { name, nameEn, introZh, introEn, startsOn, endsOn };
}

function eventsOf(approved: CampaignContent): LandingEvent[] {
  return approved.activities
    .flatMap(({ id, name, kind, startsAt, endsAt, venue }) =>
      id !== undefined && (kind === 'festival' || kind === 'offline_event' || kind === 'livestream')
        ? // JSON keeps instants as text.
          [{ id, name, kind, venue, startsAt: new Date(startsAt), endsAt: new Date(endsAt) }]
        : [],
    )
    .slice(0, 8);
}

/** @param approved products and prices as they were approved, in their order; null = those of the campaign's own rows. */
async function findProducts(
  db: DbOrTx,
  countyId: string,
  campaignId: string,
  merchantId: string | null,
  approved: CampaignContent['products'] | null,
): Promise<LandingProduct[]> {
  const rows =
    approved === null
      ? await db
          .select({ product: products, priceFen: campaignProducts.priceFen })
          .from(campaignProducts)
          .innerJoin(
            products,
            and(
              eq(products.countyId, campaignProducts.countyId),
              eq(products.id, campaignProducts.productId),
            ),
          )
          .where(and(eq(campaignProducts.countyId, countyId), eq(campaignProducts.campaignId, campaignId)))
          .orderBy(campaignProducts.position, products.code)
      : await findApprovedProducts(db, countyId, approved);
  if (rows.length === 0) return [];
  const offerRows = await db
    .select({ offer: productOffers, name: merchants.name, shortName: merchants.shortName })
    .from(productOffers)
    .innerJoin(
      merchants,
      and(eq(merchants.countyId, productOffers.countyId), eq(merchants.id, productOffers.merchantId)),
    )
    .innerJoin(
      campaignMerchants,
      and(
        eq(campaignMerchants.countyId, productOffers.countyId),
        eq(campaignMerchants.merchantId, productOffers.merchantId),
        eq(campaignMerchants.campaignId, campaignId),
      ),
    )
    .where(
      and(
        eq(productOffers.countyId, countyId),
        inArray(
          productOffers.productId,
          rows.map((row) => row.product.id),
        ),
        isNull(productOffers.retiredAt),
        eq(merchants.state, 'active'),
      ),
    )
    .orderBy(merchants.spokenNumber, merchants.name, productOffers.platform);
  const offersOf = Map.groupBy(offerRows, (row) => row.offer.productId);
  return rows.map(({ product, priceFen }) => ({
    id: product.id,
    name: product.name,
    nameEn: product.nameEn,
    spec: product.spec,
    unit: product.unit,
    priceFen: priceFen ?? product.listPriceFen,
    listPriceFen: product.listPriceFen,
    picture: product.picture,
    storyZh: product.storyZh,
    storyEn: product.storyEn,
    offers: (offersOf.get(product.id) ?? [])
      .map(({ offer, name, shortName }) => ({
        id: offer.id,
        platform: offer.platform,
        shopName: offer.shopName,
        searchWords: offer.searchWords,
        merchantId: offer.merchantId,
        merchantName: shortName ?? name,
        opens: shopAddress(offer.platform, offer.url) !== null,
      }))
      // Stable: the rest keep their order.
      .sort((a, b) => Number(b.merchantId === merchantId) - Number(a.merchantId === merchantId)),
  }));
}

/** The merchant's own words if there are any, else the campaign's. */
async function findSpokenCode(
  db: DbOrTx,
  countyId: string,
  campaignId: string,
  merchantId: string | null,
  now: Date,
): Promise<string | null> {
  const rows = await db
    .select({ code: campaignCodes.code, merchantId: campaignCodes.merchantId })
    .from(campaignCodes)
    .where(
      and(
        eq(campaignCodes.countyId, countyId),
        eq(campaignCodes.campaignId, campaignId),
        eq(campaignCodes.kind, 'spoken'),
        isNull(campaignCodes.suspendedAt),
        sql`coalesce(${campaignCodes.validTo} > ${now.toISOString()}::timestamptz, true)`,
      ),
    )
    .orderBy(campaignCodes.code);
  const own = merchantId === null ? undefined : rows.find((row) => row.merchantId === merchantId);
  return (own ?? rows.find((row) => row.merchantId === null))?.code ?? null;
}

/** The campaign of a withdrawn poster: its name may be told, whatever became of it. */
export async function findWithdrawnCampaign(db: DbOrTx, countyId: string, campaignId: string) {
  const [row] = await db
    .select({ name: campaigns.name, nameEn: campaigns.nameEn })
    .from(campaigns)
    .where(and(eq(campaigns.countyId, countyId), eq(campaigns.id, campaignId)));
  return row ?? null;
}

export async function findCountyById(db: DbOrTx, countyId: string) {
  const [row] = await db
    .select({ id: counties.id, slug: counties.slug, name: counties.name, nameEn: counties.nameEn })
    .from(counties)
    .where(eq(counties.id, countyId));
  if (row === undefined) throw new Error(`no county ${countyId}`);
  return row;
}
