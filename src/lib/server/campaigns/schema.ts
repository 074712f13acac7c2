import { relations, sql } from 'drizzle-orm';
import {
  check,
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
import {
  countyId,
  createdAt,
  day,
  dayOrNull,
  fen,
  fenOrNull,
  id,
  instant,
  instantOrNull,
  updatedAt,
} from '../db/columns.ts';
import { counties } from '../db/counties.ts';
import { brands } from '../brand/schema.ts';
import { merchants } from '../merchants/schema.ts';
import type { DateRule } from '#lib/shared/date-rules.ts';
import { ACTIVITY_KINDS, BUDGET_SUBJECTS, CAMPAIGN_STATES, ORGANISER_PARTS } from './states.ts';

export const annualPlans = pgTable(
  'annual_plans',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    year: integer().notNull(),
    title: text().notNull(),
    goals: text().notNull().default(''),
    budgetFen: fen(),
    state: text({
      enum: ['draft', 'consulting', 'awaiting_approval', 'approved', 'adjusting', 'summarised', 'archived'],
    }).notNull(),
    createdBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'annual_plans_pkey', columns: [t.countyId, t.id] }),
    unique('annual_plans_year_key').on(t.countyId, t.year),
  ],
);

/** One line of the annual plan: an industry, its goal, its budget frame. */
export const programmeLines = pgTable(
  'programme_lines',
  {
    countyId: countyId(),
    id: id(),
    planId: uuid().notNull(),
    industryId: uuid().notNull(),
    goal: text().notNull(),
    quarter: integer(),
    budgetFen: fen(),
    position: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ name: 'programme_lines_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'programme_lines_plan_fk',
      columns: [t.countyId, t.planId],
      foreignColumns: [annualPlans.countyId, annualPlans.id],
    }),
    foreignKey({
      name: 'programme_lines_industry_fk',
      columns: [t.countyId, t.industryId],
      foreignColumns: [industries.countyId, industries.id],
    }),
    index('programme_lines_plan_idx').on(t.countyId, t.planId),
  ],
);

export const campaigns = pgTable(
  'campaigns',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    /** Short, printed on papers and SKU suffixes: 'BS2604'. Part of the public address, lower-cased. */
    code: text().notNull(),
    name: text().notNull(),
    nameEn: text(),
    theme: text().notNull().default(''),
    objective: text().notNull().default(''),
    audience: text().notNull().default(''),
    area: text().notNull().default(''),
    programmeLineId: uuid(),
    /** Which step of the industry plan it serves. */
    planStep: text().notNull().default(''),
    startsOn: day(),
    endsOn: day(),
    startRule: jsonb().$type<DateRule>(),
    endRule: jsonb().$type<DateRule>(),
    state: text({ enum: CAMPAIGN_STATES }).notNull().default('draft'),
    /** Risks and the emergency plan, with its owner. */
    risks: text().notNull().default(''),
    riskOwner: text().notNull().default(''),
    /** Teams A, B, C not involved, with the reason: { a: '…' }. */
    teamsAbsent: jsonb().$type<Partial<Record<'a' | 'b' | 'c', string>>>().notNull().default({}),
    /** Public page: lead sentence and picture. */
    introZh: text().notNull().default(''),
    introEn: text().notNull().default(''),
    picture: text(),
    /** Attribution's rule set and headline model, named at approval. */
    ruleSetKey: text(),
    headlineModel: text({ enum: ['last', 'lastNonDirect', 'first', 'linear', 'decay', 'position'] })
      .notNull()
      .default('last'),
    /** SHA-256 of what was approved; any change of it voids the approval. */
    approvedHash: text(),
    approvedAt: instantOrNull(),
    /** Set with 'returned', 'postponed', 'cancelled', 'changing'. */
    stateReason: text(),
    createdBy: uuid(),
    submittedBy: uuid(),
    /** Set while a decision is waited for; a change of a running campaign waits without leaving its state. */
    submittedAt: instantOrNull(),
    /** Everybody who saved content since the last approval: none of them approves. */
    writers: jsonb().$type<string[]>().notNull().default([]),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    /** Grows with every save; a form that is older is refused. */
    revision: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ name: 'campaigns_pkey', columns: [t.countyId, t.id] }),
    unique('campaigns_code_key').on(t.countyId, t.code),
    foreignKey({
      name: 'campaigns_programme_line_fk',
      columns: [t.countyId, t.programmeLineId],
      foreignColumns: [programmeLines.countyId, programmeLines.id],
    }),
    check('campaigns_dates_check', sql`${t.endsOn} >= ${t.startsOn}`),
    index('campaigns_dates_idx').on(t.countyId, t.startsOn),
    index('campaigns_state_idx').on(t.countyId, t.state),
  ],
);

/** Shares in basis points, 10,000 in all: how money and results are divided between industries. */
export const campaignIndustries = pgTable(
  'campaign_industries',
  {
    countyId: countyId(),
    campaignId: uuid().notNull(),
    industryId: uuid().notNull(),
    shareBp: integer().notNull(),
  },
  (t) => [
    primaryKey({ name: 'campaign_industries_pkey', columns: [t.countyId, t.campaignId, t.industryId] }),
    foreignKey({
      name: 'campaign_industries_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    foreignKey({
      name: 'campaign_industries_industry_fk',
      columns: [t.countyId, t.industryId],
      foreignColumns: [industries.countyId, industries.id],
    }),
  ],
);

export const campaignProducts = pgTable(
  'campaign_products',
  {
    countyId: countyId(),
    campaignId: uuid().notNull(),
    productId: uuid().notNull(),
    /** The campaign's price; null = the list price. */
    priceFen: fenOrNull(),
    stockCommitment: integer(),
    position: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ name: 'campaign_products_pkey', columns: [t.countyId, t.campaignId, t.productId] }),
    foreignKey({
      name: 'campaign_products_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    foreignKey({
      name: 'campaign_products_product_fk',
      columns: [t.countyId, t.productId],
      foreignColumns: [products.countyId, products.id],
    }),
    index('campaign_products_product_idx').on(t.countyId, t.productId),
  ],
);

export const campaignMerchants = pgTable(
  'campaign_merchants',
  {
    countyId: countyId(),
    campaignId: uuid().notNull(),
    merchantId: uuid().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'campaign_merchants_pkey', columns: [t.countyId, t.campaignId, t.merchantId] }),
    foreignKey({
      name: 'campaign_merchants_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    foreignKey({
      name: 'campaign_merchants_merchant_fk',
      columns: [t.countyId, t.merchantId],
      foreignColumns: [merchants.countyId, merchants.id],
    }),
    index('campaign_merchants_merchant_idx').on(t.countyId, t.merchantId),
  ],
);

/** 指导、主办、承办、协办: four lists, never merged. */
export const campaignOrganisers = pgTable(
  'campaign_organisers',
  {
    countyId: countyId(),
    campaignId: uuid().notNull(),
    organisationId: uuid().notNull(),
    part: text({ enum: ORGANISER_PARTS }).notNull(),
    position: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({
      name: 'campaign_organisers_pkey',
      columns: [t.countyId, t.campaignId, t.organisationId, t.part],
    }),
    foreignKey({
      name: 'campaign_organisers_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    foreignKey({
      name: 'campaign_organisers_organisation_fk',
      columns: [t.countyId, t.organisationId],
      foreignColumns: [organisations.countyId, organisations.id],
    }),
  ],
);

export const campaignBrands = pgTable(
  'campaign_brands',
  { countyId: countyId(), campaignId: uuid().notNull(), brandId: uuid().notNull() },
  (t) => [
    primaryKey({ name: 'campaign_brands_pkey', columns: [t.countyId, t.campaignId, t.brandId] }),
    foreignKey({
      name: 'campaign_brands_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    foreignKey({
      name: 'campaign_brands_brand_fk',
      columns: [t.countyId, t.brandId],
      foreignColumns: [brands.countyId, brands.id],
    }),
  ],
);

/** Goals, frozen at approval. `group` is the KPI group A…H. */
export const campaignTargets = pgTable(
  'campaign_targets',
  {
    countyId: countyId(),
    id: id(),
    campaignId: uuid().notNull(),
    group: text({ enum: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] }).notNull(),
    /** A key the product can count itself ('net_sales', 'scans', 'active_merchants', 'orders'), or 'typed'. */
    measure: text().notNull(),
    name: text().notNull(),
    unit: text().notNull(),
    /** In the measure's smallest unit (fen for money). */
    target: fen(),
    /** Typed with evidence where the product cannot count. */
    actual: fenOrNull(),
    evidence: text(),
    position: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ name: 'campaign_targets_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'campaign_targets_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    index('campaign_targets_campaign_idx').on(t.countyId, t.campaignId),
  ],
);

export const activities = pgTable(
  'activities',
  {
    countyId: countyId(),
    id: id(),
    campaignId: uuid().notNull(),
    kind: text({ enum: ACTIVITY_KINDS }).notNull(),
    name: text().notNull(),
    startsAt: instant(),
    endsAt: instant(),
    startRule: jsonb().$type<DateRule>(),
    venue: text().notNull().default(''),
    responsibleOrganisationId: uuid(),
    expectedAttendance: integer(),
    note: text().notNull().default(''),
    state: text({ enum: ['planned', 'done', 'cancelled'] })
      .notNull()
      .default('planned'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'activities_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'activities_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    foreignKey({
      name: 'activities_organisation_fk',
      columns: [t.countyId, t.responsibleOrganisationId],
      foreignColumns: [organisations.countyId, organisations.id],
    }),
    check('activities_times_check', sql`${t.endsAt} > ${t.startsAt}`),
    index('activities_campaign_idx').on(t.countyId, t.campaignId),
    index('activities_starts_idx').on(t.countyId, t.startsAt),
  ],
);

/** 预算科目: what the campaign asks money for. Part of the paper that is approved; `funds` pays it. */
export const budgetLines = pgTable(
  'budget_lines',
  {
    countyId: countyId(),
    id: id(),
    campaignId: uuid().notNull(),
    subject: text({ enum: BUDGET_SUBJECTS }).notNull(),
    description: text().notNull().default(''),
    amountFen: fen(),
    position: integer().notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'budget_lines_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'budget_lines_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    check('budget_lines_amount_check', sql`${t.amountFen} >= 0`),
    index('budget_lines_campaign_idx').on(t.countyId, t.campaignId),
  ],
);

/** Each decision on a campaign: countersignature, approval, return, and who asked for it. Append-only. */
export const campaignDecisions = pgTable(
  'campaign_decisions',
  {
    countyId: countyId(),
    id: id(),
    campaignId: uuid().notNull(),
    /** One number a submission: decisions of an earlier round stay in the file. */
    round: integer().notNull(),
    kind: text({
      enum: [
        'submit',
        'countersign',
        'approve',
        'return',
        'withdraw',
        'start',
        'change',
        'postpone',
        'cancel',
        'finish',
        'archive',
      ],
    }).notNull(),
    organisationId: uuid(),
    userId: uuid(),
    userName: text().notNull(),
    comment: text().notNull().default(''),
    contentHash: text(),
    /** What was decided on, so that a later change can be listed before → after. Kept with 'submit' and 'approve'. */
    content: jsonb(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'campaign_decisions_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'campaign_decisions_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    index('campaign_decisions_campaign_idx').on(t.countyId, t.campaignId, t.createdAt),
  ],
);

/** Units whose countersignature a submission waits for. */
export const campaignCountersigns = pgTable(
  'campaign_countersigns',
  {
    countyId: countyId(),
    campaignId: uuid().notNull(),
    organisationId: uuid().notNull(),
    signedAt: instantOrNull(),
    signedBy: uuid(),
  },
  (t) => [
    primaryKey({ name: 'campaign_countersigns_pkey', columns: [t.countyId, t.campaignId, t.organisationId] }),
    foreignKey({
      name: 'campaign_countersigns_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    foreignKey({
      name: 'campaign_countersigns_organisation_fk',
      columns: [t.countyId, t.organisationId],
      foreignColumns: [organisations.countyId, organisations.id],
    }),
  ],
);

export const campaignTasks = pgTable(
  'campaign_tasks',
  {
    countyId: countyId(),
    id: id(),
    campaignId: uuid().notNull(),
    activityId: uuid(),
    title: text().notNull(),
    responsibleOrganisationId: uuid(),
    owner: text(),
    startsOn: dayOrNull(),
    dueOn: day(),
    deliverable: text().notNull().default(''),
    state: text({ enum: ['open', 'in_progress', 'to_accept', 'done', 'cancelled'] })
      .notNull()
      .default('open'),
    delayReason: text(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'campaign_tasks_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'campaign_tasks_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    foreignKey({
      name: 'campaign_tasks_activity_fk',
      columns: [t.countyId, t.activityId],
      foreignColumns: [activities.countyId, activities.id],
    }),
    foreignKey({
      name: 'campaign_tasks_organisation_fk',
      columns: [t.countyId, t.responsibleOrganisationId],
      foreignColumns: [organisations.countyId, organisations.id],
    }),
    index('campaign_tasks_campaign_idx').on(t.countyId, t.campaignId),
    index('campaign_tasks_due_idx').on(t.countyId, t.dueOn),
  ],
);

/** Register of papers: basis documents, decisions, contracts. */
export const documents = pgTable(
  'documents',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    kind: text({
      enum: [
        'guidance',
        'implementation',
        'management',
        'incentives',
        'construction_standards',
        'evaluation',
        'training',
        'service_guide',
        'minutes',
        'reply',
        'contract',
        'other',
      ],
    }).notNull(),
    title: text().notNull(),
    number: text(),
    issuer: text().notNull().default(''),
    issuedOn: dayOrNull(),
    inForceFrom: dayOrNull(),
    inForceTo: dayOrNull(),
    status: text({ enum: ['drafting', 'consulting', 'reviewing', 'issued', 'revising', 'repealed'] })
      .notNull()
      .default('issued'),
    secrecy: text({ enum: ['public', 'internal', 'restricted'] })
      .notNull()
      .default('internal'),
    fileKey: text(),
    campaignId: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'documents_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'documents_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    index('documents_campaign_idx').on(t.countyId, t.campaignId),
  ],
);

/**
 * Codes that name a campaign on an order: coupons, spoken codes (口令码), SKU suffixes, registered promoters (达人,
 * CPS达人, 带货账号, 分销员), live room ids. A code is text, compared after NFKC and upper-casing.
 */
export const campaignCodes = pgTable(
  'campaign_codes',
  {
    countyId: countyId(),
    id: id(),
    kind: text({ enum: ['coupon', 'spoken', 'sku_suffix', 'promoter', 'live_room'] }).notNull(),
    /** Normalised text; for promoters and rooms the platform's id. */
    code: text().notNull(),
    campaignId: uuid().notNull(),
    activityId: uuid(),
    merchantId: uuid(),
    validFrom: instantOrNull(),
    validTo: instantOrNull(),
    redemptionLimit: integer(),
    suspendedAt: instantOrNull(),
    suspendedReason: text(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'campaign_codes_pkey', columns: [t.countyId, t.id] }),
    unique('campaign_codes_key').on(t.countyId, t.kind, t.code, t.campaignId),
    foreignKey({
      name: 'campaign_codes_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    foreignKey({
      name: 'campaign_codes_activity_fk',
      columns: [t.countyId, t.activityId],
      foreignColumns: [activities.countyId, activities.id],
    }),
    foreignKey({
      name: 'campaign_codes_merchant_fk',
      columns: [t.countyId, t.merchantId],
      foreignColumns: [merchants.countyId, merchants.id],
    }),
    index('campaign_codes_code_idx').on(t.countyId, t.code),
    index('campaign_codes_campaign_idx').on(t.countyId, t.campaignId),
  ],
);

export const campaignsRelations = relations(campaigns, ({ one, many }) => ({
  programmeLine: one(programmeLines, {
    fields: [campaigns.countyId, campaigns.programmeLineId],
    references: [programmeLines.countyId, programmeLines.id],
  }),
  industries: many(campaignIndustries),
  products: many(campaignProducts),
  merchants: many(campaignMerchants),
  organisers: many(campaignOrganisers),
  targets: many(campaignTargets),
  budget: many(budgetLines),
  activities: many(activities),
  codes: many(campaignCodes),
  decisions: many(campaignDecisions),
  countersigns: many(campaignCountersigns),
}));
export const campaignIndustriesRelations = relations(campaignIndustries, ({ one }) => ({
  campaign: one(campaigns, {
    fields: [campaignIndustries.countyId, campaignIndustries.campaignId],
    references: [campaigns.countyId, campaigns.id],
  }),
  industry: one(industries, {
    fields: [campaignIndustries.countyId, campaignIndustries.industryId],
    references: [industries.countyId, industries.id],
  }),
}));
export const campaignProductsRelations = relations(campaignProducts, ({ one }) => ({
  campaign: one(campaigns, {
    fields: [campaignProducts.countyId, campaignProducts.campaignId],
    references: [campaigns.countyId, campaigns.id],
  }),
  product: one(products, {
    fields: [campaignProducts.countyId, campaignProducts.productId],
    references: [products.countyId, products.id],
  }),
}));
export const campaignMerchantsRelations = relations(campaignMerchants, ({ one }) => ({
  campaign: one(campaigns, {
    fields: [campaignMerchants.countyId, campaignMerchants.campaignId],
    references: [campaigns.countyId, campaigns.id],
  }),
  merchant: one(merchants, {
    fields: [campaignMerchants.countyId, campaignMerchants.merchantId],
    references: [merchants.countyId, merchants.id],
  }),
}));
export const campaignOrganisersRelations = relations(campaignOrganisers, ({ one }) => ({
  campaign: one(campaigns, {
    fields: [campaignOrganisers.countyId, campaignOrganisers.campaignId],
    references: [campaigns.countyId, campaigns.id],
  }),
  organisation: one(organisations, {
    fields: [campaignOrganisers.countyId, campaignOrganisers.organisationId],
    references: [organisations.countyId, organisations.id],
  }),
}));
export const campaignTargetsRelations = relations(campaignTargets, ({ one }) => ({
  campaign: one(campaigns, {
    fields: [campaignTargets.countyId, campaignTargets.campaignId],
    references: [campaigns.countyId, campaigns.id],
  }),
}));
export const activitiesRelations = relations(activities, ({ one }) => ({
  campaign: one(campaigns, {
    fields: [activities.countyId, activities.campaignId],
    references: [campaigns.countyId, campaigns.id],
  }),
  responsible: one(organisations, {
    fields: [activities.countyId, activities.responsibleOrganisationId],
    references: [organisations.countyId, organisations.id],
  }),
}));
export const campaignCodesRelations = relations(campaignCodes, ({ one }) => ({
  campaign: one(campaigns, {
    fields: [campaignCodes.countyId, campaignCodes.campaignId],
    references: [campaigns.countyId, campaigns.id],
  }),
}));
export const campaignDecisionsRelations = relations(campaignDecisions, ({ one }) => ({
  campaign: one(campaigns, {
    fields: [campaignDecisions.countyId, campaignDecisions.campaignId],
    references: [campaigns.countyId, campaigns.id],
  }),
}));
export const campaignCountersignsRelations = relations(campaignCountersigns, ({ one }) => ({
  campaign: one(campaigns, {
    fields: [campaignCountersigns.countyId, campaignCountersigns.campaignId],
    references: [campaigns.countyId, campaigns.id],
  }),
  organisation: one(organisations, {
    fields: [campaignCountersigns.countyId, campaignCountersigns.organisationId],
    references: [organisations.countyId, organisations.id],
  }),
}));

export const budgetLinesRelations = relations(budgetLines, ({ one }) => ({
  campaign: one(campaigns, {
    fields: [budgetLines.countyId, budgetLines.campaignId],
    references: [campaigns.countyId, campaigns.id],
  }),
}));

export type Campaign = typeof campaigns.$inferSelect;
export type Activity = typeof activities.$inferSelect;
export type CampaignCode = typeof campaignCodes.$inferSelect;
export type CampaignTarget = typeof campaignTargets.$inferSelect;
export type AnnualPlan = typeof annualPlans.$inferSelect;
export type ProgrammeLine = typeof programmeLines.$inferSelect;
export type BudgetLine = typeof budgetLines.$inferSelect;
export type CampaignDecision = typeof campaignDecisions.$inferSelect;
export type CampaignTask = typeof campaignTasks.$inferSelect;
export type PaperDocument = typeof documents.$inferSelect;
