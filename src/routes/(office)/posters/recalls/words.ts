/** What scopes, states and refusals of recalls are called. */
import { m } from '#lib/paraglide/messages.js';
import type { RecallScope, RecallSource, RecallState } from '#lib/server/posters/batch-states.ts';
import type { RecallFailure } from '#lib/server/posters/recalls/recalls.ts';
import type { Tone } from '#lib/ui/tone.ts';

type Word = () => string;

export const scopeWord: Record<RecallScope, Word> = {
  output: m.batches_scope_output,
  content: m.batches_scope_content,
  campaign: m.batches_scope_campaign,
  merchant: m.batches_scope_merchant,
  licence: m.batches_scope_licence,
  picture: m.batches_scope_picture,
};

export const recallStateWord: Record<RecallState, Word> = {
  proposed: m.batches_recall_state_proposed,
  confirmed: m.batches_recall_state_confirmed,
  dismissed: m.batches_recall_state_dismissed,
};

export const recallStateTone: Record<RecallState, Tone> = {
  proposed: 'warn',
  confirmed: 'danger',
  dismissed: 'neutral',
};

export const sourceWord: Record<RecallSource, Word> = {
  person: m.batches_source_person,
  licence: m.batches_source_licence,
  certificate: m.batches_source_certificate,
  consent: m.batches_source_consent,
  law: m.batches_source_law,
};

export const recallFailureWord: Record<RecallFailure, Word> = {
  not_allowed: m.batches_recall_failure_not_allowed,
  not_found: m.batches_recall_failure_not_found,
  nothing_to_recall: m.batches_recall_failure_nothing_to_recall,
  words_missing: m.batches_recall_failure_words_missing,
  replacement_not_approved: m.batches_recall_failure_replacement_not_approved,
  not_proposed: m.batches_recall_failure_not_proposed,
};
