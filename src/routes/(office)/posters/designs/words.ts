import { m } from '#lib/paraglide/messages.js';
import type { DesignFailure } from '#lib/server/posters/design-copies.ts';
import type { Lock } from '#lib/server/posters/designs/design.ts';
import type { DesignState } from '#lib/server/posters/studio-schema.ts';
import type { Tone } from '#lib/ui/tone.ts';
import { slotWord } from '../words.ts';

export const designStateWord: Record<DesignState, () => string> = {
  draft: m.posters_design_state_draft,
  published: m.posters_design_state_published,
  retired: m.posters_design_state_retired,
};

export const designStateTone: Record<DesignState, Tone> = {
  draft: 'warn',
  published: 'brand',
  retired: 'neutral',
};

export const lockWord: Record<Lock, () => string> = {
  locked: m.posters_design_lock_locked,
  contentOnly: m.posters_design_lock_contentOnly,
  bounded: m.posters_design_lock_bounded,
};

export function designFailureWord(reason: DesignFailure, slots: readonly (string | null)[]): string {
  const words: Record<DesignFailure, () => string> = {
    not_found: m.posters_design_failure_not_found,
    not_allowed: m.posters_design_failure_not_allowed,
    stale: m.posters_design_failure_stale,
    built_in: m.posters_design_failure_built_in,
    no_draft: m.posters_design_failure_no_draft,
    retired: m.posters_design_failure_retired,
    not_retired: m.posters_design_failure_not_retired,
    out_of_lock: () =>
      m.posters_design_failure_out_of_lock({
        slots: [...new Set(slots.map((s) => (s === null ? m.posters_sizes() : slotWord(s))))].join('、'),
      }),
  };
  return words[reason]();
}
