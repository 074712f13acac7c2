/** What a certificate proves on a day. Pure. */
import { addDays, daysBetween, type Day } from '#lib/shared/dates.ts';
import { REMIND_DAYS } from './licence-state.ts';
import { lastDayOf } from './application.ts';
import type { CertificateKind, CertificateState } from './terms.ts';

export interface CertificateFacts {
  kind: CertificateKind;
  state: CertificateState;
  validFrom: Day;
  validTo: Day | null;
  holderMerchantId: string | null;
  productId: string | null;
  creditCode: string | null;
  productName: string | null;
}

export type CertificateStanding =
  | { state: 'valid' }
  | { state: 'expiring'; days: number }
  | { state: 'expired' }
  | { state: 'not_yet' }
  | { state: 'suspended' }
  | { state: 'revoked' };

/** `validTo` is inclusive; null: without end. */
export function standingOf(
  c: Pick<CertificateFacts, 'state' | 'validFrom' | 'validTo'>,
  on: Day,
): CertificateStanding {
  if (c.state !== 'active') return { state: c.state };
  if (on < c.validFrom) return { state: 'not_yet' };
  if (c.validTo === null) return { state: 'valid' };
  if (c.validTo < on) return { state: 'expired' };
  const days = daysBetween(on, c.validTo);
  return days <= REMIND_DAYS ? { state: 'expiring', days } : { state: 'valid' };
}

/** It proves something on this day: about this product, of this merchant. */
export function provesOn(
  c: CertificateFacts,
  wanted: { merchantId: string | null; productId: string | null; on: Day },
): boolean {
  const { state } = standingOf(c, wanted.on);
  if (state !== 'valid' && state !== 'expiring') return false;
  if (c.holderMerchantId !== null && c.holderMerchantId !== wanted.merchantId) return false;
  return c.productId === null || c.productId === wanted.productId;
}

/**
 * The geographical indication's special mark: only a registered lawful user, never the county's own record, and only with
 * what must stand beside it.
 */
export function mayShowGiMark(
  c: CertificateFacts,
  wanted: { merchantId: string; productId: string; on: Day },
):
  | { ok: true; creditCode: string; productName: string }
  | { ok: false; reason: 'not_a_user' | 'not_valid' | 'incomplete' } {
  if (c.kind !== 'gi' || c.holderMerchantId !== wanted.merchantId) return { ok: false, reason: 'not_a_user' };
  if (!provesOn(c, wanted)) return { ok: false, reason: 'not_valid' };
  if (!c.creditCode || !c.productName) return { ok: false, reason: 'incomplete' };
  return { ok: true, creditCode: c.creditCode, productName: c.productName };
}

/** The usual last day, where the kind has one: green food three years, organic one year, test reports twelve months. */
export function usualEnd(kind: CertificateKind, from: Day): Day | null {
  if (kind === 'green_food') return lastDayOf(from, 3);
  if (kind === 'organic') return lastDayOf(from, 1);
  if (kind === 'test_report') return addDays(lastDayOf(from, 1), 1);
  if (kind === 'sc_licence') return lastDayOf(from, 5);
  return null;
}

/** A unified social credit code: 18 characters with the check character of GB 32100-2015. */
export function isCreditCode(code: string): boolean {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  if (!/^[0-9A-HJ-NP-RTUWXY]{18}$/.test(code)) return false;
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += alphabet.indexOf(code.charAt(i)) * (3 ** i % 31);
  return alphabet.charAt((31 - (sum % 31)) % 31) === code.charAt(17);
}
