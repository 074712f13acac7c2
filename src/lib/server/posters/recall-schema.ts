import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { countyId, createdAt, id, instantOrNull } from '../db/columns.ts';
import { counties } from '../db/counties.ts';
import { merchants } from '../merchants/schema.ts';
import { RECALL_SCOPES, RECALL_SOURCES, RECALL_STATES } from './batch-states.ts';
import { posterContents, posterOutputs } from './schema.ts';
import { RECALL_REASONS } from './states.ts';

/** A withdrawal, or the proposal of one. Kept for ever, with what it reached. */
export const posterRecalls = pgTable(
  'poster_recalls',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    scope: text({ enum: RECALL_SCOPES }).notNull(),
    /** Id of the content, campaign, merchant or licence; the output's hash; the picture's id. */
    scopeId: text().notNull(),
    /** The thing's name when it was withdrawn. */
    label: text().notNull().default(''),
    reason: text({ enum: RECALL_REASONS }).notNull(),
    /** To the merchants. */
    words: text().notNull().default(''),
    replacementContentId: uuid(),
    state: text({ enum: RECALL_STATES }).notNull(),
    source: text({ enum: RECALL_SOURCES }).notNull().default('person'),
    outputs: integer().notNull().default(0),
    codes: integer().notNull().default(0),
    createdBy: uuid(),
    createdByName: text().notNull().default(''),
    createdAt: createdAt(),
    decidedBy: uuid(),
    decidedByName: text().notNull().default(''),
    decidedAt: instantOrNull(),
    /** Why a proposal was dismissed. */
    decidedWords: text().notNull().default(''),
  },
  (t) => [
    primaryKey({ name: 'poster_recalls_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'poster_recalls_replacement_fk',
      columns: [t.countyId, t.replacementContentId],
      foreignColumns: [posterContents.countyId, posterContents.id],
    }),
    index('poster_recalls_state_idx').on(t.countyId, t.state, t.createdAt),
    index('poster_recalls_scope_idx').on(t.countyId, t.scope, t.scopeId),
  ],
);

/** The pictures a recall reached. */
export const posterRecallOutputs = pgTable(
  'poster_recall_outputs',
  { countyId: countyId(), recallId: uuid().notNull(), hash: text().notNull() },
  (t) => [
    primaryKey({ name: 'poster_recall_outputs_pkey', columns: [t.countyId, t.recallId, t.hash] }),
    foreignKey({
      name: 'poster_recall_outputs_recall_fk',
      columns: [t.countyId, t.recallId],
      foreignColumns: [posterRecalls.countyId, posterRecalls.id],
    }),
    foreignKey({
      name: 'poster_recall_outputs_output_fk',
      columns: [t.countyId, t.hash],
      foreignColumns: [posterOutputs.countyId, posterOutputs.hash],
    }),
    index('poster_recall_outputs_hash_idx').on(t.countyId, t.hash),
  ],
);

/** What each merchant knows of a recall: told, seen on the phone, acknowledged. */
export const posterRecallReceipts = pgTable(
  'poster_recall_receipts',
  {
    countyId: countyId(),
    recallId: uuid().notNull(),
    merchantId: uuid().notNull(),
    notifiedAt: instantOrNull(),
    seenAt: instantOrNull(),
    acknowledgedAt: instantOrNull(),
    acknowledgedBy: uuid(),
  },
  (t) => [
    primaryKey({ name: 'poster_recall_receipts_pkey', columns: [t.countyId, t.recallId, t.merchantId] }),
    foreignKey({
      name: 'poster_recall_receipts_recall_fk',
      columns: [t.countyId, t.recallId],
      foreignColumns: [posterRecalls.countyId, posterRecalls.id],
    }),
    foreignKey({
      name: 'poster_recall_receipts_merchant_fk',
      columns: [t.countyId, t.merchantId],
      foreignColumns: [merchants.countyId, merchants.id],
    }),
    index('poster_recall_receipts_merchant_idx').on(t.countyId, t.merchantId),
  ],
);

export type PosterRecall = typeof posterRecalls.$inferSelect;
export type PosterRecallReceipt = typeof posterRecallReceipts.$inferSelect;
