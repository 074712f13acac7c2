/**
 * The special-fund ledger: source → allocation → budget line → commitment → payment. Its invariant: no child's sum ever
 * passes its parent. Every statement first locks the parent's row, because two writers that each read "enough is left"
 * would together take too much; the one that comes second is told exactly what is left.
 */
import { and, eq, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Day } from '#lib/shared/dates.ts';
import { isDay } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import { budgetLines, campaigns } from '../campaigns/schema.ts';
import type { CampaignState } from '../campaigns/states.ts';
import { requireSettings } from '../county/lists.ts';
import { constraintOf } from '../db/constraint.ts';
import type { Db, Tx } from '../db/database.ts';
import { overdraw, type WouldOverdraw } from './money-rule.ts';
import {
  budgetLineSources,
  fundAllocations,
  fundCommitments,
  fundPayments,
  fundSources,
  type FundAllocation,
  type FundCommitment,
  type FundPayment,
  type FundSource,
} from './schema.ts';

type Refused<R extends string> = { ok: false; reason: R };

/** Money is spent from a campaign in these states; before approval nothing is committed or paid. */
export const SPENDING_STATES: readonly CampaignState[] = [
  'approved',
  'running',
  'changing',
  'postponed',
  'reviewing',
  'cancelled',
];

export async function addSource(
  db: Db,
  actor: Actor,
  input: Omit<typeof fundSources.$inferInsert, 'countyId' | 'id' | 'createdAt'>,
): Promise<{ ok: true; source: FundSource } | Refused<'not_allowed' | 'amount' | 'name_taken'>> {
  if (!can(actor, 'fund.edit')) return { ok: false, reason: 'not_allowed' };
  if (!isAmount(input.amountFen)) return { ok: false, reason: 'amount' };
  return db.transaction(async (tx) => {
    const [source] = await tx
      .insert(fundSources)
      .values({ ...input, countyId: actor.countyId })
      .onConflictDoNothing()
      .returning();
    if (!source) return { ok: false as const, reason: 'name_taken' as const };
    await record(tx, actor, {
      action: 'fund.source_added',
      subject: 'fund_source',
      subjectId: source.id,
      label: source.name,
      after: source,
    });
    return { ok: true as const, source };
  });
}

/** Gives a campaign part of a source. */
export async function allocate(
  db: Db,
  actor: Actor,
  input: { sourceId: string; campaignId: string; documentNo: string; amountFen: number },
): Promise<
  { ok: true; allocation: FundAllocation } | Refused<'not_allowed' | 'not_found' | 'amount'> | WouldOverdraw
> {
  if (!can(actor, 'fund.edit')) return { ok: false, reason: 'not_allowed' };
  if (!isAmount(input.amountFen)) return { ok: false, reason: 'amount' };
  return db.transaction(async (tx) => {
    const [source] = await tx
      .select()
      .from(fundSources)
      .where(and(eq(fundSources.countyId, actor.countyId), eq(fundSources.id, input.sourceId)))
      .for('update');
    const [campaign] = await tx
      .select({ id: campaigns.id, name: campaigns.name })
      .from(campaigns)
      .where(and(eq(campaigns.countyId, actor.countyId), eq(campaigns.id, input.campaignId)));
    if (!source || !campaign) return { ok: false as const, reason: 'not_found' as const };
    const [taken] = await tx
      .select({ fen: sum(fundAllocations.amountFen) })
      .from(fundAllocations)
      .where(and(eq(fundAllocations.countyId, actor.countyId), eq(fundAllocations.sourceId, input.sourceId)));
    const refused = overdraw('source', source.amountFen, taken?.fen ?? 0, input.amountFen);
    if (refused) return refused;
    const [allocation] = await tx
      .insert(fundAllocations)
      .values({ ...input, countyId: actor.countyId })
      .returning();
    if (!allocation) throw new Error('the insert returned no row');
    await record(tx, actor, {
      action: 'fund.allocated',
      subject: 'fund_allocation',
      subjectId: allocation.id,
      label: `${source.name} → ${campaign.name}`,
      after: allocation,
    });
    return { ok: true as const, allocation };
  });
}

/** Says that a line is paid from an allocation of its own campaign, up to an amount. */
export async function assign(
  db: Db,
  actor: Actor,
  input: { budgetLineId: string; allocationId: string; amountFen: number },
): Promise<
  { ok: true } | Refused<'not_allowed' | 'not_found' | 'amount' | 'already_assigned'> | WouldOverdraw
> {
  if (!can(actor, 'fund.edit')) return { ok: false, reason: 'not_allowed' };
  if (!isAmount(input.amountFen)) return { ok: false, reason: 'amount' };
  return db.transaction(async (tx) => {
    const line = await lockLine(tx, actor.countyId, input.budgetLineId);
    // Line before allocation, always in this order: two assignments must not wait for each other.
    const [allocation] = await tx
      .select()
      .from(fundAllocations)
      .where(and(eq(fundAllocations.countyId, actor.countyId), eq(fundAllocations.id, input.allocationId)))
      .for('update');
    if (!line || !allocation || allocation.campaignId !== line.campaignId) {
      return { ok: false as const, reason: 'not_found' as const };
    }
    const [ofLine] = await tx
      .select({ fen: sum(budgetLineSources.amountFen) })
      .from(budgetLineSources)
      .where(
        and(eq(budgetLineSources.countyId, actor.countyId), eq(budgetLineSources.budgetLineId, line.id)),
      );
    const [ofAllocation] = await tx
      .select({ fen: sum(budgetLineSources.amountFen) })
      .from(budgetLineSources)
      .where(
        and(
          eq(budgetLineSources.countyId, actor.countyId),
          eq(budgetLineSources.allocationId, allocation.id),
        ),
      );
    const refused =
      overdraw('allocation', allocation.amountFen, ofAllocation?.fen ?? 0, input.amountFen) ??
      overdraw('line', line.amountFen, ofLine?.fen ?? 0, input.amountFen);
    if (refused) return refused;
    const [row] = await tx
      .insert(budgetLineSources)
      .values({ ...input, countyId: actor.countyId })
      .onConflictDoNothing()
      .returning();
    if (!row) return { ok: false as const, reason: 'already_assigned' as const };
    await record(tx, actor, {
      action: 'fund.assigned',
      subject: 'budget_line',
      subjectId: line.id,
      label: line.description,
      after: row,
    });
    return { ok: true as const };
  });
}

/** A contract or order on a line. */
export async function commit(
  db: Db,
  actor: Actor,
  input: {
    budgetLineId: string;
    party: string;
    method: string;
    contractNo: string | null;
    amountFen: number;
    signedOn: Day | null;
  },
): Promise<
  | { ok: true; commitment: FundCommitment }
  | Refused<'not_allowed' | 'not_found' | 'amount' | 'not_approved'>
  | WouldOverdraw
> {
  if (!can(actor, 'fund.spend')) return { ok: false, reason: 'not_allowed' };
  if (!isAmount(input.amountFen)) return { ok: false, reason: 'amount' };
  return db.transaction(async (tx) => {
    const line = await lockLine(tx, actor.countyId, input.budgetLineId);
    if (!line) return { ok: false as const, reason: 'not_found' as const };
    if (!SPENDING_STATES.includes(line.state)) {
      return { ok: false as const, reason: 'not_approved' as const };
    }
    const spoken = await spokenForFen(tx, actor.countyId, line.id);
    const refused = overdraw('line', line.amountFen, spoken, input.amountFen);
    if (refused) return refused;
    const [commitment] = await tx
      .insert(fundCommitments)
      .values({ ...input, countyId: actor.countyId })
      .returning();
    if (!commitment) throw new Error('the insert returned no row');
    await record(tx, actor, {
      action: 'fund.committed',
      subject: 'fund_commitment',
      subjectId: commitment.id,
      label: commitment.party,
      after: commitment,
    });
    return { ok: true as const, commitment };
  });
}

export interface PaymentInput {
  budgetLineId: string;
  commitmentId: string | null;
  amountFen: number;
  paidOn: Day;
  payee: string;
  voucherNo: string;
  invoiceNo: string | null;
  description: string;
}

export type PaymentRefusal =
  | 'not_allowed'
  | 'not_found'
  | 'amount'
  | 'date'
  | 'payee_missing'
  | 'voucher_missing'
  | 'not_approved'
  /** Over the county's petty limit a payment names its contract. */
  | 'contract_missing'
  | 'voucher_used'
  | 'invoice_used';

/** Settled spend. The campaign's approval comes first, a voucher number is used once, and so is an invoice. */
export async function pay(
  db: Db,
  actor: Actor,
  input: PaymentInput,
): Promise<{ ok: true; payment: FundPayment } | Refused<PaymentRefusal> | WouldOverdraw> {
  if (!can(actor, 'fund.spend')) return { ok: false, reason: 'not_allowed' };
  if (!isAmount(input.amountFen)) return { ok: false, reason: 'amount' };
  if (!isDay(input.paidOn)) return { ok: false, reason: 'date' };
  if (!input.payee.trim()) return { ok: false, reason: 'payee_missing' };
  if (!input.voucherNo.trim()) return { ok: false, reason: 'voucher_missing' };
  try {
    return await db.transaction(async (tx) => {
      const line = await lockLine(tx, actor.countyId, input.budgetLineId);
      if (!line) return { ok: false as const, reason: 'not_found' as const };
      if (!SPENDING_STATES.includes(line.state)) {
        return { ok: false as const, reason: 'not_approved' as const };
      }
      if (input.commitmentId) {
        const [commitment] = await tx
          .select()
          .from(fundCommitments)
          .where(
            and(
              eq(fundCommitments.countyId, actor.countyId),
              eq(fundCommitments.id, input.commitmentId),
              eq(fundCommitments.budgetLineId, line.id),
            ),
          );
        if (!commitment) return { ok: false as const, reason: 'not_found' as const };
        const [paid] = await tx
          .select({ fen: sum(fundPayments.amountFen) })
          .from(fundPayments)
          .where(
            and(eq(fundPayments.countyId, actor.countyId), eq(fundPayments.commitmentId, commitment.id)),
          );
        const refused = overdraw('commitment', commitment.amountFen, paid?.fen ?? 0, input.amountFen);
        if (refused) return refused;
      } else {
        const { pettyLimitFen } = await requireSettings(tx, actor.countyId);
        if (pettyLimitFen !== null && input.amountFen > pettyLimitFen) {
          return { ok: false as const, reason: 'contract_missing' as const };
        }
        const spoken = await spokenForFen(tx, actor.countyId, line.id);
        const refused = overdraw('line', line.amountFen, spoken, input.amountFen);
        if (refused) return refused;
      }
      if (input.invoiceNo?.trim()) {
        const [used] = await tx
          .select({ id: fundPayments.id })
          .from(fundPayments)
          .where(
            and(
              eq(fundPayments.countyId, actor.countyId),
              eq(fundPayments.invoiceNo, input.invoiceNo.trim()),
              sql`not exists (select 1 from fund_payments r
                where r.county_id = fund_payments.county_id and r.reverses_id = fund_payments.id)`,
              sql`${fundPayments.reversesId} is null`,
            ),
          );
        if (used) return { ok: false as const, reason: 'invoice_used' as const };
      }
      const [payment] = await tx
        .insert(fundPayments)
        .values({
          ...input,
          payee: input.payee.trim(),
          voucherNo: input.voucherNo.trim(),
          invoiceNo: input.invoiceNo?.trim() || null,
          countyId: actor.countyId,
          createdBy: actor.userId,
        })
        .returning();
      if (!payment) throw new Error('the insert returned no row');
      await record(tx, actor, {
        action: 'fund.paid',
        subject: 'fund_payment',
        subjectId: payment.id,
        label: `${payment.voucherNo} ${payment.payee}`,
        after: payment,
      });
      return { ok: true as const, payment };
    });
  } catch (error) {
    if (constraintOf(error) === 'fund_payments_voucher_key') return { ok: false, reason: 'voucher_used' };
    throw error;
  }
}

/** A correction: a row of the same amount with the opposite sign that points to the one it takes back. */
export async function reverse(
  db: Db,
  actor: Actor,
  paymentId: string,
  options: { on: Day; reason: string; voucherNo: string },
): Promise<
  | { ok: true; payment: FundPayment }
  | Refused<
      'not_allowed' | 'not_found' | 'reason_missing' | 'voucher_missing' | 'voucher_used' | 'already_reversed'
    >
> {
  if (!can(actor, 'fund.spend')) return { ok: false, reason: 'not_allowed' };
  if (!isUuid(paymentId)) return { ok: false, reason: 'not_found' };
  if (!options.reason.trim()) return { ok: false, reason: 'reason_missing' };
  if (!options.voucherNo.trim()) return { ok: false, reason: 'voucher_missing' };
  try {
    return await db.transaction(async (tx) => {
      const [paid] = await tx
        .select()
        .from(fundPayments)
        .where(and(eq(fundPayments.countyId, actor.countyId), eq(fundPayments.id, paymentId)));
      if (!paid || paid.reversesId) return { ok: false as const, reason: 'not_found' as const };
      await lockLine(tx, actor.countyId, paid.budgetLineId);
      const [row] = await tx
        .insert(fundPayments)
        .values({
          countyId: actor.countyId,
          budgetLineId: paid.budgetLineId,
          commitmentId: paid.commitmentId,
          amountFen: -paid.amountFen,
          paidOn: options.on,
          payee: paid.payee,
          voucherNo: options.voucherNo.trim(),
          description: paid.description,
          reversesId: paid.id,
          reason: options.reason.trim(),
          createdBy: actor.userId,
        })
        .returning();
      if (!row) throw new Error('the insert returned no row');
      await record(tx, actor, {
        action: 'fund.reversed',
        subject: 'fund_payment',
        subjectId: row.id,
        label: `${row.voucherNo} ${row.payee}`,
        before: paid,
        after: row,
        reason: options.reason.trim(),
      });
      return { ok: true as const, payment: row };
    });
  } catch (error) {
    const constraint = constraintOf(error);
    if (constraint === 'fund_payments_reverses_key') return { ok: false, reason: 'already_reversed' };
    if (constraint === 'fund_payments_voucher_key') return { ok: false, reason: 'voucher_used' };
    throw error;
  }
}

const sum = (column: PgColumn) => sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number);

/** The line's row, held until the transaction ends, with the state of its campaign. */
async function lockLine(tx: Tx, countyId: string, budgetLineId: string) {
  const [line] = await tx
    .select()
    .from(budgetLines)
    .where(and(eq(budgetLines.countyId, countyId), eq(budgetLines.id, budgetLineId)))
    .for('update');
  if (!line) return null;
  const [campaign] = await tx
    .select({ state: campaigns.state })
    .from(campaigns)
    .where(and(eq(campaigns.countyId, countyId), eq(campaigns.id, line.campaignId)));
  return campaign ? { ...line, state: campaign.state } : null;
}

/** What a line has promised or given: its contracts, and its payments without contract. */
async function spokenForFen(tx: Tx, countyId: string, budgetLineId: string): Promise<number> {
  const [committed] = await tx
    .select({ fen: sum(fundCommitments.amountFen) })
    .from(fundCommitments)
    .where(and(eq(fundCommitments.countyId, countyId), eq(fundCommitments.budgetLineId, budgetLineId)));
  const [paid] = await tx
    .select({ fen: sum(fundPayments.amountFen) })
    .from(fundPayments)
    .where(
      and(
        eq(fundPayments.countyId, countyId),
        eq(fundPayments.budgetLineId, budgetLineId),
        sql`${fundPayments.commitmentId} is null`,
      ),
    );
  return (committed?.fen ?? 0) + (paid?.fen ?? 0);
}

function isAmount(fen: number): boolean {
  return Number.isSafeInteger(fen) && fen > 0;
}
