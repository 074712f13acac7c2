/** Tasks of a campaign by responsible unit, and the papers filed with it. */
import { and, asc, desc, eq, lte, notInArray } from 'drizzle-orm';
import { isDay, type Day } from '#lib/shared/dates.ts';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import { organisations } from '../county/schema.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import {
  campaigns,
  campaignTasks,
  documents,
  type Campaign,
  type CampaignTask,
  type PaperDocument,
} from './schema.ts';

export const TASK_STATES = campaignTasks.state.enumValues;
export const DOCUMENT_KINDS = documents.kind.enumValues;

export interface TaskRow extends CampaignTask {
  unit: string | null;
  campaignCode: string;
  campaignName: string;
}

/** By due day. `openOnly` leaves out what is done and what belongs to closed campaigns; `dueBy` is inclusive. */
export async function listTasks(
  db: DbOrTx,
  countyId: string,
  filter: { campaignId?: string; organisationId?: string; openOnly?: boolean; dueBy?: Day } = {},
): Promise<TaskRow[]> {
  const rows = await db
    .select({
      task: campaignTasks,
      unit: organisations.name,
      unitShort: organisations.shortName,
      code: campaigns.code,
      name: campaigns.name,
    })
    .from(campaignTasks)
    .innerJoin(
      campaigns,
      and(eq(campaigns.countyId, campaignTasks.countyId), eq(campaigns.id, campaignTasks.campaignId)),
    )
    .leftJoin(
      organisations,
      and(
        eq(organisations.countyId, campaignTasks.countyId),
        eq(organisations.id, campaignTasks.responsibleOrganisationId),
      ),
    )
    .where(
      and(
        eq(campaignTasks.countyId, countyId),
        filter.campaignId ? eq(campaignTasks.campaignId, filter.campaignId) : undefined,
        filter.organisationId
          ? eq(campaignTasks.responsibleOrganisationId, filter.organisationId)
          : undefined,
        filter.openOnly ? notInArray(campaignTasks.state, ['done', 'cancelled']) : undefined,
        filter.openOnly ? notInArray(campaigns.state, ['cancelled', 'archived']) : undefined,
        filter.dueBy ? lte(campaignTasks.dueOn, filter.dueBy) : undefined,
      ),
    )
    .orderBy(asc(campaignTasks.dueOn), asc(campaignTasks.id));
  return rows.map((r) => ({
    ...r.task,
    unit: r.unitShort ?? r.unit,
    campaignCode: r.code,
    campaignName: r.name,
  }));
}

export type WorkRefusal = 'not_allowed' | 'not_found' | 'title_missing' | 'date' | 'unknown_reference';

export async function addTask(
  db: Db,
  actor: Actor,
  campaignId: string,
  input: { title: string; responsibleOrganisationId: string | null; dueOn: Day; deliverable: string },
): Promise<{ ok: true; task: CampaignTask } | { ok: false; reason: WorkRefusal }> {
  if (!can(actor, 'campaign.edit')) return { ok: false, reason: 'not_allowed' };
  if (!input.title.trim()) return { ok: false, reason: 'title_missing' };
  if (!isDay(input.dueOn)) return { ok: false, reason: 'date' };
  return db.transaction(async (tx) => {
    const campaign = await findOpen(tx, actor, campaignId);
    if (!campaign) return { ok: false as const, reason: 'not_found' as const };
    if (input.responsibleOrganisationId) {
      const [unit] = await tx
        .select({ id: organisations.id })
        .from(organisations)
        .where(
          and(
            eq(organisations.countyId, actor.countyId),
            eq(organisations.id, input.responsibleOrganisationId),
          ),
        );
      if (!unit) return { ok: false as const, reason: 'unknown_reference' as const };
    }
    const [task] = await tx
      .insert(campaignTasks)
      .values({ ...input, title: input.title.trim(), countyId: actor.countyId, campaignId })
      .returning();
    if (!task) throw new Error('the insert returned no row');
    await record(tx, actor, {
      action: 'campaign.task_added',
      subject: 'campaign',
      subjectId: campaignId,
      label: campaign.name,
      after: task,
    });
    return { ok: true as const, task };
  });
}

/** The planner accepts; a unit reports its own tasks as begun or ready for acceptance. */
export async function setTaskState(
  db: Db,
  actor: Actor,
  taskId: string,
  state: CampaignTask['state'],
): Promise<{ ok: true } | { ok: false; reason: 'not_allowed' | 'not_found' }> {
  const planner = can(actor, 'campaign.edit');
  if (!planner && !can(actor, 'fund.spend')) return { ok: false, reason: 'not_allowed' };
  if (!planner && (state === 'done' || state === 'cancelled')) return { ok: false, reason: 'not_allowed' };
  return db.transaction(async (tx) => {
    const [task] = await tx
      .select()
      .from(campaignTasks)
      .where(and(eq(campaignTasks.countyId, actor.countyId), eq(campaignTasks.id, taskId)))
      .for('update');
    if (!task) return { ok: false as const, reason: 'not_found' as const };
    if (!planner && task.responsibleOrganisationId !== actor.organisationId) {
      return { ok: false as const, reason: 'not_allowed' as const };
    }
    await tx
      .update(campaignTasks)
      .set({ state })
      .where(and(eq(campaignTasks.countyId, actor.countyId), eq(campaignTasks.id, taskId)));
    await record(tx, actor, {
      action: 'campaign.task_changed',
      subject: 'campaign',
      subjectId: task.campaignId,
      label: task.title,
      before: { state: task.state },
      after: { state },
    });
    return { ok: true as const };
  });
}

/** Papers of a campaign, newest first. */
export async function listDocuments(
  db: DbOrTx,
  countyId: string,
  campaignId: string,
): Promise<PaperDocument[]> {
  return db
    .select()
    .from(documents)
    .where(and(eq(documents.countyId, countyId), eq(documents.campaignId, campaignId)))
    .orderBy(desc(documents.issuedOn), desc(documents.createdAt));
}

export async function addDocument(
  db: Db,
  actor: Actor,
  campaignId: string,
  input: {
    kind: PaperDocument['kind'];
    title: string;
    number: string | null;
    issuer: string;
    issuedOn: Day | null;
  },
): Promise<{ ok: true; document: PaperDocument } | { ok: false; reason: WorkRefusal }> {
  if (!can(actor, 'campaign.edit')) return { ok: false, reason: 'not_allowed' };
  if (!input.title.trim()) return { ok: false, reason: 'title_missing' };
  if (input.issuedOn !== null && !isDay(input.issuedOn)) return { ok: false, reason: 'date' };
  return db.transaction(async (tx) => {
    const campaign = await findOpen(tx, actor, campaignId);
    if (!campaign) return { ok: false as const, reason: 'not_found' as const };
    const [document] = await tx
      .insert(documents)
      .values({ ...input, title: input.title.trim(), countyId: actor.countyId, campaignId })
      .returning();
    if (!document) throw new Error('the insert returned no row');
    await record(tx, actor, {
      action: 'campaign.document_filed',
      subject: 'campaign',
      subjectId: campaignId,
      label: campaign.name,
      after: document,
    });
    return { ok: true as const, document };
  });
}

async function findOpen(tx: DbOrTx, actor: Actor, campaignId: string): Promise<Campaign | null> {
  const [campaign] = await tx
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.countyId, actor.countyId), eq(campaigns.id, campaignId)));
  return campaign ?? null;
}
