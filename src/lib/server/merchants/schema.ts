import { relations } from 'drizzle-orm';
import { boolean, foreignKey, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/schema.ts';
import { products, townships } from '../county/schema.ts';
import { countyId, createdAt, id, instantOrNull } from '../db/columns.ts';
import { counties } from '../db/counties.ts';

export const merchants = pgTable(
  'merchants',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    /** Full legal name; may hold rare characters and more than 20 Han characters. */
    name: text().notNull(),
    /** 门店简称, approved with the merchant; printed where the full name does not fit. */
    shortName: text(),
    kind: text({
      enum: ['micro', 'cooperative', 'enterprise', 'family_farm', 'station', 'village'],
    }).notNull(),
    townshipId: uuid(),
    village: text(),
    contactName: text(),
    /** Unified social credit code where there is one. */
    creditCode: text(),
    /** The short number in spoken codes: '07' in 白沙07. */
    spokenNumber: text(),
    state: text({ enum: ['applied', 'active', 'suspended', 'left'] })
      .notNull()
      .default('active'),
    suspendedReason: text(),
    joinedAt: instantOrNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'merchants_pkey', columns: [t.countyId, t.id] }),
    unique('merchants_name_key').on(t.countyId, t.name),
    unique('merchants_spoken_number_key').on(t.countyId, t.spokenNumber),
    foreignKey({
      name: 'merchants_township_fk',
      columns: [t.countyId, t.townshipId],
      foreignColumns: [townships.countyId, townships.id],
    }),
    index('merchants_township_idx').on(t.countyId, t.townshipId),
  ],
);

/** What each merchant may sell. */
export const merchantProducts = pgTable(
  'merchant_products',
  { countyId: countyId(), merchantId: uuid().notNull(), productId: uuid().notNull() },
  (t) => [
    primaryKey({ name: 'merchant_products_pkey', columns: [t.countyId, t.merchantId, t.productId] }),
    foreignKey({
      name: 'merchant_products_merchant_fk',
      columns: [t.countyId, t.merchantId],
      foreignColumns: [merchants.countyId, merchants.id],
    }),
    foreignKey({
      name: 'merchant_products_product_fk',
      columns: [t.countyId, t.productId],
      foreignColumns: [products.countyId, products.id],
    }),
    index('merchant_products_product_idx').on(t.countyId, t.productId),
  ],
);

/** One account may hold several merchants, and a merchant may be helped by several people. */
export const merchantUsers = pgTable(
  'merchant_users',
  {
    countyId: countyId(),
    merchantId: uuid().notNull(),
    userId: uuid().notNull(),
    isOwner: boolean().notNull().default(true),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'merchant_users_pkey', columns: [t.countyId, t.merchantId, t.userId] }),
    foreignKey({
      name: 'merchant_users_merchant_fk',
      columns: [t.countyId, t.merchantId],
      foreignColumns: [merchants.countyId, merchants.id],
    }),
    foreignKey({ name: 'merchant_users_user_fk', columns: [t.userId], foreignColumns: [users.id] }),
    index('merchant_users_user_idx').on(t.countyId, t.userId),
  ],
);

/** Where a merchant sells a product: the shop on a platform and how a buyer gets there. */
export const productOffers = pgTable(
  'product_offers',
  {
    countyId: countyId(),
    id: id(),
    merchantId: uuid().notNull(),
    productId: uuid().notNull(),
    platform: text({
      enum: ['taobao', 'jd', 'pdd', 'douyin', 'kuaishou', 'wechat', 'youzan', 'xiaohongshu', 'other'],
    }).notNull(),
    shopName: text().notNull(),
    /** http(s) address outside WeChat; null where only the words work. */
    url: text(),
    /** What to type into the platform's search, or the platform's copy words. */
    searchWords: text(),
    retiredAt: instantOrNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'product_offers_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'product_offers_merchant_fk',
      columns: [t.countyId, t.merchantId],
      foreignColumns: [merchants.countyId, merchants.id],
    }),
    foreignKey({
      name: 'product_offers_product_fk',
      columns: [t.countyId, t.productId],
      foreignColumns: [products.countyId, products.id],
    }),
    index('product_offers_product_idx').on(t.countyId, t.productId),
    index('product_offers_merchant_idx').on(t.countyId, t.merchantId),
  ],
);

export const merchantsRelations = relations(merchants, ({ one, many }) => ({
  township: one(townships, {
    fields: [merchants.countyId, merchants.townshipId],
    references: [townships.countyId, townships.id],
  }),
  products: many(merchantProducts),
  offers: many(productOffers),
}));

export const merchantProductsRelations = relations(merchantProducts, ({ one }) => ({
  merchant: one(merchants, {
    fields: [merchantProducts.countyId, merchantProducts.merchantId],
    references: [merchants.countyId, merchants.id],
  }),
  product: one(products, {
    fields: [merchantProducts.countyId, merchantProducts.productId],
    references: [products.countyId, products.id],
  }),
}));

export const productOffersRelations = relations(productOffers, ({ one }) => ({
  merchant: one(merchants, {
    fields: [productOffers.countyId, productOffers.merchantId],
    references: [merchants.countyId, merchants.id],
  }),
  product: one(products, {
    fields: [productOffers.countyId, productOffers.productId],
    references: [products.countyId, products.id],
  }),
}));

export type Merchant = typeof merchants.$inferSelect;
export type ProductOffer = typeof productOffers.$inferSelect;
