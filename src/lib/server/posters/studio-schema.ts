/** What people do around a poster: talk about a version, tie pictures to campaigns, make designs of their own. */
import { sql } from 'drizzle-orm';
import {
  check,
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
import { assets } from '../brand/assets/schema.ts';
import { campaigns } from '../campaigns/schema.ts';
import { countyId, createdAt, id, instantOrNull, updatedAt } from '../db/columns.ts';
import { counties } from '../db/counties.ts';
import type { Adjustments } from './design-copy.ts';
import type { Design } from './designs/design.ts';
import { posterContents } from './schema.ts';

/** A remark on one version, or an answer to one. A thread is settled as a whole. */
export const posterComments = pgTable(
  'poster_comments',
  {
    countyId: countyId(),
    id: id(),
    contentId: uuid().notNull(),
    /** The remark this answers; null for one that opens a thread. */
    threadId: uuid(),
    /** The slot it speaks of; null for the whole poster. */
    slot: text(),
    body: text().notNull(),
    userId: uuid(),
    userName: text().notNull(),
    createdAt: createdAt(),
    resolvedAt: instantOrNull(),
    resolvedBy: uuid(),
    resolvedByName: text(),
  },
  (t) => [
    primaryKey({ name: 'poster_comments_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'poster_comments_content_fk',
      columns: [t.countyId, t.contentId],
      foreignColumns: [posterContents.countyId, posterContents.id],
    }),
    foreignKey({
      name: 'poster_comments_thread_fk',
      columns: [t.countyId, t.threadId],
      foreignColumns: [t.countyId, t.id],
    }),
    check('poster_comments_body_said', sql`${t.body} <> ''`),
    index('poster_comments_content_idx').on(t.countyId, t.contentId, t.createdAt),
  ],
);

/** Pictures and films that belong to a campaign. */
export const campaignAssets = pgTable(
  'campaign_assets',
  { countyId: countyId(), campaignId: uuid().notNull(), assetId: uuid().notNull(), createdAt: createdAt() },
  (t) => [
    primaryKey({ name: 'campaign_assets_pkey', columns: [t.countyId, t.campaignId, t.assetId] }),
    foreignKey({
      name: 'campaign_assets_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    foreignKey({
      name: 'campaign_assets_asset_fk',
      columns: [t.countyId, t.assetId],
      foreignColumns: [assets.countyId, assets.id],
    }),
    index('campaign_assets_asset_idx').on(t.countyId, t.assetId),
  ],
);

export const DESIGN_STATES = ['draft', 'published', 'retired'] as const;
export type DesignState = (typeof DESIGN_STATES)[number];

/**
 * Designs a county has touched: its own copies, and built-in ones it retired. A built-in design without a row is published.
 */
export const posterDesigns = pgTable(
  'poster_designs',
  {
    countyId: countyId().references(() => counties.id),
    /** A built-in design's id, or `own-` and a UUID. */
    id: text().notNull(),
    /** The built-in design it was copied from; null for a built-in one itself. */
    baseId: text(),
    retiredAt: instantOrNull(),
    retiredBy: uuid(),
    createdBy: uuid(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    revision: integer().notNull().default(1),
  },
  (t) => [primaryKey({ name: 'poster_designs_pkey', columns: [t.countyId, t.id] })],
);

/** Every version of every design as it was published, whole, for ever; one draft at most beside them. */
export const posterDesignVersions = pgTable(
  'poster_design_versions',
  {
    countyId: countyId(),
    id: id(),
    designId: text().notNull(),
    version: integer().notNull(),
    state: text({ enum: DESIGN_STATES }).notNull().default('draft'),
    /** What the county set within the locks; empty for a built-in design. */
    adjustments: jsonb().$type<Adjustments>().notNull(),
    /** The design as data, base and adjustments together: what posters of this version are judged by. */
    document: jsonb().$type<Design>().notNull(),
    hash: text().notNull(),
    publishedAt: instantOrNull(),
    publishedBy: uuid(),
    publisherName: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'poster_design_versions_pkey', columns: [t.countyId, t.id] }),
    unique('poster_design_versions_version_key').on(t.countyId, t.designId, t.version),
    foreignKey({
      name: 'poster_design_versions_design_fk',
      columns: [t.countyId, t.designId],
      foreignColumns: [posterDesigns.countyId, posterDesigns.id],
    }),
    check('poster_design_versions_published_when', sql`${t.state} = 'draft' or ${t.publishedAt} is not null`),
  ],
);

export type PosterComment = typeof posterComments.$inferSelect;
export type PosterDesignRow = typeof posterDesigns.$inferSelect;
export type PosterDesignVersion = typeof posterDesignVersions.$inferSelect;
