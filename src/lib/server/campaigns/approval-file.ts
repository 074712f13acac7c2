/** The approval of a campaign as its page shows it: decisions with names, who is asked, what this person may do. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Day } from '#lib/shared/dates.ts';
import type { Actor } from '../accounts/actor.ts';
import { organisations } from '../county/schema.ts';
import type { DbOrTx } from '../db/database.ts';
import { STEPS, awaited, refusal, type CampaignStep } from './campaign.ts';
import { factsOf, listDecisions } from './decisions.ts';
import { campaignCountersigns, type Campaign, type CampaignDecision } from './schema.ts';

export interface ApprovalFile {
  decided: {
    kind: CampaignDecision['kind'];
    round: number;
    person: string;
    unit: string | null;
    at: Date;
    comment: string;
  }[];
  asked: { units: string[]; waits: 'countersign' | 'approval' | null };
  /** Steps this person may take now, given a comment. */
  may: CampaignStep[];
  /** The person would decide, but wrote the paper. */
  ownWork: boolean;
  openTasks: number;
}

export async function readApproval(
  db: DbOrTx,
  actor: Actor,
  campaign: Campaign,
  today: Day,
): Promise<ApprovalFile> {
  const facts = await factsOf(db, campaign);
  const [decisions, units, pending] = await Promise.all([
    listDecisions(db, campaign.countyId, campaign.id),
    db
      .select({ id: organisations.id, name: organisations.name, shortName: organisations.shortName })
      .from(organisations)
      .where(eq(organisations.countyId, campaign.countyId)),
    db
      .select({ id: campaignCountersigns.organisationId })
      .from(campaignCountersigns)
      .where(
        and(
          eq(campaignCountersigns.countyId, campaign.countyId),
          eq(campaignCountersigns.campaignId, campaign.id),
          isNull(campaignCountersigns.signedAt),
        ),
      ),
  ]);
  const unitName = (id: string | null) => {
    const unit = units.find((u) => u.id === id);
    return unit ? (unit.shortName ?? unit.name) : null;
  };
  const context = { today, comment: '·' };
  const steps = Object.keys(STEPS) as CampaignStep[];
  return {
    decided: decisions.map((d) => ({
      kind: d.kind,
      round: d.round,
      person: d.userName,
      unit: unitName(d.organisationId),
      at: d.createdAt,
      comment: d.comment,
    })),
    asked: {
      units: pending.map((p) => unitName(p.id)).filter((name) => name !== null),
      waits: awaited(facts),
    },
    may: steps.filter((step) => step !== 'change' && refusal(step, facts, actor, context) === null),
    ownWork: refusal('approve', facts, actor, context) === 'own_work',
    openTasks: facts.openTasks,
  };
}
