/**
 * The states of a campaign and the steps between them. Pure. Its invariant: whoever wrote or submitted a paper never
 * approves it, and what is not in STEPS does not happen.
 */
import { can, type Right } from '../accounts/rights.ts';
import type { Actor } from '../accounts/actor.ts';
import { addDays, type Day } from '#lib/shared/dates.ts';
import type { CampaignState } from './states.ts';

export type CampaignStep =
  | 'submit'
  | 'withdraw'
  | 'countersign'
  | 'approve'
  | 'return'
  | 'start'
  | 'change'
  | 'postpone'
  | 'cancel'
  | 'finish'
  | 'archive';

interface StepRule {
  from: readonly CampaignState[];
  /** Who may ask for it; 'house' = the daily job only. */
  right: Right | 'house';
  needsReason: boolean;
}

/** Days after its end at which a campaign goes into review by itself. */
export const REVIEW_AFTER_DAYS = 7;

const OPEN: readonly CampaignState[] = [
  'draft',
  'returned',
  'countersigning',
  'awaiting_approval',
  'approved',
  'running',
  'changing',
  'postponed',
];

export const STEPS: Readonly<Record<CampaignStep, StepRule>> = {
  submit: {
    from: ['draft', 'returned', 'changing', 'postponed'],
    right: 'campaign.edit',
    needsReason: false,
  },
  withdraw: {
    from: ['countersigning', 'awaiting_approval', 'changing', 'postponed'],
    right: 'campaign.edit',
    needsReason: false,
  },
  countersign: {
    from: ['countersigning', 'changing', 'postponed'],
    right: 'campaign.countersign',
    needsReason: false,
  },
  approve: {
    from: ['awaiting_approval', 'changing', 'postponed'],
    right: 'campaign.approve',
    needsReason: false,
  },
  return: {
    from: ['countersigning', 'awaiting_approval', 'changing', 'postponed'],
    right: 'campaign.read',
    needsReason: true,
  },
  start: { from: ['approved'], right: 'campaign.edit', needsReason: true },
  change: { from: ['approved', 'running'], right: 'campaign.edit', needsReason: true },
  postpone: { from: ['approved', 'running', 'changing'], right: 'campaign.approve', needsReason: true },
  cancel: { from: OPEN, right: 'campaign.cancel', needsReason: true },
  finish: { from: ['running'], right: 'house', needsReason: false },
  archive: { from: ['reviewing'], right: 'campaign.archive', needsReason: false },
};

/** What of a campaign decides about its steps. */
export interface CampaignFacts {
  state: CampaignState;
  startsOn: Day;
  endsOn: Day;
  createdBy: string | null;
  submittedBy: string | null;
  /** Set while a decision is waited for. */
  submittedAt: Date | null;
  writers: readonly string[];
  /** Units that have not countersigned this round. */
  unitsPending: readonly string[];
  openTasks: number;
}

export type StepRefusal =
  /** The role lacks the right. */
  | 'not_allowed'
  | 'wrong_state'
  /** Author, co-author and submitter do not approve. */
  | 'own_work'
  /** Countersigned by somebody of another unit, or already signed. */
  | 'not_your_unit'
  | 'reason_missing'
  /** A change or a new date that has not been submitted. */
  | 'not_submitted'
  | 'already_submitted'
  /** Countersignatures are still missing. */
  | 'countersigns_missing'
  /** From approval on only a leader cancels. */
  | 'leader_decides'
  | 'not_ended'
  /** Archiving with open tasks needs a word about each. */
  | 'tasks_open';

export interface StepContext {
  today: Day;
  comment: string;
}

/** Which decision a submitted campaign waits for; null when it waits for none. */
export function awaited(facts: Pick<CampaignFacts, 'state' | 'submittedAt' | 'unitsPending'>) {
  if (facts.state === 'countersigning') return 'countersign' as const;
  if (facts.state === 'awaiting_approval') return 'approval' as const;
  if ((facts.state === 'changing' || facts.state === 'postponed') && facts.submittedAt) {
    return facts.unitsPending.length > 0 ? ('countersign' as const) : ('approval' as const);
  }
  return null;
}

/** Content may be written in these states; in 'approved' and 'running' a change of content begins a 'changing'. */
export function isEditable(facts: Pick<CampaignFacts, 'state' | 'submittedAt'>): boolean {
  switch (facts.state) {
    case 'draft':
    case 'returned':
    case 'approved':
    case 'running':
      return true;
    case 'changing':
    case 'postponed':
      return facts.submittedAt === null;
    default:
      return false;
  }
}

/** Why this person may not take this step now, or null when they may. */
export function refusal(
  step: CampaignStep,
  facts: CampaignFacts,
  actor: Actor,
  context: StepContext,
): StepRefusal | null {
  const rule = STEPS[step];
  const isHouse = actor.userId === null;
  if (!isHouse && (rule.right === 'house' || !can(actor, rule.right))) return 'not_allowed';
  if (!rule.from.includes(facts.state)) return 'wrong_state';
  const waits = awaited(facts);
  switch (step) {
    case 'submit':
      if (facts.submittedAt) return 'already_submitted';
      break;
    case 'withdraw':
      if (!waits) return 'not_submitted';
      break;
    case 'countersign':
      if (waits !== 'countersign') return 'wrong_state';
      if (!isOfPendingUnit(actor, facts)) return 'not_your_unit';
      break;
    case 'approve':
      if (!waits) return 'not_submitted';
      if (waits === 'countersign') return 'countersigns_missing';
      if (isOwnWork(actor, facts)) return 'own_work';
      break;
    case 'return':
      if (!waits) return 'not_submitted';
      if (waits === 'approval' && !can(actor, 'campaign.approve')) return 'not_allowed';
      if (waits === 'countersign' && !can(actor, 'campaign.approve')) {
        if (!can(actor, 'campaign.countersign')) return 'not_allowed';
        if (!isOfPendingUnit(actor, facts)) return 'not_your_unit';
      }
      break;
    case 'start':
      // On its day the house starts it; before that it is a decision with a reason.
      if (isHouse) return facts.startsOn <= context.today ? null : 'wrong_state';
      break;
    case 'cancel':
      if (!can(actor, 'campaign.approve') && facts.state !== 'draft' && facts.state !== 'returned') {
        return 'leader_decides';
      }
      break;
    case 'finish':
      if (addDays(facts.endsOn, REVIEW_AFTER_DAYS) > context.today) return 'not_ended';
      break;
    case 'archive':
      if (facts.openTasks > 0 && !context.comment.trim()) return 'tasks_open';
      break;
  }
  return rule.needsReason && !context.comment.trim() ? 'reason_missing' : null;
}

/** The state after a step that was not refused; `unitsPending` are those left after it. */
export function stateAfter(
  step: CampaignStep,
  facts: Pick<CampaignFacts, 'state' | 'startsOn'>,
  today: Day,
  unitsPending: number,
): CampaignState {
  // A change of a running campaign, and a new date, wait for their approval without leaving the state.
  const keeps = facts.state === 'changing' || facts.state === 'postponed';
  switch (step) {
    case 'submit':
      return keeps ? facts.state : unitsPending > 0 ? 'countersigning' : 'awaiting_approval';
    case 'countersign':
      return keeps ? facts.state : unitsPending > 0 ? 'countersigning' : 'awaiting_approval';
    case 'withdraw':
      return keeps ? facts.state : 'draft';
    case 'return':
      return keeps ? facts.state : 'returned';
    case 'approve':
      return facts.startsOn <= today ? 'running' : 'approved';
    case 'start':
      return 'running';
    case 'change':
      return 'changing';
    case 'postpone':
      return 'postponed';
    case 'cancel':
      return 'cancelled';
    case 'finish':
      return 'reviewing';
    case 'archive':
      return 'archived';
  }
}

function isOwnWork(actor: Actor, facts: CampaignFacts): boolean {
  const me = actor.userId;
  return me !== null && (facts.createdBy === me || facts.submittedBy === me || facts.writers.includes(me));
}

function isOfPendingUnit(actor: Actor, facts: CampaignFacts): boolean {
  return actor.organisationId !== null && facts.unitsPending.includes(actor.organisationId);
}
