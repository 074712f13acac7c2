import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { campaigns } from '../campaigns/schema.ts';
import { countyId, createdAt, id, instantOrNull } from '../db/columns.ts';
import { counties } from '../db/counties.ts';
import { merchants } from '../merchants/schema.ts';
import { posterContents } from './schema.ts';
import { BATCH_STATES, ITEM_STATES, PACK_STATES, PAUSE_REASONS, SKIP_REASONS } from './batch-states.ts';

export interface BatchFilter {
  /** Only merchants of these townships; absent: of all. */
  townshipIds?: string[];
  /** Only these merchants; absent: all that take part. */
  merchantIds?: string[];
}

/** One order to draw a version for many merchants: what was chosen is frozen as items when it is made. */
export const posterBatches = pgTable(
  'poster_batches',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    campaignId: uuid().notNull(),
    contentId: uuid().notNull(),
    formats: jsonb().$type<string[]>().notNull(),
    filter: jsonb().$type<BatchFilter>().notNull().default({}),
    state: text({ enum: BATCH_STATES }).notNull().default('waiting'),
    pausedReason: text({ enum: PAUSE_REASONS }),
    total: integer().notNull(),
    /** The last thing that went wrong, for whoever looks. */
    lastError: text(),
    createdBy: uuid(),
    createdByName: text().notNull(),
    startedAt: instantOrNull(),
    finishedAt: instantOrNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'poster_batches_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'poster_batches_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    foreignKey({
      name: 'poster_batches_content_fk',
      columns: [t.countyId, t.contentId],
      foreignColumns: [posterContents.countyId, posterContents.id],
    }),
    index('poster_batches_created_idx').on(t.countyId, t.createdAt),
  ],
);

/** One picture of a batch. `hash` names the output once it is done; an item that is done is never drawn again. */
export const posterBatchItems = pgTable(
  'poster_batch_items',
  {
    countyId: countyId(),
    batchId: uuid().notNull(),
    merchantId: uuid().notNull(),
    format: text().notNull(),
    /** Order of drawing, from 0. */
    position: integer().notNull(),
    state: text({ enum: ITEM_STATES }).notNull().default('waiting'),
    skipReason: text({ enum: SKIP_REASONS }),
    /** Of a failed one: what was thrown. */
    error: text(),
    hash: text(),
    finishedAt: instantOrNull(),
  },
  (t) => [
    primaryKey({
      name: 'poster_batch_items_pkey',
      columns: [t.countyId, t.batchId, t.merchantId, t.format],
    }),
    foreignKey({
      name: 'poster_batch_items_batch_fk',
      columns: [t.countyId, t.batchId],
      foreignColumns: [posterBatches.countyId, posterBatches.id],
    }),
    foreignKey({
      name: 'poster_batch_items_merchant_fk',
      columns: [t.countyId, t.merchantId],
      foreignColumns: [merchants.countyId, merchants.id],
    }),
    index('poster_batch_items_state_idx').on(t.countyId, t.batchId, t.state, t.position),
  ],
);

export interface PackPart {
  fileKey: string;
  bytes: number;
  files: number;
}

/** A zip of everything a batch has drawn, in parts of at most 1 GB. */
export const posterPacks = pgTable(
  'poster_packs',
  {
    countyId: countyId(),
    id: id(),
    batchId: uuid().notNull(),
    state: text({ enum: PACK_STATES }).notNull().default('waiting'),
    parts: jsonb().$type<PackPart[]>().notNull().default([]),
    /** Pictures already in, and how many there will be. */
    packed: integer().notNull().default(0),
    total: integer().notNull(),
    createdBy: uuid(),
    finishedAt: instantOrNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'poster_packs_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'poster_packs_batch_fk',
      columns: [t.countyId, t.batchId],
      foreignColumns: [posterBatches.countyId, posterBatches.id],
    }),
    index('poster_packs_batch_idx').on(t.countyId, t.batchId),
  ],
);

export type PosterBatch = typeof posterBatches.$inferSelect;
export type PosterBatchItem = typeof posterBatchItems.$inferSelect;
export type PosterPack = typeof posterPacks.$inferSelect;
