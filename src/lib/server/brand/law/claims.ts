/** What the county says of its goods and the papers that prove it. A claim is never edited: withdrawn, and made anew. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Day } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import type { Actor } from '../../accounts/actor.ts';
import { can } from '../../accounts/rights.ts';
import { record } from '../../audit/audit.ts';
import { products } from '../../county/schema.ts';
import type { Db, DbOrTx } from '../../db/database.ts';
import { insertFile, storeBytes, type BrandServices, type PreparedFile } from '../files.ts';
import { certificates } from '../schema.ts';
import { lawClaims, type LawClaim } from './schema.ts';
import type { ClaimKind, ClaimScope, ProofKind, ProofPaper } from './states.ts';

export interface ClaimInput {
  kind: ClaimKind;
  proves: ProofKind;
  phrase: string;
  productId: string | null;
  certificateId: string | null;
  /** A paper named by hand, with or without its file. */
  paper: { name: string; number: string; validTo: Day | null } | null;
  scope: ClaimScope;
  validFrom: Day;
  validTo: Day | null;
}

export type ClaimFailure =
  | 'not_allowed'
  | 'phrase_too_short'
  | 'paper_missing'
  | 'certificate_unknown'
  | 'product_unknown'
  /** A figure states source, time and scope (Advertising Law art. 11). */
  | 'scope_missing'
  | 'ends_before_start';

export type ClaimResult = { ok: true; claim: LawClaim } | { ok: false; reason: ClaimFailure };

const NEEDS_SCOPE: ReadonlySet<ClaimKind> = new Set(['figure', 'comparison', 'nutrition']);

export async function makeClaim(
  app: BrandServices,
  actor: Actor,
  input: ClaimInput,
  file: PreparedFile | null,
): Promise<ClaimResult> {
  if (!can(actor, 'poster.edit')) return { ok: false, reason: 'not_allowed' };
  if ([...input.phrase.trim()].length < 2) return { ok: false, reason: 'phrase_too_short' };
  if (input.validTo !== null && input.validTo < input.validFrom)
    return { ok: false, reason: 'ends_before_start' };
  if (NEEDS_SCOPE.has(input.kind) && (input.scope.source === '' || input.scope.time === ''))
    return { ok: false, reason: 'scope_missing' };
  if (input.certificateId === null && (input.paper === null || input.paper.name === ''))
    return { ok: false, reason: 'paper_missing' };
  // Before the transaction: nothing slow runs inside it, and a file without a row is nothing.
  const key = file ? await storeBytes(app.storage, actor.countyId, file) : null;
  return app.database.db.transaction(async (tx) => {
    const papers: ProofPaper[] = [];
    if (input.certificateId !== null) {
      const certificate = await certificateOf(tx, actor.countyId, input.certificateId);
      if (!certificate) return { ok: false as const, reason: 'certificate_unknown' as const };
      papers.push({
        kind: 'certificate',
        id: certificate.id,
        name: certificate.body,
        number: certificate.number,
        sha256: null,
        validTo: certificate.validTo,
      });
    }
    if (input.productId !== null && !(await hasProduct(tx, actor.countyId, input.productId)))
      return { ok: false as const, reason: 'product_unknown' as const };
    if (input.paper !== null && input.paper.name !== '') {
      const stored =
        file && key
          ? await insertFile(tx, actor, file, key, { purpose: 'certificate', merchantId: null })
          : null;
      papers.push({
        kind: 'document',
        id: stored?.id ?? null,
        name: input.paper.name,
        number: input.paper.number,
        sha256: file?.sha256 ?? null,
        fileKey: key,
        validTo: input.paper.validTo,
      });
    }
    const [claim] = await tx
      .insert(lawClaims)
      .values({
        countyId: actor.countyId,
        kind: input.kind,
        proves: input.proves,
        phrase: input.phrase.trim(),
        productId: input.productId,
        papers,
        scope: input.scope,
        validFrom: input.validFrom,
        validTo: input.validTo,
        createdBy: actor.userId,
        createdByName: actor.name,
      })
      .returning();
    if (!claim) throw new Error('the insert returned no row');
    await record(tx, actor, {
      action: 'law.claim_made',
      subject: 'law_claim',
      subjectId: claim.id,
      label: claim.phrase,
      after: { kind: claim.kind, papers: claim.papers },
    });
    return { ok: true as const, claim };
  });
}

export async function withdrawClaim(
  db: Db,
  actor: Actor,
  request: { claimId: string; reason: string; now: Date },
): Promise<{ ok: true } | { ok: false; reason: 'not_allowed' | 'not_found' | 'reason_missing' }> {
  if (!can(actor, 'poster.edit')) return { ok: false, reason: 'not_allowed' };
  if (request.reason.trim() === '') return { ok: false, reason: 'reason_missing' };
  if (!isUuid(request.claimId)) return { ok: false, reason: 'not_found' };
  return db.transaction(async (tx) => {
    const [claim] = await tx
      .update(lawClaims)
      .set({ withdrawnAt: request.now, withdrawnReason: request.reason.trim() })
      .where(
        and(
          eq(lawClaims.countyId, actor.countyId),
          eq(lawClaims.id, request.claimId),
          isNull(lawClaims.withdrawnAt),
        ),
      )
      .returning();
    if (!claim) return { ok: false as const, reason: 'not_found' as const };
    await record(tx, actor, {
      action: 'law.claim_withdrawn',
      subject: 'law_claim',
      subjectId: claim.id,
      label: claim.phrase,
      reason: request.reason.trim(),
    });
    return { ok: true as const };
  });
}

export interface ClaimRow {
  claim: LawClaim;
  productName: string | null;
  /** The earliest end of the claim and of every paper behind it. */
  endsOn: Day | null;
}

/** Live ones first, newest first. */
export async function listClaims(db: DbOrTx, countyId: string): Promise<ClaimRow[]> {
  const rows = await db
    .select({ claim: lawClaims, productName: products.name })
    .from(lawClaims)
    .leftJoin(products, and(eq(products.countyId, lawClaims.countyId), eq(products.id, lawClaims.productId)))
    .where(eq(lawClaims.countyId, countyId))
    .orderBy(desc(lawClaims.createdAt), desc(lawClaims.id));
  return rows
    .map(({ claim, productName }) => {
      const ends = [claim.validTo, ...claim.papers.map((p) => p.validTo)].filter((d): d is Day => d !== null);
      return {
        claim,
        productName,
        endsOn: ends.length === 0 ? null : ends.reduce((a, b) => (a < b ? a : b)),
      };
    })
    .sort((a, b) => Number(a.claim.withdrawnAt !== null) - Number(b.claim.withdrawnAt !== null));
}

async function certificateOf(tx: DbOrTx, countyId: string, id: string) {
  if (!isUuid(id)) return null;
  const [row] = await tx
    .select()
    .from(certificates)
    .where(and(eq(certificates.countyId, countyId), eq(certificates.id, id)));
  return row ?? null;
}

async function hasProduct(tx: DbOrTx, countyId: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const [row] = await tx
    .select({ id: products.id })
    .from(products)
    .where(and(eq(products.countyId, countyId), eq(products.id, id)));
  return row !== undefined;
}

/** Certificates in force, to stand behind a claim. */
export async function listCertificateChoices(
  db: DbOrTx,
  countyId: string,
): Promise<{ value: string; label: string }[]> {
  const rows = await db
    .select({ id: certificates.id, number: certificates.number, body: certificates.body })
    .from(certificates)
    .where(and(eq(certificates.countyId, countyId), eq(certificates.state, 'active')))
    .orderBy(certificates.number);
  return rows.map((c) => ({ value: c.id, label: `${c.number} · ${c.body}` }));
}
