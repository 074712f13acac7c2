import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { products } from '../county/schema.ts';
import { countyId, createdAt, day, dayOrNull, id } from '../db/columns.ts';
import { merchants } from '../merchants/schema.ts';
import { brandFiles } from './file-schema.ts';
import { CERTIFICATE_KINDS, CERTIFICATE_STATES } from './terms.ts';
import { brands } from './tree-schema.ts';

/** One certificate of one holder for one product; no product: everything the holder makes. */
export const certificates = pgTable(
  'certificates',
  {
    countyId: countyId(),
    id: id(),
    kind: text({ enum: CERTIFICATE_KINDS }).notNull(),
    number: text().notNull(),
    /** Null: the county's own, such as the geographical indication itself. It makes no merchant a lawful user. */
    holderMerchantId: uuid(),
    productId: uuid(),
    body: text().notNull(),
    validFrom: day(),
    validTo: dayOrNull(),
    scope: text(),
    /** Awards: the full name of the title. */
    title: text(),
    /** Geographical indication: the lawful user's credit code and the product's registered name stand beside the mark. */
    creditCode: text(),
    productName: text(),
    /** The brand outside the tree whose mark it gives. */
    brandId: uuid(),
    /** Where anybody can look it up. */
    verifyUrl: text(),
    fileId: uuid(),
    state: text({ enum: CERTIFICATE_STATES }).notNull().default('active'),
    stateReason: text(),
    rowVersion: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'certificates_pkey', columns: [t.countyId, t.id] }),
    unique('certificates_number_key').on(t.countyId, t.kind, t.number),
    foreignKey({
      name: 'certificates_merchant_fk',
      columns: [t.countyId, t.holderMerchantId],
      foreignColumns: [merchants.countyId, merchants.id],
    }),
    foreignKey({
      name: 'certificates_product_fk',
      columns: [t.countyId, t.productId],
      foreignColumns: [products.countyId, products.id],
    }),
    foreignKey({
      name: 'certificates_brand_fk',
      columns: [t.countyId, t.brandId],
      foreignColumns: [brands.countyId, brands.id],
    }),
    foreignKey({
      name: 'certificates_file_fk',
      columns: [t.countyId, t.fileId],
      foreignColumns: [brandFiles.countyId, brandFiles.id],
    }),
    index('certificates_merchant_idx').on(t.countyId, t.holderMerchantId),
  ],
);

export type Certificate = typeof certificates.$inferSelect;
