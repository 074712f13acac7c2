/** Writing a campaign's paper: one form, one transaction, one revision. */
import { and, asc, eq, inArray, like, sql } from 'drizzle-orm';
import { yearOf } from '#lib/shared/dates.ts';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import { requireSettings } from '../county/lists.ts';
import { constraintOf } from '../db/constraint.ts';
import type { Db, DbOrTx, Tx } from '../db/database.ts';
import { merchants } from '../merchants/schema.ts';
import { announce } from './audience.ts';
import { isEditable } from './campaign.ts';
import { seedCodes } from './codes.ts';
import { contentHash, loadContent, type CampaignContent } from './content.ts';
import { pathOf } from './campaigns.ts';
import { writeChildren } from './paper-rows.ts';
import { campaignDecisions, campaignMerchants, campaigns, type Campaign } from './schema.ts';
import { campaignCode } from './submission.ts';

export type SaveRefusal =
  | 'not_allowed'
  | 'not_found'
  /** Somebody saved since this form was opened. */
  | 'stale'
  /** Submitted or closed: nothing may be written now. */
  | 'locked'
  /** Approved content is changed only with a reason. */
  | 'reason_missing'
  /** A budget line that money was already paid from cannot be taken away or fall below what it paid. */
  | 'line_in_use'
  | 'dates'
  /** An organisation, product, industry … of the form is not of this county. */
  | 'unknown_reference';

export type SaveResult = { ok: true; campaign: Campaign } | { ok: false; reason: SaveRefusal };

export interface SaveOptions {
  at: Date;
  /** Revision the form was opened at. */
  revision?: number;
  /** Why approved content changes. */
  reason?: string;
}

/** A draft with the county's next code. */
export async function create(
  db: Db,
  actor: Actor,
  content: CampaignContent,
  options: { at: Date },
): Promise<SaveResult> {
  if (!can(actor, 'campaign.edit')) return { ok: false, reason: 'not_allowed' };
  if (content.startsOn > content.endsOn) return { ok: false, reason: 'dates' };
  return refusingUnknown(() =>
    db.transaction(async (tx) => {
      const settings = await requireSettings(tx, actor.countyId);
      // Two drafts at the same moment would take the same number: codes are given one at a time per county.
      await tx.execute(
        sql`select pg_advisory_xact_lock(hashtextextended(${`campaign_code:${actor.countyId}`}, 0))`,
      );
      const code = await nextCode(tx, actor.countyId, settings.codePrefix, content);
      const [campaign] = await tx
        .insert(campaigns)
        .values({
          countyId: actor.countyId,
          code,
          ...fields(content),
          state: 'draft',
          createdBy: actor.userId,
          writers: actor.userId ? [actor.userId] : [],
          createdAt: options.at,
        })
        .returning();
      if (!campaign) throw new Error('the insert returned no row');
      await writeChildren(tx, actor.countyId, campaign.id, content, false);
      await seedCodes(tx, actor.countyId, campaign);
      await record(tx, actor, {
        action: 'campaign.created',
        subject: 'campaign',
        subjectId: campaign.id,
        label: campaign.name,
        after: content,
      });
      return { ok: true as const, campaign };
    }),
  );
}

/**
 * Writes the whole paper. Saving the same words again changes nothing but the revision. Changing what was approved takes a
 * reason, voids the approval and puts the campaign into 'changing'.
 */
export async function save(
  db: Db,
  actor: Actor,
  campaignId: string,
  content: CampaignContent,
  options: SaveOptions,
): Promise<SaveResult> {
  if (!can(actor, 'campaign.edit')) return { ok: false, reason: 'not_allowed' };
  if (content.startsOn > content.endsOn) return { ok: false, reason: 'dates' };
  return refusingUnknown(() =>
    db.transaction(async (tx): Promise<SaveResult> => {
      const campaign = await lockCampaign(tx, actor.countyId, campaignId);
      if (!campaign) return { ok: false, reason: 'not_found' };
      if (options.revision !== undefined && options.revision !== campaign.revision) {
        return { ok: false, reason: 'stale' };
      }
      if (!isEditable(campaign)) return { ok: false, reason: 'locked' };
      const before = await loadContent(tx, actor.countyId, campaignId);
      if (!before) return { ok: false, reason: 'not_found' };
      const changes = contentHash(before) !== contentHash(content);
      const voids = changes && (campaign.state === 'approved' || campaign.state === 'running');
      const reason = options.reason?.trim() ?? '';
      if (voids && !reason) return { ok: false, reason: 'reason_missing' };
      await writeChildren(tx, actor.countyId, campaignId, content, campaign.state !== 'draft');
      const [saved] = await tx
        .update(campaigns)
        .set({
          ...fields(content),
          revision: campaign.revision + 1,
          ...(changes ? { writers: withWriter(campaign.writers, actor.userId) } : {}),
          ...(voids
            ? {
                state: 'changing' as const,
                approvedHash: null,
                approvedAt: null,
                submittedAt: null,
                stateReason: reason,
              }
            : {}),
        })
        .where(and(eq(campaigns.countyId, actor.countyId), eq(campaigns.id, campaignId)))
        .returning();
      if (!saved) throw new Error('the locked campaign is gone');
      if (changes) {
        await record(tx, actor, {
          action: voids ? 'campaign.approval_voided' : 'campaign.saved',
          subject: 'campaign',
          subjectId: campaignId,
          label: saved.name,
          before,
          after: content,
          reason: reason || null,
        });
      }
      if (voids) {
        await tx.insert(campaignDecisions).values({
          countyId: actor.countyId,
          campaignId,
          round: await lastRound(tx, actor.countyId, campaignId),
          kind: 'change',
          userId: actor.userId,
          userName: actor.name,
          comment: reason,
          createdAt: options.at,
        });
        await announce(
          tx,
          actor.countyId,
          [campaign.createdBy, campaign.submittedBy, ...(await approversOf(tx, actor.countyId, campaignId))]
            // Whoever made the change knows.
            .filter((id) => id !== actor.userId),
          {
            kind: 'campaign.changing',
            path: pathOf(saved),
            payload: { name: saved.name, code: saved.code, by: actor.name, comment: reason },
          },
        );
      }
      return { ok: true, campaign: saved };
    }),
  );
}

/**
 * Which merchants take part. No part of the approved paper: merchants join while a campaign runs. Returns how many were
 * added and taken out.
 */
export async function setMerchants(
  db: Db,
  actor: Actor,
  campaignId: string,
  merchantIds: readonly string[],
): Promise<
  | { ok: true; added: number; removed: number }
  | { ok: false; reason: 'not_allowed' | 'not_found' | 'locked' | 'unknown_reference' }
> {
  if (!can(actor, 'campaign.edit') && !can(actor, 'merchant.invite'))
    return { ok: false, reason: 'not_allowed' };
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, actor.countyId, campaignId);
    if (!campaign) return { ok: false as const, reason: 'not_found' as const };
    if (campaign.state === 'cancelled' || campaign.state === 'archived') {
      return { ok: false as const, reason: 'locked' as const };
    }
    const wanted = new Set(merchantIds);
    if (wanted.size > 0) {
      const known = await tx
        .select({ id: merchants.id })
        .from(merchants)
        .where(and(eq(merchants.countyId, actor.countyId), inArray(merchants.id, [...wanted])));
      if (known.length !== wanted.size) return { ok: false as const, reason: 'unknown_reference' as const };
    }
    const current = await tx
      .select({ id: campaignMerchants.merchantId })
      .from(campaignMerchants)
      .where(
        and(eq(campaignMerchants.countyId, actor.countyId), eq(campaignMerchants.campaignId, campaignId)),
      );
    const added = [...wanted].filter((id) => !current.some((c) => c.id === id));
    const removed = current.map((c) => c.id).filter((id) => !wanted.has(id));
    if (added.length > 0) {
      await tx
        .insert(campaignMerchants)
        .values(added.map((merchantId) => ({ countyId: actor.countyId, campaignId, merchantId })));
    }
    if (removed.length > 0) {
      await tx
        .delete(campaignMerchants)
        .where(
          and(
            eq(campaignMerchants.countyId, actor.countyId),
            eq(campaignMerchants.campaignId, campaignId),
            inArray(campaignMerchants.merchantId, removed),
          ),
        );
    }
    if (added.length + removed.length > 0) {
      await seedCodes(tx, actor.countyId, campaign);
      await record(tx, actor, {
        action: 'campaign.merchants_changed',
        subject: 'campaign',
        subjectId: campaignId,
        label: campaign.name,
        before: { removed },
        after: { added },
      });
    }
    return { ok: true as const, added: added.length, removed: removed.length };
  });
}

/** The campaign's row, held until the transaction ends: two people must not decide on it at the same moment. */
export async function lockCampaign(tx: Tx, countyId: string, campaignId: string): Promise<Campaign | null> {
  const [row] = await tx
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.countyId, countyId), eq(campaigns.id, campaignId)))
    .for('update');
  return row ?? null;
}

/** The number of the current round; 0 before the first submission. */
export async function lastRound(tx: DbOrTx, countyId: string, campaignId: string): Promise<number> {
  const [row] = await tx
    .select({ round: sql<number>`coalesce(max(${campaignDecisions.round}), 0)`.mapWith(Number) })
    .from(campaignDecisions)
    .where(and(eq(campaignDecisions.countyId, countyId), eq(campaignDecisions.campaignId, campaignId)));
  return row?.round ?? 0;
}

async function approversOf(tx: Tx, countyId: string, campaignId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ userId: campaignDecisions.userId })
    .from(campaignDecisions)
    .where(
      and(
        eq(campaignDecisions.countyId, countyId),
        eq(campaignDecisions.campaignId, campaignId),
        eq(campaignDecisions.kind, 'approve'),
      ),
    );
  return rows.map((r) => r.userId).filter((id) => id !== null);
}

function withWriter(writers: readonly string[], userId: string | null): string[] {
  return userId === null || writers.includes(userId) ? [...writers] : [...writers, userId];
}

function fields(content: CampaignContent) {
  return {
    name: content.name,
    nameEn: content.nameEn,
    theme: content.theme,
    objective: content.objective,
    audience: content.audience,
    area: content.area,
    programmeLineId: content.programmeLineId,
    planStep: content.planStep,
    startsOn: content.startsOn,
    endsOn: content.endsOn,
    startRule: content.startRule,
    endRule: content.endRule,
    risks: content.risks,
    riskOwner: content.riskOwner,
    teamsAbsent: content.teamsAbsent,
    introZh: content.introZh,
    introEn: content.introEn,
    headlineModel: content.headlineModel,
  };
}

async function nextCode(
  tx: Tx,
  countyId: string,
  prefix: string,
  content: Pick<CampaignContent, 'startsOn'>,
): Promise<string> {
  const yearPrefix = campaignCode(prefix, content.startsOn, 0).slice(0, -2);
  const taken = await tx
    .select({ code: campaigns.code })
    .from(campaigns)
    .where(and(eq(campaigns.countyId, countyId), like(campaigns.code, `${yearPrefix}%`)))
    .orderBy(asc(campaigns.code));
  const numbers = taken.map((t) => Number(t.code.slice(yearPrefix.length))).filter(Number.isInteger);
  if (yearOf(content.startsOn) < 2000) throw new Error(`a campaign of ${content.startsOn} has no code`);
  return campaignCode(prefix, content.startsOn, Math.max(0, ...numbers) + 1);
}

/** Turns the database's own refusals into reasons: whose row it is, it knows better than a look beforehand. */
async function refusingUnknown(run: () => Promise<SaveResult>): Promise<SaveResult> {
  try {
    return await run();
  } catch (error) {
    const constraint = constraintOf(error);
    if (
      constraint === 'budget_line_floor' ||
      constraint?.startsWith('fund_') ||
      constraint?.startsWith('budget_line_')
    ) {
      return { ok: false, reason: 'line_in_use' };
    }
    if (constraint?.endsWith('_fk')) return { ok: false, reason: 'unknown_reference' };
    if (constraint === 'campaigns_dates_check' || constraint === 'activities_times_check') {
      return { ok: false, reason: 'dates' };
    }
    throw error;
  }
}
