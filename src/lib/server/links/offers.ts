/** Where a shop is, by the county's slug and the offer's id: asked at every departure, so the answer is kept for a while. */
import { and, eq, isNull } from 'drizzle-orm';
import { counties } from '../db/counties.ts';
import type { Database } from '../db/database.ts';
import { productOffers } from '../merchants/schema.ts';

export interface KnownOffer {
  readonly platform: string;
  readonly url: string | null;
}

export interface OfferBook {
  /** Null when the county has no such offer or no longer. */
  find(slug: string, offerId: string): Promise<KnownOffer | null>;
}

const KEPT_MS = 60_000;
const KEPT_MAX = 20_000;

/** While the database is away, an offer that was ever asked for is still answered. */
export function databaseOfferBook(database: Database, now: () => number = Date.now): OfferBook {
  const kept = new Map<string, { offer: KnownOffer | null; until: number }>();
  return {
    async find(slug, offerId) {
      const key = `${slug}/${offerId}`;
      const known = kept.get(key);
      if (known !== undefined && known.until > now()) return known.offer;
      let offer: KnownOffer | null;
      try {
        const [row] = await database.db
          .select({ platform: productOffers.platform, url: productOffers.url })
          .from(productOffers)
          .innerJoin(counties, eq(counties.id, productOffers.countyId))
          .where(
            and(eq(counties.slug, slug), eq(productOffers.id, offerId), isNull(productOffers.retiredAt)),
          );
        offer = row ?? null;
      } catch (error) {
        if (known !== undefined) return known.offer;
        throw error;
      }
      if (kept.size >= KEPT_MAX) kept.clear();
      kept.set(key, { offer, until: now() + KEPT_MS });
      return offer;
    },
  };
}
