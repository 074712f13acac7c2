import { m } from '#lib/paraglide/messages.js';
import type { CampaignTask, PaperDocument } from '#lib/server/campaigns/schema.ts';
import type { WorkRefusal } from '#lib/server/campaigns/work.ts';
import type { Tone } from '#lib/ui/tone.ts';

export const taskStateWord: Record<CampaignTask['state'], () => string> = {
  open: m.planning_task_open,
  in_progress: m.planning_task_in_progress,
  to_accept: m.planning_task_to_accept,
  done: m.planning_task_done,
  cancelled: m.planning_task_cancelled,
};

export const taskTone: Record<CampaignTask['state'], Tone> = {
  open: 'neutral',
  in_progress: 'info',
  to_accept: 'warn',
  done: 'brand',
  cancelled: 'neutral',
};

export const documentKindWord: Record<PaperDocument['kind'], () => string> = {
  guidance: m.planning_document_guidance,
  implementation: m.planning_document_implementation,
  management: m.planning_document_management,
  incentives: m.planning_document_incentives,
  construction_standards: m.planning_document_construction_standards,
  evaluation: m.planning_document_evaluation,
  training: m.planning_document_training,
  service_guide: m.planning_document_service_guide,
  minutes: m.planning_document_minutes,
  reply: m.planning_document_reply,
  contract: m.planning_document_contract,
  other: m.planning_document_other,
};

export const workRefusalWord: Record<WorkRefusal, () => string> = {
  not_allowed: m.planning_refused_not_allowed,
  not_found: m.planning_refused_not_found,
  title_missing: m.planning_refused_title,
  date: m.planning_refused_date,
  unknown_reference: m.planning_refused_unknown_reference,
};
