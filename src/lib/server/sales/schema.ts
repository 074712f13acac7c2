import { relations, sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { users } from '../accounts/schema.ts';
import { activities } from '../campaigns/schema.ts';
import { products } from '../county/schema.ts';
import { countyId, createdAt, fen, fenOrNull, id, instant, instantOrNull, updatedAt } from '../db/columns.ts';
import { counties } from '../db/counties.ts';
import { merchants } from '../merchants/schema.ts';
import type { FileErrorReport } from './reading/file-error.ts';
import type { Mapping } from './profiles/mapping.ts';
import type { Checkpoint, ImportPreview, StoredReading, StoredReport } from './imports/import-state.ts';

const PLATFORM_ENUM = [
  'taobao', 'jd', 'pdd', 'douyin', 'kuaishou', 'wechat', 'youzan', 'xiaohongshu', 'stall', 'other',
] as const; // prettier-ignore
const STAGE_ENUM = ['unpaid', 'paid', 'shipped', 'completed', 'closed', 'unknown'] as const;
const STATUS_ENUM = [...STAGE_ENUM, 'refunded_partial', 'refunded_full'] as const;

/** A shop on a platform, or a stall. The shop is part of every order's key, so it is never guessed. */
export const shops = pgTable(
  'shops',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    platform: text({ enum: PLATFORM_ENUM }).notNull(),
    name: text().notNull(),
    /** Whose shop it is; null until somebody has said so. */
    merchantId: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'shops_pkey', columns: [t.countyId, t.id] }),
    unique('shops_name_key').on(t.countyId, t.platform, t.name),
    foreignKey({
      name: 'shops_merchant_fk',
      columns: [t.countyId, t.merchantId],
      foreignColumns: [merchants.countyId, merchants.id],
    }),
    index('shops_merchant_idx').on(t.countyId, t.merchantId),
  ],
);

/** Other names under which a shop appears in files. */
export const shopAliases = pgTable(
  'shop_aliases',
  {
    countyId: countyId(),
    id: id(),
    platform: text({ enum: PLATFORM_ENUM }).notNull(),
    alias: text().notNull(),
    shopId: uuid().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'shop_aliases_pkey', columns: [t.countyId, t.id] }),
    unique('shop_aliases_alias_key').on(t.countyId, t.platform, t.alias),
    foreignKey({
      name: 'shop_aliases_shop_fk',
      columns: [t.countyId, t.shopId],
      foreignColumns: [shops.countyId, shops.id],
    }),
    index('shop_aliases_shop_idx').on(t.countyId, t.shopId),
  ],
);

/** Column mappings a person made for files that no profile knows. */
export const importMappings = pgTable(
  'import_mappings',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    name: text().notNull(),
    mapping: jsonb().$type<Mapping>().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'import_mappings_pkey', columns: [t.countyId, t.id] }),
    unique('import_mappings_name_key').on(t.countyId, t.name),
  ],
);

/** One file on its way in. The checkpoint is committed together with the rows it speaks of. */
export const orderImports = pgTable(
  'order_imports',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    fileName: text().notNull(),
    sha256: text().notNull(),
    sizeBytes: bigint({ mode: 'number' }).notNull(),
    /** Where the uploaded file lies until the import ends; null for the command line. */
    storageKey: text(),
    platform: text({ enum: PLATFORM_ENUM }),
    profile: text(),
    reading: jsonb().$type<StoredReading>(),
    /** What detection saw, for the page where a person decides: headers and a few rows without personal data. */
    preview: jsonb().$type<ImportPreview>(),
    mapping: jsonb().$type<Mapping>(),
    chosenShop: text(),
    exportedAt: instantOrNull(),
    state: text({
      enum: ['uploaded', 'ready', 'staging', 'folding', 'done', 'refused', 'cancelled', 'parked'],
    }).notNull(),
    checkpoint: jsonb().$type<Checkpoint>(),
    rowsStaged: integer().notNull().default(0),
    rowsRejected: integer().notNull().default(0),
    ordersFolded: integer().notNull().default(0),
    /** Starts since the last progress; three in a row park the import. */
    idleStarts: smallint().notNull().default(0),
    cancelRequestedAt: instantOrNull(),
    report: jsonb().$type<StoredReport>(),
    error: jsonb().$type<FileErrorReport>(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
    startedAt: instantOrNull(),
    finishedAt: instantOrNull(),
  },
  (t) => [
    primaryKey({ name: 'order_imports_pkey', columns: [t.countyId, t.id] }),
    index('order_imports_created_idx').on(t.countyId, t.createdAt),
    index('order_imports_sha256_idx').on(t.countyId, t.sha256),
  ],
);

/** Every row of a file and what became of it; personal data is gone before a row gets here. */
export const orderImportRows = pgTable(
  'order_import_rows',
  {
    countyId: countyId(),
    importId: uuid().notNull(),
    line: integer().notNull(),
    outcome: text({ enum: ['accepted', 'rejected', 'skipped'] }).notNull(),
    shop: text(),
    orderNo: text(),
    /** Reason code of a rejected row, kind of a skipped one. */
    reason: text(),
    columnName: text(),
    value: text(),
    /** JSON of `RowFacts`; text, because it is only ever read whole. */
    facts: text(),
    /** Cells of a rejected row by position, personal columns empty. */
    cells: text().array(),
  },
  (t) => [
    // No foreign key to the import: each batch is written together with its import's checkpoint, which must exist.
    primaryKey({ name: 'order_import_rows_pkey', columns: [t.countyId, t.importId, t.line] }),
  ],
);

export const orders = pgTable(
  'orders',
  {
    countyId: countyId(),
    id: id(),
    shopId: uuid().notNull(),
    platform: text({ enum: PLATFORM_ENUM }).notNull(),
    orderNo: text().notNull(),
    stage: text({ enum: STAGE_ENUM }).notNull(),
    /** The platform's word for a stage nobody has explained yet. */
    stageText: text(),
    /** What reports call it: the stage, or `refunded_partial` / `refunded_full`. */
    status: text({ enum: STATUS_ENUM }).notNull(),
    /** In totals: paid, shipped, completed or refunded, not excluded, money known. */
    counted: boolean().notNull(),
    excludedBy: text(),
    orderedAt: instantOrNull(),
    paidAt: instantOrNull(),
    /** The sale's time in reports: `paidAt`, else `orderedAt`; null = outside every period. */
    soldAt: instantOrNull(),
    timeFromOrderNo: boolean().notNull().default(false),
    /** What the buyer paid, freight included; null while only an item file has spoken. */
    paidFen: fenOrNull(),
    refundedFen: fen().default(0),
    freightFen: fenOrNull(),
    /** What the merchant receives, platform subsidies included: informative, never summed into sales. */
    merchantFen: fenOrNull(),
    province: text(),
    city: text(),
    area: text(),
    /** HMAC of the buyer's full phone under the county's key; null when it was masked. */
    phoneHash: text(),
    phoneKeyVersion: smallint(),
    promoterId: text(),
    promoterName: text(),
    trafficSource: text(),
    trafficForm: text(),
    trafficChannel: text(),
    /** APP渠道, 订单渠道: where on the platform it was placed. */
    carrier: text(),
    /** The platform will only say tomorrow where the sale came from. */
    trafficPending: boolean().notNull().default(false),
    /** Campaign codes found in remarks, and the spoken code of a stall sale. */
    codes: text().array(),
    /** The activity at whose stall it was sold. */
    stallActivityId: uuid(),
    /** When the newest source that speaks here was exported. */
    exportedAt: instant(),
    importId: uuid(),
    /** JSON of `OrderFacts` without its cases: what later news is merged with. */
    facts: text().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'orders_pkey', columns: [t.countyId, t.id] }),
    // No foreign key to the shop: checked once per import by its writer, and the app may not delete shops (`guards.sql`).
    unique('orders_number_key').on(t.countyId, t.shopId, t.orderNo),
    foreignKey({
      name: 'orders_stall_activity_fk',
      columns: [t.countyId, t.stallActivityId],
      foreignColumns: [activities.countyId, activities.id],
    }),
    check('orders_paid_check', sql`${t.paidFen} is null or ${t.paidFen} >= 0`),
    index('orders_sold_idx').on(t.countyId, t.soldAt),
    index('orders_unknown_idx')
      .on(t.countyId, t.platform, t.stageText)
      .where(sql`${t.stageText} is not null`),
  ],
);

export const orderLines = pgTable(
  'order_lines',
  {
    countyId: countyId(),
    id: id(),
    orderId: uuid().notNull(),
    /** The platform's sub-order number, else the ordinal, `*` for an order whose lines are unknown. */
    lineKey: text().notNull(),
    position: smallint().notNull(),
    stage: text({ enum: STAGE_ENUM }).notNull(),
    platformProductId: text(),
    title: text(),
    sku: text(),
    sellerCodes: text().array(),
    /** The county's product, found by alias, seller code or title. */
    matchedProductId: uuid(),
    quantity: integer(),
    /** The line's part of what was paid; Σ over an order's lines = the order's. */
    paidFen: fenOrNull(),
    refundedFen: fen().default(0),
  },
  (t) => [
    primaryKey({ name: 'order_lines_pkey', columns: [t.countyId, t.id] }),
    // No foreign key to the order: both are written in one place, and the app may not delete orders (`guards.sql`).
    unique('order_lines_key_key').on(t.countyId, t.orderId, t.lineKey),
    foreignKey({
      name: 'order_lines_product_fk',
      columns: [t.countyId, t.matchedProductId],
      foreignColumns: [products.countyId, products.id],
    }),
    index('order_lines_product_idx')
      .on(t.countyId, t.matchedProductId)
      .where(sql`${t.matchedProductId} is not null`),
  ],
);

/** Refunds as they became known: appended, never updated. Σ amounts of an order = −refunded. */
export const orderAdjustments = pgTable(
  'order_adjustments',
  {
    countyId: countyId(),
    id: id(),
    orderId: uuid().notNull(),
    /** Unique within the order: source, line and a running number. */
    sourceKey: text().notNull(),
    source: text({ enum: ['case', 'line', 'order', 'assumed'] }).notNull(),
    refundNo: text(),
    lineKey: text().notNull(),
    /** Refund −, reversal +. */
    amountFen: fen(),
    /** The status says refunded and no amount is known: taken in full until a better source speaks. */
    assumed: boolean().notNull(),
    occurredAt: instantOrNull(),
    importId: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'order_adjustments_pkey', columns: [t.countyId, t.id] }),
    unique('order_adjustments_source_key').on(t.countyId, t.orderId, t.sourceKey),
    foreignKey({
      name: 'order_adjustments_order_fk',
      columns: [t.countyId, t.orderId],
      foreignColumns: [orders.countyId, orders.id],
    }),
  ],
);

/** After-sale cases, by their own number. One whose order is unknown waits here and takes effect when it arrives. */
export const refundCases = pgTable(
  'refund_cases',
  {
    countyId: countyId(),
    shopId: uuid().notNull(),
    refundNo: text().notNull(),
    orderNo: text().notNull(),
    lineNo: text(),
    /** What the buyer got back; 0 for exchanges and cases still open. */
    amountFen: fen(),
    happenedAt: instantOrNull(),
    exportedAt: instant(),
    importId: uuid(),
  },
  (t) => [
    primaryKey({ name: 'refund_cases_pkey', columns: [t.countyId, t.shopId, t.refundNo] }),
    foreignKey({
      name: 'refund_cases_shop_fk',
      columns: [t.countyId, t.shopId],
      foreignColumns: [shops.countyId, shops.id],
    }),
    index('refund_cases_order_idx').on(t.countyId, t.shopId, t.orderNo),
  ],
);

/** What a seller calls a product of the county: a platform id, a seller code's beginning, or words of a title. */
export const productAliases = pgTable(
  'product_aliases',
  {
    countyId: countyId(),
    id: id(),
    kind: text({ enum: ['platform_id', 'seller_code', 'title'] }).notNull(),
    /** Null: on every platform. */
    platform: text({ enum: PLATFORM_ENUM }),
    alias: text().notNull(),
    productId: uuid().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'product_aliases_pkey', columns: [t.countyId, t.id] }),
    unique('product_aliases_alias_key').on(t.countyId, t.kind, t.platform, t.alias).nullsNotDistinct(),
    foreignKey({
      name: 'product_aliases_product_fk',
      columns: [t.countyId, t.productId],
      foreignColumns: [products.countyId, products.id],
    }),
    index('product_aliases_product_idx').on(t.countyId, t.productId),
  ],
);

/** Which orders are not sales. Versions are kept; the newest active one counts. */
export const exclusionRuleSets = pgTable(
  'exclusion_rule_sets',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    key: text().notNull(),
    /** In the order in which they are checked. */
    rules: jsonb().$type<{ rule: string; startsWith?: string[]; contains?: string[] }[]>().notNull(),
    activeFrom: createdAt(),
    createdBy: uuid().references(() => users.id),
  },
  (t) => [
    primaryKey({ name: 'exclusion_rule_sets_pkey', columns: [t.countyId, t.id] }),
    unique('exclusion_rule_sets_key_key').on(t.countyId, t.key),
  ],
);

/** What a person said an unknown status text means. */
export const statusMeanings = pgTable(
  'status_meanings',
  {
    countyId: countyId().references(() => counties.id),
    platform: text({ enum: PLATFORM_ENUM }).notNull(),
    statusText: text().notNull(),
    stage: text({ enum: STAGE_ENUM }).notNull(),
    createdBy: uuid().references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ name: 'status_meanings_pkey', columns: [t.countyId, t.platform, t.statusText] })],
);

/** Two orders that may be one sale. A person decides; until then both count. */
export const possibleDuplicates = pgTable(
  'possible_duplicates',
  {
    countyId: countyId(),
    /** The smaller id first. */
    orderId: uuid().notNull(),
    otherOrderId: uuid().notNull(),
    amountFen: fen(),
    secondsApart: integer().notNull(),
    decision: text({ enum: ['same', 'different'] }),
    /** Which of the two counts, when they are the same. */
    keptOrderId: uuid(),
    decidedBy: uuid().references(() => users.id),
    decidedAt: instantOrNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'possible_duplicates_pkey', columns: [t.countyId, t.orderId, t.otherOrderId] }),
    foreignKey({
      name: 'possible_duplicates_order_fk',
      columns: [t.countyId, t.orderId],
      foreignColumns: [orders.countyId, orders.id],
    }),
    foreignKey({
      name: 'possible_duplicates_other_fk',
      columns: [t.countyId, t.otherOrderId],
      foreignColumns: [orders.countyId, orders.id],
    }),
    index('possible_duplicates_other_idx').on(t.countyId, t.otherOrderId),
  ],
);

/** Deliveries of a webhook source, by their id: a replay never acts twice. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    countyId: countyId().references(() => counties.id),
    source: text().notNull(),
    webhookId: text().notNull(),
    bodyHash: text().notNull(),
    receivedAt: instant(),
    outcome: text().notNull(),
  },
  (t) => [primaryKey({ name: 'webhook_deliveries_pkey', columns: [t.countyId, t.source, t.webhookId] })],
);

export const shopsRelations = relations(shops, ({ one, many }) => ({
  merchant: one(merchants, {
    fields: [shops.countyId, shops.merchantId],
    references: [merchants.countyId, merchants.id],
  }),
  orders: many(orders),
}));
export const ordersRelations = relations(orders, ({ one, many }) => ({
  shop: one(shops, {
    fields: [orders.countyId, orders.shopId],
    references: [shops.countyId, shops.id],
  }),
  lines: many(orderLines),
  adjustments: many(orderAdjustments),
}));
export const orderLinesRelations = relations(orderLines, ({ one }) => ({
  order: one(orders, {
    fields: [orderLines.countyId, orderLines.orderId],
    references: [orders.countyId, orders.id],
  }),
  product: one(products, {
    fields: [orderLines.countyId, orderLines.matchedProductId],
    references: [products.countyId, products.id],
  }),
}));
export const orderAdjustmentsRelations = relations(orderAdjustments, ({ one }) => ({
  order: one(orders, {
    fields: [orderAdjustments.countyId, orderAdjustments.orderId],
    references: [orders.countyId, orders.id],
  }),
}));

export type Shop = typeof shops.$inferSelect;
export type Order = typeof orders.$inferSelect;
export type OrderLine = typeof orderLines.$inferSelect;
export type OrderAdjustment = typeof orderAdjustments.$inferSelect;
export type OrderImport = typeof orderImports.$inferSelect;
export type OrderImportRow = typeof orderImportRows.$inferSelect;
