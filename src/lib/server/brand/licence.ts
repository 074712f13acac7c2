/**
 * The licence gate. A mark stands on a picture only while a licence covers holder, product, use and every day the picture
 * may be seen. Pure: records in, verdict out; a day is a Beijing civil day and `validTo` is inclusive.
 */
import type { LicenceUse } from './terms.ts';

export type { LicenceUse } from './terms.ts';

export const REFUSALS = [
  'no_licence',
  'not_yet_valid',
  'expired',
  'expires_before_campaign_end',
  'product_not_covered',
  'use_not_covered',
  'territory',
  'suspended',
  'revoked',
  'mark_version_retired',
] as const;
export type Refusal = (typeof REFUSALS)[number];

export interface MarkRecord {
  id: string;
  brandId: string;
  validFrom: string;
  validTo: string | null;
}

export interface LicenceRecord {
  id: string;
  brandId: string;
  holderId: string;
  status: string;
  /** Versions of the mark it names; empty: whichever is in force. */
  markIds: readonly string[];
  uses: readonly LicenceUse[];
  /** Products covered; empty covers every product of the brand. */
  productIds: readonly string[];
  /** As written: '海南省' covers every place whose name begins so; null: everywhere. */
  territory: string | null;
  validFrom: string;
  validTo: string;
  revokedOn: string | null;
}

export interface UseRequest {
  /** Merchant or organisation that shows the mark. */
  holderId: string;
  productId: string | null;
  use: LicenceUse;
  /** Where the picture is meant to be seen, '海南省白沙县'; null: anywhere, which a licence for one place does not cover. */
  territory: string | null;
  /** First day of use, usually today. */
  on: string;
  /** Last day of the campaign, inclusive. */
  until: string;
}

export type Verdict = { ok: true; licenceId: string } | { ok: false; reason: Refusal };

/** How near a refusal is to a yes: with several licences the planner sees the reason of the nearest. */
const NEARNESS: readonly Refusal[] = [
  'no_licence',
  'revoked',
  'use_not_covered',
  'product_not_covered',
  'territory',
  'expired',
  'suspended',
  'not_yet_valid',
  'expires_before_campaign_end',
];

/** Whether this mark may be used as asked. Only granted licences of this holder for this brand count. */
export function mayUse(mark: MarkRecord, request: UseRequest, licences: readonly LicenceRecord[]): Verdict {
  if (!markInForce(mark, request.on)) return { ok: false, reason: 'mark_version_retired' };
  let nearest: Refusal = 'no_licence';
  for (const licence of licences) {
    if (licence.brandId !== mark.brandId || licence.holderId !== request.holderId) continue;
    const refusal = refusalOf(mark, licence, request);
    if (refusal === null) return { ok: true, licenceId: licence.id };
    if (NEARNESS.indexOf(refusal) > NEARNESS.indexOf(nearest)) nearest = refusal;
  }
  return { ok: false, reason: nearest };
}

/** A mark's version is drawn from its first to its last day, both included. */
export function markInForce(mark: MarkRecord, on: string): boolean {
  return mark.validFrom <= on && (mark.validTo === null || on <= mark.validTo);
}

function refusalOf(mark: MarkRecord, licence: LicenceRecord, request: UseRequest): Refusal | null {
  if (licence.status === 'revoked' || (licence.revokedOn !== null && licence.revokedOn <= request.on))
    return 'revoked';
  if (licence.status === 'suspended') return 'suspended';
  if (licence.status !== 'granted') return 'no_licence';
  if (licence.markIds.length > 0 && !licence.markIds.includes(mark.id)) return 'no_licence';
  if (!licence.uses.includes(request.use)) return 'use_not_covered';
  if (
    licence.productIds.length > 0 &&
    (request.productId === null || !licence.productIds.includes(request.productId))
  ) {
    return 'product_not_covered';
  }
  if (!coversPlace(licence.territory, request.territory)) return 'territory';
  if (request.on < licence.validFrom) return 'not_yet_valid';
  if (licence.validTo < request.on) return 'expired';
  if (licence.validTo < request.until) return 'expires_before_campaign_end';
  return null;
}

/** A licence for a province covers its counties; one for a county does not cover the province. */
export function coversPlace(territory: string | null, place: string | null): boolean {
  return territory === null || (place !== null && place.startsWith(territory));
}
