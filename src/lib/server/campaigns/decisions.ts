/**
 * The steps of a campaign: each is one transaction that holds the campaign's row, so of two people who decide at the same
 * moment the second sees what the first did. Each leaves a decision, an audit entry and word to those concerned.
 */
import { and, asc, count, desc, eq, inArray, isNull, notInArray } from 'drizzle-orm';
import { dayOf } from '#lib/shared/dates.ts';
import type { Actor } from '../accounts/actor.ts';
import { record } from '../audit/audit.ts';
import { requireSettings } from '../county/lists.ts';
import type { Db, DbOrTx, Tx } from '../db/database.ts';
import { announce, merchantsOf, operatorsOf, peopleWithRole } from './audience.ts';
import {
  awaited,
  refusal,
  stateAfter,
  type CampaignFacts,
  type CampaignStep,
  type StepRefusal,
} from './campaign.ts';
import { pathOf } from './campaigns.ts';
import { moveCodes, seedCodes } from './codes.ts';
import { contentHash, loadContent, type CampaignContent } from './content.ts';
import { lastRound, lockCampaign } from './drafting.ts';
import type { CampaignNoticeKind } from './letters.ts';
import {
  campaignCountersigns,
  campaignDecisions,
  campaigns,
  campaignTasks,
  type Campaign,
  type CampaignDecision,
} from './schema.ts';
import { lacksOf } from './submitting.ts';
import type { Lack } from './submission.ts';

export interface StepOptions {
  at: Date;
  comment?: string;
  /** Hash of the paper the person had before their eyes; another one is refused as 'stale'. */
  seenHash?: string;
  /** The county's public address, for the links in mails. */
  origin?: string;
}

export type StepResult =
  | { ok: true; campaign: Campaign }
  | { ok: false; reason: 'not_found' | 'stale' | Exclude<StepRefusal, 'wrong_state'> }
  | { ok: false; reason: 'incomplete'; lacks: Lack[] }
  /** Somebody was faster, or the step does not exist from here; who it was, when there is anybody. */
  | { ok: false; reason: 'wrong_state'; state: Campaign['state']; decided: CampaignDecision | null };

export const submit = stepper('submit');
export const withdraw = stepper('withdraw');
/** Signs for the actor's unit; the last signature hands the paper to the leader. */
export const countersign = stepper('countersign');
export const approve = stepper('approve');
export const sendBack = stepper('return');
/** Before its first day, with a reason. */
export const start = stepper('start');
export const postpone = stepper('postpone');
export const cancel = stepper('cancel');
export const finish = stepper('finish');
export const archive = stepper('archive');

/** Takes one step of `STEPS`; 'change' comes about by saving, never by itself. */
function stepper(step: Exclude<CampaignStep, 'change'>) {
  return (db: Db, actor: Actor, campaignId: string, options: StepOptions): Promise<StepResult> =>
    take(db, actor, campaignId, step, options);
}

async function take(
  db: Db,
  actor: Actor,
  campaignId: string,
  step: Exclude<CampaignStep, 'change'>,
  options: StepOptions,
): Promise<StepResult> {
  const today = dayOf(options.at);
  const comment = options.comment?.trim() ?? '';
  return db.transaction(async (tx): Promise<StepResult> => {
    const campaign = await lockCampaign(tx, actor.countyId, campaignId);
    if (!campaign) return { ok: false, reason: 'not_found' };
    const facts = await factsOf(tx, campaign);
    const refused = refusal(step, facts, actor, { today, comment });
    if (refused === 'wrong_state') {
      const decided = await lastDecision(tx, actor.countyId, campaignId);
      return { ok: false, reason: 'wrong_state', state: campaign.state, decided };
    }
    if (refused) return { ok: false, reason: refused };

    const content = await loadContent(tx, actor.countyId, campaignId);
    if (!content) return { ok: false, reason: 'not_found' };
    const hash = contentHash(content);
    if (options.seenHash !== undefined && options.seenHash !== hash) return { ok: false, reason: 'stale' };
    if (step === 'submit') {
      const found = await lacksOf(tx, actor.countyId, campaignId, content, today);
      if (found.length > 0) return { ok: false, reason: 'incomplete', lacks: found };
    }

    const units = await unitsAfter(tx, campaign, actor, step, options.at);
    const state = stateAfter(step, facts, today, units.length);
    const waits = step === 'submit' || step === 'countersign';
    const [changed] = await tx
      .update(campaigns)
      .set({
        state,
        submittedAt: waits ? (campaign.submittedAt ?? options.at) : null,
        ...(step === 'submit' ? { submittedBy: actor.userId } : {}),
        ...(step === 'approve'
          ? {
              approvedHash: hash,
              approvedAt: options.at,
              stateReason: null,
              writers: [],
              ruleSetKey: campaign.ruleSetKey ?? (await requireSettings(tx, actor.countyId)).activeRuleSetKey,
            }
          : {}),
        ...(comment && ['return', 'postpone', 'cancel'].includes(step) ? { stateReason: comment } : {}),
        ...(step === 'submit' && state !== 'changing' && state !== 'postponed' ? { stateReason: null } : {}),
        revision: campaign.revision + 1,
      })
      .where(and(eq(campaigns.countyId, actor.countyId), eq(campaigns.id, campaignId)))
      .returning();
    if (!changed) throw new Error('the locked campaign is gone');
    if (step === 'approve') {
      await seedCodes(tx, actor.countyId, changed);
      await moveCodes(tx, actor.countyId, changed);
    }
    await noteDecision(tx, actor, campaign, step, { comment, hash, content, at: options.at });
    await record(tx, actor, {
      action: `campaign.${PAST[step]}`,
      subject: 'campaign',
      subjectId: campaignId,
      label: campaign.name,
      before: { state: campaign.state },
      after: { state, contentHash: hash },
      reason: comment || null,
    });
    await spread(tx, actor, campaign, changed, step, units, comment, options.origin);
    return { ok: true, campaign: changed };
  });
}

const PAST = {
  submit: 'submitted',
  withdraw: 'withdrawn',
  countersign: 'countersigned',
  approve: 'approved',
  return: 'returned',
  start: 'started',
  postpone: 'postponed',
  cancel: 'cancelled',
  finish: 'finished',
  archive: 'archived',
} as const satisfies Record<Exclude<CampaignStep, 'change'>, string>;

/** What decides about the steps of a campaign; the pages ask it for the buttons they show. */
export async function factsOf(db: DbOrTx, campaign: Campaign): Promise<CampaignFacts> {
  const pending = await db
    .select({ id: campaignCountersigns.organisationId })
    .from(campaignCountersigns)
    .where(
      and(
        eq(campaignCountersigns.countyId, campaign.countyId),
        eq(campaignCountersigns.campaignId, campaign.id),
        isNull(campaignCountersigns.signedAt),
      ),
    );
  const [tasks] = await db
    .select({ n: count() })
    .from(campaignTasks)
    .where(
      and(
        eq(campaignTasks.countyId, campaign.countyId),
        eq(campaignTasks.campaignId, campaign.id),
        notInArray(campaignTasks.state, ['done', 'cancelled']),
      ),
    );
  return {
    state: campaign.state,
    startsOn: campaign.startsOn,
    endsOn: campaign.endsOn,
    createdBy: campaign.createdBy,
    submittedBy: campaign.submittedBy,
    submittedAt: campaign.submittedAt,
    writers: campaign.writers,
    unitsPending: pending.map((p) => p.id),
    openTasks: tasks?.n ?? 0,
  };
}

/** Oldest first. */
export async function listDecisions(
  db: DbOrTx,
  countyId: string,
  campaignId: string,
): Promise<CampaignDecision[]> {
  return db
    .select()
    .from(campaignDecisions)
    .where(and(eq(campaignDecisions.countyId, countyId), eq(campaignDecisions.campaignId, campaignId)))
    .orderBy(asc(campaignDecisions.createdAt), asc(campaignDecisions.id));
}

async function lastDecision(tx: Tx, countyId: string, campaignId: string): Promise<CampaignDecision | null> {
  const [row] = await tx
    .select()
    .from(campaignDecisions)
    .where(and(eq(campaignDecisions.countyId, countyId), eq(campaignDecisions.campaignId, campaignId)))
    .orderBy(desc(campaignDecisions.createdAt), desc(campaignDecisions.id))
    .limit(1);
  return row ?? null;
}

/** Names the units at submission, signs for one at a countersignature; returns those still missing. */
async function unitsAfter(
  tx: Tx,
  campaign: Campaign,
  actor: Actor,
  step: CampaignStep,
  at: Date,
): Promise<string[]> {
  const mine = and(
    eq(campaignCountersigns.countyId, campaign.countyId),
    eq(campaignCountersigns.campaignId, campaign.id),
  );
  if (step === 'submit') {
    const settings = await requireSettings(tx, campaign.countyId);
    const units = settings.requiresCountersign ? settings.countersignOrganisationIds : [];
    await tx.delete(campaignCountersigns).where(mine);
    if (units.length > 0) {
      await tx.insert(campaignCountersigns).values(
        units.map((organisationId) => ({
          countyId: campaign.countyId,
          campaignId: campaign.id,
          organisationId,
        })),
      );
    }
    return units;
  }
  if (step === 'countersign' && actor.organisationId) {
    await tx
      .update(campaignCountersigns)
      .set({ signedAt: at, signedBy: actor.userId })
      .where(and(mine, eq(campaignCountersigns.organisationId, actor.organisationId)));
  }
  const left = await tx
    .select({ id: campaignCountersigns.organisationId })
    .from(campaignCountersigns)
    .where(and(mine, isNull(campaignCountersigns.signedAt)));
  return left.map((l) => l.id);
}

async function noteDecision(
  tx: Tx,
  actor: Actor,
  campaign: Campaign,
  step: Exclude<CampaignStep, 'change'>,
  what: { comment: string; hash: string; content: CampaignContent; at: Date },
): Promise<void> {
  const round = await lastRound(tx, campaign.countyId, campaign.id);
  await tx.insert(campaignDecisions).values({
    countyId: campaign.countyId,
    campaignId: campaign.id,
    round: step === 'submit' ? round + 1 : round,
    kind: step,
    organisationId: step === 'countersign' || step === 'return' ? actor.organisationId : null,
    userId: actor.userId,
    userName: actor.name,
    comment: what.comment,
    contentHash: what.hash,
    content: step === 'approve' || step === 'submit' ? what.content : null,
    createdAt: what.at,
  });
}

/** Tells those whose turn it is, and those who wait for the answer. */
async function spread(
  tx: Tx,
  actor: Actor,
  before: Campaign,
  after: Campaign,
  step: Exclude<CampaignStep, 'change'>,
  unitsPending: readonly string[],
  comment: string,
  origin: string | undefined,
): Promise<void> {
  const county = actor.countyId;
  const send = (
    kind: CampaignNoticeKind,
    userIds: readonly (string | null)[],
    options: { path?: string; mail?: boolean } = {},
  ) =>
    announce(
      tx,
      county,
      // Nobody is told of what they just did themselves.
      userIds.filter((id) => id !== actor.userId),
      {
        kind,
        path: options.path ?? pathOf(after),
        payload: { name: after.name, code: after.code, by: actor.name, comment },
      },
      { mail: options.mail, ...(origin ? { origin } : {}) },
    );
  const authors = [before.createdBy, before.submittedBy, after.submittedBy];
  switch (step) {
    case 'submit':
      if (unitsPending.length > 0) {
        await send(
          'campaign.to_countersign',
          await peopleWithRole(tx, county, 'countersigner', unitsPending),
        );
      } else await send('campaign.to_approve', await peopleWithRole(tx, county, 'leader'));
      break;
    case 'countersign':
      await send('campaign.countersigned', authors, { mail: false });
      if (awaited({ ...after, unitsPending }) === 'approval') {
        await send('campaign.to_approve', await peopleWithRole(tx, county, 'leader'));
      }
      break;
    case 'return':
      await send('campaign.returned', authors);
      break;
    case 'approve':
      await send('campaign.approved', [...authors, ...(await operatorsOf(tx, county, after.id))]);
      if (after.state === 'running') {
        await send('campaign.running', await merchantsOf(tx, county, after.id), { path: '/m', mail: false });
      }
      break;
    case 'start':
      await send('campaign.running', [...authors, ...(await operatorsOf(tx, county, after.id))], {
        mail: false,
      });
      await send('campaign.running', await merchantsOf(tx, county, after.id), { path: '/m', mail: false });
      break;
    case 'postpone':
    case 'cancel': {
      const kind = step === 'cancel' ? ('campaign.cancelled' as const) : ('campaign.postponed' as const);
      await send(kind, [...authors, ...(await operatorsOf(tx, county, after.id))]);
      if (before.approvedAt || before.state === 'changing') {
        await send(kind, await merchantsOf(tx, county, after.id), { path: '/m', mail: false });
      }
      break;
    }
    case 'finish':
      await send('campaign.reviewing', [...authors, ...(await peopleWithRole(tx, county, 'manager'))]);
      break;
    case 'archive':
      await send('campaign.archived', authors, { mail: false });
      break;
    case 'withdraw':
      break;
  }
}

/** Campaigns that wait for a decision of this person: countersignatures of their unit, approvals for leaders. */
export async function listAwaiting(
  db: DbOrTx,
  actor: Actor,
): Promise<{ campaign: Campaign; waits: 'countersign' | 'approval'; since: Date }[]> {
  const open = await db
    .select()
    .from(campaigns)
    .where(
      and(
        eq(campaigns.countyId, actor.countyId),
        inArray(campaigns.state, ['countersigning', 'awaiting_approval', 'changing', 'postponed']),
      ),
    )
    .orderBy(asc(campaigns.submittedAt));
  const found: { campaign: Campaign; waits: 'countersign' | 'approval'; since: Date }[] = [];
  for (const campaign of open) {
    const facts = await factsOf(db, campaign);
    const waits = awaited(facts);
    if (!waits || !campaign.submittedAt) continue;
    const step = waits === 'approval' ? 'approve' : 'countersign';
    const refused = refusal(step, facts, actor, { today: campaign.startsOn, comment: '' });
    if (refused === null) found.push({ campaign, waits, since: campaign.submittedAt });
  }
  return found;
}
