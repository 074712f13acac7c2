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
import { organisations, products } from '../county/schema.ts';
import { countyId, createdAt, day, dayOrNull, id, instantOrNull } from '../db/columns.ts';
import { merchants } from '../merchants/schema.ts';
import { brandFiles } from './file-schema.ts';
import { CHECK_KINDS, LICENCE_STATUSES, OBJECTION_OUTCOMES, PAPER_KINDS, type LicenceUse } from './terms.ts';
import { brands, brandStandards } from './tree-schema.ts';

/**
 * Leave to use a brand's marks, from the application to its end. `to` is inclusive, a Beijing civil day. No transfer and no
 * widening: once granted, what it covers cannot be changed (db/guards.sql); a change is a new licence that points to the old one.
 */
export const licences = pgTable(
  'licences',
  {
    countyId: countyId(),
    id: id(),
    brandId: uuid().notNull(),
    holderMerchantId: uuid(),
    holderOrganisationId: uuid(),
    /** Versions of the mark it covers; none: whichever is in force. */
    markIds: jsonb().$type<string[]>().notNull().default([]),
    uses: jsonb().$type<LicenceUse[]>().notNull(),
    territory: text(),
    /** Before the grant: as applied for. */
    validFrom: day(),
    validTo: day(),
    /** The licence's number; an application has its own until then. */
    documentNo: text(),
    applicationNo: text(),
    standardVersion: text(),
    standardId: uuid(),
    status: text({ enum: LICENCE_STATUSES }).notNull(),
    renewsId: uuid(),
    conditions: text(),
    /** What the applicant declares: the last quality incident, or none in three years; words about the business. */
    lastIncidentOn: dayOrNull(),
    noIncident: boolean().notNull().default(false),
    applicantNote: text().notNull().default(''),
    appliedBy: uuid(),
    submittedAt: instantOrNull(),
    /** 公示: first and planned last day; the real end follows from objections. */
    noticeFrom: dayOrNull(),
    noticeTo: dayOrNull(),
    grantedAt: instantOrNull(),
    grantedBy: uuid(),
    /** 取消授权, from this day on; until `appealUntil` the holder may appeal. */
    revokedOn: dayOrNull(),
    revokedReason: text(),
    suspendedOn: dayOrNull(),
    suspendedReason: text(),
    appealUntil: dayOrNull(),
    annualReviewDueOn: dayOrNull(),
    /** Grows with every change: a download and a revocation at the same moment are settled by it. */
    rowVersion: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'licences_pkey', columns: [t.countyId, t.id] }),
    unique('licences_document_key').on(t.countyId, t.documentNo),
    unique('licences_application_key').on(t.countyId, t.applicationNo),
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
    foreignKey({
      name: 'licences_standard_fk',
      columns: [t.countyId, t.standardId],
      foreignColumns: [brandStandards.countyId, brandStandards.id],
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

/** Papers of an application, and pictures of checks. */
export const licencePapers = pgTable(
  'licence_papers',
  {
    countyId: countyId(),
    id: id(),
    licenceId: uuid().notNull(),
    kind: text({ enum: PAPER_KINDS }).notNull(),
    fileId: uuid().notNull(),
    /** The paper's own date: a test report older than twelve months is refused. */
    issuedOn: dayOrNull(),
    /** The check it is a picture of. */
    checkId: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'licence_papers_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'licence_papers_licence_fk',
      columns: [t.countyId, t.licenceId],
      foreignColumns: [licences.countyId, licences.id],
    }),
    foreignKey({
      name: 'licence_papers_file_fk',
      columns: [t.countyId, t.fileId],
      foreignColumns: [brandFiles.countyId, brandFiles.id],
    }),
    foreignKey({
      name: 'licence_papers_check_fk',
      columns: [t.countyId, t.checkId],
      foreignColumns: [licenceChecks.countyId, licenceChecks.id],
    }),
    index('licence_papers_licence_idx').on(t.countyId, t.licenceId),
  ],
);

/** 初审, 核查, 评审, 年检: who looked, when, what came of it. Never changed. */
export const licenceChecks = pgTable(
  'licence_checks',
  {
    countyId: countyId(),
    id: id(),
    licenceId: uuid().notNull(),
    kind: text({ enum: CHECK_KINDS }).notNull(),
    person: text().notNull(),
    checkedOn: day(),
    /** 0–100. */
    score: integer(),
    passed: boolean().notNull(),
    comment: text().notNull().default(''),
    createdBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'licence_checks_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'licence_checks_licence_fk',
      columns: [t.countyId, t.licenceId],
      foreignColumns: [licences.countyId, licences.id],
    }),
    index('licence_checks_licence_idx').on(t.countyId, t.licenceId),
  ],
);

/** An objection during 公示 stops the clock until it is decided. */
export const licenceObjections = pgTable(
  'licence_objections',
  {
    countyId: countyId(),
    id: id(),
    licenceId: uuid().notNull(),
    raisedBy: text().notNull(),
    words: text().notNull(),
    raisedOn: day(),
    resolvedOn: dayOrNull(),
    outcome: text({ enum: OBJECTION_OUTCOMES }),
    answer: text().notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'licence_objections_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'licence_objections_licence_fk',
      columns: [t.countyId, t.licenceId],
      foreignColumns: [licences.countyId, licences.id],
    }),
    index('licence_objections_licence_idx').on(t.countyId, t.licenceId),
  ],
);

/** Every step a licence took, for ever (db/guards.sql). */
export const licenceSteps = pgTable(
  'licence_steps',
  {
    countyId: countyId(),
    id: id(),
    licenceId: uuid().notNull(),
    step: text().notNull(),
    fromStatus: text({ enum: LICENCE_STATUSES }),
    toStatus: text({ enum: LICENCE_STATUSES }).notNull(),
    userId: uuid(),
    userName: text().notNull(),
    comment: text().notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'licence_steps_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'licence_steps_licence_fk',
      columns: [t.countyId, t.licenceId],
      foreignColumns: [licences.countyId, licences.id],
    }),
    index('licence_steps_licence_idx').on(t.countyId, t.licenceId, t.createdAt),
  ],
);

export type Licence = typeof licences.$inferSelect;
export type LicencePaper = typeof licencePapers.$inferSelect;
export type LicenceCheck = typeof licenceChecks.$inferSelect;
export type LicenceObjection = typeof licenceObjections.$inferSelect;
export type LicenceStep = typeof licenceSteps.$inferSelect;
