/** The vertical line of an approval: what was decided, who is asked now, who comes after. */
import { m } from '#lib/paraglide/messages.js';
import type { CampaignDecision } from '#lib/server/campaigns/schema.ts';
import type { ApprovalStep } from '#lib/ui/approval-step.ts';

export interface Decided {
  kind: CampaignDecision['kind'];
  round: number;
  person: string;
  unit: string | null;
  at: Date;
  comment: string;
}

export interface Asked {
  /** Names of units that have not countersigned. */
  units: string[];
  waits: 'countersign' | 'approval' | null;
}

export const decisionWord: Record<CampaignDecision['kind'], () => string> = {
  submit: m.planning_decided_submit,
  countersign: m.planning_decided_countersign,
  approve: m.planning_decided_approve,
  return: m.planning_decided_return,
  withdraw: m.planning_decided_withdraw,
  start: m.planning_decided_start,
  change: m.planning_decided_change,
  postpone: m.planning_decided_postpone,
  cancel: m.planning_decided_cancel,
  finish: m.planning_decided_finish,
  archive: m.planning_decided_archive,
};

/** With the stations still to come behind what was decided. */
export function approvalSteps(decided: readonly Decided[], asked: Asked): ApprovalStep[] {
  const done = decided.map((d): ApprovalStep => ({
    title: decisionWord[d.kind](),
    state: d.kind === 'return' ? 'returned' : d.kind === 'cancel' ? 'refused' : 'done',
    person: d.person,
    ...(d.unit ? { unit: d.unit } : {}),
    at: d.at,
    ...(d.comment ? { comment: d.comment } : {}),
  }));
  if (!asked.waits) return done;
  const signing = asked.units.map((unit): ApprovalStep => ({
    title: m.planning_awaits_countersign({ unit }),
    state: 'current',
    word: m.planning_awaits(),
  }));
  return [
    ...done,
    ...signing,
    {
      title: m.planning_awaits_approval(),
      state: asked.waits === 'approval' ? 'current' : 'waiting',
      ...(asked.waits === 'approval' ? { word: m.planning_awaits() } : {}),
    },
  ];
}
