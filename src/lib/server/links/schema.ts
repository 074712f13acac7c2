import { relations } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { activities, campaigns } from '../campaigns/schema.ts';
import { countyId, createdAt, id, instant, instantOrNull } from '../db/columns.ts';
import { counties } from '../db/counties.ts';
import { merchants } from '../merchants/schema.ts';

/**
 * A touch point: who shares what, where. Its codes differ by content version and picture format, so that a scan also
 * says which poster worked. Without a campaign it is a merchant's standing link; without a merchant, the campaign's own.
 */
export const links = pgTable(
  'links',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    campaignId: uuid(),
    activityId: uuid(),
    merchantId: uuid(),
    /** poster: printed or shown as a QR code. share: clicked in a chat. print: flyers, table cards. media: own accounts. */
    channel: text({ enum: ['poster', 'share', 'print', 'media'] }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'links_pkey', columns: [t.countyId, t.id] }),
    unique('links_point_key')
      .on(t.countyId, t.campaignId, t.activityId, t.merchantId, t.channel)
      .nullsNotDistinct(),
    foreignKey({
      name: 'links_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    foreignKey({
      name: 'links_activity_fk',
      columns: [t.countyId, t.activityId],
      foreignColumns: [activities.countyId, activities.id],
    }),
    foreignKey({
      name: 'links_merchant_fk',
      columns: [t.countyId, t.merchantId],
      foreignColumns: [merchants.countyId, merchants.id],
    }),
    index('links_merchant_idx').on(t.countyId, t.merchantId),
  ],
);

/**
 * Found by the code alone, before the county is known: global (Citus: a reference table), and no foreign key leads into
 * a county's rows. The destination is stored, never computed from what a visitor sends.
 */
export const linkCodes = pgTable(
  'link_codes',
  {
    code: text().primaryKey(),
    countyId: uuid().notNull(),
    linkId: uuid().notNull(),
    /** scan: from a QR code. click: a short link that is clicked. Decides the type of the touch. */
    type: text({ enum: ['scan', 'click'] }).notNull(),
    /** The poster's content version and format; null for plain links. */
    contentId: uuid(),
    format: text(),
    /** A path of ours: '/c/baisha/bs2604'. */
    destination: text().notNull(),
    recalledAt: instantOrNull(),
    recalledReason: text(),
    /** From then on as unknown as a code that never was. */
    expiresAt: instantOrNull(),
    createdAt: createdAt(),
    /** Set with every change: processes that missed the notification find it by this. */
    changedAt: createdAt(),
  },
  (t) => [
    unique('link_codes_combination_key')
      .on(t.countyId, t.linkId, t.type, t.contentId, t.format)
      .nullsNotDistinct(),
    index('link_codes_content_idx').on(t.countyId, t.contentId),
    index('link_codes_changed_idx').on(t.changedAt),
  ],
);

/** How far each journal file has been read: written in the transaction that writes its clicks. Global: a machine's file. */
export const journalFiles = pgTable('journal_files', {
  name: text().primaryKey(),
  /** Bytes read so far. */
  position: bigint({ mode: 'number' }).notNull().default(0),
  records: integer().notNull().default(0),
  /** Lines that a full disk or a power cut tore. */
  damaged: integer().notNull().default(0),
  finishedAt: instantOrNull(),
  createdAt: createdAt(),
});

/** Every opening of a link as it was journaled, robots included: kept raw, so that better rules can be replayed. */
export const clicks = pgTable(
  'clicks',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    journalFile: text().notNull(),
    journalOffset: bigint({ mode: 'number' }).notNull(),
    code: text().notNull(),
    linkId: uuid().notNull(),
    openedAt: instant(),
    /** SHA-256 of county and first-party id. */
    visitorHash: text().notNull(),
    /** Salted with the day. */
    addressHash: text().notNull(),
    networkHash: text().notNull(),
    userAgent: text().notNull(),
    ahead: boolean().notNull().default(false),
    /** Null: a person's. See bots.ts. */
    flag: text({
      enum: ['declared_bot', 'prefetch', 'own_scan', 'after_recall', 'visitor_flood', 'no_beacon_flood'],
    }),
    flagVersion: text().notNull(),
    /** When the landing page's beacon arrived; null where pictures are not loaded, and for most robots. */
    seenAt: instantOrNull(),
  },
  (t) => [
    primaryKey({ name: 'clicks_pkey', columns: [t.countyId, t.id] }),
    unique('clicks_journal_key').on(t.countyId, t.journalFile, t.journalOffset),
    foreignKey({
      name: 'clicks_link_fk',
      columns: [t.countyId, t.linkId],
      foreignColumns: [links.countyId, links.id],
    }),
    index('clicks_link_idx').on(t.countyId, t.linkId, t.openedAt),
    index('clicks_visitor_idx').on(t.countyId, t.visitorHash, t.openedAt),
  ],
);

/**
 * A contact between a person and a touch point, as attribution reads it: it carries an identity, never a person.
 * Append-only; a correction voids the row. A flagged touch is shown and never counted.
 */
export const touches = pgTable(
  'touches',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    type: text({ enum: ['scan', 'click', 'poster_open'] }).notNull(),
    /** With `sourceEventId` the same on every machine: ('journal', '<file>:<offset>'). */
    source: text().notNull(),
    sourceEventId: text().notNull(),
    code: text().notNull(),
    linkId: uuid().notNull(),
    campaignId: uuid(),
    activityId: uuid(),
    merchantId: uuid(),
    /** Identity of kind 'visitor'. */
    visitorHash: text().notNull(),
    touchedAt: instant(),
    flag: text({
      enum: ['declared_bot', 'prefetch', 'own_scan', 'after_recall', 'visitor_flood', 'no_beacon_flood'],
    }),
    voidedAt: instantOrNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'touches_pkey', columns: [t.countyId, t.id] }),
    unique('touches_source_key').on(t.countyId, t.source, t.sourceEventId),
    foreignKey({
      name: 'touches_link_fk',
      columns: [t.countyId, t.linkId],
      foreignColumns: [links.countyId, links.id],
    }),
    foreignKey({
      name: 'touches_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    foreignKey({
      name: 'touches_merchant_fk',
      columns: [t.countyId, t.merchantId],
      foreignColumns: [merchants.countyId, merchants.id],
    }),
    index('touches_campaign_idx').on(t.countyId, t.campaignId, t.touchedAt),
    index('touches_merchant_idx').on(t.countyId, t.merchantId, t.touchedAt),
    index('touches_visitor_idx').on(t.countyId, t.visitorHash, t.touchedAt),
  ],
);

/** First-party ids that this county has met. Erased 13 months after the last visit. */
export const visitors = pgTable(
  'visitors',
  {
    countyId: countyId().references(() => counties.id),
    visitorHash: text().notNull(),
    firstSeenAt: instant(),
    lastSeenAt: instant(),
    firstCode: text(),
  },
  (t) => [
    primaryKey({ name: 'visitors_pkey', columns: [t.countyId, t.visitorHash] }),
    index('visitors_last_seen_idx').on(t.countyId, t.lastSeenAt),
  ],
);

/** Somebody went from a landing page to a shop. No sale yet, and no touch of its own: the scan before it is. */
export const shopLeaves = pgTable(
  'shop_leaves',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    journalFile: text().notNull(),
    journalOffset: bigint({ mode: 'number' }).notNull(),
    /** The code that had led to the page, where one had. */
    code: text(),
    offerId: uuid().notNull(),
    platform: text().notNull(),
    productId: uuid().notNull(),
    /** Whose shop it is. */
    merchantId: uuid().notNull(),
    campaignId: uuid(),
    visitorHash: text().notNull(),
    leftAt: instant(),
    flag: text({
      enum: ['declared_bot', 'prefetch', 'own_scan', 'after_recall', 'visitor_flood', 'no_beacon_flood'],
    }),
  },
  (t) => [
    primaryKey({ name: 'shop_leaves_pkey', columns: [t.countyId, t.id] }),
    unique('shop_leaves_journal_key').on(t.countyId, t.journalFile, t.journalOffset),
    index('shop_leaves_campaign_idx').on(t.countyId, t.campaignId, t.leftAt),
    index('shop_leaves_merchant_idx').on(t.countyId, t.merchantId, t.leftAt),
  ],
);

export const linksRelations = relations(links, ({ one }) => ({
  campaign: one(campaigns, {
    fields: [links.countyId, links.campaignId],
    references: [campaigns.countyId, campaigns.id],
  }),
  merchant: one(merchants, {
    fields: [links.countyId, links.merchantId],
    references: [merchants.countyId, merchants.id],
  }),
}));

export type Link = typeof links.$inferSelect;
export type LinkCode = typeof linkCodes.$inferSelect;
export type Click = typeof clicks.$inferSelect;
export type TouchRow = typeof touches.$inferSelect;
export type ShopLeave = typeof shopLeaves.$inferSelect;
