/** What people say to each other about a version: threads of remarks, settled as a whole, kept for ever. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { isUuid } from '#lib/shared/uuid.ts';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import { tell } from '../notices/notices.ts';
import { posterComments, posterContents, posters, type PosterComment } from './schema.ts';

export interface CommentThread extends PosterComment {
  /** Of the poster, not the row's id. */
  version: number;
  replies: PosterComment[];
}

export type CommentFailure = 'not_found' | 'not_allowed' | 'empty';
export type CommentResult = { ok: true; comment: PosterComment } | { ok: false; reason: CommentFailure };

const LONGEST = 500;

/** Threads of all versions of a poster: open ones first, each group in the order they were opened. */
export async function listThreads(db: DbOrTx, countyId: string, posterId: string): Promise<CommentThread[]> {
  if (!isUuid(posterId)) return [];
  const rows = await db
    .select({ comment: posterComments, version: posterContents.version })
    .from(posterComments)
    .innerJoin(
      posterContents,
      and(
        eq(posterContents.countyId, posterComments.countyId),
        eq(posterContents.id, posterComments.contentId),
      ),
    )
    .where(and(eq(posterComments.countyId, countyId), eq(posterContents.posterId, posterId)))
    .orderBy(asc(posterComments.createdAt), asc(posterComments.id));
  const threads = rows
    .filter((r) => r.comment.threadId === null)
    .map(({ comment, version }) => ({
      ...comment,
      version,
      replies: rows.filter((r) => r.comment.threadId === comment.id).map((r) => r.comment),
    }));
  return [...threads.filter((t) => t.resolvedAt === null), ...threads.filter((t) => t.resolvedAt !== null)];
}

/** A remark on the newest version, or an answer in a thread. Whoever else wrote in the thread or the version is told. */
export async function addComment(
  db: Db,
  actor: Actor,
  request: { posterId: string; body: string; slot?: string | null; threadId?: string | null; now: Date },
): Promise<CommentResult> {
  if (!can(actor, 'poster.read') || actor.userId === null) return failed('not_allowed');
  const body = [...request.body.normalize('NFC').trim()].slice(0, LONGEST).join('');
  if (body === '') return failed('empty');
  if (!isUuid(request.posterId)) return failed('not_found');
  return db.transaction(async (tx) => {
    const [poster] = await tx
      .select()
      .from(posters)
      .where(and(eq(posters.countyId, actor.countyId), eq(posters.id, request.posterId)));
    const versions = await tx
      .select({ id: posterContents.id, version: posterContents.version, writers: posterContents.writers })
      .from(posterContents)
      .where(and(eq(posterContents.countyId, actor.countyId), eq(posterContents.posterId, request.posterId)))
      .orderBy(asc(posterContents.version));
    const newest = versions.at(-1);
    if (!poster || !newest) return failed('not_found');
    const thread = request.threadId
      ? await threadOf(
          tx,
          actor.countyId,
          request.threadId,
          versions.map((v) => v.id),
        )
      : null;
    if (request.threadId && !thread) return failed('not_found');
    const [comment] = await tx
      .insert(posterComments)
      .values({
        countyId: actor.countyId,
        contentId: thread?.contentId ?? newest.id,
        threadId: thread?.id ?? null,
        slot: thread ? null : (request.slot ?? null),
        body,
        userId: actor.userId,
        userName: actor.name,
        createdAt: request.now,
      })
      .returning();
    if (!comment) throw new Error('the insert returned no row');
    await record(tx, actor, {
      action: 'poster.commented',
      subject: 'poster',
      subjectId: poster.id,
      label: poster.name,
      after: body,
    });
    const others = thread ? await writersOf(tx, thread) : [];
    const readers = [...newest.writers, ...others].filter((id) => id !== actor.userId);
    await tell(tx, actor.countyId, readers, {
      kind: 'poster.commented',
      path: `/posters/${poster.id}#comments`,
      payload: { name: poster.name, by: actor.name, comment: body },
    });
    return { ok: true, comment };
  });
}

/** Settles a thread, or opens it again. */
export async function settleThread(
  db: Db,
  actor: Actor,
  request: { posterId: string; threadId: string; settled: boolean; now: Date },
): Promise<CommentResult> {
  if (!can(actor, 'poster.read') || actor.userId === null) return failed('not_allowed');
  const found = (await listThreads(db, actor.countyId, request.posterId)).find(
    (t) => t.id === request.threadId,
  );
  if (!found) return failed('not_found');
  return db.transaction(async (tx) => {
    const [comment] = await tx
      .update(posterComments)
      .set(
        request.settled
          ? { resolvedAt: request.now, resolvedBy: actor.userId, resolvedByName: actor.name }
          : { resolvedAt: null, resolvedBy: null, resolvedByName: null },
      )
      .where(and(eq(posterComments.countyId, actor.countyId), eq(posterComments.id, found.id)))
      .returning();
    if (!comment) return failed('not_found');
    await record(tx, actor, {
      action: request.settled ? 'poster.comment_settled' : 'poster.comment_reopened',
      subject: 'poster',
      subjectId: request.posterId,
    });
    return { ok: true, comment };
  });
}

async function threadOf(
  tx: DbOrTx,
  countyId: string,
  threadId: string,
  contentIds: readonly string[],
): Promise<PosterComment | null> {
  if (!isUuid(threadId)) return null;
  const [row] = await tx
    .select()
    .from(posterComments)
    .where(
      and(
        eq(posterComments.countyId, countyId),
        eq(posterComments.id, threadId),
        isNull(posterComments.threadId),
        inArray(posterComments.contentId, [...contentIds]),
      ),
    );
  return row ?? null;
}

async function writersOf(tx: DbOrTx, thread: PosterComment): Promise<string[]> {
  const rows = await tx
    .select({ userId: posterComments.userId })
    .from(posterComments)
    .where(and(eq(posterComments.countyId, thread.countyId), eq(posterComments.threadId, thread.id)));
  return [thread.userId, ...rows.map((r) => r.userId)].filter((id): id is string => id !== null);
}

function failed(reason: CommentFailure): { ok: false; reason: CommentFailure } {
  return { ok: false, reason };
}
