/** What the poster studio shows: one poster with its history, and previews of what is being typed. */
import { isUuid } from '#lib/shared/uuid.ts';
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import sharp from 'sharp';
import type { Actor } from '../accounts/actor.ts';
import type { DbOrTx } from '../db/database.ts';
import { merchants } from '../merchants/schema.ts';
import { campaignMerchants } from '../campaigns/schema.ts';
import { usablePictures } from '../brand/assets/listing.ts';
import { pictureIdOf } from '../brand/assets/gate.ts';
import { listThreads, type CommentThread } from './comments.ts';
import {
  assemble,
  inputsFor,
  isChangedSince,
  kitOf,
  personFor,
  SAMPLE_PERSON,
  type Assembly,
} from './assembly.ts';
import type { FileStore } from '../storage/storage.ts';
import type { Locale } from '#lib/shared/dates.ts';
import { dayOf } from '#lib/shared/dates.ts';
import type { Person } from './compose.ts';
import type { Ground } from './content.ts';
import { contentTypeOf, isPersonalDesign, type Design } from './designs/design.ts';
import { requireSettings } from '../county/lists.ts';
import { FORMATS, type FormatId } from './formats.ts';
import type { PosterIssue } from './issue.ts';
import { layoutPoster, posterHash, previewPoster, type PosterInputs } from './poster.ts';
import { sampleInputs } from './samples.ts';
import { lawView, type LawView } from './law/reviews.ts';
import { pictureIssues } from './library-picture.ts';
import { withPhoto } from './photo.ts';
import { preparePicture } from './pictures.ts';
import { rasterise } from './render.ts';
import { slotBoxes, type SlotBox } from './scene.ts';
import {
  posterApprovals,
  posterContents,
  posters,
  type Poster,
  type PosterApproval,
  type PosterContent,
} from './schema.ts';
import { fontBook } from './text/fonts.ts';
import { shownName } from './text/names.ts';

export interface Studio {
  poster: Poster;
  version: PosterContent;
  /** All of them, newest first. */
  versions: PosterContent[];
  decisions: PosterApproval[];
  threads: CommentThread[];
  assembly: Assembly;
  /** The version with the merchants is held back: design or county colours changed since its approval. */
  heldBack: boolean;
  /** Merchants of the campaign, for trying names on the poster. */
  merchants: { id: string; name: string }[];
}

/** One poster with everything around it; null when the county has none with this id. */
export async function openStudio(
  db: DbOrTx,
  actor: Actor,
  posterId: string,
  now: Date,
): Promise<Studio | null> {
  if (!isUuid(posterId)) return null;
  const { countyId } = actor;
  const [poster] = await db
    .select()
    .from(posters)
    .where(and(eq(posters.countyId, countyId), eq(posters.id, posterId)));
  if (!poster) return null;
  const versions = await db
    .select()
    .from(posterContents)
    .where(and(eq(posterContents.countyId, countyId), eq(posterContents.posterId, posterId)))
    .orderBy(desc(posterContents.version));
  const [version] = versions;
  if (!version) return null;
  const decisions = await db
    .select()
    .from(posterApprovals)
    .where(
      and(
        eq(posterApprovals.countyId, countyId),
        inArray(
          posterApprovals.contentId,
          versions.map((x) => x.id),
        ),
      ),
    )
    .orderBy(asc(posterApprovals.createdAt));
  const people = await db
    .select({ id: merchants.id, name: merchants.name, shortName: merchants.shortName })
    .from(campaignMerchants)
    .innerJoin(
      merchants,
      and(eq(merchants.countyId, campaignMerchants.countyId), eq(merchants.id, campaignMerchants.merchantId)),
    )
    .where(and(eq(campaignMerchants.countyId, countyId), eq(campaignMerchants.campaignId, poster.campaignId)))
    .orderBy(asc(merchants.name));
  const handedOut = versions.find((x) => x.state === 'approved' && x.replacedAt === null);
  return {
    poster,
    version,
    heldBack:
      handedOut !== undefined &&
      isChangedSince(handedOut, await assemble(db, handedOut, { merchantId: null, now })),
    versions,
    decisions,
    threads: await listThreads(db, countyId, posterId),
    assembly: await assemble(db, version, { merchantId: null, now }),
    merchants: people.map((p) => ({ id: p.id, name: shownName(p) })),
  };
}

export interface DraftRequest {
  version: Pick<PosterContent, 'id' | 'countyId' | 'campaignId' | 'designId' | 'content'> &
    Partial<Pick<PosterContent, 'designVersion'>>;
  format: FormatId;
  /** Whose name and licences to try; null: a stand-in. */
  merchant: { id: string; name: string } | null;
  now: Date;
  /** Where photographs lie. */
  storage: Pick<FileStore, 'read'>;
}

/** The exact picture as SVG, the QR a stand-in: a code is only made for a poster that is handed out. */
export async function previewDraft(
  db: DbOrTx,
  request: DraftRequest,
): Promise<{ svg: string; hash: string }> {
  const inputs = await draftInputs(db, request);
  const { svg } = await previewPoster(inputs);
  return { svg, hash: posterHash(inputs) };
}

export interface DraftCheck {
  /** Keep it from being drawn. */
  issues: PosterIssue[];
  /** Are said, and keep nothing. */
  warnings: PosterIssue[];
  boxes: SlotBox[];
  bar: Assembly['bar'];
  law: LawView;
}

/** Issues of one format, where each slot lies and what the law says to the words, without drawing. */
export async function checkDraft(
  db: DbOrTx,
  request: DraftRequest & { locale: Locale },
): Promise<DraftCheck> {
  const assembly = await assemble(db, request.version, {
    merchantId: request.merchant?.id ?? null,
    now: request.now,
  });
  const inputs = await withPhoto(request.storage, inputsFor(assembly, request.format, personIn(request)));
  const layout = await layoutPoster(inputs, fontBook());
  return {
    issues: [...layout.issues, ...pictureIssues(assembly.picture, FORMATS[request.format])],
    warnings: layout.warnings,
    boxes: slotBoxes(layout.scene),
    bar: assembly.bar,
    law: await lawView(db, request.version, { now: request.now, assembly, locale: request.locale }),
  };
}

/** Pictures of the library this poster may show, newest first. */
export async function choosablePictures(
  db: DbOrTx,
  assembly: Assembly,
  now: Date,
): Promise<
  {
    id: string;
    title: string;
    focalX: number;
    focalY: number;
    cutout: boolean;
    thumb: string;
    widthPx: number;
    heightPx: number;
  }[]
> {
  const { design, content, campaign } = assembly;
  const advertises = contentTypeOf(design, content) === 'advertisement' && isPersonalDesign(design);
  const found = await usablePictures(db, campaign.countyId, {
    use: 'poster',
    on: dayOf(now),
    until: campaign.endsOn,
    besideGoods: design.sells || advertises,
    limit: 60,
  });
  return found.map((a) => ({
    id: pictureIdOf(a),
    title: a.title,
    focalX: a.focalX,
    focalY: a.focalY,
    cutout: a.cutout,
    thumb: `/assets/${a.id}/file?size=thumb&v=${a.contentHash.slice(0, 8)}`,
    widthPx: a.widthPx ?? 1,
    heightPx: a.heightPx ?? 1,
  }));
}

const thumbnails = new Map<string, Buffer>();
const THUMBNAILS = 400;

/** A small JPEG for lists, `widthPx` wide. */
export async function thumbnail(
  db: DbOrTx,
  request: DraftRequest,
  widthPx: number,
): Promise<{ bytes: Buffer; hash: string }> {
  const inputs = await draftInputs(db, request);
  return small(inputs, posterHash(inputs), widthPx);
}

async function small(
  inputs: PosterInputs,
  hash: string,
  widthPx: number,
): Promise<{ bytes: Buffer; hash: string }> {
  const key = `${hash}:${widthPx}`;
  let bytes = thumbnails.get(key);
  if (!bytes) {
    const { svg } = await previewPoster(inputs);
    const raw = rasterise(svg);
    bytes = await sharp(raw.pixels, { raw: { width: raw.width, height: raw.height, channels: 4 } })
      .removeAlpha()
      .resize({ width: widthPx, withoutEnlargement: true })
      .jpeg({ quality: 82 })
      .toBuffer();
    thumbnails.set(key, bytes);
    const [oldest] = thumbnails.keys();
    if (thumbnails.size > THUMBNAILS && oldest !== undefined) thumbnails.delete(oldest);
  }
  return { bytes, hash };
}

/** A design in one format with its family's sample content and the county's colours: a picture of the design, no poster. */
export async function designThumbnail(
  db: DbOrTx,
  countyId: string,
  request: { design: Design; format: FormatId; ground?: Ground; widthPx: number },
): Promise<{ bytes: Buffer; hash: string }> {
  const { design, format } = request;
  const sample = sampleInputs(design.family, format);
  const kit = kitOf(countyId, await requireSettings(db, countyId));
  const content = request.ground ? { ...sample.content, ground: request.ground } : sample.content;
  const inputs = { ...sample, design, kit, content };
  return small(inputs, posterHash(inputs), request.widthPx);
}

/** A built-in picture in the size of the studio's choices. */
export async function pictureThumbnail(id: string): Promise<Buffer | null> {
  const prepared = await preparePicture({ id, focalX: 0.5, focalY: 0.5, scale: 1, box: [0, 0, 240, 180] });
  return prepared
    ? sharp(prepared.png).flatten({ background: '#fbf6ea' }).jpeg({ quality: 80 }).toBuffer()
    : null;
}

async function draftInputs(db: DbOrTx, request: DraftRequest) {
  const assembly = await assemble(db, request.version, {
    merchantId: request.merchant?.id ?? null,
    now: request.now,
  });
  return withPhoto(request.storage, inputsFor(assembly, request.format, personIn(request)));
}

function personIn(request: DraftRequest): Person {
  return personFor(
    request.format,
    request.merchant ? { ...SAMPLE_PERSON, nameShown: request.merchant.name } : SAMPLE_PERSON,
  );
}
