/**
 * 撤回. Pictures in people's chats cannot be called back; their codes can: from the commit on, downloads and renders are
 * refused, scanned codes lead to the page that says what is valid now, and every merchant that was given a picture is told.
 */
import { isUuid } from '#lib/shared/uuid.ts';
import { and, count, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Actor } from '../../accounts/actor.ts';
import { can } from '../../accounts/rights.ts';
import { record } from '../../audit/audit.ts';
import { licences } from '../../brand/schema.ts';
import { campaigns } from '../../campaigns/schema.ts';
import type { Db, DbOrTx } from '../../db/database.ts';
import { recall as recallCodes } from '../../links/links.ts';
import { touches } from '../../links/schema.ts';
import { merchants } from '../../merchants/schema.ts';
import type { RecallScope, RecallSource } from '../batch-states.ts';
import {
  posterContents,
  posterOutputs,
  posterRecallOutputs,
  posterRecalls,
  posters,
  type PosterRecall,
} from '../schema.ts';
import type { RecallReason } from '../states.ts';
import { withdrawVersion } from '../withdrawing.ts';
import { reachOf, type Reach } from './reach.ts';
import { receiptCounts, sendReceipts, type ReceiptCounts } from './receipts.ts';

export type RecallFailure =
  | 'not_allowed'
  | 'not_found'
  /** Nothing approved or drawn is left in this scope. */
  | 'nothing_to_recall'
  | 'words_missing'
  | 'replacement_not_approved'
  | 'not_proposed';

export type RecallResult = { ok: true; recall: PosterRecall } | { ok: false; reason: RecallFailure };

export interface RecallRequest {
  scope: RecallScope;
  scopeId: string;
  reason: RecallReason;
  /** To the merchants: what is wrong and what they do. */
  words: string;
  /** The approved version that takes its place. */
  replacementContentId?: string;
  now: Date;
}

/** Withdraws at once, everything in one transaction. */
export async function recall(db: Db, actor: Actor, request: RecallRequest): Promise<RecallResult> {
  if (!can(actor, 'poster.recall')) return failed('not_allowed');
  if (request.words.trim() === '') return failed('words_missing');
  return db.transaction((tx) => recallWithin(tx, actor, { ...request, source: 'person' }));
}

/** The same in the caller's transaction: for what law or the rights holder demands at once. */
export async function recallWithin(
  tx: DbOrTx,
  actor: Actor,
  request: RecallRequest & { source: RecallSource },
): Promise<RecallResult> {
  const { countyId } = actor;
  const label = await labelOf(tx, countyId, request.scope, request.scopeId);
  if (label === null) return failed('not_found');
  if (!(await isReplacement(tx, countyId, request))) return failed('replacement_not_approved');
  const reach = await reachOf(tx, countyId, request.scope, request.scopeId);
  if (isEmpty(reach)) return failed('nothing_to_recall');
  const [made] = await tx
    .insert(posterRecalls)
    .values({
      countyId,
      scope: request.scope,
      scopeId: request.scopeId,
      label,
      reason: request.reason,
      words: request.words.trim(),
      replacementContentId: request.replacementContentId ?? null,
      state: 'confirmed',
      source: request.source,
      createdBy: actor.userId,
      createdByName: actor.name,
      decidedBy: actor.userId,
      decidedByName: actor.name,
      decidedAt: request.now,
    })
    .returning();
  if (!made) throw new Error('the insert returned no row');
  return { ok: true, recall: await carryOut(tx, actor, made, reach, request.now) };
}

/**
 * A recall that somebody has to confirm: a licence ended, a consent was withdrawn, the law list grew. Opened once for a
 * scope while it is open, and not at all when nothing is left to withdraw.
 */
export async function proposeRecall(
  tx: DbOrTx,
  countyId: string,
  request: Pick<RecallRequest, 'scope' | 'scopeId' | 'reason'> & { source: RecallSource; words?: string },
): Promise<PosterRecall | null> {
  const label = await labelOf(tx, countyId, request.scope, request.scopeId);
  if (label === null) return null;
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`posters/recall/${request.scope}/${request.scopeId}`}, 0))`,
  );
  const open = await tx.$count(
    posterRecalls,
    and(
      eq(posterRecalls.countyId, countyId),
      eq(posterRecalls.scope, request.scope),
      eq(posterRecalls.scopeId, request.scopeId),
      eq(posterRecalls.state, 'proposed'),
    ),
  );
  if (open > 0) return null;
  const reach = await reachOf(tx, countyId, request.scope, request.scopeId);
  if (isEmpty(reach)) return null;
  const [made] = await tx
    .insert(posterRecalls)
    .values({
      countyId,
      scope: request.scope,
      scopeId: request.scopeId,
      label,
      reason: request.reason,
      words: request.words ?? '',
      state: 'proposed',
      source: request.source,
      outputs: reach.outputs.length,
    })
    .returning();
  return made ?? null;
}

/** Carries a proposal out. */
export async function confirmRecall(
  db: Db,
  actor: Actor,
  request: { recallId: string; words: string; now: Date },
): Promise<RecallResult> {
  if (!can(actor, 'poster.recall')) return failed('not_allowed');
  if (request.words.trim() === '') return failed('words_missing');
  return db.transaction(async (tx) => {
    const proposal = await findRecall(tx, actor.countyId, request.recallId, true);
    if (!proposal) return failed('not_found');
    if (proposal.state !== 'proposed') return failed('not_proposed');
    const reach = await reachOf(tx, proposal.countyId, proposal.scope, proposal.scopeId);
    if (isEmpty(reach)) return failed('nothing_to_recall');
    const [confirmed] = await tx
      .update(posterRecalls)
      .set({
        state: 'confirmed',
        words: request.words.trim(),
        decidedBy: actor.userId,
        decidedByName: actor.name,
        decidedAt: request.now,
      })
      .where(isRecall(proposal))
      .returning();
    if (!confirmed) throw new Error('a locked row vanished');
    return { ok: true, recall: await carryOut(tx, actor, confirmed, reach, request.now) };
  });
}

/** Leaves everything as it is, with a reason that is kept. */
export async function dismissRecall(
  db: Db,
  actor: Actor,
  request: { recallId: string; words: string; now: Date },
): Promise<RecallResult> {
  if (!can(actor, 'poster.recall')) return failed('not_allowed');
  if (request.words.trim() === '') return failed('words_missing');
  return db.transaction(async (tx) => {
    const proposal = await findRecall(tx, actor.countyId, request.recallId, true);
    if (!proposal) return failed('not_found');
    if (proposal.state !== 'proposed') return failed('not_proposed');
    const [dismissed] = await tx
      .update(posterRecalls)
      .set({
        state: 'dismissed',
        decidedWords: request.words.trim(),
        decidedBy: actor.userId,
        decidedByName: actor.name,
        decidedAt: request.now,
      })
      .where(isRecall(proposal))
      .returning();
    if (!dismissed) throw new Error('a locked row vanished');
    await record(tx, actor, {
      action: 'poster.recall_dismissed',
      subject: 'poster_recall',
      subjectId: proposal.id,
      label: proposal.label,
      reason: request.words.trim(),
    });
    return { ok: true, recall: dismissed };
  });
}

async function carryOut(
  tx: DbOrTx,
  actor: Actor,
  made: PosterRecall,
  { contents, outputs }: Reach,
  now: Date,
): Promise<PosterRecall> {
  const { countyId } = made;
  for (const version of contents) {
    await withdrawVersion(tx, actor, version, { reason: made.reason, words: made.words, now });
  }
  const hashes = outputs.map((o) => o.hash);
  for (let from = 0; from < hashes.length; from += 5_000) {
    const part = hashes.slice(from, from + 5_000);
    await tx
      .update(posterOutputs)
      .set({ recalledAt: now, recalledReason: made.reason })
      .where(and(eq(posterOutputs.countyId, countyId), inArray(posterOutputs.hash, part)));
    await tx
      .insert(posterRecallOutputs)
      .values(part.map((hash) => ({ countyId, recallId: made.id, hash })))
      .onConflictDoNothing();
  }
  const codes: string[] = [];
  const options = { reason: made.reason, at: now };
  for (const { id } of contents) codes.push(...(await recallCodes(tx, countyId, { contentId: id }, options)));
  const printed = outputs.flatMap((o) => (o.code === null ? [] : [o.code]));
  if (printed.length > 0) codes.push(...(await recallCodes(tx, countyId, { codes: printed }, options)));
  const [reached] = await tx
    .update(posterRecalls)
    .set({ outputs: outputs.length, codes: codes.length })
    .where(isRecall(made))
    .returning();
  if (!reached) throw new Error('a recall vanished');
  await sendReceipts(tx, reached, outputs, { by: actor, now });
  await record(tx, actor, {
    action: 'poster.recalled',
    subject: 'poster_recall',
    subjectId: made.id,
    label: made.label,
    after: { scope: made.scope, reason: made.reason, outputs: outputs.length, codes: codes.length },
    reason: made.words || null,
  });
  return reached;
}

/** The thing's name for people, or null when this county has no such thing. */
async function labelOf(
  tx: DbOrTx,
  countyId: string,
  scope: RecallScope,
  scopeId: string,
): Promise<string | null> {
  if (scope === 'picture') return scopeId;
  if (scope === 'output') {
    const [row] = await tx
      .select({ label: posters.name })
      .from(posterOutputs)
      .innerJoin(
        posterContents,
        and(
          eq(posterContents.countyId, posterOutputs.countyId),
          eq(posterContents.id, posterOutputs.contentId),
        ),
      )
      .innerJoin(
        posters,
        and(eq(posters.countyId, posterContents.countyId), eq(posters.id, posterContents.posterId)),
      )
      .where(and(eq(posterOutputs.countyId, countyId), eq(posterOutputs.hash, scopeId)));
    return row?.label ?? null;
  }
  if (!isUuid(scopeId)) return null;
  if (scope === 'content') {
    const [row] = await tx
      .select({ label: posters.name })
      .from(posterContents)
      .innerJoin(
        posters,
        and(eq(posters.countyId, posterContents.countyId), eq(posters.id, posterContents.posterId)),
      )
      .where(and(eq(posterContents.countyId, countyId), eq(posterContents.id, scopeId)));
    return row?.label ?? null;
  }
  const [row] =
    scope === 'campaign'
      ? await tx
          .select({ label: campaigns.name })
          .from(campaigns)
          .where(and(eq(campaigns.countyId, countyId), eq(campaigns.id, scopeId)))
      : scope === 'merchant'
        ? await tx
            .select({ label: merchants.name })
            .from(merchants)
            .where(and(eq(merchants.countyId, countyId), eq(merchants.id, scopeId)))
        : await tx
            .select({ label: licences.documentNo })
            .from(licences)
            .where(and(eq(licences.countyId, countyId), eq(licences.id, scopeId)));
  return row?.label ?? null;
}

async function isReplacement(tx: DbOrTx, countyId: string, request: RecallRequest): Promise<boolean> {
  const id = request.replacementContentId;
  if (id === undefined) return true;
  if (!isUuid(id) || id === request.scopeId) return false;
  const [row] = await tx
    .select({ state: posterContents.state })
    .from(posterContents)
    .where(and(eq(posterContents.countyId, countyId), eq(posterContents.id, id)));
  return row?.state === 'approved';
}

export async function findRecall(
  db: DbOrTx,
  countyId: string,
  recallId: string,
  lock = false,
): Promise<PosterRecall | null> {
  if (!isUuid(recallId)) return null;
  const query = db
    .select()
    .from(posterRecalls)
    .where(and(eq(posterRecalls.countyId, countyId), eq(posterRecalls.id, recallId)));
  const [row] = lock ? await query.for('update') : await query;
  return row ?? null;
}

export interface RecallRow {
  recall: PosterRecall;
  receipts: ReceiptCounts;
  /** Scans of withdrawn codes since. */
  scansSince: number;
}

/** Proposals first, then the newest. */
export async function listRecalls(
  db: DbOrTx,
  countyId: string,
  options: { page: number; pageSize: number },
): Promise<{ rows: RecallRow[]; total: number }> {
  const [all] = await db
    .select({ n: count() })
    .from(posterRecalls)
    .where(eq(posterRecalls.countyId, countyId));
  const found = await db
    .select()
    .from(posterRecalls)
    .where(eq(posterRecalls.countyId, countyId))
    .orderBy(
      sql`${posterRecalls.state} <> 'proposed'`,
      desc(sql`coalesce(${posterRecalls.decidedAt}, ${posterRecalls.createdAt})`),
      desc(posterRecalls.id),
    )
    .limit(options.pageSize)
    .offset((options.page - 1) * options.pageSize);
  return { rows: await Promise.all(found.map((r) => describeRecall(db, r))), total: all?.n ?? 0 };
}

export async function describeRecall(db: DbOrTx, recalled: PosterRecall): Promise<RecallRow> {
  return {
    recall: recalled,
    receipts: await receiptCounts(db, recalled),
    scansSince: recalled.state === 'confirmed' ? await scansSince(db, recalled) : 0,
  };
}

async function scansSince(db: DbOrTx, recalled: PosterRecall): Promise<number> {
  const codes = db
    .select({ code: posterOutputs.code })
    .from(posterRecallOutputs)
    .innerJoin(
      posterOutputs,
      and(
        eq(posterOutputs.countyId, posterRecallOutputs.countyId),
        eq(posterOutputs.hash, posterRecallOutputs.hash),
      ),
    )
    .where(
      and(
        eq(posterRecallOutputs.countyId, recalled.countyId),
        eq(posterRecallOutputs.recallId, recalled.id),
        isNotNull(posterOutputs.code),
      ),
    );
  return db.$count(
    touches,
    and(
      eq(touches.countyId, recalled.countyId),
      eq(touches.flag, 'after_recall'),
      inArray(touches.code, codes),
    ),
  );
}

function isRecall(row: Pick<PosterRecall, 'countyId' | 'id'>) {
  return and(eq(posterRecalls.countyId, row.countyId), eq(posterRecalls.id, row.id));
}

function isEmpty({ contents, outputs }: Reach): boolean {
  return contents.length + outputs.length === 0;
}

function failed(reason: RecallFailure): { ok: false; reason: RecallFailure } {
  return { ok: false, reason };
}
