/** The asset library: files with their rights. Who may be seen in them is in `consents`. */
import {
  boolean,
  doublePrecision,
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
import { products, townships } from '../../county/schema.ts';
import { countyId, createdAt, dayOrNull, id, instantOrNull, updatedAt } from '../../db/columns.ts';
import { counties } from '../../db/counties.ts';
import { merchants } from '../../merchants/schema.ts';
import { ASSET_KINDS, ASSET_LICENCES, ASSET_SOURCES, type AssetUse } from './terms.ts';

export const assets = pgTable(
  'assets',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    kind: text({ enum: ASSET_KINDS }).notNull(),
    title: text().notNull(),
    /** What is seen, for people who cannot see it. */
    description: text().notNull().default(''),
    /** As it was called on the uploader's machine, cleaned; never part of a key. */
    fileName: text().notNull(),
    /** SHA-256 of the file as it came: the same file is not taken twice. */
    uploadSha256: text().notNull(),
    /** SHA-256 of the file as it is kept: what a poster's identity names. */
    contentHash: text().notNull(),
    contentType: text({ enum: ['image/jpeg', 'image/png', 'video/mp4', 'video/quicktime'] }).notNull(),
    bytes: integer().notNull(),
    /** Of the picture as it is seen, upright; null where a film does not say. */
    widthPx: integer(),
    heightPx: integer(),
    durationMs: integer(),
    /** With transparent parts: stands free on a ground. */
    cutout: boolean().notNull().default(false),
    fileKey: text().notNull(),
    /** At most 480 px and 1600 px; null for a film without a frame. */
    thumbKey: text(),
    webKey: text(),
    /** Shares of width and height: what a crop must keep. */
    focalX: doublePrecision().notNull().default(0.5),
    focalY: doublePrecision().notNull().default(0.5),
    author: text().notNull().default(''),
    source: text({ enum: ASSET_SOURCES }).notNull().default('own'),
    licence: text({ enum: ASSET_LICENCES }).notNull().default('unknown'),
    uses: jsonb().$type<AssetUse[]>().notNull().default([]),
    /** Null: everywhere. */
    territory: text(),
    rightsFrom: dayOrNull(),
    /** Inclusive; null: without end. */
    rightsTo: dayOrNull(),
    rightsNote: text().notNull().default(''),
    /** The rights holder took it back. */
    rightsWithdrawnOn: dayOrNull(),
    rightsWithdrawnReason: text(),
    proofKey: text(),
    proofName: text(),
    proofType: text({ enum: ['application/pdf', 'image/jpeg', 'image/png'] }),
    /** A face can be recognised: unusable without consents. */
    recognisable: boolean().notNull().default(false),
    /** An official in office is seen: never beside goods (Advertising Law art. 9(2)). */
    isOfficial: boolean().notNull().default(false),
    /** Made by a generator: kept, labelled, never on a poster. */
    aiMade: boolean().notNull().default(false),
    tags: jsonb().$type<string[]>().notNull().default([]),
    productId: uuid(),
    townshipId: uuid(),
    merchantId: uuid(),
    uploadedBy: uuid(),
    uploaderName: text().notNull().default(''),
    archivedAt: instantOrNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    /** Grows with every change; a form that is older is refused. */
    revision: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ name: 'assets_pkey', columns: [t.countyId, t.id] }),
    unique('assets_upload_key').on(t.countyId, t.uploadSha256),
    foreignKey({
      name: 'assets_product_fk',
      columns: [t.countyId, t.productId],
      foreignColumns: [products.countyId, products.id],
    }),
    foreignKey({
      name: 'assets_township_fk',
      columns: [t.countyId, t.townshipId],
      foreignColumns: [townships.countyId, townships.id],
    }),
    foreignKey({
      name: 'assets_merchant_fk',
      columns: [t.countyId, t.merchantId],
      foreignColumns: [merchants.countyId, merchants.id],
    }),
    index('assets_created_idx').on(t.countyId, t.createdAt),
    index('assets_content_idx').on(t.countyId, t.contentHash),
  ],
);

/** Who took which file out of the house, and when. */
export const assetDownloads = pgTable(
  'asset_downloads',
  {
    countyId: countyId(),
    id: id(),
    assetId: uuid().notNull(),
    size: text({ enum: ['web', 'full', 'proof'] }).notNull(),
    userId: uuid(),
    userName: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'asset_downloads_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'asset_downloads_asset_fk',
      columns: [t.countyId, t.assetId],
      foreignColumns: [assets.countyId, assets.id],
    }),
    index('asset_downloads_asset_idx').on(t.countyId, t.assetId, t.createdAt),
  ],
);

export type Asset = typeof assets.$inferSelect;
export type AssetDownload = typeof assetDownloads.$inferSelect;
