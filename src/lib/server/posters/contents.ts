/**
 * Content versions: 草稿 → 待审 → 已批准 → 已撤回. What is approved is frozen by its hash; a change is a new version; nobody
 * approves what they wrote. Merchants see approved versions only.
 */
import { and, eq } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import { campaigns } from '../campaigns/schema.ts';
import type { Db } from '../db/database.ts';
import type { CampaignContent } from './content.ts';
import {
  failed,
  insertVersion,
  isVersion,
  newestVersion,
  requirePoster,
  type ContentResult,
} from './content-versions.ts';
import { loadDesign, offeredDesigns } from './design-copies.ts';
import { violations } from './designs/design.ts';
import { campaignFacts, draftContent } from './drafting.ts';
import { posterContents, posters } from './schema.ts';

export * from './content-decisions.ts';
export {
  checkVersion,
  newestApproved,
  newestVersion,
  type ContentFailure,
  type ContentResult,
} from './content-versions.ts';

/** A new poster of a campaign, drafted from what the campaign knows. */
export async function createPoster(
  db: Db,
  actor: Actor,
  request: { campaignId: string; designId: string; name?: string },
): Promise<ContentResult> {
  if (!can(actor, 'poster.edit')) return failed('not_allowed');
  const design = (await offeredDesigns(db, actor.countyId)).find((d) => d.id === request.designId);
  if (!design) return failed('not_found');
  return db.transaction(async (tx) => {
    const [campaign] = await tx
      .select()
      .from(campaigns)
      .where(and(eq(campaigns.countyId, actor.countyId), eq(campaigns.id, request.campaignId)));
    if (!campaign) return failed('not_found');
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
  const design = await loadDesign(db, actor.countyId, request.designId);
  if (!design) return failed('not_found');
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
