/** Special-fund ledger: source → allocation → budget line → commitment → payment. Rows are append-only facts of money. */
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
import { budgetLines, campaigns } from '../campaigns/schema.ts';
import { countyId, createdAt, day, dayOrNull, fen, id } from '../db/columns.ts';
import { counties } from '../db/counties.ts';

export const fundSources = pgTable(
  'fund_sources',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    name: text().notNull(),
    kind: text({ enum: ['special_fund', 'county_match', 'enterprise', 'in_kind'] }).notNull(),
    documentNo: text().notNull().default(''),
    year: integer().notNull(),
    purpose: text().notNull().default(''),
    amountFen: fen(),
    deadline: dayOrNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'fund_sources_pkey', columns: [t.countyId, t.id] }),
    unique('fund_sources_name_key').on(t.countyId, t.year, t.name),
    check('fund_sources_amount_check', sql`${t.amountFen} >= 0`),
  ],
);

export const fundAllocations = pgTable(
  'fund_allocations',
  {
    countyId: countyId(),
    id: id(),
    sourceId: uuid().notNull(),
    campaignId: uuid().notNull(),
    documentNo: text().notNull().default(''),
    amountFen: fen(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'fund_allocations_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'fund_allocations_source_fk',
      columns: [t.countyId, t.sourceId],
      foreignColumns: [fundSources.countyId, fundSources.id],
    }),
    foreignKey({
      name: 'fund_allocations_campaign_fk',
      columns: [t.countyId, t.campaignId],
      foreignColumns: [campaigns.countyId, campaigns.id],
    }),
    check('fund_allocations_amount_check', sql`${t.amountFen} > 0`),
    index('fund_allocations_source_idx').on(t.countyId, t.sourceId),
    index('fund_allocations_campaign_idx').on(t.countyId, t.campaignId),
  ],
);

/** From which allocations a line is paid, and how much of each: a line may have several sources, in `position` order. */
export const budgetLineSources = pgTable(
  'budget_line_sources',
  {
    countyId: countyId(),
    budgetLineId: uuid().notNull(),
    allocationId: uuid().notNull(),
    amountFen: fen(),
    position: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ name: 'budget_line_sources_pkey', columns: [t.countyId, t.budgetLineId, t.allocationId] }),
    foreignKey({
      name: 'budget_line_sources_line_fk',
      columns: [t.countyId, t.budgetLineId],
      foreignColumns: [budgetLines.countyId, budgetLines.id],
    }),
    foreignKey({
      name: 'budget_line_sources_allocation_fk',
      columns: [t.countyId, t.allocationId],
      foreignColumns: [fundAllocations.countyId, fundAllocations.id],
    }),
    check('budget_line_sources_amount_check', sql`${t.amountFen} > 0`),
    index('budget_line_sources_allocation_idx').on(t.countyId, t.allocationId),
  ],
);

/** A contract or order. Spend below the county's petty limit may be paid without one. */
export const fundCommitments = pgTable(
  'fund_commitments',
  {
    countyId: countyId(),
    id: id(),
    budgetLineId: uuid().notNull(),
    party: text().notNull(),
    method: text().notNull().default(''),
    contractNo: text(),
    amountFen: fen(),
    signedOn: dayOrNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'fund_commitments_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'fund_commitments_line_fk',
      columns: [t.countyId, t.budgetLineId],
      foreignColumns: [budgetLines.countyId, budgetLines.id],
    }),
    check('fund_commitments_amount_check', sql`${t.amountFen} > 0`),
    index('fund_commitments_line_idx').on(t.countyId, t.budgetLineId),
  ],
);

/** Settled spend. A correction is a reversing row (negative amount) that points to the row it reverses. */
export const fundPayments = pgTable(
  'fund_payments',
  {
    countyId: countyId(),
    id: id(),
    budgetLineId: uuid().notNull(),
    commitmentId: uuid(),
    amountFen: fen(),
    paidOn: day(),
    payee: text().notNull(),
    voucherNo: text().notNull(),
    invoiceNo: text(),
    description: text().notNull().default(''),
    reversesId: uuid(),
    reason: text(),
    createdBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'fund_payments_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'fund_payments_line_fk',
      columns: [t.countyId, t.budgetLineId],
      foreignColumns: [budgetLines.countyId, budgetLines.id],
    }),
    foreignKey({
      name: 'fund_payments_commitment_fk',
      columns: [t.countyId, t.commitmentId],
      foreignColumns: [fundCommitments.countyId, fundCommitments.id],
    }),
    foreignKey({
      name: 'fund_payments_reverses_fk',
      columns: [t.countyId, t.reversesId],
      foreignColumns: [t.countyId, t.id],
    }),
    unique('fund_payments_voucher_key').on(t.countyId, t.voucherNo),
    unique('fund_payments_reverses_key').on(t.countyId, t.reversesId),
    check(
      'fund_payments_sign_check',
      sql`(${t.reversesId} is null and ${t.amountFen} > 0) or (${t.reversesId} is not null and ${t.amountFen} < 0)`,
    ),
    index('fund_payments_line_idx').on(t.countyId, t.budgetLineId),
    index('fund_payments_paid_idx').on(t.countyId, t.paidOn),
  ],
);

export const fundAllocationsRelations = relations(fundAllocations, ({ one }) => ({
  source: one(fundSources, {
    fields: [fundAllocations.countyId, fundAllocations.sourceId],
    references: [fundSources.countyId, fundSources.id],
  }),
}));
export const budgetLineSourcesRelations = relations(budgetLineSources, ({ one }) => ({
  line: one(budgetLines, {
    fields: [budgetLineSources.countyId, budgetLineSources.budgetLineId],
    references: [budgetLines.countyId, budgetLines.id],
  }),
  allocation: one(fundAllocations, {
    fields: [budgetLineSources.countyId, budgetLineSources.allocationId],
    references: [fundAllocations.countyId, fundAllocations.id],
  }),
}));
export const fundPaymentsRelations = relations(fundPayments, ({ one }) => ({
  line: one(budgetLines, {
    fields: [fundPayments.countyId, fundPayments.budgetLineId],
    references: [budgetLines.countyId, budgetLines.id],
  }),
}));

export type FundSource = typeof fundSources.$inferSelect;
export type FundAllocation = typeof fundAllocations.$inferSelect;
export type FundCommitment = typeof fundCommitments.$inferSelect;
export type FundPayment = typeof fundPayments.$inferSelect;
