/** What states, reasons and refusals of batches are called. A new one is a type error until it has its words. */
import { m } from '#lib/paraglide/messages.js';
import type { BatchState, ItemState, PauseReason, SkipReason } from '#lib/server/posters/batch-states.ts';
import type { BatchFailure } from '#lib/server/posters/batches/batches.ts';
import type { PackFailure, PackRefusal } from '#lib/server/posters/batches/packs.ts';
import type { Tone } from '#lib/ui/tone.ts';

type Word = () => string;

export const batchStateWord: Record<BatchState, Word> = {
  waiting: m.batches_state_waiting,
  running: m.batches_state_running,
  paused: m.batches_state_paused,
  cancelled: m.batches_state_cancelled,
  done: m.batches_state_done,
};

export const batchStateTone: Record<BatchState, Tone> = {
  waiting: 'info',
  running: 'info',
  paused: 'warn',
  cancelled: 'neutral',
  done: 'brand',
};

export const itemStateWord: Record<ItemState, Word> = {
  waiting: m.batches_item_waiting,
  done: m.batches_item_done,
  skipped: m.batches_item_skipped,
  failed: m.batches_item_failed,
};

export const itemStateTone: Record<ItemState, Tone> = {
  waiting: 'neutral',
  done: 'brand',
  skipped: 'warn',
  failed: 'danger',
};

export const pauseWord: Record<PauseReason, Word> = {
  version_gone: m.batches_paused_version_gone,
  changed_since_approval: m.batches_paused_changed_since_approval,
  law_block: m.batches_paused_law_block,
  qr_unreadable: m.batches_paused_qr_unreadable,
};

export const skipWord: Record<SkipReason, Word> = {
  no_licence: m.batches_skip_no_licence,
  consent_missing: m.batches_skip_consent_missing,
  name_needs_short_form: m.batches_skip_name_needs_short_form,
  missing_glyphs: m.batches_skip_missing_glyphs,
  not_selling_product: m.batches_skip_not_selling_product,
  not_taking_part: m.batches_skip_not_taking_part,
  merchant_inactive: m.batches_skip_merchant_inactive,
  withdrawn: m.batches_skip_withdrawn,
  not_drawable: m.batches_skip_not_drawable,
};

export const batchFailureWord: Record<BatchFailure | PackFailure, Word> = {
  not_allowed: m.batches_failure_not_allowed,
  not_found: m.batches_failure_not_found,
  no_version: m.batches_failure_no_version,
  no_formats: m.batches_failure_no_formats,
  no_merchants: m.batches_failure_no_merchants,
  too_many: m.batches_failure_too_many,
  too_many_batches: m.batches_failure_too_many_batches,
  not_in_this_state: m.batches_failure_not_in_this_state,
  nothing_drawn: m.batches_pack_none,
};

export const packRefusalWord: Record<PackRefusal, Word> = {
  not_found: m.batches_pack_refused_not_found,
  not_ready: m.batches_pack_refused_not_ready,
  withdrawn: m.batches_pack_refused_withdrawn,
  licence_gate: m.batches_pack_refused_licence_gate,
};

export function timeLeft(seconds: number): string {
  return seconds < 90
    ? m.batches_left_seconds({ count: seconds })
    : m.batches_left_minutes({ count: Math.round(seconds / 60) });
}
