/** What is decided on a version: to the reviewer, back, approved and frozen, withdrawn. Every decision is kept. */
import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import type { FileStore } from '../storage/storage.ts';
import { announceDecision } from './announcing.ts';
import {
  checkVersion,
  failed,
  isVersion,
  newestApproved,
  newestVersion,
  type ContentResult,
} from './content-versions.ts';
import { lawAtApproval, lawAtSubmit } from './law/gates.ts';
import { recallWithin } from './recalls/recalls.ts';
import { posterApprovals, posterContents, type PosterContent } from './schema.ts';
import type { DecisionKind, RecallReason } from './states.ts';

/** To the reviewer. Refused while any format cannot be drawn or a required mark lacks its licence. */
export async function submitContent(
  db: Db,
  actor: Actor,
  request: { posterId: string; now: Date; storage?: Pick<FileStore, 'read'> },
): Promise<ContentResult> {
  if (!can(actor, 'poster.edit')) return failed('not_allowed');
  const draft = await newestVersion(db, actor.countyId, request.posterId);
  if (!draft) return failed('not_found');
  if (draft.state !== 'draft') return failed('not_a_draft');
  const checked = await checkVersion(db, draft, request);
  if (!checked.ok) return checked;
  return db.transaction(async (tx) => {
    const newest = await newestVersion(tx, actor.countyId, request.posterId, true);
    if (newest?.id !== draft.id || newest.revision !== draft.revision || newest.state !== 'draft')
      return failed('stale');
    const law = await lawAtSubmit(tx, actor, newest, { now: request.now, scenes: checked.scenes });
    if (!law.ok) return { ...failed(law.reason), hits: law.hits };
    return decide(tx, actor, newest, 'submit', checked.hash, '', {
      state: 'in_review',
      submittedBy: actor.userId,
      submittedAt: request.now,
    });
  });
}

/** The author takes it back to go on writing. */
export async function takeBack(db: Db, actor: Actor, request: { posterId: string }): Promise<ContentResult> {
  if (!can(actor, 'poster.edit')) return failed('not_allowed');
  return db.transaction(async (tx) => {
    const version = await newestVersion(tx, actor.countyId, request.posterId, true);
    if (!version) return failed('not_found');
    if (version.state !== 'in_review') return failed('not_in_review');
    return decide(tx, actor, version, 'take_back', '', '', { state: 'draft' });
  });
}

/** Freezes the version and gives it to the merchants. Not by anybody who wrote or submitted it. */
export async function approveContent(
  db: Db,
  actor: Actor,
  request: { posterId: string; now: Date; comment?: string; storage?: Pick<FileStore, 'read'> },
): Promise<ContentResult> {
  if (!can(actor, 'poster.approve')) return failed('not_allowed');
  return db.transaction(async (tx) => {
    const version = await newestVersion(tx, actor.countyId, request.posterId, true);
    if (!version) return failed('not_found');
    if (version.state !== 'in_review') return failed('not_in_review');
    if (
      actor.userId === null ||
      version.writers.includes(actor.userId) ||
      version.submittedBy === actor.userId
    ) {
      return failed('own_work');
    }
    const checked = await checkVersion(tx, version, request);
    if (!checked.ok) return checked;
    const law = await lawAtApproval(tx, actor, version, { now: request.now, scenes: checked.scenes });
    if (!law.ok) return { ...failed(law.reason), hits: law.hits };
    await tx
      .update(posterContents)
      .set({ replacedAt: request.now })
      .where(
        and(
          eq(posterContents.countyId, version.countyId),
          eq(posterContents.posterId, version.posterId),
          eq(posterContents.state, 'approved'),
          ne(posterContents.id, version.id),
          isNull(posterContents.replacedAt),
        ),
      );
    return decide(tx, actor, version, 'approve', checked.hash, request.comment ?? '', {
      state: 'approved',
      approvedHash: checked.hash,
      approvedAt: request.now,
      approvedBy: actor.userId,
    });
  });
}

/** Back to the author, with words. */
export async function returnContent(
  db: Db,
  actor: Actor,
  request: { posterId: string; comment: string },
): Promise<ContentResult> {
  if (!can(actor, 'poster.approve')) return failed('not_allowed');
  if (request.comment.trim() === '') return failed('comment_missing');
  return db.transaction(async (tx) => {
    const version = await newestVersion(tx, actor.countyId, request.posterId, true);
    if (!version) return failed('not_found');
    if (version.state !== 'in_review') return failed('not_in_review');
    return decide(tx, actor, version, 'return', '', request.comment.trim(), { state: 'draft' });
  });
}

/**
 * 撤回: the version's pictures are handed out no more and its codes lead to the page that says so. Pictures in people's
 * chats cannot be called back; their codes can.
 */
export async function withdrawContent(
  db: Db,
  actor: Actor,
  request: { posterId: string; reason: RecallReason; words: string; now: Date },
): Promise<ContentResult> {
  if (!can(actor, 'poster.recall')) return failed('not_allowed');
  return db.transaction(async (tx) => {
    const version = await newestApproved(tx, actor.countyId, request.posterId);
    if (!version) return failed('not_approved');
    const recalled = await recallWithin(tx, actor, {
      scope: 'content',
      scopeId: version.id,
      reason: request.reason,
      words: request.words,
      now: request.now,
      source: 'person',
    });
    if (!recalled.ok) throw new Error(`an approved version could not be recalled: ${recalled.reason}`);
    const [withdrawn] = await tx.select().from(posterContents).where(isVersion(version));
    return withdrawn ? { ok: true, version: withdrawn } : failed('not_found');
  });
}

async function decide(
  tx: DbOrTx,
  actor: Actor,
  version: PosterContent,
  kind: DecisionKind,
  hash: string,
  comment: string,
  values: Partial<typeof posterContents.$inferInsert>,
): Promise<ContentResult> {
  const [changed] = await tx.update(posterContents).set(values).where(isVersion(version)).returning();
  if (!changed) throw new Error('a version vanished between reading and deciding');
  await tx.insert(posterApprovals).values({
    countyId: version.countyId,
    contentId: version.id,
    kind,
    contentHash: hash,
    userId: actor.userId,
    userName: actor.name,
    comment,
  });
  await record(tx, actor, {
    action: `poster.${kind}`,
    subject: 'poster',
    subjectId: version.posterId,
    after: { version: version.version, hash },
    reason: comment || null,
  });
  await announceDecision(tx, actor, changed, kind, comment);
  return { ok: true, version: changed };
}
