/**
 * The gate of pictures: asked when one is chosen, at every render and at every download. Nothing is remembered: a consent
 * taken back a second ago counts.
 */
import { dayOf } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import type { DbOrTx } from '../../db/database.ts';
import { assetRefusal, type AssetQuestion, type AssetRefusal } from './asset-state.ts';
import { findAsset } from './assets.ts';
import { consentsOf } from './consents-of.ts';
import type { Asset } from './schema.ts';

/** How contents name an asset: `asset:` and its id. */
const PREFIX = 'asset:';

export function assetIdOf(pictureId: string): string | null {
  const id = pictureId.startsWith(PREFIX) ? pictureId.slice(PREFIX.length) : '';
  return isUuid(id) ? id : null;
}

export function pictureIdOf(asset: Pick<Asset, 'id'>): string {
  return PREFIX + asset.id;
}

/** The asset and whether it may be used; `asset` null when the county has none of this id. */
export async function askAsset(
  db: DbOrTx,
  countyId: string,
  assetId: string,
  question: Omit<AssetQuestion, 'on'> & { now: Date },
): Promise<{ asset: Asset | null; refusal: AssetRefusal | null }> {
  const asset = await findAsset(db, countyId, assetId);
  if (!asset) return { asset: null, refusal: null };
  const consents = (await consentsOf(db, countyId, [assetId])).get(assetId) ?? [];
  const refusal = assetRefusal(
    { ...asset, isOfficial: asset.isOfficial || consents.some((c) => c.isOfficial) },
    consents,
    { ...question, on: dayOf(question.now) },
  );
  return { asset, refusal };
}
