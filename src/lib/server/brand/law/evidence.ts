/** Proof on record, as the check reads it: certificates of the register and the county's claims with their papers. */
import { and, eq, isNull, or } from 'drizzle-orm';
import type { DbOrTx } from '../../db/database.ts';
import { certificates } from '../schema.ts';
import { lawClaims, type LawClaim } from './schema.ts';
import type { Evidence } from './check.ts';

export interface EvidenceRequest {
  countyId: string;
  /** Whose goods: their certificates count. Null: the county's own picture. */
  merchantId: string | null;
  productId: string | null;
  /** The picture sells a merchant's goods: then the county's own certificates prove nothing for them. */
  sells: boolean;
}

/** Certificates as proof kinds of the rules. */
const CERTIFICATE_PROOF: Readonly<Record<string, string>> = {
  gi: 'certificate:gi',
  green_food: 'certificate:green_food',
  organic: 'certificate:organic',
  sc_licence: 'certificate:sc_licence',
  other: 'certificate:other',
  test_report: 'test_report',
  award: 'award',
  patent: 'patent',
};

/** Everything that might lower a hit; validity is judged by the check, on its days. */
export async function evidenceFor(db: DbOrTx, request: EvidenceRequest): Promise<Evidence[]> {
  const { countyId, merchantId, productId, sells } = request;
  const [papers, claims] = await Promise.all([
    db
      .select()
      .from(certificates)
      .where(and(eq(certificates.countyId, countyId), eq(certificates.state, 'active'))),
    db
      .select()
      .from(lawClaims)
      .where(
        and(
          eq(lawClaims.countyId, countyId),
          isNull(lawClaims.withdrawnAt),
          productId === null
            ? undefined
            : or(isNull(lawClaims.productId), eq(lawClaims.productId, productId)),
        ),
      ),
  ]);
  const proof = papers
    .filter((c) => (c.holderMerchantId === null ? !sells : c.holderMerchantId === merchantId))
    .filter((c) => c.productId === null || productId === null || c.productId === productId)
    .map((c): Evidence => ({
      kind: CERTIFICATE_PROOF[c.kind] ?? `certificate:${c.kind}`,
      id: c.id,
      label: `${c.body} ${c.number}`,
      validFrom: c.validFrom,
      validTo: c.validTo,
    }));
  return [...proof, ...claims.flatMap(claimEvidence)];
}

/** A claim holds as long as every paper behind it; without papers it proves nothing. */
export function claimEvidence(claim: LawClaim): Evidence[] {
  if (claim.papers.length === 0) return [];
  const ends = [claim.validTo, ...claim.papers.map((p) => p.validTo)].filter((d): d is string => d !== null);
  return [
    {
      kind: claim.proves,
      id: claim.id,
      label: claim.papers.map((p) => (p.number === '' ? p.name : `${p.name} ${p.number}`)).join('、'),
      validFrom: claim.validFrom,
      validTo: ends.length === 0 ? null : ends.reduce((a, b) => (a < b ? a : b)),
      phrase: claim.phrase,
    },
  ];
}

/** Claims that are not withdrawn, of one product or of none. */
export async function liveClaims(
  db: DbOrTx,
  countyId: string,
  productId: string | null,
): Promise<LawClaim[]> {
  return db
    .select()
    .from(lawClaims)
    .where(
      and(
        eq(lawClaims.countyId, countyId),
        isNull(lawClaims.withdrawnAt),
        productId === null ? undefined : or(isNull(lawClaims.productId), eq(lawClaims.productId, productId)),
      ),
    );
}
