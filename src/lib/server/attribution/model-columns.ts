import type { Model } from './model.ts';

/** Column of `credits` and `campaign_day_credits` that holds a model's fen: identifiers come from here, never from input. */
export const MODEL_COLUMN: Record<Model, string> = {
  last: 'last_fen',
  lastNonDirect: 'last_non_direct_fen',
  first: 'first_fen',
  linear: 'linear_fen',
  decay: 'decay_fen',
  position: 'position_fen',
};
