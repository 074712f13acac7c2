import { relations } from 'drizzle-orm';
import {
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
import { industries, organisations, products } from '../county/schema.ts';
import { countyId, createdAt, day, dayOrNull, id } from '../db/columns.ts';
import { counties } from '../db/counties.ts';
import { merchants } from '../merchants/schema.ts';

/** County public brand (1) → industry regional brand (2) → product brand (3). */
export const brands = pgTable(
  'brands',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    level: integer().notNull(),
    parentId: uuid(),
    name: text().notNull(),
    nameEn: text().notNull(),
    /** Whose brand it is, in words; the steward office answers for it. */
    owner: text().notNull(),
    stewardOrganisationId: uuid(),
    industryId: uuid(),
    /** Product brands belong to a merchant. */
    merchantId: uuid(),
    foundedOn: dayOrNull(),
    requiredOn: text({ enum: ['all_campaign_posters', 'licensed_products', 'optional'] })
      .notNull()
      .default('optional'),
    story: text().notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'brands_pkey', columns: [t.countyId, t.id] }),
    unique('brands_name_key').on(t.countyId, t.name),
    foreignKey({
      name: 'brands_parent_fk',
      columns: [t.countyId, t.parentId],
      foreignColumns: [t.countyId, t.id],
    }),
    foreignKey({
      name: 'brands_steward_fk',
      columns: [t.countyId, t.stewardOrganisationId],
      foreignColumns: [organisations.countyId, organisations.id],
    }),
    foreignKey({
      name: 'brands_industry_fk',
      columns: [t.countyId, t.industryId],
      foreignColumns: [industries.countyId, industries.id],
    }),
    foreignKey({
      name: 'brands_merchant_fk',
      columns: [t.countyId, t.merchantId],
      foreignColumns: [merchants.countyId, merchants.id],
    }),
  ],
);

/** A version of a brand's mark, as vector data of ours: drawn by name from static/marks. */
export const marks = pgTable(
  'marks',
  {
    countyId: countyId(),
    id: id(),
    brandId: uuid().notNull(),
    version: integer().notNull(),
    /** File stem of the drawing, e.g. 'baisha-liangshi'; variants full, mono, reversed. */
    drawing: text().notNull(),
    viewBox: text().notNull(),
    wordmark: text().notNull(),
    colours: jsonb().$type<string[]>().notNull().default([]),
    registrationNo: text(),
    classes: jsonb().$type<number[]>().notNull().default([]),
    validFrom: day(),
    validTo: dayOrNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'marks_pkey', columns: [t.countyId, t.id] }),
    unique('marks_version_key').on(t.countyId, t.brandId, t.version),
    foreignKey({
      name: 'marks_brand_fk',
      columns: [t.countyId, t.brandId],
      foreignColumns: [brands.countyId, brands.id],
    }),
  ],
);

/**
 * Leave to use a brand's marks. `to` is inclusive, a Beijing civil day. No transfer and no widening: a change is a new
 * licence that points to the old one.
 */
export const licences = pgTable(
  'licences',
  {
    countyId: countyId(),
    id: id(),
    brandId: uuid().notNull(),
    holderMerchantId: uuid(),
    holderOrganisationId: uuid(),
    uses: jsonb().$type<('packaging' | 'advertising' | 'exhibition' | 'online_shop')[]>().notNull(),
    territory: text(),
    validFrom: day(),
    validTo: day(),
    documentNo: text().notNull(),
    standardVersion: text(),
    status: text({
      enum: [
        'draft',
        'submitted',
        'in_review',
        'public_notice',
        'granted',
        'returned',
        'refused',
        'suspended',
        'revoked',
        'withdrawn',
      ],
    }).notNull(),
    renewsId: uuid(),
    conditions: text(),
    revokedOn: dayOrNull(),
    revokedReason: text(),
    /** Grows with every change: a download and a revocation at the same moment are settled by it. */
    rowVersion: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'licences_pkey', columns: [t.countyId, t.id] }),
    unique('licences_document_key').on(t.countyId, t.documentNo),
    foreignKey({
      name: 'licences_brand_fk',
      columns: [t.countyId, t.brandId],
      foreignColumns: [brands.countyId, brands.id],
    }),
    foreignKey({
      name: 'licences_merchant_fk',
      columns: [t.countyId, t.holderMerchantId],
      foreignColumns: [merchants.countyId, merchants.id],
    }),
    foreignKey({
      name: 'licences_organisation_fk',
      columns: [t.countyId, t.holderOrganisationId],
      foreignColumns: [organisations.countyId, organisations.id],
    }),
    foreignKey({
      name: 'licences_renews_fk',
      columns: [t.countyId, t.renewsId],
      foreignColumns: [t.countyId, t.id],
    }),
    index('licences_brand_idx').on(t.countyId, t.brandId),
    index('licences_merchant_idx').on(t.countyId, t.holderMerchantId),
  ],
);

/** Products a licence covers; none = every product of the brand's industry. */
export const licenceProducts = pgTable(
  'licence_products',
  { countyId: countyId(), licenceId: uuid().notNull(), productId: uuid().notNull() },
  (t) => [
    primaryKey({ name: 'licence_products_pkey', columns: [t.countyId, t.licenceId, t.productId] }),
    foreignKey({
      name: 'licence_products_licence_fk',
      columns: [t.countyId, t.licenceId],
      foreignColumns: [licences.countyId, licences.id],
    }),
    foreignKey({
      name: 'licence_products_product_fk',
      columns: [t.countyId, t.productId],
      foreignColumns: [products.countyId, products.id],
    }),
  ],
);

export const certificates = pgTable(
  'certificates',
  {
    countyId: countyId(),
    id: id(),
    kind: text({
      enum: ['gi', 'green_food', 'organic', 'sc_licence', 'test_report', 'award', 'patent', 'other'],
    }).notNull(),
    number: text().notNull(),
    holderMerchantId: uuid(),
    productId: uuid(),
    body: text().notNull(),
    validFrom: day(),
    validTo: dayOrNull(),
    scope: text(),
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
  ],
);

export const brandsRelations = relations(brands, ({ one, many }) => ({
  industry: one(industries, {
    fields: [brands.countyId, brands.industryId],
    references: [industries.countyId, industries.id],
  }),
  merchant: one(merchants, {
    fields: [brands.countyId, brands.merchantId],
    references: [merchants.countyId, merchants.id],
  }),
  marks: many(marks),
  licences: many(licences),
}));
export const marksRelations = relations(marks, ({ one }) => ({
  brand: one(brands, { fields: [marks.countyId, marks.brandId], references: [brands.countyId, brands.id] }),
}));
export const licencesRelations = relations(licences, ({ one, many }) => ({
  brand: one(brands, {
    fields: [licences.countyId, licences.brandId],
    references: [brands.countyId, brands.id],
  }),
  holder: one(merchants, {
    fields: [licences.countyId, licences.holderMerchantId],
    references: [merchants.countyId, merchants.id],
  }),
  products: many(licenceProducts),
}));
export const licenceProductsRelations = relations(licenceProducts, ({ one }) => ({
  licence: one(licences, {
    fields: [licenceProducts.countyId, licenceProducts.licenceId],
    references: [licences.countyId, licences.id],
  }),
}));

export type Brand = typeof brands.$inferSelect;
export type Mark = typeof marks.$inferSelect;
export type Licence = typeof licences.$inferSelect;
export type Certificate = typeof certificates.$inferSelect;
export * from './assets/schema.ts';
