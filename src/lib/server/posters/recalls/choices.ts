/** What may be recalled as a whole: campaigns and merchants with pictures that are still handed out. */
import { and, asc, count, eq, isNull } from 'drizzle-orm';
import { campaigns } from '../../campaigns/schema.ts';
import type { DbOrTx } from '../../db/database.ts';
import { merchants } from '../../merchants/schema.ts';
import { posterContents, posterOutputs } from '../schema.ts';

export interface Recallable {
  id: string;
  name: string;
  /** Pictures drawn and not withdrawn. */
  pictures: number;
}

export async function listRecallable(
  db: DbOrTx,
  countyId: string,
): Promise<{ campaigns: (Recallable & { code: string })[]; merchants: Recallable[] }> {
  const standing = and(
    eq(posterOutputs.countyId, countyId),
    isNull(posterOutputs.recalledAt),
    eq(posterContents.state, 'approved'),
  );
  const ofContent = and(
    eq(posterContents.countyId, posterOutputs.countyId),
    eq(posterContents.id, posterOutputs.contentId),
  );
  const byCampaign = await db
    .select({ id: campaigns.id, name: campaigns.name, code: campaigns.code, pictures: count() })
    .from(posterOutputs)
    .innerJoin(posterContents, ofContent)
    .innerJoin(
      campaigns,
      and(eq(campaigns.countyId, posterContents.countyId), eq(campaigns.id, posterContents.campaignId)),
    )
    .where(standing)
    .groupBy(campaigns.id, campaigns.name, campaigns.code, campaigns.startsOn)
    .orderBy(asc(campaigns.code));
  const byMerchant = await db
    .select({ id: merchants.id, name: merchants.name, pictures: count() })
    .from(posterOutputs)
    .innerJoin(posterContents, ofContent)
    .innerJoin(
      merchants,
      and(eq(merchants.countyId, posterOutputs.countyId), eq(merchants.id, posterOutputs.merchantId)),
    )
    .where(standing)
    .groupBy(merchants.id, merchants.name)
    .orderBy(asc(merchants.name));
  return { campaigns: byCampaign, merchants: byMerchant };
}
