/**
 * The ledger of credits. The `ledger_` tables are attribution's own narrow copies of facts from the left, and all rows
 * but rule sets, edges, overrides and bindings can be made again from those facts: they carry no foreign keys, which a
 * rebuild would check a million times over. `deep-alley attribute --check` proves them instead.
 */
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  char,
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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { activities, campaigns, documents } from '../campaigns/schema.ts';
import { countyId, createdAt, day, fen, id, instant, instantOrNull } from '../db/columns.ts';
import { counties } from '../db/counties.ts';
import { merchants } from '../merchants/schema.ts';
import type { StoredEvidence } from './evidence.ts';
import type { Rules } from './rule-set.ts';

/** One canonical JSON per row, named by its SHA-256. An active set is never edited; the county's pointer names it. */
export const ruleSets = pgTable(
  'rule_sets',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    key: text().notNull(),
    rules: jsonb().$type<Rules>().notNull(),
    state: text({ enum: ['draft', 'active', 'retired'] })
      .notNull()
      .default('draft'),
    createdBy: uuid(),
    createdAt: createdAt(),
    activatedAt: instantOrNull(),
    retiredAt: instantOrNull(),
  },
  (t) => [
    primaryKey({ name: 'rule_sets_pkey', columns: [t.countyId, t.id] }),
    unique('rule_sets_key_key').on(t.countyId, t.key),
    uniqueIndex('rule_sets_one_active_key')
      .on(t.countyId)
      .where(sql`${t.state} = 'active'`),
    check('rule_sets_key_check', sql`${t.key} ~ '^[0-9a-f]{64}$'`),
  ],
);

/** One computation: a rebuild of everything, or a batch of dirty lines. */
export const attributionRuns = pgTable(
  'attribution_runs',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    ruleSetId: uuid().notNull(),
    kind: text({ enum: ['rebuild', 'dirty'] }).notNull(),
    lines: integer().notNull().default(0),
    written: integer().notNull().default(0),
    startedAt: instant(),
    finishedAt: instantOrNull(),
  },
  (t) => [
    primaryKey({ name: 'attribution_runs_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'attribution_runs_rule_set_fk',
      columns: [t.countyId, t.ruleSetId],
      foreignColumns: [ruleSets.countyId, ruleSets.id],
    }),
    index('attribution_runs_started_idx').on(t.countyId, t.startedAt),
  ],
);

/** A hash that names somebody without saying who. The person is the smallest `kind:hash` of its component. */
export const identities = pgTable(
  'identities',
  {
    countyId: countyId(),
    kind: text({ enum: ['visitor', 'phone', 'openid'] }).notNull(),
    hash: text().notNull(),
    personId: text().notNull(),
    /** Too many phones, members or orders: its identity evidence is off until somebody has looked. */
    isShared: boolean().notNull().default(false),
    reviewedAt: instantOrNull(),
  },
  (t) => [
    primaryKey({ name: 'identities_pkey', columns: [t.countyId, t.kind, t.hash] }),
    index('identities_person_idx').on(t.countyId, t.personId),
  ],
);

/** Two identities are one person: a registration, check-in, stall sale or coupon said so. Voided, never deleted. */
export const identityEdges = pgTable(
  'identity_edges',
  {
    countyId: countyId(),
    source: text().notNull(),
    sourceEventId: text().notNull(),
    leftKind: text({ enum: ['visitor', 'phone', 'openid'] }).notNull(),
    leftHash: text().notNull(),
    rightKind: text({ enum: ['visitor', 'phone', 'openid'] }).notNull(),
    rightHash: text().notNull(),
    happenedAt: instant(),
    voidedAt: instantOrNull(),
  },
  (t) => [
    primaryKey({ name: 'identity_edges_pkey', columns: [t.countyId, t.source, t.sourceEventId] }),
    index('identity_edges_left_idx').on(t.countyId, t.leftKind, t.leftHash),
    index('identity_edges_right_idx').on(t.countyId, t.rightKind, t.rightHash),
  ],
);

const TOUCH_TYPE_ENUM = [
  'order_code',
  'coupon',
  'scan',
  'click',
  'poster_open',
  'check_in',
  'live_window',
  'declaration',
  'override',
] as const;

/** Touches of persons. Evidence that an order carries itself lies on its lines. */
export const ledgerTouches = pgTable(
  'ledger_touches',
  {
    countyId: countyId(),
    touchId: uuid().notNull(),
    /** Source and source event id: what ties are broken by, the same on every machine. */
    sourceKey: text().notNull(),
    /** `kind:hash` as recorded; the person is looked up and may change, this does not. */
    identity: text(),
    personId: text(),
    type: text({ enum: TOUCH_TYPE_ENUM }).notNull(),
    campaignId: uuid(),
    activityId: uuid(),
    merchantId: uuid(),
    code: text(),
    touchedAt: instant(),
    flag: text(),
    voidedAt: instantOrNull(),
  },
  (t) => [
    primaryKey({ name: 'ledger_touches_pkey', columns: [t.countyId, t.touchId] }),
    unique('ledger_touches_source_key').on(t.countyId, t.sourceKey),
    index('ledger_touches_person_idx').on(t.countyId, t.personId, t.touchedAt, t.sourceKey),
    index('ledger_touches_campaign_idx').on(t.countyId, t.campaignId, t.touchedAt),
    index('ledger_touches_identity_idx').on(t.countyId, t.identity),
  ],
);

/** Lines that are sales, with their net amount and the evidence they carry themselves. */
export const ledgerLines = pgTable(
  'ledger_lines',
  {
    countyId: countyId(),
    lineId: uuid().notNull(),
    orderId: uuid().notNull(),
    identity: text(),
    personId: text(),
    /** Whole seconds; the last second of the minute where the export knows no more. */
    placedAt: instant(),
    /** County-local day of the sale: `paidAt`, else `orderedAt`. */
    soldOn: day(),
    netFen: fen(),
    productId: uuid(),
    channel: text().notNull(),
    /** The platform will say tomorrow where this sale came from. */
    isPending: boolean().notNull().default(false),
    evidence: jsonb().$type<StoredEvidence[]>(),
  },
  (t) => [
    primaryKey({ name: 'ledger_lines_pkey', columns: [t.countyId, t.lineId] }),
    index('ledger_lines_order_idx').on(t.countyId, t.orderId),
    index('ledger_lines_person_idx').on(t.countyId, t.personId, t.placedAt, t.lineId),
    index('ledger_lines_placed_idx').on(t.countyId, t.placedAt),
    index('ledger_lines_sold_idx').on(t.countyId, t.soldOn),
  ],
);

/** What one rule set made of one line; a row for every line that is a sale, also without credits. */
export const lineAttributions = pgTable(
  'line_attributions',
  {
    countyId: countyId(),
    ruleSetId: uuid().notNull(),
    lineId: uuid().notNull(),
    netFen: fen(),
    soldOn: day(),
    orderTier: char({ length: 1 }).notNull(),
    touchCount: smallint().notNull(),
    truncated: boolean().notNull(),
    pending: boolean().notNull(),
    codesDisagree: boolean().notNull(),
    inputHash: text().notNull(),
    runId: uuid().notNull(),
  },
  (t) => [
    primaryKey({ name: 'line_attributions_pkey', columns: [t.countyId, t.ruleSetId, t.lineId] }),
    index('line_attributions_tier_idx').on(t.countyId, t.ruleSetId, t.orderTier, t.soldOn),
  ],
);

/** Fen of each model. Over the credits of one line every column adds up to the line's net amount. */
const modelColumns = () => ({
  lastFen: fen(),
  lastNonDirectFen: fen(),
  firstFen: fen(),
  linearFen: fen(),
  decayFen: fen(),
  positionFen: fen(),
});

/** One row per line and touch of its journey, in journey order. */
export const credits = pgTable(
  'credits',
  {
    countyId: countyId(),
    ruleSetId: uuid().notNull(),
    lineId: uuid().notNull(),
    seq: smallint().notNull(),
    touchId: uuid(),
    touchKey: text().notNull(),
    type: text({ enum: TOUCH_TYPE_ENUM }).notNull(),
    campaignId: uuid(),
    activityId: uuid(),
    merchantId: uuid(),
    tier: char({ length: 1 }).notNull(),
    ageS: integer().notNull(),
    decayWeight: bigint({ mode: 'number' }).notNull(),
    ...modelColumns(),
    /** The line's product is not one of the campaign's: 其他产品. */
    isHalo: boolean().notNull(),
    soldOn: day(),
  },
  (t) => [
    primaryKey({ name: 'credits_pkey', columns: [t.countyId, t.ruleSetId, t.lineId, t.seq] }),
    index('credits_campaign_idx').on(t.countyId, t.ruleSetId, t.campaignId, t.soldOn),
    index('credits_merchant_idx').on(t.countyId, t.ruleSetId, t.merchantId, t.soldOn),
  ],
);

/** Sums per day. `bucket` is a campaign's id, `none` (a touch without campaign) or `unattributed` (tier 0). */
export const campaignDayCredits = pgTable(
  'campaign_day_credits',
  {
    countyId: countyId(),
    ruleSetId: uuid().notNull(),
    bucket: text().notNull(),
    soldOn: day(),
    tier: char({ length: 1 }).notNull(),
    ...modelColumns(),
  },
  (t) => [
    primaryKey({
      name: 'campaign_day_credits_pkey',
      columns: [t.countyId, t.ruleSetId, t.bucket, t.soldOn, t.tier],
    }),
    index('campaign_day_credits_day_idx').on(t.countyId, t.ruleSetId, t.soldOn),
  ],
);

/** Lines whose facts changed and whose credits have not followed yet. Parked after five failures, never dropped. */
export const dirtyLines = pgTable(
  'dirty_lines',
  {
    countyId: countyId(),
    lineId: uuid().notNull(),
    reason: text().notNull(),
    enqueuedAt: createdAt(),
    attempts: smallint().notNull().default(0),
    notBefore: createdAt(),
    parkedAt: instantOrNull(),
    lastError: text(),
  },
  (t) => [
    primaryKey({ name: 'dirty_lines_pkey', columns: [t.countyId, t.lineId] }),
    index('dirty_lines_due_idx').on(t.countyId, t.notBefore, t.enqueuedAt),
  ],
);

/** 人工认定: append-only, proposed by one person and approved by another, revocable, in the audit log. */
export const creditOverrides = pgTable(
  'credit_overrides',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    lineId: uuid().notNull(),
    action: text({ enum: ['assign', 'exclude', 'restore'] }).notNull(),
    campaignId: uuid(),
    activityId: uuid(),
    merchantId: uuid(),
    reason: text().notNull(),
    documentId: uuid(),
    proposedBy: uuid().notNull(),
    proposedAt: createdAt(),
    approvedBy: uuid(),
    approvedAt: instantOrNull(),
    revokedBy: uuid(),
    revokedAt: instantOrNull(),
  },
  (t) => [
    primaryKey({ name: 'credit_overrides_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'credit_overrides_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    foreignKey({
      name: 'credit_overrides_activity_fk',
      columns: [t.countyId, t.activityId],
      foreignColumns: [activities.countyId, activities.id],
    }),
    foreignKey({
      name: 'credit_overrides_merchant_fk',
      columns: [t.countyId, t.merchantId],
      foreignColumns: [merchants.countyId, merchants.id],
    }),
    foreignKey({
      name: 'credit_overrides_document_fk',
      columns: [t.countyId, t.documentId],
      foreignColumns: [documents.countyId, documents.id],
    }),
    check('credit_overrides_reason_check', sql`char_length(${t.reason}) >= 10`),
    check('credit_overrides_two_people_check', sql`${t.approvedBy} <> ${t.proposedBy}`),
    check('credit_overrides_assign_check', sql`${t.action} <> 'assign' or ${t.campaignId} is not null`),
    index('credit_overrides_line_idx').on(t.countyId, t.lineId, t.approvedAt),
  ],
);

/** Which merchant a person belongs to, while protected. One active binding a person; every change is a row. */
export const merchantBindings = pgTable(
  'merchant_bindings',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    personId: text().notNull(),
    merchantId: uuid().notNull(),
    rule: text({ enum: ['first_scan', 'first_order', 'first_payment'] }).notNull(),
    sourceKey: text().notNull(),
    startedAt: instant(),
    protectedUntil: instant(),
    endedAt: instantOrNull(),
  },
  (t) => [
    primaryKey({ name: 'merchant_bindings_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'merchant_bindings_merchant_fk',
      columns: [t.countyId, t.merchantId],
      foreignColumns: [merchants.countyId, merchants.id],
    }),
    uniqueIndex('merchant_bindings_one_active_key')
      .on(t.countyId, t.personId)
      .where(sql`${t.endedAt} is null`),
    index('merchant_bindings_merchant_idx').on(t.countyId, t.merchantId),
  ],
);

export type RuleSet = typeof ruleSets.$inferSelect;
export type CreditOverride = typeof creditOverrides.$inferSelect;
export type CreditRow = typeof credits.$inferSelect;
export type LineAttribution = typeof lineAttributions.$inferSelect;
