/** Who and what belongs to a campaign, by name: organisers, industries, products, merchants. */
import { and, asc, eq } from 'drizzle-orm';
import type { DbOrTx } from '../db/database.ts';
import { industries, organisations, products, townships, type Product } from '../county/schema.ts';
import { merchants, type Merchant } from '../merchants/schema.ts';
import { campaignIndustries, campaignMerchants, campaignOrganisers, campaignProducts } from './schema.ts';
import type { OrganiserPart } from './states.ts';

export interface CampaignMembers {
  organisers: {
    id: string;
    name: string;
    shortName: string | null;
    team: 'a' | 'b' | 'c' | 'd' | 'e';
    part: OrganiserPart;
  }[];
  industries: { id: string; code: string; name: string; nameEn: string; shareBp: number }[];
  products: (Product & { priceFen: number | null; stockCommitment: number | null })[];
  merchants: {
    id: string;
    name: string;
    kind: Merchant['kind'];
    state: Merchant['state'];
    township: string | null;
    spokenNumber: string | null;
  }[];
}

/** Organisers in their printed order, merchants by spoken number and name. */
export async function listMembers(
  db: DbOrTx,
  countyId: string,
  campaignId: string,
): Promise<CampaignMembers> {
  const [organisers, shares, goods, taking] = await Promise.all([
    db
      .select({
        id: organisations.id,
        name: organisations.name,
        shortName: organisations.shortName,
        team: organisations.team,
        part: campaignOrganisers.part,
      })
      .from(campaignOrganisers)
      .innerJoin(
        organisations,
        and(
          eq(organisations.countyId, campaignOrganisers.countyId),
          eq(organisations.id, campaignOrganisers.organisationId),
        ),
      )
      .where(and(eq(campaignOrganisers.countyId, countyId), eq(campaignOrganisers.campaignId, campaignId)))
      .orderBy(asc(campaignOrganisers.position), asc(organisations.name)),
    db
      .select({
        id: industries.id,
        code: industries.code,
        name: industries.name,
        nameEn: industries.nameEn,
        shareBp: campaignIndustries.shareBp,
      })
      .from(campaignIndustries)
      .innerJoin(
        industries,
        and(
          eq(industries.countyId, campaignIndustries.countyId),
          eq(industries.id, campaignIndustries.industryId),
        ),
      )
      .where(and(eq(campaignIndustries.countyId, countyId), eq(campaignIndustries.campaignId, campaignId)))
      .orderBy(asc(industries.position)),
    db
      .select({
        product: products,
        priceFen: campaignProducts.priceFen,
        stockCommitment: campaignProducts.stockCommitment,
      })
      .from(campaignProducts)
      .innerJoin(
        products,
        and(eq(products.countyId, campaignProducts.countyId), eq(products.id, campaignProducts.productId)),
      )
      .where(and(eq(campaignProducts.countyId, countyId), eq(campaignProducts.campaignId, campaignId)))
      .orderBy(asc(campaignProducts.position)),
    db
      .select({
        id: merchants.id,
        name: merchants.name,
        kind: merchants.kind,
        state: merchants.state,
        township: townships.name,
        spokenNumber: merchants.spokenNumber,
      })
      .from(campaignMerchants)
      .innerJoin(
        merchants,
        and(
          eq(merchants.countyId, campaignMerchants.countyId),
          eq(merchants.id, campaignMerchants.merchantId),
        ),
      )
      .leftJoin(
        townships,
        and(eq(townships.countyId, merchants.countyId), eq(townships.id, merchants.townshipId)),
      )
      .where(and(eq(campaignMerchants.countyId, countyId), eq(campaignMerchants.campaignId, campaignId)))
      .orderBy(asc(merchants.spokenNumber), asc(merchants.name)),
  ]);
  return {
    organisers,
    industries: shares,
    products: goods.map((g) => ({ ...g.product, priceFen: g.priceFen, stockCommitment: g.stockCommitment })),
    merchants: taking,
  };
}
