/**
 * Papers of brands: taken in, kept under their hash, handed out by right. A photograph loses its place and its camera; a
 * restricted paper is opened by two roles, and each opening stands in the audit log.
 */
import { createHash } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import sharp from 'sharp';
import { isUuid } from '#lib/shared/uuid.ts';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import { auditEntries } from '../audit/schema.ts';
import type { Database, DbOrTx } from '../db/database.ts';
import type { FileStore } from '../storage/storage.ts';
import { brandFiles, type BrandFile } from './schema.ts';
import type { FilePurpose } from './terms.ts';

export interface BrandServices {
  readonly database: Pick<Database, 'db'>;
  readonly storage: FileStore;
  readonly clock: () => Date;
}

export const MAX_FILE_BYTES = 12 * 1024 * 1024;
/** Papers are read on a screen and printed on A4: more pixels only cost room. */
const MAX_SIDE_PX = 3000;
const MAX_PIXELS = 80_000_000;

export type FileRefusal = 'empty' | 'too_large' | 'not_readable' | 'wrong_kind';

export interface PreparedFile {
  fileName: string;
  contentType: 'image/jpeg' | 'application/pdf';
  bytes: Uint8Array;
  sha256: string;
}

/** A photograph becomes an upright JPEG without its metadata, a PDF stays as it is; anything else is refused. */
export async function prepareFile(
  name: string,
  bytes: Uint8Array,
): Promise<{ ok: true; file: PreparedFile } | { ok: false; reason: FileRefusal }> {
  if (bytes.byteLength === 0) return { ok: false, reason: 'empty' };
  if (bytes.byteLength > MAX_FILE_BYTES) return { ok: false, reason: 'too_large' };
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(16, bytes.byteLength));
  if (head.subarray(0, 5).toString('latin1') === '%PDF-')
    return { ok: true, file: prepared(name, 'application/pdf', bytes) };
  if (!isPhotograph(head)) return { ok: false, reason: 'wrong_kind' };
  try {
    const jpeg = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 })
      .rotate()
      .resize({ width: MAX_SIDE_PX, height: MAX_SIDE_PX, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 85 })
      .toBuffer();
    return { ok: true, file: prepared(name, 'image/jpeg', jpeg) };
  } catch {
    return { ok: false, reason: 'not_readable' };
  }
}

/** JPEG, PNG or WebP by their first bytes. */
function isPhotograph(head: Buffer): boolean {
  const word = head.toString('latin1');
  return (
    word.startsWith('\xff\xd8\xff') ||
    word.startsWith('\x89PNG') ||
    (word.startsWith('RIFF') && word.slice(8, 12) === 'WEBP')
  );
}

function prepared(name: string, contentType: PreparedFile['contentType'], bytes: Uint8Array): PreparedFile {
  return {
    fileName: shownName(name),
    contentType,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** What a person called the file: display text, never a path. */
function shownName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = [...last].filter((c) => c >= ' ' && c !== '\u007f').join('');
  return clean.slice(0, 120) || 'file';
}

export interface FileMeta {
  purpose: FilePurpose;
  merchantId: string | null;
  restricted?: boolean;
}

/** Puts the bytes away before the row tells of them: a file without a row is nothing, a row without its file is a lie. */
export async function storeBytes(storage: FileStore, countyId: string, file: PreparedFile): Promise<string> {
  const key = `brand/${countyId}/${file.sha256.slice(0, 2)}/${file.sha256}`;
  if (!(await storage.exists(key))) await storage.put(key, file.bytes, { contentType: file.contentType });
  return key;
}

/** The row of a stored file, inside the caller's transaction. */
export async function insertFile(
  tx: DbOrTx,
  actor: Pick<Actor, 'countyId' | 'userId'>,
  file: PreparedFile,
  storageKey: string,
  meta: FileMeta,
): Promise<BrandFile> {
  const [row] = await tx
    .insert(brandFiles)
    .values({
      countyId: actor.countyId,
      purpose: meta.purpose,
      fileName: file.fileName,
      contentType: file.contentType,
      bytes: file.bytes.byteLength,
      sha256: file.sha256,
      storageKey,
      restricted: meta.restricted ?? false,
      merchantId: meta.merchantId,
      uploadedBy: actor.userId,
    })
    .returning();
  if (!row) throw new Error('the insert returned no row');
  return row;
}

/** A file for whoever may see it; null for anybody else. Opening a restricted one is written down first. */
export async function openFile(
  app: BrandServices,
  actor: Actor,
  fileId: string,
): Promise<{ file: BrandFile; bytes: Uint8Array } | null> {
  if (!isUuid(fileId)) return null;
  const file = await app.database.db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(brandFiles)
      .where(and(eq(brandFiles.countyId, actor.countyId), eq(brandFiles.id, fileId)));
    if (!row || !mayOpen(actor, row)) return null;
    if (row.restricted)
      await record(tx, actor, {
        action: 'brand.restricted_paper_opened',
        subject: 'brand_file',
        subjectId: row.id,
        label: row.fileName,
      });
    return row;
  });
  return file ? { file, bytes: await app.storage.read(file.storageKey) } : null;
}

/** The office by right, a merchant its own. A restricted paper: two roles, not even whoever brought it. */
export function mayOpen(
  actor: Actor,
  file: Pick<BrandFile, 'purpose' | 'restricted' | 'merchantId'>,
): boolean {
  if (file.restricted) return can(actor, 'licence.identity');
  if (file.purpose === 'consent') return can(actor, 'consent.read');
  if (file.merchantId !== null && actor.merchantIds.includes(file.merchantId)) return true;
  return can(actor, file.purpose === 'licence_paper' ? 'licence.read' : 'brand.read');
}

/** Who opened a restricted paper, newest first. */
export async function listOpenings(
  db: DbOrTx,
  countyId: string,
  fileId: string,
): Promise<{ by: string; at: Date }[]> {
  return db
    .select({ by: auditEntries.actorName, at: auditEntries.createdAt })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.countyId, countyId),
        eq(auditEntries.subject, 'brand_file'),
        eq(auditEntries.subjectId, fileId),
      ),
    )
    .orderBy(desc(auditEntries.createdAt));
}
