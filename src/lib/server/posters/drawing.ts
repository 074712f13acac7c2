/**
 * From inputs to a file that may be handed out: drawn by the fastest proven way, its code read back, stored, then recorded.
 * The file first, then the row: a row without its file is drawn again, a file without a row is nothing.
 */
import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Database, DbOrTx } from '../db/database.ts';
import type { FileStore } from '../storage/storage.ts';
import { storedBases } from './fast/base-keeper.ts';
import { baseShelf, type BaseShelf } from './fast/base-shelf.ts';
import { ReadingSample, readsBack } from './fast/reading.ts';
import { HotFiles } from './hot-files.ts';
import type { PosterIssue } from './issue.ts';
import { withPhoto } from './photo.ts';
import { renderPoster, type PosterInputs, type RenderedPoster, type RenderPath } from './poster.ts';
import { posterHasher } from './poster-identity.ts';
import { posterAddresses, posterOutputs, type PosterOutput } from './schema.ts';

export interface DrawingServices {
  readonly database: Pick<Database, 'db'>;
  readonly storage: FileStore;
  readonly log?: (message: string, fields?: Record<string, unknown>) => void;
}

/** What is recorded of an output besides what drawing it shows. */
export type OutputFacts = Pick<
  typeof posterOutputs.$inferInsert,
  | 'countyId'
  | 'hash'
  | 'contentId'
  | 'merchantId'
  | 'format'
  | 'formatVersion'
  | 'code'
  | 'licenceIds'
  | 'marksPassed'
  | 'lawListVersion'
>;

export type DrawResult =
  | { ok: true; output: PosterOutput }
  | { ok: false; reason: 'not_drawable'; issues: PosterIssue[] }
  /** The code cannot be read back from the picture: nobody gets it, and a batch stops. */
  | { ok: false; reason: 'qr_unreadable' };

const readings = new ReadingSample();
/** Files handed out a moment ago, by their hash: nothing can be stale. */
const hot = new HotFiles(32 * 1024 * 1024);

/** Draws, reads, stores and records a picture that has no record yet. */
export async function drawOutput(
  app: DrawingServices,
  inputs: PosterInputs,
  facts: OutputFacts,
  shelf: BaseShelf = baseShelf(),
): Promise<DrawResult> {
  const started = performance.now();
  const drawn = await render(app, facts.countyId, inputs, shelf);
  if (!drawn.ok) return drawn;
  const drawUs = Math.round((performance.now() - started) * 1000);
  const slot = drawn.boxes.find((box) => box.slot === 'qr');
  const address = inputs.person?.address;
  const due = slot !== undefined && address && readings.isDue(posterHasher(inputs)(null));
  if (due && !(await readsBack(drawn.bytes, address, slot.box))) {
    app.log?.('a code could not be read back', { hash: facts.hash, path: drawn.path });
    return { ok: false, reason: 'qr_unreadable' };
  }
  const fileKey = `posters/${facts.countyId}/${facts.hash.slice(0, 2)}/${facts.hash}.jpg`;
  await app.storage.put(fileKey, drawn.bytes, { contentType: drawn.contentType });
  const row = { ...facts, ...fileFacts(drawn), fileKey, drawUs, qrRead: Boolean(due) };
  await app.database.db.transaction(async (tx) => {
    await tx.insert(posterOutputs).values(row).onConflictDoNothing();
    await tx
      .insert(posterAddresses)
      .values({ hash: facts.hash, countyId: facts.countyId })
      .onConflictDoNothing();
  });
  hot.keep(row.fileSha256, drawn.bytes);
  const output = await findOutput(app.database.db, facts.countyId, facts.hash);
  if (!output) throw new Error('an output that was inserted must exist');
  return { ok: true, output };
}

/**
 * A recorded picture whose file is gone, drawn again the way it was drawn. The bytes must hash as recorded; where they do
 * not (another version of the encoder, a base that was given up since), the record follows and the log says so.
 */
export async function redrawOutput(
  app: DrawingServices,
  inputs: PosterInputs,
  output: PosterOutput,
  shelf: BaseShelf = baseShelf(),
): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; reason: 'not_drawable'; issues: PosterIssue[] }> {
  const drawn = await render(app, output.countyId, inputs, shelf, asPath(output.path));
  if (!drawn.ok) return drawn;
  const facts = fileFacts(drawn);
  if (facts.fileSha256 !== output.fileSha256)
    app.log?.('a poster drawn again has other bytes', {
      hash: output.hash,
      was: output.path,
      is: drawn.path,
    });
  await app.storage.put(output.fileKey, drawn.bytes, { contentType: drawn.contentType });
  await app.database.db
    .update(posterOutputs)
    .set({ ...facts, evictedAt: null })
    .where(and(eq(posterOutputs.countyId, output.countyId), eq(posterOutputs.hash, output.hash)));
  return { ok: true, bytes: drawn.bytes };
}

/** The bytes of a recorded picture as they were stored; null when the file is gone. */
export async function storedBytes(
  app: Pick<DrawingServices, 'storage'>,
  output: Pick<PosterOutput, 'fileKey' | 'fileSha256'>,
): Promise<Uint8Array | null> {
  const known = hot.get(output.fileSha256);
  if (known) return known;
  if (!(await app.storage.exists(output.fileKey))) return null;
  const bytes = await app.storage.read(output.fileKey);
  hot.keep(output.fileSha256, bytes);
  return bytes;
}

export async function findOutput(db: DbOrTx, countyId: string, hash: string): Promise<PosterOutput | null> {
  const [row] = await db
    .select()
    .from(posterOutputs)
    .where(and(eq(posterOutputs.countyId, countyId), eq(posterOutputs.hash, hash)));
  return row ?? null;
}

async function render(
  app: DrawingServices,
  countyId: string,
  inputs: PosterInputs,
  shelf: BaseShelf,
  path?: RenderPath,
) {
  return renderPoster(await withPhoto(app.storage, inputs), {
    shelf,
    keeper: storedBases(app, countyId),
    ...(path ? { path } : {}),
    log: (message, error) => app.log?.(message, { countyId, error: String(error) }),
  });
}

function fileFacts(drawn: RenderedPoster) {
  return {
    fileSha256: createHash('sha256').update(drawn.bytes).digest('hex'),
    bytes: drawn.bytes.length,
    widthPx: drawn.widthPx,
    heightPx: drawn.heightPx,
    path: drawn.path,
  };
}

function asPath(text: string): RenderPath {
  return text === 'F2' || text === 'F3' ? text : 'R';
}
