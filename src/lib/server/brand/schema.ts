/** The tables of brands: tree and marks, licences, certificates, consents, the asset library, the law check. */
import { relations } from 'drizzle-orm';
import { industries } from '../county/schema.ts';
import { merchants } from '../merchants/schema.ts';
import { licenceProducts, licences } from './licence-schema.ts';
import { brands, marks } from './tree-schema.ts';

export * from './file-schema.ts';
export * from './tree-schema.ts';
export * from './licence-schema.ts';
export * from './certificate-schema.ts';
export * from './consent-schema.ts';
export * from './assets/schema.ts';
export * from './law/schema.ts';

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
