/** Why a step or a save was refused, in words. */
import { m } from '#lib/paraglide/messages.js';
import type { StepResult } from '#lib/server/campaigns/decisions.ts';
import type { SaveRefusal } from '#lib/server/campaigns/drafting.ts';

type StepReason = Extract<StepResult, { ok: false }>['reason'];

export const stepRefusalWord: Record<StepReason, () => string> = {
  not_found: m.planning_refused_not_found,
  stale: m.planning_refused_stale,
  incomplete: m.planning_refused_incomplete,
  wrong_state: m.planning_refused_wrong_state,
  not_allowed: m.planning_refused_not_allowed,
  own_work: m.planning_refused_own_work,
  not_your_unit: m.planning_refused_not_your_unit,
  reason_missing: m.planning_refused_reason_missing,
  not_submitted: m.planning_refused_not_submitted,
  already_submitted: m.planning_refused_already_submitted,
  countersigns_missing: m.planning_refused_countersigns_missing,
  leader_decides: m.planning_refused_leader_decides,
  not_ended: m.planning_refused_not_ended,
  tasks_open: m.planning_refused_tasks_open,
};

export const saveRefusalWord: Record<SaveRefusal, () => string> = {
  not_allowed: m.planning_refused_not_allowed,
  not_found: m.planning_refused_not_found,
  stale: m.planning_refused_stale,
  locked: m.planning_refused_locked,
  reason_missing: m.planning_refused_change_reason,
  line_in_use: m.planning_refused_line_in_use,
  dates: m.planning_lack_dates,
  unknown_reference: m.planning_refused_unknown_reference,
};
