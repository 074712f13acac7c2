/** The picture of a content when it is one of the library: what is drawn, and whether it may be. */
import type { AssetRefusal } from '../brand/assets/asset-state.ts';
import { askAsset, assetIdOf } from '../brand/assets/gate.ts';
import type { DbOrTx } from '../db/database.ts';
import type { CampaignContent } from './content.ts';
import { contentTypeOf, isPersonalDesign, type Design } from './designs/design.ts';
import type { PosterFormat } from './formats.ts';
import type { PosterIssue } from './issue.ts';
import type { Photo } from './photo.ts';

export interface LibraryPicture {
  photo: Photo | null;
  /** By what the poster is: seen on a screen, or printed. */
  refusals: Record<PosterFormat['medium'], AssetRefusal | null>;
}

/** Null where the content shows none of the library. Asked anew each time: a consent taken back a second ago counts. */
export async function libraryPicture(
  db: DbOrTx,
  countyId: string,
  content: Pick<CampaignContent, 'picture' | 'contentType'>,
  options: { design: Design; until: string; now: Date },
): Promise<LibraryPicture | null> {
  const assetId = content.picture ? assetIdOf(content.picture.id) : null;
  if (assetId === null) return null;
  const { design } = options;
  const advertises =
    contentTypeOf(design, content as CampaignContent) === 'advertisement' && isPersonalDesign(design);
  const question = { until: options.until, besideGoods: design.sells || advertises, now: options.now };
  const { asset, refusal } = await askAsset(db, countyId, assetId, { ...question, use: 'poster' });
  if (!asset || asset.widthPx === null || asset.heightPx === null)
    return { photo: null, refusals: { screen: refusal, print: refusal } };
  const printed = await askAsset(db, countyId, assetId, { ...question, use: 'print' });
  return {
    photo: {
      id: content.picture?.id ?? '',
      hash: asset.contentHash,
      fileKey: asset.fileKey,
      bytes: null,
      widthPx: asset.widthPx,
      heightPx: asset.heightPx,
      cutout: asset.cutout,
    },
    refusals: { screen: refusal, print: printed.refusal },
  };
}

/** What forbids the picture in this format, as an issue of its slot. */
export function pictureIssues(
  picture: LibraryPicture | null,
  format: Pick<PosterFormat, 'medium'>,
): PosterIssue[] {
  const reason = picture?.refusals[format.medium] ?? null;
  return reason === null ? [] : [{ code: 'picture_rights', slot: 'picture', reason }];
}
