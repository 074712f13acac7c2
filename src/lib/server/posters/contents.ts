/**
 * Content versions: 草稿 → 待审 → 已批准 → 已撤回. What is approved is frozen by its hash; a change is a new version; nobody
 * approves what they wrote. Merchants see approved versions only.
 */
import { isUuid } from '#lib/shared/uuid.ts';
import { and, desc, eq, isNull, ne } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import { blocking } from '../brand/gate.ts';
import type { Hit } from '../brand/law/check.ts';
import { campaigns } from '../campaigns/schema.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import { announceDecision } from './announcing.ts';
import { assemble, contentHash, inputsFor, personFor, requireDesign, SAMPLE_PERSON } from './assembly.ts';
import type { CampaignContent } from './content.ts';
import { violations } from './designs/design.ts';
import { campaignFacts, draftContent } from './drafting.ts';
import type { FormatId } from './formats.ts';
import type { PosterIssue } from './issue.ts';
import { lawAtApproval, lawAtSubmit, type LawRefusal } from './law/gates.ts';
import { layoutPoster } from './poster.ts';
import { recallWithin } from './recalls/recalls.ts';
import { posterApprovals, posterContents, posters, type Poster, type PosterContent } from './schema.ts';
import type { Scene } from './scene.ts';
import type { DecisionKind, RecallReason } from './states.ts';
import { fontBook } from './text/fonts.ts';

export type ContentFailure =
  | 'not_found'
  | 'not_allowed'
  | 'stale'
  | 'not_a_draft'
  | 'not_in_review'
  | 'not_approved'
  | 'own_work'
  | 'comment_missing'
  | 'locked'
  | 'not_drawable'
  | 'licence_gate'
  | LawRefusal;

export type ContentResult =
  | { ok: true; version: PosterContent }
  | {
      ok: false;
      reason: ContentFailure;
      issues: (PosterIssue & { format?: FormatId })[];
      /** The words that a refusal of the law check is about. */
      hits?: Hit[];
    };

/** A new poster of a campaign, drafted from what the campaign knows. */
export async function createPoster(
  db: Db,
  actor: Actor,
  request: { campaignId: string; designId: string; name?: string },
): Promise<ContentResult> {
  if (!can(actor, 'poster.edit')) return failed('not_allowed');
  return db.transaction(async (tx) => {
    const [campaign] = await tx
      .select()
      .from(campaigns)
      .where(and(eq(campaigns.countyId, actor.countyId), eq(campaigns.id, request.campaignId)));
    if (!campaign) return failed('not_found');
    const design = requireDesign(request.designId);
    const [poster] = await tx
      .insert(posters)
      .values({
        countyId: actor.countyId,
        campaignId: campaign.id,
        name: request.name?.trim() || `${campaign.name} · ${design.nameZh}`,
        createdBy: actor.userId,
      })
      .returning();
    if (!poster) throw new Error('the insert returned no row');
    const version = await insertVersion(tx, poster, 1, {
      designId: design.id,
      designVersion: design.version,
      content: draftContent(campaign, await campaignFacts(tx, campaign), design),
      writers: actor.userId ? [actor.userId] : [],
    });
    await record(tx, actor, {
      action: 'poster.created',
      subject: 'poster',
      subjectId: poster.id,
      label: poster.name,
    });
    return { ok: true, version };
  });
}

/**
 * Saves a draft. An approved or withdrawn version is left as it is: the change becomes the next version. What the design
 * locks is refused; a draft may be incomplete, not out of its limits.
 */
export async function saveContent(
  db: Db,
  actor: Actor,
  request: {
    posterId: string;
    revision: number;
    designId: string;
    content: CampaignContent;
    overrides?: Record<string, Record<string, unknown>>;
  },
): Promise<ContentResult> {
  if (!can(actor, 'poster.edit')) return failed('not_allowed');
  const design = requireDesign(request.designId);
  const broken = violations(design, { content: request.content, overrides: request.overrides ?? {} }).filter(
    (i) => i.code !== 'slot_missing',
  );
  if (broken.length > 0) return failed('locked', broken);
  return db.transaction(async (tx) => {
    // Locked: two people saving at once must not both become the next version.
    const newest = await newestVersion(tx, actor.countyId, request.posterId, true);
    if (!newest) return failed('not_found');
    if (newest.revision !== request.revision) return failed('stale');
    if (newest.state === 'in_review') return failed('not_a_draft');
    const writers = actor.userId ? [actor.userId] : [];
    const values = { designId: design.id, designVersion: design.version, content: request.content };
    if (newest.state === 'draft') {
      const [version] = await tx
        .update(posterContents)
        .set({
          ...values,
          revision: newest.revision + 1,
          writers: [...new Set([...newest.writers, ...writers])],
        })
        .where(isVersion(newest))
        .returning();
      if (!version) throw new Error('a locked row vanished');
      await record(tx, actor, {
        action: 'poster.saved',
        subject: 'poster',
        subjectId: newest.posterId,
        before: newest.content,
        after: request.content,
      });
      return { ok: true, version };
    }
    const poster = await requirePoster(tx, newest);
    const version = await insertVersion(tx, poster, newest.version + 1, {
      ...values,
      writers,
      revision: newest.revision + 1,
    });
    await record(tx, actor, {
      action: 'poster.new_version',
      subject: 'poster',
      subjectId: poster.id,
      after: request.content,
    });
    return { ok: true, version };
  });
}

/** To the reviewer. Refused while any format cannot be drawn or a required mark lacks its licence. */
export async function submitContent(
  db: Db,
  actor: Actor,
  request: { posterId: string; now: Date },
): Promise<ContentResult> {
  if (!can(actor, 'poster.edit')) return failed('not_allowed');
  const draft = await newestVersion(db, actor.countyId, request.posterId);
  if (!draft) return failed('not_found');
  if (draft.state !== 'draft') return failed('not_a_draft');
  const checked = await checkVersion(db, draft, request.now);
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
  request: { posterId: string; now: Date; comment?: string },
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
    const checked = await checkVersion(tx, version, request.now);
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

/** Every issue of a version over all formats of its design, drawn for a merchant with a name of usual length. */
export async function checkVersion(
  db: DbOrTx,
  version: PosterContent,
  now: Date,
): Promise<
  | { ok: true; hash: string; scenes: { format: FormatId; scene: Scene }[] }
  | { ok: false; reason: ContentFailure; issues: (PosterIssue & { format?: FormatId })[] }
> {
  const assembly = await assemble(db, version, { merchantId: null, now });
  const issues: (PosterIssue & { format?: FormatId })[] = [];
  const scenes: { format: FormatId; scene: Scene }[] = [];
  for (const format of assembly.design.formats) {
    const layout = await layoutPoster(
      inputsFor(assembly, format, personFor(format, SAMPLE_PERSON)),
      fontBook(),
    );
    issues.push(...layout.issues.map((i) => ({ ...i, format })));
    scenes.push({ format, scene: layout.scene });
  }
  if (issues.length > 0) return failed('not_drawable', issues);
  if (blocking(assembly.bar)) return failed('licence_gate');
  return { ok: true, hash: contentHash(assembly), scenes };
}

/** The newest version of a poster, whatever its state. */
export async function newestVersion(
  db: DbOrTx,
  countyId: string,
  posterId: string,
  lock = false,
): Promise<PosterContent | null> {
  if (!isUuid(posterId)) return null;
  const query = db
    .select()
    .from(posterContents)
    .where(and(eq(posterContents.countyId, countyId), eq(posterContents.posterId, posterId)))
    .orderBy(desc(posterContents.version))
    .limit(1);
  const [row] = lock ? await query.for('update') : await query;
  return row ?? null;
}

/** The version merchants get: approved, not withdrawn, not replaced by a later one. */
export async function newestApproved(
  db: DbOrTx,
  countyId: string,
  posterId: string,
): Promise<PosterContent | null> {
  const [row] = await db
    .select()
    .from(posterContents)
    .where(
      and(
        eq(posterContents.countyId, countyId),
        eq(posterContents.posterId, posterId),
        eq(posterContents.state, 'approved'),
        isNull(posterContents.replacedAt),
      ),
    )
    .orderBy(desc(posterContents.version))
    .limit(1);
  return row ?? null;
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

async function insertVersion(
  tx: DbOrTx,
  poster: Poster,
  version: number,
  values: Pick<
    typeof posterContents.$inferInsert,
    'designId' | 'designVersion' | 'content' | 'writers' | 'revision'
  >,
): Promise<PosterContent> {
  const [row] = await tx
    .insert(posterContents)
    .values({
      countyId: poster.countyId,
      posterId: poster.id,
      campaignId: poster.campaignId,
      version,
      ...values,
    })
    .returning();
  if (!row) throw new Error('the insert returned no row');
  return row;
}

async function requirePoster(tx: DbOrTx, version: PosterContent): Promise<Poster> {
  const [row] = await tx
    .select()
    .from(posters)
    .where(and(eq(posters.countyId, version.countyId), eq(posters.id, version.posterId)));
  if (!row) throw new Error(`no poster ${version.posterId}`);
  return row;
}

function isVersion(version: PosterContent) {
  return and(eq(posterContents.countyId, version.countyId), eq(posterContents.id, version.id));
}

function failed(
  reason: ContentFailure,
  issues: (PosterIssue & { format?: FormatId })[] = [],
): { ok: false; reason: ContentFailure; issues: (PosterIssue & { format?: FormatId })[] } {
  return { ok: false, reason, issues };
}
