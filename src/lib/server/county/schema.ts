import { relations } from 'drizzle-orm';
import {
  boolean,
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
import { countyId, createdAt, day, fen, fenOrNull, id, instantOrNull, updatedAt } from '../db/columns.ts';
import { counties } from '../db/counties.ts';

export const countySettings = pgTable('county_settings', {
  countyId: countyId()
    .primaryKey()
    .references(() => counties.id),
  /** ICP number, shown in the foot of every public page. */
  icp: text(),
  /** Who answers for the public pages: name, address, mail. */
  imprintZh: text().notNull().default(''),
  imprintEn: text().notNull().default(''),
  privacyZh: text().notNull().default(''),
  privacyEn: text().notNull().default(''),
  /** Submitting goes straight to the leader when the county does not ask for countersigning. */
  requiresCountersign: boolean().notNull().default(true),
  /** Units whose countersignature every campaign of this county needs; none = straight to the leader. */
  countersignOrganisationIds: jsonb().$type<string[]>().notNull().default([]),
  /** Up to here a payment needs no contract; null = the county has set no limit. */
  pettyLimitFen: fenOrNull(),
  /** Pattern pieces of campaign codes, e.g. prefix 'BS' and spoken '白沙'. */
  codePrefix: text().notNull().default(''),
  spokenPrefix: text().notNull().default(''),
  /** Order of the brand bar and whether brocade motifs may be drawn. */
  brocadeAllowed: boolean().notNull().default(true),
  /** County demo pictures and colours: { primary, accent, paper, ink, muted, seal } as #rrggbb. */
  palette: jsonb().$type<Record<string, string>>().notNull().default({}),
  activeRuleSetKey: text(),
  demo: boolean().notNull().default(false),
  updatedAt: updatedAt(),
});

export const organisations = pgTable(
  'organisations',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    name: text().notNull(),
    shortName: text(),
    /** A government service team, B platform service team, C public service centre, D supply and spreaders, E media. */
    team: text({ enum: ['a', 'b', 'c', 'd', 'e'] }).notNull(),
    isGovernment: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'organisations_pkey', columns: [t.countyId, t.id] }),
    unique('organisations_name_key').on(t.countyId, t.name),
  ],
);

export const townships = pgTable(
  'townships',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    name: text().notNull(),
    position: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ name: 'townships_pkey', columns: [t.countyId, t.id] }),
    unique('townships_name_key').on(t.countyId, t.name),
  ],
);

export const industries = pgTable(
  'industries',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    /** Short Latin key used in code and colours: 'tea'. */
    code: text().notNull(),
    name: text().notNull(),
    nameEn: text().notNull(),
    position: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ name: 'industries_pkey', columns: [t.countyId, t.id] }),
    unique('industries_code_key').on(t.countyId, t.code),
  ],
);

export const products = pgTable(
  'products',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    industryId: uuid().notNull(),
    /** Base of coded SKUs, e.g. 'LC01' in 'LC01-BS2604'. */
    code: text().notNull(),
    name: text().notNull(),
    nameEn: text().notNull(),
    /** Spec as sold: '5斤装', '250 克罐'. */
    spec: text().notNull(),
    unit: text().notNull(),
    listPriceFen: fen(),
    /** Gross margin in basis points; null = not filled in, then no ROI. */
    marginBp: integer(),
    /** File name of an illustration or key of an uploaded photo. */
    picture: text(),
    storyZh: text().notNull().default(''),
    storyEn: text().notNull().default(''),
    shelvedAt: instantOrNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'products_pkey', columns: [t.countyId, t.id] }),
    unique('products_code_key').on(t.countyId, t.code),
    foreignKey({
      name: 'products_industry_fk',
      columns: [t.countyId, t.industryId],
      foreignColumns: [industries.countyId, industries.id],
    }),
    index('products_industry_idx').on(t.countyId, t.industryId),
  ],
);

/** Days off and working Saturdays: seeded from the statutory table, edited by administrators. */
export const calendarDays = pgTable(
  'calendar_days',
  {
    countyId: countyId().references(() => counties.id),
    day: day(),
    kind: text({ enum: ['off', 'work'] }).notNull(),
    name: text().notNull(),
    source: text().notNull().default(''),
  },
  (t) => [primaryKey({ name: 'calendar_days_pkey', columns: [t.countyId, t.day] })],
);

export const productsRelations = relations(products, ({ one }) => ({
  industry: one(industries, {
    fields: [products.countyId, products.industryId],
    references: [industries.countyId, industries.id],
  }),
}));

export type CountySettings = typeof countySettings.$inferSelect;
export type Organisation = typeof organisations.$inferSelect;
export type Township = typeof townships.$inferSelect;
export type Industry = typeof industries.$inferSelect;
export type Product = typeof products.$inferSelect;
export type CalendarDay = typeof calendarDays.$inferSelect;
