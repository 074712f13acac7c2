/**
 * Pictures that were handed out and rely on licences that ended or end soon: what to recall or to renew. The gate refuses
 * their download by itself; this list is for the pictures that are already outside.
 */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { addDays, type Day } from '#lib/shared/dates.ts';
import { rolesWith } from '../accounts/rights.ts';
import { memberships } from '../accounts/schema.ts';
import { REMIND_DAYS } from '../brand/licence-state.ts';
import { brands, licences } from '../brand/schema.ts';
import { campaigns } from '../campaigns/schema.ts';
import { counties } from '../db/counties.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import { merchants } from '../merchants/schema.ts';
import { tell } from '../notices/notices.ts';
import { posterContents, posterDownloads, posterOutputs, posters } from './schema.ts';

export interface AtRisk {
  licenceId: string;
  brand: string;
  brandEn: string;
  status: string;
  validTo: Day;
  posterId: string;
  poster: string;
  campaign: string;
  campaignEndsOn: Day;
  merchant: string | null;
  pictures: number;
  lastDownloadAt: Date | null;
  /** What there is to do: the mark is gone for good, a renewal would keep it, or the suspension may be lifted. */
  proposal: 'recall' | 'renew' | 'watch';
}

/** One row a licence, poster and merchant; those whose licence ended first on top. Recalled pictures are not listed. */
export async function listAtRisk(db: DbOrTx, countyId: string, today: Day): Promise<AtRisk[]> {
  const ending = await db
    .select({ licence: licences, brand: brands.name, brandEn: brands.nameEn })
    .from(licences)
    .innerJoin(brands, and(eq(brands.countyId, licences.countyId), eq(brands.id, licences.brandId)))
    .where(
      and(
        eq(licences.countyId, countyId),
        sql`(${licences.status} in ('revoked', 'suspended') or (${licences.status} = 'granted' and ${licences.validTo} <= ${addDays(today, REMIND_DAYS)}))`,
      ),
    );
  if (ending.length === 0) return [];
  const ids = ending.map((e) => e.licence.id);
  const rows = await db
    .select({
      licenceId: sql<string>`relied.id`,
      posterId: posters.id,
      poster: posters.name,
      campaign: campaigns.name,
      campaignEndsOn: campaigns.endsOn,
      merchant: merchants.name,
      shortName: merchants.shortName,
      pictures: sql<number>`count(distinct ${posterOutputs.hash})::int`,
      lastDownloadAt: sql<string | null>`max(${posterDownloads.createdAt})`,
    })
    .from(posterOutputs)
    .innerJoin(sql`jsonb_array_elements_text(${posterOutputs.licenceIds}) relied(id)`, sql`true`)
    .innerJoin(
      posterContents,
      and(
        eq(posterContents.countyId, posterOutputs.countyId),
        eq(posterContents.id, posterOutputs.contentId),
      ),
    )
    .innerJoin(
      posters,
      and(eq(posters.countyId, posterContents.countyId), eq(posters.id, posterContents.posterId)),
    )
    .innerJoin(
      campaigns,
      and(eq(campaigns.countyId, posterContents.countyId), eq(campaigns.id, posterContents.campaignId)),
    )
    .leftJoin(
      merchants,
      and(eq(merchants.countyId, posterOutputs.countyId), eq(merchants.id, posterOutputs.merchantId)),
    )
    .leftJoin(
      posterDownloads,
      and(eq(posterDownloads.countyId, posterOutputs.countyId), eq(posterDownloads.hash, posterOutputs.hash)),
    )
    .where(
      and(
        eq(posterOutputs.countyId, countyId),
        isNull(posterOutputs.recalledAt),
        inArray(sql`relied.id`, ids),
      ),
    )
    .groupBy(
      sql`relied.id`,
      posters.id,
      posters.name,
      campaigns.name,
      campaigns.endsOn,
      merchants.name,
      merchants.shortName,
    );
  return rows
    .flatMap((row): AtRisk[] => {
      const found = ending.find((e) => e.licence.id === row.licenceId);
      if (!found) return [];
      const { licence } = found;
      return [
        {
          licenceId: licence.id,
          brand: found.brand,
          brandEn: found.brandEn,
          status: licence.status,
          validTo: licence.validTo,
          posterId: row.posterId,
          poster: row.poster,
          campaign: row.campaign,
          campaignEndsOn: row.campaignEndsOn,
          merchant: row.shortName ?? row.merchant,
          pictures: row.pictures,
          lastDownloadAt: row.lastDownloadAt === null ? null : new Date(row.lastDownloadAt),
          proposal:
            licence.status === 'revoked' || licence.validTo < today
              ? 'recall'
              : licence.status === 'suspended'
                ? 'watch'
                : 'renew',
        },
      ];
    })
    .sort((a, b) => a.validTo.localeCompare(b.validTo) || a.poster.localeCompare(b.poster));
}

/** Nightly: who may recall hears how many pictures are concerned; nobody hears of none. @returns counties told. */
export async function tellOfRisk(db: Db, today: Day): Promise<number> {
  let told = 0;
  for (const { id } of await db.select({ id: counties.id }).from(counties)) {
    const count = (await listAtRisk(db, id, today)).reduce((sum, row) => sum + row.pictures, 0);
    if (count === 0) continue;
    const people = await db
      .selectDistinct({ userId: memberships.userId })
      .from(memberships)
      .where(and(eq(memberships.countyId, id), inArray(memberships.role, [...rolesWith('poster.recall')])));
    await db.transaction((tx) =>
      tell(
        tx,
        id,
        people.map((p) => p.userId),
        { kind: 'licence.outputs_at_risk', path: '/brand/licences/at-risk', payload: { count } },
      ),
    );
    told += 1;
  }
  return told;
}
