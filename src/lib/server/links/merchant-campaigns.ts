/** A merchant's campaigns as their phone shows them: what is on, what comes, what is over. Read-only. */
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { dayOf } from '#lib/shared/dates.ts';
import { normaliseCode } from '../campaigns/code-grammar.ts';
import { campaignCodes, campaignMerchants, campaignProducts, campaigns } from '../campaigns/schema.ts';
import { LIVE_STATES } from '../campaigns/states.ts';
import { products } from '../county/schema.ts';
import type { DbOrTx } from '../db/database.ts';
import { merchantProducts, merchants } from '../merchants/schema.ts';
import { townships } from '../county/schema.ts';
import { phaseOf, type Phase } from './phase.ts';

export interface OwnMerchant {
  id: string;
  name: string;
  shortName: string | null;
  township: string | null;
  village: string | null;
  spokenNumber: string | null;
  state: string;
}

/** The merchants this person acts for, in the order of their numbers. */
export async function listOwnMerchants(
  db: DbOrTx,
  countyId: string,
  merchantIds: readonly string[],
): Promise<OwnMerchant[]> {
  if (merchantIds.length === 0) return [];
  return db
    .select({
      id: merchants.id,
      name: merchants.name,
      shortName: merchants.shortName,
      township: townships.name,
      village: merchants.village,
      spokenNumber: merchants.spokenNumber,
      state: merchants.state,
    })
    .from(merchants)
    .leftJoin(
      townships,
      and(eq(townships.countyId, merchants.countyId), eq(townships.id, merchants.townshipId)),
    )
    .where(and(eq(merchants.countyId, countyId), inArray(merchants.id, [...merchantIds])))
    .orderBy(merchants.spokenNumber, merchants.name);
}

export interface OwnCampaign {
  id: string;
  code: string;
  name: string;
  nameEn: string | null;
  picture: string | null;
  startsOn: string;
  endsOn: string;
  phase: Phase;
}

/** Campaigns the merchant takes part in: running first, then to come, then those that ended in the last `overDays` (90). */
export async function listOwnCampaigns(
  db: DbOrTx,
  countyId: string,
  merchantId: string,
  now: Date,
  options: { overDays?: number } = {},
): Promise<{ current: OwnCampaign[]; upcoming: OwnCampaign[]; over: OwnCampaign[] }> {
  const today = dayOf(now);
  const rows = await db
    .select({ campaign: campaigns })
    .from(campaignMerchants)
    .innerJoin(
      campaigns,
      and(eq(campaigns.countyId, campaignMerchants.countyId), eq(campaigns.id, campaignMerchants.campaignId)),
    )
    .where(
      and(
        eq(campaignMerchants.countyId, countyId),
        eq(campaignMerchants.merchantId, merchantId),
        inArray(campaigns.state, [...LIVE_STATES]),
        sql`${campaigns.endsOn} > ${today}::date - ${options.overDays ?? 90}::int`,
      ),
    )
    .orderBy(desc(campaigns.startsOn));
  const all = rows.map(({ campaign }) => ({
    id: campaign.id,
    code: campaign.code.toLowerCase(),
    name: campaign.name,
    nameEn: campaign.nameEn,
    picture: campaign.picture,
    startsOn: campaign.startsOn,
    endsOn: campaign.endsOn,
    phase: phaseOf(campaign, today),
  }));
  return {
    current: all.filter((c) => c.phase === 'running').sort((a, b) => (a.endsOn < b.endsOn ? -1 : 1)),
    upcoming: all.filter((c) => c.phase === 'upcoming').reverse(),
    over: all.filter((c) => c.phase !== 'running' && c.phase !== 'upcoming'),
  };
}

export interface OwnProduct {
  id: string;
  name: string;
  nameEn: string;
  spec: string;
  unit: string;
  priceFen: number;
  listPriceFen: number;
  /** Pieces the campaign has promised to have in stock; null where nothing was promised. */
  stockCommitment: number | null;
}

/** What the merchant sells in this campaign: its products that the merchant may sell. */
export async function listOwnProducts(
  db: DbOrTx,
  countyId: string,
  campaignId: string,
  merchantId: string,
): Promise<OwnProduct[]> {
  return db
    .select({
      id: products.id,
      name: products.name,
      nameEn: products.nameEn,
      spec: products.spec,
      unit: products.unit,
      priceFen: sql<number>`coalesce(${campaignProducts.priceFen}, ${products.listPriceFen})`.mapWith(Number),
      listPriceFen: products.listPriceFen,
      stockCommitment: campaignProducts.stockCommitment,
    })
    .from(campaignProducts)
    .innerJoin(
      products,
      and(eq(products.countyId, campaignProducts.countyId), eq(products.id, campaignProducts.productId)),
    )
    .innerJoin(
      merchantProducts,
      and(
        eq(merchantProducts.countyId, campaignProducts.countyId),
        eq(merchantProducts.productId, campaignProducts.productId),
        eq(merchantProducts.merchantId, merchantId),
      ),
    )
    .where(and(eq(campaignProducts.countyId, countyId), eq(campaignProducts.campaignId, campaignId)))
    .orderBy(campaignProducts.position, products.code);
}

/** Everything the merchant may sell, for the entry of a sale. */
export async function listSellable(db: DbOrTx, countyId: string, merchantId: string) {
  return db
    .select({
      id: products.id,
      name: products.name,
      nameEn: products.nameEn,
      spec: products.spec,
      unit: products.unit,
    })
    .from(merchantProducts)
    .innerJoin(
      products,
      and(eq(products.countyId, merchantProducts.countyId), eq(products.id, merchantProducts.productId)),
    )
    .where(and(eq(merchantProducts.countyId, countyId), eq(merchantProducts.merchantId, merchantId)))
    .orderBy(products.code);
}

export type CodeCheck =
  | { ok: true; campaign: string; campaignEn: string | null }
  | { ok: false; reason: 'unknown' | 'expired' | 'suspended' };

/** Whether a coupon or spoken code that a customer showed is one of ours and holds now: told before the sale is saved. */
export async function checkCode(db: DbOrTx, countyId: string, typed: string, now: Date): Promise<CodeCheck> {
  const rows = await db
    .select({ code: campaignCodes, name: campaigns.name, nameEn: campaigns.nameEn })
    .from(campaignCodes)
    .innerJoin(
      campaigns,
      and(eq(campaigns.countyId, campaignCodes.countyId), eq(campaigns.id, campaignCodes.campaignId)),
    )
    .where(
      and(
        eq(campaignCodes.countyId, countyId),
        inArray(campaignCodes.kind, ['coupon', 'spoken']),
        eq(campaignCodes.code, normaliseCode(typed)),
      ),
    );
  if (rows.length === 0) return { ok: false, reason: 'unknown' };
  const standing = rows.filter(({ code }) => code.suspendedAt === null || code.suspendedAt > now);
  if (standing.length === 0) return { ok: false, reason: 'suspended' };
  const valid = standing.find(
    ({ code }) =>
      (code.validFrom === null || code.validFrom <= now) && (code.validTo === null || code.validTo > now),
  );
  return valid === undefined
    ? { ok: false, reason: 'expired' }
    : { ok: true, campaign: valid.name, campaignEn: valid.nameEn };
}
