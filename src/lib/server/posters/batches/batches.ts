/**
 * Batches: one approved version drawn for many merchants. What is drawn is frozen as items in the transaction that makes
 * the batch; whoever asks, an item that is done is never drawn again.
 */
import { isUuid } from '#lib/shared/uuid.ts';
import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '../../accounts/actor.ts';
import { can } from '../../accounts/rights.ts';
import { record } from '../../audit/audit.ts';
import { campaignMerchants, campaigns } from '../../campaigns/schema.ts';
import type { Db, DbOrTx } from '../../db/database.ts';
import { uuidv7 } from '../../db/uuid.ts';
import { enqueue } from '../../jobs/jobs.ts';
import { merchants } from '../../merchants/schema.ts';
import { requireDesign } from '../assembly.ts';
import { isFormatId, type FormatId } from '../formats.ts';
import { listCurrentVersions } from '../outputs.ts';
import {
  posterBatches,
  posterBatchItems,
  posterContents,
  posters,
  type BatchFilter,
  type PosterBatch,
} from '../schema.ts';
import { ITEM_STATES } from '../batch-states.ts';
import {
  mayAct,
  MOST_BATCHES,
  MOST_ITEMS,
  progressOf,
  type BatchAction,
  type Counts,
  type Progress,
} from './batch.ts';

export const DRAW_CHUNK = 'posters.draw_chunk';

export type BatchFailure =
  | 'not_allowed'
  | 'not_found'
  /** Only what is approved and handed out is drawn for many. */
  | 'no_version'
  | 'no_formats'
  | 'no_merchants'
  | 'too_many'
  | 'too_many_batches'
  | 'not_in_this_state';

export type BatchResult = { ok: true; batch: PosterBatch } | { ok: false; reason: BatchFailure };

export interface BatchRequest {
  campaignId: string;
  posterId: string;
  formats: readonly string[];
  filter: BatchFilter;
}

/** Freezes merchants × formats as items and sends the first chunk to the worker. */
export async function createBatch(db: Db, actor: Actor, request: BatchRequest): Promise<BatchResult> {
  if (!can(actor, 'poster.batch')) return failed('not_allowed');
  if (!isUuid(request.campaignId) || !isUuid(request.posterId)) return failed('not_found');
  const { countyId } = actor;
  return db.transaction(async (tx) => {
    const chosen = await chooseVersion(tx, countyId, request);
    if (!chosen.ok) return chosen;
    // Two people starting at once must not both be the last one allowed.
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`posters/batches/${countyId}`}, 0))`,
    );
    const [busy] = await tx
      .select({ n: count() })
      .from(posterBatches)
      .where(
        and(
          eq(posterBatches.countyId, countyId),
          inArray(posterBatches.state, ['waiting', 'running', 'paused']),
        ),
      );
    if ((busy?.n ?? 0) >= MOST_BATCHES) return failed('too_many_batches');
    const people = await takingPart(tx, countyId, request.campaignId, request.filter);
    if (people.length === 0) return failed('no_merchants');
    const total = people.length * chosen.formats.length;
    if (total > MOST_ITEMS) return failed('too_many');
    const [batch] = await tx
      .insert(posterBatches)
      .values({
        countyId,
        id: uuidv7(),
        campaignId: request.campaignId,
        contentId: chosen.contentId,
        formats: chosen.formats,
        filter: request.filter,
        total,
        createdBy: actor.userId,
        createdByName: actor.name,
      })
      .returning();
    if (!batch) throw new Error('the insert returned no row');
    // By format, so that a worker keeps one base as long as it can.
    const items = chosen.formats.flatMap((format) => people.map((merchantId) => ({ merchantId, format })));
    for (let from = 0; from < items.length; from += 2_000) {
      const part = items.slice(from, from + 2_000);
      await tx.insert(posterBatchItems).values(
        part.map(({ merchantId, format }, i) => ({
          countyId,
          batchId: batch.id,
          merchantId,
          format,
          position: from + i,
        })),
      );
    }
    await sendChunk(tx, batch);
    await record(tx, actor, {
      action: 'poster.batch_started',
      subject: 'poster_batch',
      subjectId: batch.id,
      label: chosen.name,
      after: { formats: chosen.formats, merchants: people.length },
    });
    return { ok: true, batch };
  });
}

/** How many pictures a request would draw, before anybody starts it. */
export async function countBatch(
  db: DbOrTx,
  countyId: string,
  request: BatchRequest,
): Promise<{ merchants: number; pictures: number }> {
  const people = await takingPart(db, countyId, request.campaignId, request.filter);
  return { merchants: people.length, pictures: people.length * request.formats.length };
}

/** Stops after the picture that is being drawn; what is done stays. */
export async function cancelBatch(db: Db, actor: Actor, batchId: string): Promise<BatchResult> {
  return act(db, actor, batchId, 'cancel', async (tx, batch) => {
    await tx
      .update(posterBatches)
      .set({ state: 'cancelled', finishedAt: sql`now()` })
      .where(isBatch(batch));
  });
}

/** Draws everything that is not done. */
export async function resumeBatch(db: Db, actor: Actor, batchId: string): Promise<BatchResult> {
  return act(db, actor, batchId, 'resume', goOn);
}

/** Draws again what failed. Skipped pictures too: their remedy may be in place by now. */
export async function retryBatch(db: Db, actor: Actor, batchId: string): Promise<BatchResult> {
  return act(db, actor, batchId, 'retry', async (tx, batch) => {
    await tx
      .update(posterBatchItems)
      .set({ state: 'waiting', error: null, skipReason: null, finishedAt: null })
      .where(
        and(
          eq(posterBatchItems.countyId, batch.countyId),
          eq(posterBatchItems.batchId, batch.id),
          inArray(posterBatchItems.state, ['failed', 'skipped']),
        ),
      );
    await goOn(tx, batch);
  });
}

async function goOn(tx: DbOrTx, batch: PosterBatch): Promise<void> {
  await tx
    .update(posterBatches)
    .set({ state: 'waiting', pausedReason: null, lastError: null, finishedAt: null })
    .where(isBatch(batch));
  await sendChunk(tx, batch);
}

async function act(
  db: Db,
  actor: Actor,
  batchId: string,
  action: BatchAction,
  change: (tx: DbOrTx, batch: PosterBatch) => Promise<void>,
): Promise<BatchResult> {
  if (!can(actor, 'poster.batch')) return failed('not_allowed');
  return db.transaction(async (tx) => {
    const batch = await findBatch(tx, actor.countyId, batchId, true);
    if (!batch) return failed('not_found');
    const counts = await countItems(tx, batch);
    if (!mayAct(action, { state: batch.state, counts })) return failed('not_in_this_state');
    await change(tx, batch);
    await record(tx, actor, {
      action: `poster.batch_${action}`,
      subject: 'poster_batch',
      subjectId: batch.id,
      before: { state: batch.state, ...counts },
    });
    const after = await findBatch(tx, actor.countyId, batchId);
    if (!after) throw new Error('a locked row vanished');
    return { ok: true, batch: after };
  });
}

/** One chunk of one batch after another over all counties: two batches take turns, and nobody's page waits for either. */
export async function sendChunk(tx: DbOrTx, batch: Pick<PosterBatch, 'countyId' | 'id'>): Promise<void> {
  await enqueue(
    tx,
    DRAW_CHUNK,
    { countyId: batch.countyId, batchId: batch.id },
    { key: `${DRAW_CHUNK}/${batch.id}`, queue: DRAW_CHUNK, maxAttempts: 1_000 },
  );
}

export async function findBatch(
  db: DbOrTx,
  countyId: string,
  batchId: string,
  lock = false,
): Promise<PosterBatch | null> {
  if (!isUuid(batchId)) return null;
  const query = db
    .select()
    .from(posterBatches)
    .where(and(eq(posterBatches.countyId, countyId), eq(posterBatches.id, batchId)));
  const [row] = lock ? await query.for('update') : await query;
  return row ?? null;
}

export async function countItems(db: DbOrTx, batch: Pick<PosterBatch, 'countyId' | 'id'>): Promise<Counts> {
  const rows = await db
    .select({ state: posterBatchItems.state, n: count() })
    .from(posterBatchItems)
    .where(and(eq(posterBatchItems.countyId, batch.countyId), eq(posterBatchItems.batchId, batch.id)))
    .groupBy(posterBatchItems.state);
  const counts = Object.fromEntries(ITEM_STATES.map((s) => [s, 0])) as Counts;
  for (const row of rows) counts[row.state] = row.n;
  return counts;
}

export async function getProgress(db: DbOrTx, batch: PosterBatch): Promise<Progress> {
  const [recent] = await db
    .select({
      finished: count(),
      seconds: sql<number>`coalesce(extract(epoch from max(${posterBatchItems.finishedAt}) - min(${posterBatchItems.finishedAt})), 0)::float`,
    })
    .from(posterBatchItems)
    .where(
      and(
        eq(posterBatchItems.countyId, batch.countyId),
        eq(posterBatchItems.batchId, batch.id),
        sql`${posterBatchItems.finishedAt} > now() - interval '1 minute'`,
      ),
    );
  return progressOf(batch, await countItems(db, batch), recent ?? { finished: 0, seconds: 0 });
}

export interface BatchRow {
  batch: PosterBatch;
  campaign: { code: string; name: string; nameEn: string | null };
  poster: { id: string; name: string };
  version: number;
  counts: Counts;
}

/** Newest first. */
export async function listBatches(
  db: DbOrTx,
  countyId: string,
  options: { page: number; pageSize: number; campaignId?: string },
): Promise<{ rows: BatchRow[]; total: number }> {
  const where = and(
    eq(posterBatches.countyId, countyId),
    ...(options.campaignId ? [eq(posterBatches.campaignId, options.campaignId)] : []),
  );
  const [all] = await db.select({ n: count() }).from(posterBatches).where(where);
  const found = await db.query.posterBatches.findMany({
    where,
    orderBy: [desc(posterBatches.createdAt), desc(posterBatches.id)],
    limit: options.pageSize,
    offset: (options.page - 1) * options.pageSize,
  });
  return { rows: await Promise.all(found.map((batch) => describeBatch(db, batch))), total: all?.n ?? 0 };
}

export async function describeBatch(db: DbOrTx, batch: PosterBatch): Promise<BatchRow> {
  const [named] = await db
    .select({
      code: campaigns.code,
      name: campaigns.name,
      nameEn: campaigns.nameEn,
      posterId: posters.id,
      posterName: posters.name,
      version: posterContents.version,
    })
    .from(posterContents)
    .innerJoin(
      posters,
      and(eq(posters.countyId, posterContents.countyId), eq(posters.id, posterContents.posterId)),
    )
    .innerJoin(campaigns, and(eq(campaigns.countyId, posters.countyId), eq(campaigns.id, posters.campaignId)))
    .where(and(eq(posterContents.countyId, batch.countyId), eq(posterContents.id, batch.contentId)));
  if (!named) throw new Error(`no version ${batch.contentId}`);
  return {
    batch,
    campaign: { code: named.code, name: named.name, nameEn: named.nameEn },
    poster: { id: named.posterId, name: named.posterName },
    version: named.version,
    counts: await countItems(db, batch),
  };
}

export interface ItemRow {
  merchantId: string;
  merchant: string;
  format: FormatId;
  state: (typeof ITEM_STATES)[number];
  skipReason: (typeof posterBatchItems.$inferSelect)['skipReason'];
  error: string | null;
  hash: string | null;
}

/** What was left out or went wrong first, then what is drawn. */
export async function listItems(
  db: DbOrTx,
  batch: PosterBatch,
  options: { page: number; pageSize: number; state?: ItemRow['state'] },
): Promise<{ rows: ItemRow[]; total: number }> {
  const where = and(
    eq(posterBatchItems.countyId, batch.countyId),
    eq(posterBatchItems.batchId, batch.id),
    ...(options.state ? [eq(posterBatchItems.state, options.state)] : []),
  );
  const [all] = await db.select({ n: count() }).from(posterBatchItems).where(where);
  const rows = await db
    .select({
      merchantId: posterBatchItems.merchantId,
      merchant: merchants.name,
      format: posterBatchItems.format,
      state: posterBatchItems.state,
      skipReason: posterBatchItems.skipReason,
      error: posterBatchItems.error,
      hash: posterBatchItems.hash,
    })
    .from(posterBatchItems)
    .innerJoin(
      merchants,
      and(eq(merchants.countyId, posterBatchItems.countyId), eq(merchants.id, posterBatchItems.merchantId)),
    )
    .where(where)
    .orderBy(
      sql`array_position(array['failed','skipped','waiting','done'], ${posterBatchItems.state})`,
      asc(posterBatchItems.position),
    )
    .limit(options.pageSize)
    .offset((options.page - 1) * options.pageSize);
  return { rows: rows.map((row) => ({ ...row, format: row.format as FormatId })), total: all?.n ?? 0 };
}

async function chooseVersion(
  tx: DbOrTx,
  countyId: string,
  request: BatchRequest,
): Promise<
  { ok: true; contentId: string; formats: FormatId[]; name: string } | { ok: false; reason: BatchFailure }
> {
  const [version] = await listCurrentVersions(tx, countyId, request.campaignId, request.posterId);
  if (!version) return failed('no_version');
  const design = await requireDesign(tx, countyId, version.designId, version.designVersion);
  const offered: readonly string[] = design.formats;
  const formats = [...new Set(request.formats)].filter(
    (f): f is FormatId => isFormatId(f) && offered.includes(f),
  );
  if (formats.length === 0) return failed('no_formats');
  const [poster] = await tx
    .select({ name: posters.name })
    .from(posters)
    .where(and(eq(posters.countyId, countyId), eq(posters.id, request.posterId)));
  return { ok: true, contentId: version.id, formats, name: poster?.name ?? '' };
}

/** Active merchants of the campaign that pass the filter, by name. */
async function takingPart(
  tx: DbOrTx,
  countyId: string,
  campaignId: string,
  filter: BatchFilter,
): Promise<string[]> {
  if (!isUuid(campaignId)) return [];
  const rows = await tx
    .select({ id: merchants.id })
    .from(campaignMerchants)
    .innerJoin(
      merchants,
      and(eq(merchants.countyId, campaignMerchants.countyId), eq(merchants.id, campaignMerchants.merchantId)),
    )
    .where(
      and(
        eq(campaignMerchants.countyId, countyId),
        eq(campaignMerchants.campaignId, campaignId),
        eq(merchants.state, 'active'),
        filter.townshipIds ? inArray(merchants.townshipId, filter.townshipIds.filter(isUuid)) : undefined,
        filter.merchantIds ? inArray(merchants.id, filter.merchantIds.filter(isUuid)) : undefined,
      ),
    )
    .orderBy(sql`${merchants.name} collate "C"`);
  return rows.map((row) => row.id);
}

export function isBatch(batch: Pick<PosterBatch, 'countyId' | 'id'>) {
  return and(eq(posterBatches.countyId, batch.countyId), eq(posterBatches.id, batch.id));
}

function failed<R extends BatchFailure>(reason: R): { ok: false; reason: R } {
  return { ok: false, reason };
}
