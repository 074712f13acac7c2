/** Where the library's pictures stand: in which posters, in how many pictures that went out, in which campaigns. */
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { isUuid } from '#lib/shared/uuid.ts';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import { findAsset } from '../brand/assets/assets.ts';
import { pictureIdOf } from '../brand/assets/gate.ts';
import { campaigns } from '../campaigns/schema.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import { campaignAssets, posterContents, posterOutputs, posters } from './schema.ts';
import type { ContentState } from './states.ts';

export interface AssetUse {
  posterId: string;
  posterName: string;
  campaignName: string;
  contentId: string;
  version: number;
  state: ContentState;
  /** A later approved version took its place. */
  replaced: boolean;
  /** Pictures drawn of this version and not recalled: what has to be recalled when rights end. */
  outputs: number;
}

const pictureOf = sql<string>`${posterContents.content} -> 'picture' ->> 'id'`;

/** Versions whose picture is this asset, newest first. */
export async function assetUses(db: DbOrTx, countyId: string, assetId: string): Promise<AssetUse[]> {
  return db
    .select({
      posterId: posters.id,
      posterName: posters.name,
      campaignName: campaigns.name,
      contentId: posterContents.id,
      version: posterContents.version,
      state: posterContents.state,
      replaced: sql<boolean>`${posterContents.replacedAt} is not null`,
      outputs: sql<number>`(
        select count(*)::int from ${posterOutputs}
        where ${posterOutputs.countyId} = ${posterContents.countyId}
          and ${posterOutputs.contentId} = ${posterContents.id} and ${posterOutputs.recalledAt} is null)`,
    })
    .from(posterContents)
    .innerJoin(
      posters,
      and(eq(posters.countyId, posterContents.countyId), eq(posters.id, posterContents.posterId)),
    )
    .innerJoin(campaigns, and(eq(campaigns.countyId, posters.countyId), eq(campaigns.id, posters.campaignId)))
    .where(and(eq(posterContents.countyId, countyId), eq(pictureOf, pictureIdOf({ id: assetId }))))
    .orderBy(desc(posterContents.updatedAt), desc(posterContents.id));
}

/** How many posters use each asset; those that none uses are absent. */
export async function countUses(
  db: DbOrTx,
  countyId: string,
  assetIds: readonly string[],
): Promise<Map<string, number>> {
  if (assetIds.length === 0) return new Map();
  const wanted = assetIds.map((id) => pictureIdOf({ id }));
  const rows = await db
    .select({ picture: pictureOf, count: sql<number>`count(distinct ${posterContents.posterId})::int` })
    .from(posterContents)
    .where(and(eq(posterContents.countyId, countyId), inArray(pictureOf, wanted)))
    .groupBy(pictureOf);
  return new Map(rows.map((r) => [r.picture.slice('asset:'.length), r.count]));
}

/** Ids of the assets tied to a campaign. */
export async function assetsOfCampaign(db: DbOrTx, countyId: string, campaignId: string): Promise<string[]> {
  const rows = await db
    .select({ id: campaignAssets.assetId })
    .from(campaignAssets)
    .where(and(eq(campaignAssets.countyId, countyId), eq(campaignAssets.campaignId, campaignId)));
  return rows.map((r) => r.id);
}

export async function campaignsOfAsset(
  db: DbOrTx,
  countyId: string,
  assetId: string,
): Promise<{ id: string; name: string; code: string }[]> {
  return db
    .select({ id: campaigns.id, name: campaigns.name, code: campaigns.code })
    .from(campaignAssets)
    .innerJoin(
      campaigns,
      and(eq(campaigns.countyId, campaignAssets.countyId), eq(campaigns.id, campaignAssets.campaignId)),
    )
    .where(and(eq(campaignAssets.countyId, countyId), eq(campaignAssets.assetId, assetId)))
    .orderBy(asc(campaigns.startsOn));
}

/** Campaigns an asset may be tied to, the latest first. */
export async function listCampaignChoices(
  db: DbOrTx,
  countyId: string,
): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: campaigns.id, name: campaigns.name })
    .from(campaigns)
    .where(eq(campaigns.countyId, countyId))
    .orderBy(desc(campaigns.startsOn), asc(campaigns.code))
    .limit(200);
}

/** Ties an asset to these campaigns and to no other. Campaigns the county does not have are passed over. */
export async function setCampaigns(
  db: Db,
  actor: Actor,
  assetId: string,
  campaignIds: readonly string[],
): Promise<boolean> {
  if (!can(actor, 'poster.edit')) return false;
  const asset = await findAsset(db, actor.countyId, assetId);
  if (!asset) return false;
  const wanted = campaignIds.filter(isUuid);
  await db.transaction(async (tx) => {
    const before = (await campaignsOfAsset(tx, actor.countyId, asset.id)).map((c) => c.id);
    if ([...before].sort().join() === [...wanted].sort().join()) return;
    await tx
      .delete(campaignAssets)
      .where(and(eq(campaignAssets.countyId, actor.countyId), eq(campaignAssets.assetId, asset.id)));
    const known = wanted.length
      ? await tx
          .select({ id: campaigns.id })
          .from(campaigns)
          .where(and(eq(campaigns.countyId, actor.countyId), inArray(campaigns.id, wanted)))
      : [];
    if (known.length > 0)
      await tx
        .insert(campaignAssets)
        .values(known.map((c) => ({ countyId: actor.countyId, campaignId: c.id, assetId: asset.id })));
    await record(tx, actor, {
      action: 'asset.campaigns_set',
      subject: 'asset',
      subjectId: asset.id,
      label: asset.title,
      before,
      after: known.map((c) => c.id),
    });
  });
  return true;
}

/** Pictures that went out with this asset and were not recalled. */
export async function countLiveOutputs(db: DbOrTx, countyId: string, assetId: string): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(posterOutputs)
    .innerJoin(
      posterContents,
      and(
        eq(posterContents.countyId, posterOutputs.countyId),
        eq(posterContents.id, posterOutputs.contentId),
      ),
    )
    .where(
      and(
        eq(posterOutputs.countyId, countyId),
        isNull(posterOutputs.recalledAt),
        eq(pictureOf, pictureIdOf({ id: assetId })),
      ),
    );
  return row?.count ?? 0;
}
