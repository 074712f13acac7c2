/**
 * Zip packs for the office and the service station: everything a batch has drawn that may still be handed out, streamed
 * into the store without compression (JPEG does not shrink). A pack is itself a copy: it goes through the gate again at
 * every download.
 */
import { Readable, Transform } from 'node:stream';
import { and, asc, eq, inArray, isNotNull, ne, or, sql } from 'drizzle-orm';
import { dayOf } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import { ZipFile } from 'yazl';
import type { Actor } from '../../accounts/actor.ts';
import { can } from '../../accounts/rights.ts';
import { record } from '../../audit/audit.ts';
import { licencesStand } from '../../brand/gate.ts';
import type { Db, DbOrTx } from '../../db/database.ts';
import { enqueue } from '../../jobs/jobs.ts';
import { merchants } from '../../merchants/schema.ts';
import { FORMATS, isFormatId } from '../formats.ts';
import { servePoster, type PosterServices } from '../outputs.ts';
import {
  posterBatchItems,
  posterContents,
  posterOutputs,
  posterPacks,
  type PackPart,
  type PosterBatch,
  type PosterPack,
} from '../schema.ts';
import { describeBatch, findBatch } from './batches.ts';
import { fileNames, listOf, partsOf, type LeftOut, type PackedItem } from './pack.ts';

export const MAKE_PACK = 'posters.make_pack';

export type PackFailure = 'not_allowed' | 'not_found' | 'nothing_drawn';

/** Orders a pack of what the batch has drawn so far. */
export async function orderPack(
  db: Db,
  actor: Actor,
  batchId: string,
): Promise<{ ok: true; pack: PosterPack } | { ok: false; reason: PackFailure }> {
  if (!can(actor, 'poster.batch')) return { ok: false, reason: 'not_allowed' };
  return db.transaction(async (tx) => {
    const batch = await findBatch(tx, actor.countyId, batchId);
    if (!batch) return { ok: false as const, reason: 'not_found' as const };
    const total = await tx.$count(posterBatchItems, isDrawn(batch));
    if (total === 0) return { ok: false as const, reason: 'nothing_drawn' as const };
    const [pack] = await tx
      .insert(posterPacks)
      .values({ countyId: batch.countyId, batchId: batch.id, total, createdBy: actor.userId })
      .returning();
    if (!pack) throw new Error('the insert returned no row');
    await enqueue(
      tx,
      MAKE_PACK,
      { countyId: pack.countyId, packId: pack.id },
      { key: `${MAKE_PACK}/${pack.id}`, queue: MAKE_PACK },
    );
    await record(tx, actor, { action: 'poster.pack_ordered', subject: 'poster_batch', subjectId: batch.id });
    return { ok: true as const, pack };
  });
}

/** Makes the pack; run again after any end it makes the same parts anew under the same keys. */
export async function makePack(
  app: PosterServices,
  { countyId, packId }: { countyId: string; packId: string },
): Promise<void> {
  const { db } = app.database;
  const pack = await findPack(db, countyId, packId);
  if (!pack || pack.state === 'ready') return;
  const batch = await findBatch(db, countyId, pack.batchId);
  if (!batch) throw new Error(`no batch ${pack.batchId}`);
  await db.update(posterPacks).set({ state: 'making', packed: 0, parts: [] }).where(isPack(pack));
  const { items, leftOut } = await contentsOf(app, batch);
  const parts: PackPart[] = [];
  let packed = 0;
  for (const [index, part] of partsOf(items).entries()) {
    const fileKey = `packs/${countyId}/${packId}/${index + 1}.zip`;
    // The list comes with the first part: it names everything, and whoever is left out.
    const bytes = await writePart(app, fileKey, part, index === 0 ? { items, leftOut } : null, async () => {
      packed += 1;
      if (packed % 25 === 0) await db.update(posterPacks).set({ packed }).where(isPack(pack));
    });
    parts.push({ fileKey, bytes, files: part.length });
  }
  await db
    .update(posterPacks)
    .set(
      parts.length > 0
        ? { state: 'ready', parts, packed, finishedAt: sql`now()` }
        : { state: 'failed', parts, packed, finishedAt: sql`now()` },
    )
    .where(isPack(pack));
}

export type PackRefusal = 'not_found' | 'not_ready' | 'withdrawn' | 'licence_gate';

/** One part, if nothing in it has been withdrawn since and every licence it relies on stands today. */
export async function openPack(
  app: Pick<PosterServices, 'database' | 'storage' | 'clock'>,
  countyId: string,
  request: { batchId: string; packId: string; part: number },
): Promise<
  { ok: true; part: PackPart; stream: () => Promise<Readable> } | { ok: false; reason: PackRefusal }
> {
  return app.database.db.transaction(async (tx) => {
    const pack = await findPack(tx, countyId, request.packId);
    if (!pack || pack.batchId !== request.batchId)
      return { ok: false as const, reason: 'not_found' as const };
    if (pack.state !== 'ready') return { ok: false as const, reason: 'not_ready' as const };
    const part = pack.parts[request.part - 1];
    if (!part) return { ok: false as const, reason: 'not_found' as const };
    const ofBatch = inArray(
      posterOutputs.hash,
      tx
        .select({ hash: posterBatchItems.hash })
        .from(posterBatchItems)
        .where(isDrawn({ countyId, id: pack.batchId })),
    );
    const [gone] = await tx
      .select({ hash: posterOutputs.hash })
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
          ofBatch,
          or(isNotNull(posterOutputs.recalledAt), ne(posterContents.state, 'approved')),
        ),
      )
      .limit(1);
    if (gone) return { ok: false as const, reason: 'withdrawn' as const };
    const licences = await tx
      .selectDistinct({ id: sql<string>`jsonb_array_elements_text(${posterOutputs.licenceIds})` })
      .from(posterOutputs)
      .where(and(eq(posterOutputs.countyId, countyId), ofBatch));
    const stand = await licencesStand(
      tx,
      countyId,
      licences.map((l) => l.id),
      dayOf(app.clock()),
    );
    if (!stand.ok) return { ok: false as const, reason: 'licence_gate' as const };
    return { ok: true as const, part, stream: () => app.storage.stream(part.fileKey) };
  });
}

export async function listPacks(
  db: DbOrTx,
  batch: Pick<PosterBatch, 'countyId' | 'id'>,
): Promise<PosterPack[]> {
  return db
    .select()
    .from(posterPacks)
    .where(and(eq(posterPacks.countyId, batch.countyId), eq(posterPacks.batchId, batch.id)))
    .orderBy(sql`${posterPacks.createdAt} desc`);
}

/** What goes in, each asked of the gate, and who is left out with the reason. */
async function contentsOf(
  app: PosterServices,
  batch: PosterBatch,
): Promise<{ items: PackedItem[]; leftOut: LeftOut[] }> {
  const { db } = app.database;
  const { campaign } = await describeBatch(db, batch);
  const rows = await db
    .select({
      merchant: merchants.name,
      format: posterBatchItems.format,
      state: posterBatchItems.state,
      skipReason: posterBatchItems.skipReason,
      hash: posterBatchItems.hash,
    })
    .from(posterBatchItems)
    .innerJoin(
      merchants,
      and(eq(merchants.countyId, posterBatchItems.countyId), eq(merchants.id, posterBatchItems.merchantId)),
    )
    .where(and(eq(posterBatchItems.countyId, batch.countyId), eq(posterBatchItems.batchId, batch.id)))
    .orderBy(asc(posterBatchItems.position));
  const items: PackedItem[] = [];
  const leftOut: LeftOut[] = [];
  for (const row of rows) {
    const format = isFormatId(row.format) ? FORMATS[row.format].nameZh : row.format;
    if (row.hash === null) {
      leftOut.push({ merchant: row.merchant, format, why: row.skipReason ?? row.state });
      continue;
    }
    const served = await servePoster(app, row.hash, { userId: null, kind: 'download' });
    if (!served.ok) {
      leftOut.push({ merchant: row.merchant, format, why: served.reason });
      continue;
    }
    const { bytes, hash } = served.output;
    items.push({ merchant: row.merchant, campaign: campaign.name, format, bytes, hash });
  }
  return { items, leftOut };
}

/** Returns the bytes written. Pictures are read one after another, each when its turn comes. */
async function writePart(
  app: PosterServices,
  fileKey: string,
  part: readonly PackedItem[],
  list: { items: readonly PackedItem[]; leftOut: readonly LeftOut[] } | null,
  onFile: () => Promise<void>,
): Promise<number> {
  const zip = new ZipFile();
  let bytes = 0;
  const out = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  zip.on('error', (error: Error) => out.destroy(error));
  zip.outputStream.on('error', (error: Error) => out.destroy(error));
  zip.outputStream.pipe(out);
  const names = fileNames(part);
  // Fixed times: the same pictures make the same zip.
  const options = { compress: false, mtime: new Date(0), forceDosTimestamp: true };
  if (list) {
    zip.addBuffer(Buffer.from(listOf(list.items, fileNames(list.items), list.leftOut)), '清单.csv', options);
  }
  for (const [i, item] of part.entries()) {
    zip.addReadStreamLazy(names[i] ?? `${item.hash}.jpg`, { ...options, size: item.bytes }, (done) => {
      readOutput(app, item.hash)
        .then(async (file) => {
          await onFile();
          done(null, Readable.from([Buffer.from(file)]));
        })
        .catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
    });
  }
  zip.end();
  await app.storage.put(fileKey, out, { contentType: 'application/zip' });
  return bytes;
}

/** From the store; an evicted file is drawn again, which asks the gate once more. */
async function readOutput(app: PosterServices, hash: string): Promise<Uint8Array> {
  const [row] = await app.database.db
    .select({ fileKey: posterOutputs.fileKey })
    .from(posterOutputs)
    .where(eq(posterOutputs.hash, hash));
  if (row && (await app.storage.exists(row.fileKey))) return app.storage.read(row.fileKey);
  const served = await servePoster(app, hash, { userId: null, kind: 'download' });
  if (!served.ok) throw new Error(`the picture ${hash} may not be handed out any more: ${served.reason}`);
  return served.read();
}

export async function findPack(db: DbOrTx, countyId: string, packId: string): Promise<PosterPack | null> {
  if (!isUuid(packId)) return null;
  const [row] = await db
    .select()
    .from(posterPacks)
    .where(and(eq(posterPacks.countyId, countyId), eq(posterPacks.id, packId)));
  return row ?? null;
}

function isPack(pack: Pick<PosterPack, 'countyId' | 'id'>) {
  return and(eq(posterPacks.countyId, pack.countyId), eq(posterPacks.id, pack.id));
}

function isDrawn(batch: Pick<PosterBatch, 'countyId' | 'id'>) {
  return and(
    eq(posterBatchItems.countyId, batch.countyId),
    eq(posterBatchItems.batchId, batch.id),
    isNotNull(posterBatchItems.hash),
  );
}
