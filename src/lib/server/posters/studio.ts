/** What the poster studio shows: one poster with its history, and previews of what is being typed. */
import { isUuid } from '#lib/shared/uuid.ts';
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import sharp from 'sharp';
import type { Actor } from '../accounts/actor.ts';
import type { DbOrTx } from '../db/database.ts';
import { merchants } from '../merchants/schema.ts';
import { campaignMerchants } from '../campaigns/schema.ts';
import { assemble, inputsFor, isChangedSince, personFor, SAMPLE_PERSON, type Assembly } from './assembly.ts';
import type { Person } from './compose.ts';
import type { FormatId } from './formats.ts';
import type { PosterIssue } from './issue.ts';
import { layoutPoster, posterHash, previewPoster } from './poster.ts';
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
  versions: Pick<PosterContent, 'id' | 'version' | 'state' | 'approvedAt' | 'replacedAt'>[];
  decisions: PosterApproval[];
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
    assembly: await assemble(db, version, { merchantId: null, now }),
    merchants: people.map((p) => ({ id: p.id, name: shownName(p) })),
  };
}

export interface DraftRequest {
  version: Pick<PosterContent, 'countyId' | 'campaignId' | 'designId' | 'content'>;
  format: FormatId;
  /** Whose name and licences to try; null: a stand-in. */
  merchant: { id: string; name: string } | null;
  now: Date;
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

/** Issues of one format and where each slot lies, without drawing. */
export async function checkDraft(
  db: DbOrTx,
  request: DraftRequest,
): Promise<{ issues: PosterIssue[]; boxes: SlotBox[]; bar: Assembly['bar'] }> {
  const assembly = await assemble(db, request.version, {
    merchantId: request.merchant?.id ?? null,
    now: request.now,
  });
  const layout = await layoutPoster(inputsFor(assembly, request.format, personIn(request)), fontBook());
  return { issues: layout.issues, boxes: slotBoxes(layout.scene), bar: assembly.bar };
}

const thumbnails = new Map<string, Buffer>();
const THUMBNAILS = 240;

/** A small JPEG for lists, `widthPx` wide. */
export async function thumbnail(
  db: DbOrTx,
  request: DraftRequest,
  widthPx: number,
): Promise<{ bytes: Buffer; hash: string }> {
  const inputs = await draftInputs(db, request);
  const hash = posterHash(inputs);
  const key = `${hash}:${widthPx}`;
  let bytes = thumbnails.get(key);
  if (!bytes) {
    const { svg } = await previewPoster(inputs);
    const raw = rasterise(svg);
    bytes = await sharp(raw.pixels, { raw: { width: raw.width, height: raw.height, channels: 4 } })
      .removeAlpha()
      .resize({ width: widthPx })
      .jpeg({ quality: 82 })
      .toBuffer();
    thumbnails.set(key, bytes);
    const [oldest] = thumbnails.keys();
    if (thumbnails.size > THUMBNAILS && oldest !== undefined) thumbnails.delete(oldest);
  }
  return { bytes, hash };
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
  return inputsFor(assembly, request.format, personIn(request));
}

function personIn(request: DraftRequest): Person {
  return personFor(
    request.format,
    request.merchant ? { ...SAMPLE_PERSON, nameShown: request.merchant.name } : SAMPLE_PERSON,
  );
}
