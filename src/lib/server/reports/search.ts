/** What the search field finds: campaigns, merchants, products and orders of the county, as far as the actor may see them. */
import { and, desc, eq, ilike, or, sql } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { campaigns, type Campaign } from '../campaigns/schema.ts';
import { products } from '../county/schema.ts';
import type { Db } from '../db/database.ts';
import { merchants } from '../merchants/schema.ts';
import { orders } from '../sales/schema.ts';

export interface SearchResults {
  campaigns: Pick<Campaign, 'id' | 'code' | 'name' | 'nameEn' | 'state' | 'startsOn' | 'endsOn'>[];
  merchants: { id: string; name: string; shortName: string | null; village: string | null }[];
  products: { id: string; code: string; name: string; nameEn: string; spec: string }[];
  orders: { id: string; platform: string; orderNo: string; soldAt: Date | null; paidFen: number | null }[];
}

/** At most this many of each kind: the page leads on to the list with the same words. */
export const PER_KIND = 8;
/** Order numbers are looked up by their beginning, which needs this many characters to be worth showing. */
const ORDER_NUMBER_MIN = 6;

/** @param text what was typed; blank finds nothing. `%` and `_` are ordinary letters. */
export async function search(db: Db, actor: Actor, text: string): Promise<SearchResults> {
  const typed = text.normalize('NFKC').trim().slice(0, 80);
  const none: SearchResults = { campaigns: [], merchants: [], products: [], orders: [] };
  if (typed === '') return none;
  const escaped = typed.replace(/[\\%_]/g, '\\$&');
  const anywhere = `%${escaped}%`;
  const { countyId } = actor;
  const [foundCampaigns, foundMerchants, foundProducts, foundOrders] = await Promise.all([
    can(actor, 'campaign.read')
      ? db
          .select({
            id: campaigns.id,
            code: campaigns.code,
            name: campaigns.name,
            nameEn: campaigns.nameEn,
            state: campaigns.state,
            startsOn: campaigns.startsOn,
            endsOn: campaigns.endsOn,
          })
          .from(campaigns)
          .where(
            and(
              eq(campaigns.countyId, countyId),
              or(
                ilike(campaigns.name, anywhere),
                ilike(campaigns.nameEn, anywhere),
                ilike(campaigns.code, anywhere),
              ),
            ),
          )
          .orderBy(desc(campaigns.startsOn), campaigns.code)
          .limit(PER_KIND)
      : none.campaigns,
    can(actor, 'merchant.read')
      ? db
          .select({
            id: merchants.id,
            name: merchants.name,
            shortName: merchants.shortName,
            village: merchants.village,
          })
          .from(merchants)
          .where(
            and(
              eq(merchants.countyId, countyId),
              or(
                ilike(merchants.name, anywhere),
                ilike(merchants.shortName, anywhere),
                ilike(merchants.village, anywhere),
                ilike(merchants.contactName, anywhere),
              ),
            ),
          )
          .orderBy(merchants.name)
          .limit(PER_KIND)
      : none.merchants,
    can(actor, 'campaign.read')
      ? db
          .select({
            id: products.id,
            code: products.code,
            name: products.name,
            nameEn: products.nameEn,
            spec: products.spec,
          })
          .from(products)
          .where(
            and(
              eq(products.countyId, countyId),
              or(
                ilike(products.name, anywhere),
                ilike(products.nameEn, anywhere),
                ilike(products.code, anywhere),
              ),
            ),
          )
          .orderBy(products.code)
          .limit(PER_KIND)
      : none.products,
    can(actor, 'sales.read') && typed.length >= ORDER_NUMBER_MIN
      ? db
          .select({
            id: orders.id,
            platform: orders.platform,
            orderNo: orders.orderNo,
            soldAt: orders.soldAt,
            paidFen: orders.paidFen,
          })
          .from(orders)
          .where(and(eq(orders.countyId, countyId), sql`${orders.orderNo} like ${`${escaped}%`}`))
          .orderBy(orders.orderNo)
          .limit(PER_KIND)
      : none.orders,
  ]);
  return {
    campaigns: foundCampaigns,
    merchants: foundMerchants,
    products: foundProducts,
    orders: foundOrders,
  };
}
