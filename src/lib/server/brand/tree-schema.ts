import {
  boolean,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { industries, organisations } from '../county/schema.ts';
import { countyId, createdAt, day, dayOrNull, id } from '../db/columns.ts';
import { counties } from '../db/counties.ts';
import { merchants } from '../merchants/schema.ts';
import { brandFiles } from './file-schema.ts';
import type { MarkRules } from './mark-rule.ts';
import { BRAND_KINDS, REQUIRED_ON, VARIANTS, type Chapter } from './terms.ts';

/**
 * County public brand (1) → industry regional brand (2) → product brand (3); level 0 stands outside the tree: the
 * province's brand, and certificates that have a mark.
 */
export const brands = pgTable(
  'brands',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    kind: text({ enum: BRAND_KINDS }).notNull().default('tree'),
    level: integer().notNull(),
    /** The one brand that stewards it; for use it may have several (`brand_parents`). */
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
    requiredOn: text({ enum: REQUIRED_ON }).notNull().default('optional'),
    story: text().notNull().default(''),
    /** From this day on it is granted and shown no more. */
    retiredOn: dayOrNull(),
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

/** Further brands under which a brand may be shown: a regional brand under county and province. */
export const brandParents = pgTable(
  'brand_parents',
  { countyId: countyId(), brandId: uuid().notNull(), parentId: uuid().notNull() },
  (t) => [
    primaryKey({ name: 'brand_parents_pkey', columns: [t.countyId, t.brandId, t.parentId] }),
    foreignKey({
      name: 'brand_parents_brand_fk',
      columns: [t.countyId, t.brandId],
      foreignColumns: [brands.countyId, brands.id],
    }),
    foreignKey({
      name: 'brand_parents_parent_fk',
      columns: [t.countyId, t.parentId],
      foreignColumns: [brands.countyId, brands.id],
    }),
  ],
);

/** 品牌标准: a version with its chapters. A new one ends no licence; each licence names the one it was granted under. */
export const brandStandards = pgTable(
  'brand_standards',
  {
    countyId: countyId(),
    id: id(),
    brandId: uuid().notNull(),
    version: text().notNull(),
    title: text().notNull(),
    documentNo: text().notNull(),
    chapters: jsonb().$type<Partial<Record<Chapter, string>>>().notNull().default({}),
    /** Products the standard is for; none: every product of the brand's industry. */
    productIds: jsonb().$type<string[]>().notNull().default([]),
    inForceFrom: day(),
    inForceTo: dayOrNull(),
    /** Until then licences under the version before go on as they are. */
    transitionUntil: dayOrNull(),
    fileId: uuid(),
    createdBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'brand_standards_pkey', columns: [t.countyId, t.id] }),
    unique('brand_standards_version_key').on(t.countyId, t.brandId, t.version),
    foreignKey({
      name: 'brand_standards_brand_fk',
      columns: [t.countyId, t.brandId],
      foreignColumns: [brands.countyId, brands.id],
    }),
    foreignKey({
      name: 'brand_standards_file_fk',
      columns: [t.countyId, t.fileId],
      foreignColumns: [brandFiles.countyId, brandFiles.id],
    }),
  ],
);

/** A version of a brand's mark, as vector data of ours: never a photograph of it. */
export const marks = pgTable(
  'marks',
  {
    countyId: countyId(),
    id: id(),
    brandId: uuid().notNull(),
    version: integer().notNull(),
    /** Stem of a built-in drawing; '' when the county loaded its own (`mark_variants`). */
    drawing: text().notNull(),
    viewBox: text().notNull(),
    wordmark: text().notNull(),
    colours: jsonb().$type<string[]>().notNull().default([]),
    registrationNo: text(),
    classes: jsonb().$type<number[]>().notNull().default([]),
    validFrom: day(),
    validTo: dayOrNull(),
    /** What differs from the house's rules (mark-rule.ts); grows in version with every change. */
    rules: jsonb().$type<Partial<MarkRules>>().notNull().default({}),
    rulesVersion: integer().notNull().default(1),
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

/** The drawings the county loaded for a version: full colour, one colour, reversed. Paths only, checked when loaded. */
export const markVariants = pgTable(
  'mark_variants',
  {
    countyId: countyId(),
    markId: uuid().notNull(),
    variant: text({ enum: VARIANTS }).notNull(),
    viewBox: text().notNull(),
    paths: jsonb().$type<{ d: string; fill: string | null }[]>().notNull(),
    sha256: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'mark_variants_pkey', columns: [t.countyId, t.markId, t.variant] }),
    foreignKey({
      name: 'mark_variants_mark_fk',
      columns: [t.countyId, t.markId],
      foreignColumns: [marks.countyId, marks.id],
    }),
  ],
);

/** 品牌视觉规范 as data, a version each; the newest published one is in force. */
export const brandKits = pgTable(
  'brand_kits',
  {
    countyId: countyId(),
    id: id(),
    /** Null: the county's own kit, which posters draw with. */
    brandId: uuid(),
    version: integer().notNull(),
    /** Colour roles, `#rrggbb`. */
    palette: jsonb().$type<Record<string, string>>().notNull(),
    fonts: jsonb().$type<string[]>().notNull().default([]),
    motifs: jsonb().$type<string[]>().notNull().default([]),
    /** 黎锦 patterns may be drawn. */
    brocadeAllowed: boolean().notNull().default(true),
    /** How the brand speaks, in words for writers. */
    tone: text().notNull().default(''),
    /** Height of industry and product marks against the county's, in per cent. */
    ratios: jsonb()
      .$type<{ industry: number; product: number }>()
      .notNull()
      .default({ industry: 100, product: 100 }),
    publishedBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'brand_kits_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'brand_kits_brand_fk',
      columns: [t.countyId, t.brandId],
      foreignColumns: [brands.countyId, brands.id],
    }),
    unique('brand_kits_version_key').on(t.countyId, t.brandId, t.version).nullsNotDistinct(),
  ],
);

/** A reminder that went out: 60, 30, 7 days before the end, and on the day after. Sent once each. */
export const brandReminders = pgTable(
  'brand_reminders',
  {
    countyId: countyId().references(() => counties.id),
    subject: text({ enum: ['licence', 'certificate', 'consent'] }).notNull(),
    subjectId: uuid().notNull(),
    daysBefore: integer().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'brand_reminders_pkey', columns: [t.countyId, t.subject, t.subjectId, t.daysBefore] }),
  ],
);

export type Brand = typeof brands.$inferSelect;
export type BrandStandard = typeof brandStandards.$inferSelect;
export type Mark = typeof marks.$inferSelect;
export type MarkVariantRow = typeof markVariants.$inferSelect;
export type BrandKitRow = typeof brandKits.$inferSelect;
