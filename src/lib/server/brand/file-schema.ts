import { boolean, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { countyId, createdAt, id } from '../db/columns.ts';
import { counties } from '../db/counties.ts';
import { FILE_PURPOSES } from './terms.ts';

/** Papers of brands, licences, certificates and consents: what a file is; its bytes lie in storage under their hash. */
export const brandFiles = pgTable(
  'brand_files',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    purpose: text({ enum: FILE_PURPOSES }).notNull(),
    /** What the person called it: shown, never used as a path. */
    fileName: text().notNull(),
    contentType: text().notNull(),
    bytes: integer().notNull(),
    sha256: text().notNull(),
    storageKey: text().notNull(),
    /** Opened by two roles only, and every opening is logged. */
    restricted: boolean().notNull().default(false),
    /** The merchant whose people may look at it; null: the office alone. */
    merchantId: uuid(),
    uploadedBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'brand_files_pkey', columns: [t.countyId, t.id] }),
    index('brand_files_merchant_idx').on(t.countyId, t.merchantId),
  ],
);

export type BrandFile = typeof brandFiles.$inferSelect;
