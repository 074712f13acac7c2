/** The ledger, read: totals per campaign, lines with what is left of them, payments, sources. */
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { budgetLines, campaigns, type BudgetLine } from '../campaigns/schema.ts';
import type { DbOrTx } from '../db/database.ts';
import {
  budgetLineSources,
  fundAllocations,
  fundCommitments,
  fundPayments,
  fundSources,
  type FundCommitment,
  type FundPayment,
  type FundSource,
} from './schema.ts';

export interface CampaignTotals {
  budgetFen: number;
  /** Contracts signed. */
  committedFen: number;
  /** Payments minus reversals. */
  paidFen: number;
}

/** Totals of these campaigns; a campaign without lines has zeros. */
export async function totalsOf(
  db: DbOrTx,
  countyId: string,
  campaignIds: readonly string[],
): Promise<Map<string, CampaignTotals>> {
  const totals = new Map<string, CampaignTotals>(
    campaignIds.map((id) => [id, { budgetFen: 0, committedFen: 0, paidFen: 0 }]),
  );
  if (campaignIds.length === 0) return totals;
  // Column names by hand: in a select of one table drizzle leaves out the table's name, which the inner query would take.
  const perLine = db
    .select({
      campaignId: budgetLines.campaignId,
      amountFen: budgetLines.amountFen,
      committedFen: sql<number>`coalesce((select sum(c.amount_fen) from fund_commitments c
        where c.county_id = budget_lines.county_id and c.budget_line_id = budget_lines.id), 0)`.as(
        'committed_fen',
      ),
      paidFen: sql<number>`coalesce((select sum(p.amount_fen) from fund_payments p
        where p.county_id = budget_lines.county_id and p.budget_line_id = budget_lines.id), 0)`.as(
        'paid_fen',
      ),
    })
    .from(budgetLines)
    .where(and(eq(budgetLines.countyId, countyId), inArray(budgetLines.campaignId, [...campaignIds])))
    .as('per_line');
  const rows = await db
    .select({
      campaignId: perLine.campaignId,
      budgetFen: sql<number>`sum(${perLine.amountFen})`.mapWith(Number),
      committedFen: sql<number>`sum(${perLine.committedFen})`.mapWith(Number),
      paidFen: sql<number>`sum(${perLine.paidFen})`.mapWith(Number),
    })
    .from(perLine)
    .groupBy(perLine.campaignId);
  for (const { campaignId, ...row } of rows) totals.set(campaignId, row);
  return totals;
}

export interface LedgerLine extends BudgetLine {
  committedFen: number;
  paidFen: number;
  sources: { name: string; kind: FundSource['kind']; documentNo: string; amountFen: number }[];
}

/** A campaign's lines in their order, with what was committed and paid and where the money comes from. */
export async function linesOf(db: DbOrTx, countyId: string, campaignId: string): Promise<LedgerLine[]> {
  const lines = await db
    .select()
    .from(budgetLines)
    .where(and(eq(budgetLines.countyId, countyId), eq(budgetLines.campaignId, campaignId)))
    .orderBy(asc(budgetLines.position), asc(budgetLines.id));
  if (lines.length === 0) return [];
  const ids = lines.map((l) => l.id);
  const [commitments, payments, sources] = await Promise.all([
    db
      .select({
        id: fundCommitments.budgetLineId,
        fen: sql<number>`sum(${fundCommitments.amountFen})`.mapWith(Number),
      })
      .from(fundCommitments)
      .where(and(eq(fundCommitments.countyId, countyId), inArray(fundCommitments.budgetLineId, ids)))
      .groupBy(fundCommitments.budgetLineId),
    db
      .select({
        id: fundPayments.budgetLineId,
        fen: sql<number>`sum(${fundPayments.amountFen})`.mapWith(Number),
      })
      .from(fundPayments)
      .where(and(eq(fundPayments.countyId, countyId), inArray(fundPayments.budgetLineId, ids)))
      .groupBy(fundPayments.budgetLineId),
    db
      .select({
        lineId: budgetLineSources.budgetLineId,
        name: fundSources.name,
        kind: fundSources.kind,
        documentNo: fundAllocations.documentNo,
        amountFen: budgetLineSources.amountFen,
      })
      .from(budgetLineSources)
      .innerJoin(
        fundAllocations,
        and(
          eq(fundAllocations.countyId, budgetLineSources.countyId),
          eq(fundAllocations.id, budgetLineSources.allocationId),
        ),
      )
      .innerJoin(
        fundSources,
        and(eq(fundSources.countyId, fundAllocations.countyId), eq(fundSources.id, fundAllocations.sourceId)),
      )
      .where(and(eq(budgetLineSources.countyId, countyId), inArray(budgetLineSources.budgetLineId, ids)))
      .orderBy(asc(budgetLineSources.position)),
  ]);
  return lines.map((line) => ({
    ...line,
    committedFen: commitments.find((c) => c.id === line.id)?.fen ?? 0,
    paidFen: payments.find((p) => p.id === line.id)?.fen ?? 0,
    sources: sources.filter((s) => s.lineId === line.id).map(({ lineId: _, ...source }) => source),
  }));
}

export interface PaymentRow extends FundPayment {
  subject: BudgetLine['subject'];
  /** The payment that takes this one back, if any. */
  reversedBy: string | null;
}

/** Newest first, reversals among them. */
export async function paymentsOf(db: DbOrTx, countyId: string, campaignId: string): Promise<PaymentRow[]> {
  const rows = await db
    .select({ payment: fundPayments, subject: budgetLines.subject })
    .from(fundPayments)
    .innerJoin(
      budgetLines,
      and(eq(budgetLines.countyId, fundPayments.countyId), eq(budgetLines.id, fundPayments.budgetLineId)),
    )
    .where(and(eq(fundPayments.countyId, countyId), eq(budgetLines.campaignId, campaignId)))
    .orderBy(desc(fundPayments.paidOn), desc(fundPayments.createdAt), desc(fundPayments.id));
  return rows.map(({ payment, subject }) => ({
    ...payment,
    subject,
    reversedBy: rows.find((r) => r.payment.reversesId === payment.id)?.payment.voucherNo ?? null,
  }));
}

export async function commitmentsOf(
  db: DbOrTx,
  countyId: string,
  campaignId: string,
): Promise<FundCommitment[]> {
  const rows = await db
    .select({ commitment: fundCommitments })
    .from(fundCommitments)
    .innerJoin(
      budgetLines,
      and(
        eq(budgetLines.countyId, fundCommitments.countyId),
        eq(budgetLines.id, fundCommitments.budgetLineId),
      ),
    )
    .where(and(eq(fundCommitments.countyId, countyId), eq(budgetLines.campaignId, campaignId)))
    .orderBy(asc(fundCommitments.signedOn), asc(fundCommitments.createdAt));
  return rows.map((r) => r.commitment);
}

export interface SourceRow extends FundSource {
  allocatedFen: number;
  /** Paid from lines that are built on this source, shared by the amounts assigned to it. */
  campaigns: { code: string; name: string; documentNo: string; amountFen: number }[];
}

/** Sources of a year with what they were given to. */
export async function sourcesOf(db: DbOrTx, countyId: string, year: number): Promise<SourceRow[]> {
  const sources = await db
    .select()
    .from(fundSources)
    .where(and(eq(fundSources.countyId, countyId), eq(fundSources.year, year)))
    .orderBy(asc(fundSources.kind), asc(fundSources.name));
  if (sources.length === 0) return [];
  const given = await db
    .select({
      sourceId: fundAllocations.sourceId,
      code: campaigns.code,
      name: campaigns.name,
      documentNo: fundAllocations.documentNo,
      amountFen: fundAllocations.amountFen,
    })
    .from(fundAllocations)
    .innerJoin(
      campaigns,
      and(eq(campaigns.countyId, fundAllocations.countyId), eq(campaigns.id, fundAllocations.campaignId)),
    )
    .where(
      and(
        eq(fundAllocations.countyId, countyId),
        inArray(
          fundAllocations.sourceId,
          sources.map((s) => s.id),
        ),
      ),
    )
    .orderBy(asc(campaigns.code));
  return sources.map((source) => {
    const mine = given.filter((g) => g.sourceId === source.id);
    return {
      ...source,
      allocatedFen: mine.reduce((total, g) => total + g.amountFen, 0),
      campaigns: mine.map(({ sourceId: _, ...g }) => g),
    };
  });
}
