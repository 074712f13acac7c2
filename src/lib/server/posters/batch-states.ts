/** States of batches, of their pictures and of zip packs. The words are in messages/…/batches.json. */
export const BATCH_STATES = ['waiting', 'running', 'paused', 'cancelled', 'done'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

export const ITEM_STATES = ['waiting', 'done', 'skipped', 'failed'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** What stops a whole batch: going on would draw what nobody may hand out. */
export const PAUSE_REASONS = [
  'version_gone',
  'changed_since_approval',
  'law_block',
  'qr_unreadable',
] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** What keeps one merchant from a picture. Not a failure: each has its remedy. */
export const SKIP_REASONS = [
  'no_licence',
  'consent_missing',
  'name_needs_short_form',
  'missing_glyphs',
  'not_selling_product',
  'not_taking_part',
  'merchant_inactive',
  'withdrawn',
  'not_drawable',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

export const PACK_STATES = ['waiting', 'making', 'ready', 'failed'] as const;
export type PackState = (typeof PACK_STATES)[number];

export const RECALL_SCOPES = ['output', 'content', 'campaign', 'merchant', 'licence', 'picture'] as const;
export type RecallScope = (typeof RECALL_SCOPES)[number];

export const RECALL_STATES = ['proposed', 'confirmed', 'dismissed'] as const;
export type RecallState = (typeof RECALL_STATES)[number];

/** Who found that it must be withdrawn: a person, or a record that ended. */
export const RECALL_SOURCES = ['person', 'licence', 'certificate', 'consent', 'law'] as const;
export type RecallSource = (typeof RECALL_SOURCES)[number];
