import { relations, sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { activities } from '../campaigns/schema.ts';
import { products } from '../county/schema.ts';
import { countyId, createdAt, fenOrNull, id, instant, instantOrNull } from '../db/columns.ts';

/** A livestream session: what a livestream activity is on air. Room and host ids are text. */
export const liveSessions = pgTable(
  'live_sessions',
  {
    countyId: countyId(),
    id: id(),
    activityId: uuid().notNull(),
    platform: text({ enum: ['douyin', 'kuaishou', 'taobao', 'wechat', 'xiaohongshu'] }).notNull(),
    /** Account name as text to search, shown on posters. */
    account: text().notNull(),
    roomId: text(),
    /** 直播间运营者: legal name and credit code. */
    operatorName: text().notNull().default(''),
    operatorCreditCode: text(),
    /** The shop whose orders it sells; joined to orders by name. */
    shopName: text().notNull(),
    state: text({
      enum: ['draft', 'in_review', 'approved', 'on_air', 'ended', 'reviewed', 'cancelled', 'rescheduled'],
    })
      .notNull()
      .default('draft'),
    actualStartsAt: instantOrNull(),
    actualEndsAt: instantOrNull(),
    views: integer(),
    peakViewers: integer(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'live_sessions_pkey', columns: [t.countyId, t.id] }),
    unique('live_sessions_activity_key').on(t.countyId, t.activityId),
    foreignKey({
      name: 'live_sessions_activity_fk',
      columns: [t.countyId, t.activityId],
      foreignColumns: [activities.countyId, activities.id],
    }),
  ],
);

/** 排班表: who is on air from when to when. Orders are joined to these slots. */
export const rosterSlots = pgTable(
  'roster_slots',
  {
    countyId: countyId(),
    id: id(),
    sessionId: uuid().notNull(),
    host: text().notNull(),
    hostAccountId: text(),
    startsAt: instant(),
    endsAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'roster_slots_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'roster_slots_session_fk',
      columns: [t.countyId, t.sessionId],
      foreignColumns: [liveSessions.countyId, liveSessions.id],
    }),
    check('roster_slots_times_check', sql`${t.endsAt} > ${t.startsAt}`),
    index('roster_slots_session_idx').on(t.countyId, t.sessionId),
    index('roster_slots_starts_idx').on(t.countyId, t.startsAt),
  ],
);

/** Goods of a session; none listed = every product of the campaign. */
export const liveGoods = pgTable(
  'live_goods',
  {
    countyId: countyId(),
    sessionId: uuid().notNull(),
    productId: uuid().notNull(),
    priceFen: fenOrNull(),
    position: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ name: 'live_goods_pkey', columns: [t.countyId, t.sessionId, t.productId] }),
    foreignKey({
      name: 'live_goods_session_fk',
      columns: [t.countyId, t.sessionId],
      foreignColumns: [liveSessions.countyId, liveSessions.id],
    }),
    foreignKey({
      name: 'live_goods_product_fk',
      columns: [t.countyId, t.productId],
      foreignColumns: [products.countyId, products.id],
    }),
  ],
);

export const liveSessionsRelations = relations(liveSessions, ({ one, many }) => ({
  activity: one(activities, {
    fields: [liveSessions.countyId, liveSessions.activityId],
    references: [activities.countyId, activities.id],
  }),
  slots: many(rosterSlots),
  goods: many(liveGoods),
}));
export const rosterSlotsRelations = relations(rosterSlots, ({ one }) => ({
  session: one(liveSessions, {
    fields: [rosterSlots.countyId, rosterSlots.sessionId],
    references: [liveSessions.countyId, liveSessions.id],
  }),
}));
export const liveGoodsRelations = relations(liveGoods, ({ one }) => ({
  session: one(liveSessions, {
    fields: [liveGoods.countyId, liveGoods.sessionId],
    references: [liveSessions.countyId, liveSessions.id],
  }),
  product: one(products, {
    fields: [liveGoods.countyId, liveGoods.productId],
    references: [products.countyId, products.id],
  }),
}));

export type LiveSession = typeof liveSessions.$inferSelect;
export type RosterSlot = typeof rosterSlots.$inferSelect;
