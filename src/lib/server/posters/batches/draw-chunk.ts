/**
 * Draws a batch piece by piece. Run again after any end, it goes on where the last one stopped: the picture is stored
 * under its hash first, then its row, then the item is done, so nothing is drawn into two rows and no row lacks its file.
 */
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Actor } from '../../accounts/actor.ts';
import type { DbOrTx } from '../../db/database.ts';
import { tell } from '../../notices/notices.ts';
import { isFormatId } from '../formats.ts';
import { listCurrentVersions, personalPoster, type PosterServices } from '../outputs.ts';
import {
  posterBatches,
  posterBatchItems,
  posterContents,
  type PosterBatch,
  type PosterBatchItem,
} from '../schema.ts';
import type { PauseReason, SkipReason } from '../batch-states.ts';
import { ITEMS_A_CHUNK, meaningOf } from './batch.ts';
import { countItems, describeBatch, findBatch, isBatch, sendChunk } from './batches.ts';

export type ChunkEnd = 'more' | 'done' | 'paused' | 'stopped' | 'interrupted';

export interface ChunkOptions {
  countyId: string;
  batchId: string;
  signal?: AbortSignal;
  log?: (message: string, fields?: Record<string, unknown>) => void;
}

/** At most {@link ITEMS_A_CHUNK} pictures; sends the next chunk when there are more. */
export async function drawChunk(app: PosterServices, options: ChunkOptions): Promise<ChunkEnd> {
  const { db } = app.database;
  const batch = await begin(app, options);
  if (batch === null) return 'stopped';
  if (!(await isHandedOut(app, batch))) return pause(app, batch, 'version_gone');
  const items = await db
    .select()
    .from(posterBatchItems)
    .where(
      and(
        eq(posterBatchItems.countyId, batch.countyId),
        eq(posterBatchItems.batchId, batch.id),
        eq(posterBatchItems.state, 'waiting'),
      ),
    )
    .orderBy(asc(posterBatchItems.position))
    .limit(ITEMS_A_CHUNK);
  for (const item of items) {
    if (options.signal?.aborted) return 'interrupted';
    const drawn = await drawItem(app, batch, item, options);
    if (drawn.kind === 'pause') return pause(app, batch, drawn.reason);
    if (!(await settle(app, item, drawn))) return 'stopped';
    // Pages are served by the same process: let them in between two pictures.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return db.transaction(async (tx) => {
    const now = await findBatch(tx, batch.countyId, batch.id, true);
    if (now?.state !== 'running') return 'stopped';
    const counts = await countItems(tx, batch);
    if (counts.waiting > 0) {
      await sendChunk(tx, batch);
      return 'more';
    }
    await tx
      .update(posterBatches)
      .set({ state: 'done', finishedAt: sql`now()` })
      .where(isBatch(batch));
    if (batch.createdBy !== null) {
      await tell(tx, batch.countyId, [batch.createdBy], {
        kind: 'poster.batch_done',
        path: `/posters/batches/${batch.id}`,
        payload: {
          name: await nameOf(tx, batch),
          done: counts.done,
          skipped: counts.skipped,
          failed: counts.failed,
        },
      });
    }
    return 'done';
  });
}

/** The batch, running from now on; null when there is nothing to do for it. */
async function begin(app: PosterServices, { countyId, batchId }: ChunkOptions): Promise<PosterBatch | null> {
  return app.database.db.transaction(async (tx) => {
    const batch = await findBatch(tx, countyId, batchId, true);
    if (batch?.state !== 'waiting' && batch?.state !== 'running') return null;
    if (batch.state === 'running') return batch;
    const [running] = await tx
      .update(posterBatches)
      .set({ state: 'running', startedAt: sql`coalesce(${posterBatches.startedAt}, now())` })
      .where(isBatch(batch))
      .returning();
    return running ?? null;
  });
}

async function isHandedOut(app: PosterServices, batch: PosterBatch): Promise<boolean> {
  const { db } = app.database;
  const [version] = await db
    .select({ posterId: posterContents.posterId })
    .from(posterContents)
    .where(and(eq(posterContents.countyId, batch.countyId), eq(posterContents.id, batch.contentId)));
  const [current] = await listCurrentVersions(db, batch.countyId, batch.campaignId, version?.posterId);
  return current?.id === batch.contentId;
}

type Drawn =
  | { kind: 'done'; hash: string }
  | { kind: 'skip'; reason: SkipReason }
  | { kind: 'pause'; reason: PauseReason }
  | { kind: 'failed'; error: string };

async function drawItem(
  app: PosterServices,
  batch: PosterBatch,
  item: PosterBatchItem,
  options: ChunkOptions,
): Promise<Drawn> {
  if (!isFormatId(item.format)) return { kind: 'failed', error: `no format ${item.format}` };
  try {
    const result = await personalPoster(app, batchActor(batch), {
      merchantId: item.merchantId,
      campaignId: batch.campaignId,
      format: item.format,
      contentId: batch.contentId,
    });
    return result.ok ? { kind: 'done', hash: result.output.hash } : meaningOf(result.reason);
  } catch (error) {
    options.log?.('a picture of a batch failed', { batchId: batch.id, error: String(error) });
    return { kind: 'failed', error: String(error).slice(0, 500) };
  }
}

/** Writes how one picture ended. False when the batch was stopped meanwhile. */
async function settle(
  app: PosterServices,
  item: PosterBatchItem,
  drawn: Exclude<Drawn, { kind: 'pause' }>,
): Promise<boolean> {
  return app.database.db.transaction(async (tx) => {
    await tx
      .update(posterBatchItems)
      .set({
        state: drawn.kind === 'skip' ? 'skipped' : drawn.kind,
        skipReason: drawn.kind === 'skip' ? drawn.reason : null,
        error: drawn.kind === 'failed' ? drawn.error : null,
        hash: drawn.kind === 'done' ? drawn.hash : null,
        finishedAt: sql`now()`,
      })
      .where(
        and(
          eq(posterBatchItems.countyId, item.countyId),
          eq(posterBatchItems.batchId, item.batchId),
          eq(posterBatchItems.merchantId, item.merchantId),
          eq(posterBatchItems.format, item.format),
        ),
      );
    const [batch] = await tx
      .update(posterBatches)
      .set(drawn.kind === 'failed' ? { lastError: drawn.error } : { total: sql`${posterBatches.total}` })
      .where(isBatch({ countyId: item.countyId, id: item.batchId }))
      .returning({ state: posterBatches.state });
    return batch?.state === 'running';
  });
}

async function pause(app: PosterServices, batch: PosterBatch, reason: PauseReason): Promise<'paused'> {
  await app.database.db.transaction(async (tx) => {
    await tx
      .update(posterBatches)
      .set({ state: 'paused', pausedReason: reason })
      .where(and(isBatch(batch), eq(posterBatches.state, 'running')));
    if (batch.createdBy !== null) {
      await tell(tx, batch.countyId, [batch.createdBy], {
        kind: 'poster.batch_paused',
        path: `/posters/batches/${batch.id}`,
        payload: { name: await nameOf(tx, batch), reason },
      });
    }
  });
  return 'paused';
}

async function nameOf(tx: DbOrTx, batch: PosterBatch): Promise<string> {
  return (await describeBatch(tx, batch)).poster.name;
}

/** Whoever started it was allowed to; the worker draws with the planner's right to read posters. */
function batchActor(batch: PosterBatch): Actor {
  return {
    userId: null,
    countyId: batch.countyId,
    roles: ['planner'],
    organisationId: null,
    merchantIds: [],
    name: batch.createdByName,
  };
}
