import { m } from '#lib/paraglide/messages.js';
import type { ApprovalStep } from '#lib/ui/approval-step.ts';

/** The way a paper goes once it is submitted: the units by name, then the leader. */
export function comingSteps(units: readonly string[]): ApprovalStep[] {
  return [
    { title: m.planning_step_write(), state: 'current' },
    ...units.map((unit): ApprovalStep => ({
      title: m.planning_awaits_countersign({ unit }),
      state: 'waiting',
    })),
    { title: m.planning_awaits_approval(), state: 'waiting' },
  ];
}
