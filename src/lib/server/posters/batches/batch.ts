/** The rules of a batch: what may be done in which state, what a refusal means for it, how far it is. Pure. */
import type { PosterRefusal } from '../outputs.ts';
import type { BatchState, ItemState, PauseReason, SkipReason } from '../batch-states.ts';

export const ITEMS_A_CHUNK = 200;
export const MOST_ITEMS = 50_000;
/** Batches of one county that may be under way at once. */
export const MOST_BATCHES = 5;

export type BatchAction = 'cancel' | 'resume' | 'retry';

/** `resume` takes up everything not done, `retry` what failed or was skipped; a cancelled batch may be resumed. */
export function mayAct(action: BatchAction, batch: { state: BatchState; counts: Counts }): boolean {
  const { state, counts } = batch;
  if (action === 'cancel') return state === 'waiting' || state === 'running' || state === 'paused';
  if (action === 'resume') return (state === 'paused' || state === 'cancelled') && counts.waiting > 0;
  return (
    counts.failed + counts.skipped > 0 && (state === 'done' || state === 'paused' || state === 'cancelled')
  );
}

export type Counts = Record<ItemState, number>;

export interface Progress {
  state: BatchState;
  pausedReason: PauseReason | null;
  total: number;
  counts: Counts;
  /** Pictures a second over the last minute of work; null before the first. */
  perSecond: number | null;
  secondsLeft: number | null;
  lastError: string | null;
}

/** @param recent when the latest items ended, at most a minute back, in any order. */
export function progressOf(
  batch: { state: BatchState; pausedReason: PauseReason | null; total: number; lastError: string | null },
  counts: Counts,
  recent: { finished: number; seconds: number },
): Progress {
  const perSecond = recent.finished > 1 && recent.seconds > 0 ? recent.finished / recent.seconds : null;
  const running = batch.state === 'running' || batch.state === 'waiting';
  return {
    state: batch.state,
    pausedReason: batch.pausedReason,
    total: batch.total,
    counts,
    perSecond: running ? perSecond : null,
    secondsLeft: running && perSecond !== null ? Math.ceil(counts.waiting / perSecond) : null,
    lastError: batch.lastError,
  };
}

/** What a refusal of one picture means: the merchant is skipped, or the whole batch stops. */
export function meaningOf(
  refusal: PosterRefusal,
): { kind: 'skip'; reason: SkipReason } | { kind: 'pause'; reason: PauseReason } {
  return MEANING[refusal];
}

const skip = (reason: SkipReason) => ({ kind: 'skip', reason }) as const;
const pause = (reason: PauseReason) => ({ kind: 'pause', reason }) as const;

const MEANING: Record<PosterRefusal, ReturnType<typeof skip> | ReturnType<typeof pause>> = {
  not_found: skip('merchant_inactive'),
  withdrawn: skip('withdrawn'),
  no_poster: pause('version_gone'),
  not_taking_part: skip('not_taking_part'),
  not_selling: skip('not_selling_product'),
  licence_gate: skip('no_licence'),
  picture_rights: skip('consent_missing'),
  changed_since_approval: pause('changed_since_approval'),
  law_block: pause('law_block'),
  // A short form without the word is what helps.
  law_name: skip('name_needs_short_form'),
  law_format: skip('not_drawable'),
  name_needs_short_form: skip('name_needs_short_form'),
  missing_glyphs: skip('missing_glyphs'),
  not_drawable: skip('not_drawable'),
  qr_unreadable: pause('qr_unreadable'),
};
