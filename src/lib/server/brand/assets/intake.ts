/**
 * The way into the library: by its bytes, never by its name; decoded and encoded anew; once. Files lie under what they hold,
 * never under what somebody called them.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { and, eq, or } from 'drizzle-orm';
import type { Actor } from '../../accounts/actor.ts';
import { can } from '../../accounts/rights.ts';
import { record } from '../../audit/audit.ts';
import type { Database, DbOrTx } from '../../db/database.ts';
import { uuidv7 } from '../../db/uuid.ts';
import type { FileStore } from '../../storage/storage.ts';
import { fileKind, HEAD_BYTES } from './file-kind.ts';
import { MOST_FILM_BYTES, takeFilm } from './film-intake.ts';
import { MOST_PICTURE_BYTES, takePicture, type TakenPicture } from './picture-intake.ts';
import type { IntakeFailure } from './refusals.ts';
import { assets, type Asset } from './schema.ts';

/** A file that arrived and lies outside the house. */
export interface Arrived {
  fileName: string;
  /** A file of the machine, readable and writable; the caller removes it. */
  path: string;
  sizeBytes: number;
}

export interface AssetServices {
  readonly database: Pick<Database, 'db'>;
  readonly storage: FileStore;
  readonly clock: () => Date;
}

export type IntakeResult =
  | { ok: true; asset: Asset }
  | { ok: false; reason: 'not_allowed' }
  | { ok: false; reason: 'already_there'; asset: Pick<Asset, 'id' | 'title' | 'archivedAt'> }
  | { ok: false; reason: 'refused'; failure: IntakeFailure };

/** Takes one photo or film. Whose it is and what it may be used for is said afterwards: until then it is unusable. */
export async function takeAsset(app: AssetServices, actor: Actor, arrived: Arrived): Promise<IntakeResult> {
  if (!can(actor, 'poster.edit')) return { ok: false, reason: 'not_allowed' };
  const { path, sizeBytes } = arrived;
  if (sizeBytes === 0) return refused({ code: 'empty' });
  const kind = fileKind(await headOf(path));
  if (!kind.taken) return refused({ code: 'kind', kind: kind.kind });
  const film = kind.kind === 'mp4' || kind.kind === 'quicktime';
  const most = film ? MOST_FILM_BYTES : MOST_PICTURE_BYTES;
  if (sizeBytes > most) return refused({ code: 'too_many_bytes', bytes: sizeBytes, most });
  const uploadSha256 = await hashOfFile(path);
  const known = await findSame(app.database.db, actor.countyId, { uploadSha256 });
  if (known) return { ok: false, reason: 'already_there', asset: known };
  const taken = film ? await filmValues(app, actor, arrived) : await pictureValues(app, actor, path);
  if (!taken.ok) return refused(taken.failure);
  return insert(app, actor, {
    ...taken.values,
    kind: film ? 'film' : 'photo',
    contentType: film ? (kind.kind === 'mp4' ? 'video/mp4' : 'video/quicktime') : taken.values.contentType,
    fileName: cleanName(arrived.fileName),
    title: titleOf(arrived.fileName),
    uploadSha256,
  });
}

type Values = Omit<
  typeof assets.$inferInsert,
  'countyId' | 'kind' | 'fileName' | 'title' | 'uploadSha256' | 'uploadedBy' | 'uploaderName'
>;
type Taken = { ok: true; values: Values } | { ok: false; failure: IntakeFailure };

async function pictureValues(app: AssetServices, actor: Actor, path: string): Promise<Taken> {
  const taken = await takePicture(await readFile(path));
  if (!taken.ok) return taken;
  return { ok: true, values: await storePicture(app.storage, actor.countyId, taken.picture) };
}

/** Writes the three sizes. The files first, then the row: a file without a row is nothing, and the same bytes lie once. */
export async function storePicture(
  storage: FileStore,
  countyId: string,
  picture: TakenPicture,
): Promise<Values> {
  const { contentHash } = picture;
  const folder = `assets/${countyId}/${contentHash.slice(0, 2)}/${contentHash}`;
  const fileKey = `${folder}${picture.contentType === 'image/png' ? '.png' : '.jpg'}`;
  await storage.put(fileKey, picture.bytes, { contentType: picture.contentType });
  await storage.put(`${folder}-thumb.jpg`, picture.thumb, { contentType: 'image/jpeg' });
  await storage.put(`${folder}-web.jpg`, picture.web, { contentType: 'image/jpeg' });
  return {
    contentHash,
    contentType: picture.contentType,
    bytes: picture.bytes.length,
    widthPx: picture.widthPx,
    heightPx: picture.heightPx,
    cutout: picture.cutout,
    fileKey,
    thumbKey: `${folder}-thumb.jpg`,
    webKey: `${folder}-web.jpg`,
  };
}

async function filmValues(app: AssetServices, actor: Actor, arrived: Arrived): Promise<Taken> {
  const file = await open(arrived.path, 'r+');
  try {
    const taken = await takeFilm(file, arrived.sizeBytes);
    if (!taken.ok) return taken;
    const contentHash = await hashOfFile(arrived.path);
    const fileKey = `assets/${actor.countyId}/${contentHash.slice(0, 2)}/${contentHash}.mp4`;
    await app.storage.put(fileKey, createReadStream(arrived.path), { contentType: 'video/mp4' });
    return {
      ok: true,
      values: {
        contentHash,
        contentType: 'video/mp4',
        bytes: arrived.sizeBytes,
        ...taken.film,
        fileKey,
        thumbKey: null,
        webKey: null,
      },
    };
  } finally {
    await file.close();
  }
}

async function insert(
  app: AssetServices,
  actor: Actor,
  values: Omit<typeof assets.$inferInsert, 'countyId'>,
): Promise<IntakeResult> {
  return app.database.db.transaction(async (tx) => {
    // The same picture with other words inside has another file hash; what is seen is the same.
    const known = await findSame(tx, actor.countyId, values);
    if (known) return { ok: false, reason: 'already_there', asset: known };
    const [asset] = await tx
      .insert(assets)
      .values({
        ...values,
        countyId: actor.countyId,
        id: uuidv7(),
        uploadedBy: actor.userId,
        uploaderName: actor.name,
        createdAt: app.clock(),
      })
      .onConflictDoNothing({ target: [assets.countyId, assets.uploadSha256] })
      .returning();
    if (!asset) {
      // Two people sent the same file at once: the other was first.
      const other = await findSame(tx, actor.countyId, values);
      if (!other) throw new Error('an asset that is in the way must be found');
      return { ok: false, reason: 'already_there', asset: other };
    }
    await record(tx, actor, {
      action: 'asset.uploaded',
      subject: 'asset',
      subjectId: asset.id,
      label: asset.title,
      after: { bytes: asset.bytes, contentHash: asset.contentHash },
    });
    return { ok: true, asset };
  });
}

async function findSame(
  db: DbOrTx,
  countyId: string,
  hashes: { uploadSha256: string; contentHash?: string },
): Promise<Pick<Asset, 'id' | 'title' | 'archivedAt'> | null> {
  const [same] = await db
    .select({ id: assets.id, title: assets.title, archivedAt: assets.archivedAt })
    .from(assets)
    .where(
      and(
        eq(assets.countyId, countyId),
        or(
          eq(assets.uploadSha256, hashes.uploadSha256),
          ...(hashes.contentHash ? [eq(assets.contentHash, hashes.contentHash)] : []),
        ),
      ),
    )
    .limit(1);
  return same ?? null;
}

/** What a person reads: no path, no control or direction characters, at most 120 characters. */
export function cleanName(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[\\/]/u).at(-1) ?? '';
  const clean = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim();
  return [...clean].slice(-120).join('') || '未命名';
}

/** The name without its ending. */
function titleOf(fileName: string): string {
  const name = cleanName(fileName).replace(/\.[A-Za-z0-9]{1,5}$/u, '');
  return [...name].slice(0, 60).join('') || '未命名';
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function refused(failure: IntakeFailure): IntakeResult {
  return { ok: false, reason: 'refused', failure };
}
