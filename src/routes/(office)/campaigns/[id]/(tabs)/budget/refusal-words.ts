/** Why a payment or its reversal was refused, in words. */
import { m } from '#lib/paraglide/messages.js';
import type { PaymentRefusal } from '#lib/server/funds/ledger.ts';

export const paymentRefusalWord: Record<PaymentRefusal, () => string> = {
  not_allowed: m.planning_refused_not_allowed,
  not_found: m.planning_refused_not_found,
  amount: m.planning_refused_amount,
  date: m.planning_refused_date,
  payee_missing: m.planning_refused_payee,
  voucher_missing: m.planning_refused_voucher,
  not_approved: m.planning_refused_not_approved,
  contract_missing: m.planning_refused_contract,
  voucher_used: m.planning_refused_voucher_used,
  invoice_used: m.planning_refused_invoice_used,
};

export const reversalRefusalWord = {
  not_allowed: m.planning_refused_not_allowed,
  not_found: m.planning_refused_not_found,
  reason_missing: m.planning_refused_reason_missing,
  voucher_missing: m.planning_refused_voucher,
  voucher_used: m.planning_refused_voucher_used,
  already_reversed: m.planning_refused_already_reversed,
} as const;
