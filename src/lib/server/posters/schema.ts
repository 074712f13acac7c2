import { relations } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { MarkPass } from '../brand/mark-rule.ts';
import { campaigns } from '../campaigns/schema.ts';
import { countyId, createdAt, id, instantOrNull, updatedAt } from '../db/columns.ts';
import { counties } from '../db/counties.ts';
import { merchants } from '../merchants/schema.ts';
import type { CampaignContent } from './content.ts';
import { CONTENT_STATES, DECISION_KINDS, RECALL_REASONS } from './states.ts';

/** A poster of a campaign through all its versions. */
export const posters = pgTable(
  'posters',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    campaignId: uuid().notNull(),
    name: text().notNull(),
    createdBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'posters_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'posters_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    index('posters_campaign_idx').on(t.countyId, t.campaignId),
  ],
);

/**
 * One version of a poster's content and the design it is poured into. Approval freezes it by hash; any change after that
 * is a new version that starts as a draft.
 */
export const posterContents = pgTable(
  'poster_contents',
  {
    countyId: countyId(),
    id: id(),
    posterId: uuid().notNull(),
    /** The same as the poster's: what the merchant's page asks by. */
    campaignId: uuid().notNull(),
    version: integer().notNull(),
    designId: text().notNull(),
    designVersion: integer().notNull(),
    content: jsonb().$type<CampaignContent>().notNull(),
    state: text({ enum: CONTENT_STATES }).notNull().default('draft'),
    /** Whoever wrote in this version; none of them approves it. */
    writers: jsonb().$type<string[]>().notNull().default([]),
    submittedBy: uuid(),
    submittedAt: instantOrNull(),
    /** SHA-256 over content, design version and kit version, set at approval. */
    approvedHash: text(),
    approvedAt: instantOrNull(),
    approvedBy: uuid(),
    /** A later approved version: merchants get that one, this one's pictures and codes live on. */
    replacedAt: instantOrNull(),
    withdrawnAt: instantOrNull(),
    withdrawnReason: text({ enum: RECALL_REASONS }),
    withdrawnWords: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    /** Grows with every save; a form that is older is refused. */
    revision: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ name: 'poster_contents_pkey', columns: [t.countyId, t.id] }),
    unique('poster_contents_version_key').on(t.countyId, t.posterId, t.version),
    foreignKey({
      name: 'poster_contents_poster_fk',
      columns: [t.countyId, t.posterId],
      foreignColumns: [posters.countyId, posters.id],
    }),
    foreignKey({
      name: 'poster_contents_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    index('poster_contents_campaign_idx').on(t.countyId, t.campaignId, t.state),
  ],
);

/** Every decision on a content version, for ever: what was decided on is named by its hash. */
export const posterApprovals = pgTable(
  'poster_approvals',
  {
    countyId: countyId(),
    id: id(),
    contentId: uuid().notNull(),
    kind: text({ enum: DECISION_KINDS }).notNull(),
    contentHash: text().notNull(),
    userId: uuid(),
    userName: text().notNull(),
    comment: text().notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'poster_approvals_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'poster_approvals_content_fk',
      columns: [t.countyId, t.contentId],
      foreignColumns: [posterContents.countyId, posterContents.id],
    }),
    index('poster_approvals_content_idx').on(t.countyId, t.contentId, t.createdAt),
  ],
);

/** A drawn picture, found by its hash: the same inputs are drawn once. The file may be evicted, the row stays. */
export const posterOutputs = pgTable(
  'poster_outputs',
  {
    countyId: countyId(),
    hash: text().notNull(),
    contentId: uuid().notNull(),
    merchantId: uuid(),
    format: text().notNull(),
    formatVersion: integer().notNull(),
    /** The code in its QR, or what is said in the shop; null where the format carries neither. */
    code: text(),
    fileKey: text().notNull(),
    fileSha256: text().notNull(),
    bytes: integer().notNull(),
    widthPx: integer().notNull(),
    heightPx: integer().notNull(),
    /** Which way drew it, R, F2 or F3: a lost file is drawn again the same way, and must hash the same. */
    path: text().notNull(),
    /** Microseconds of drawing. */
    drawUs: integer().notNull().default(0),
    /** Version of the advertising-law list that was asked; null where no law check applies. */
    lawListVersion: text(),
    /** Whether its QR was read back from these bytes before they were handed out. */
    qrRead: boolean().notNull().default(false),
    /** When somebody last fetched the file: the least recently fetched are evicted first. */
    fetchedAt: instantOrNull(),
    /** The file was removed to make room; drawn again on demand. */
    evictedAt: instantOrNull(),
    /** Licences its brand bar relies on: asked again at every download. */
    licenceIds: jsonb().$type<string[]>().notNull().default([]),
    /** Marks on it that passed the mark rules, with the rules' version. */
    marksPassed: jsonb().$type<MarkPass[]>().notNull().default([]),
    recalledAt: instantOrNull(),
    recalledReason: text({ enum: RECALL_REASONS }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'poster_outputs_pkey', columns: [t.countyId, t.hash] }),
    foreignKey({
      name: 'poster_outputs_content_fk',
      columns: [t.countyId, t.contentId],
      foreignColumns: [posterContents.countyId, posterContents.id],
    }),
    foreignKey({
      name: 'poster_outputs_merchant_fk',
      columns: [t.countyId, t.merchantId],
      foreignColumns: [merchants.countyId, merchants.id],
    }),
    index('poster_outputs_content_idx').on(t.countyId, t.contentId),
    index('poster_outputs_merchant_idx').on(t.countyId, t.merchantId),
    index('poster_outputs_fetched_idx').on(t.countyId, t.fetchedAt),
  ],
);

/**
 * Which county a picture's address belongs to: `/p/<hash>.jpg` is found before the county is known. Global (Citus: a
 * reference table), and no foreign key leads into a county's rows.
 */
export const posterAddresses = pgTable('poster_addresses', {
  hash: text().primaryKey(),
  countyId: uuid().notNull(),
});

/** 查看/下载: a saved picture cannot be seen by us, so nobody calls this sharing. */
export const posterDownloads = pgTable(
  'poster_downloads',
  {
    countyId: countyId(),
    id: id(),
    hash: text().notNull(),
    merchantId: uuid(),
    userId: uuid(),
    kind: text({ enum: ['view', 'download'] }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'poster_downloads_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'poster_downloads_output_fk',
      columns: [t.countyId, t.hash],
      foreignColumns: [posterOutputs.countyId, posterOutputs.hash],
    }),
    index('poster_downloads_hash_idx').on(t.countyId, t.hash, t.createdAt),
  ],
);

export const postersRelations = relations(posters, ({ one, many }) => ({
  campaign: one(campaigns, {
    fields: [posters.countyId, posters.campaignId],
    references: [campaigns.countyId, campaigns.id],
  }),
  contents: many(posterContents),
}));

export const posterContentsRelations = relations(posterContents, ({ one, many }) => ({
  poster: one(posters, {
    fields: [posterContents.countyId, posterContents.posterId],
    references: [posters.countyId, posters.id],
  }),
  approvals: many(posterApprovals),
}));

export const posterApprovalsRelations = relations(posterApprovals, ({ one }) => ({
  content: one(posterContents, {
    fields: [posterApprovals.countyId, posterApprovals.contentId],
    references: [posterContents.countyId, posterContents.id],
  }),
}));

export type Poster = typeof posters.$inferSelect;
export type PosterContent = typeof posterContents.$inferSelect;
export type PosterApproval = typeof posterApprovals.$inferSelect;
export type PosterOutput = typeof posterOutputs.$inferSelect;

export * from './base-schema.ts';
export * from './batch-schema.ts';
export * from './recall-schema.ts';
export * from './studio-schema.ts';
