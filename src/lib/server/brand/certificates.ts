/** Certificates: registered with their paper, suspended, revoked; what holds for a merchant's product on a day. */
import { and, asc, desc, eq, ilike, or, sql } from 'drizzle-orm';
import { isDay, type Day } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import { products } from '../county/schema.ts';
import { constraintOf } from '../db/constraint.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import { merchants } from '../merchants/schema.ts';
import { isCreditCode, provesOn, standingOf, type CertificateStanding } from './certificate.ts';
import { insertFile, prepareFile, storeBytes, type BrandServices, type FileRefusal } from './files.ts';
import { brandFiles, certificates, type Certificate } from './schema.ts';
import { CERTIFICATE_KINDS, type CertificateKind, type CertificateState } from './terms.ts';

export interface CertificateRow {
  certificate: Certificate;
  holderName: string | null;
  productName: string | null;
  standing: CertificateStanding;
}

export interface CertificateFilter {
  kind?: CertificateKind;
  state?: CertificateStanding['state'];
  text?: string;
  today: Day;
  page: number;
  pageSize: number;
}

/** The one that ends first on top, those without an end last. */
export async function listCertificates(
  db: DbOrTx,
  countyId: string,
  filter: CertificateFilter,
): Promise<{ rows: CertificateRow[]; total: number }> {
  const part = filter.text ? `%${filter.text.replace(/[\\%_]/g, '\\$&')}%` : null;
  const rows = await rowsOf(db)
    .where(
      and(
        eq(certificates.countyId, countyId),
        filter.kind ? eq(certificates.kind, filter.kind) : undefined,
        part
          ? or(
              ilike(certificates.number, part),
              ilike(certificates.body, part),
              ilike(certificates.title, part),
              ilike(merchants.name, part),
              ilike(products.name, part),
            )
          : undefined,
      ),
    )
    .orderBy(sql`${certificates.validTo} asc nulls last`, asc(certificates.number));
  const all = rows
    .map((r) => ({ ...r, standing: standingOf(r.certificate, filter.today) }))
    .filter((r) => !filter.state || r.standing.state === filter.state);
  return {
    rows: all.slice((filter.page - 1) * filter.pageSize, filter.page * filter.pageSize),
    total: all.length,
  };
}

/** Certificates that prove something about this merchant's product on this day, the county's own among them. */
export async function validCertificates(
  db: DbOrTx,
  countyId: string,
  wanted: { merchantId: string | null; productId: string | null; on: Day },
): Promise<Certificate[]> {
  const rows = await db
    .select()
    .from(certificates)
    .where(
      and(
        eq(certificates.countyId, countyId),
        eq(certificates.state, 'active'),
        wanted.merchantId === null
          ? sql`${certificates.holderMerchantId} is null`
          : or(
              sql`${certificates.holderMerchantId} is null`,
              eq(certificates.holderMerchantId, wanted.merchantId),
            ),
      ),
    )
    .orderBy(asc(certificates.kind), desc(certificates.validFrom), asc(certificates.number));
  return rows.filter((c) => provesOn(c, wanted));
}

/** A merchant's certificates, for its phone and its page. */
export async function listOwnCertificates(
  db: DbOrTx,
  countyId: string,
  merchantId: string,
  today: Day,
): Promise<CertificateRow[]> {
  const rows = await rowsOf(db)
    .where(and(eq(certificates.countyId, countyId), eq(certificates.holderMerchantId, merchantId)))
    .orderBy(sql`${certificates.validTo} asc nulls last`);
  return rows.map((r) => ({ ...r, standing: standingOf(r.certificate, today) }));
}

export async function getCertificate(
  db: DbOrTx,
  countyId: string,
  id: string,
  today: Day,
): Promise<(CertificateRow & { fileName: string | null }) | null> {
  if (!isUuid(id)) return null;
  const [row] = await rowsOf(db).where(and(eq(certificates.countyId, countyId), eq(certificates.id, id)));
  if (!row) return null;
  const [file] = row.certificate.fileId
    ? await db
        .select({ fileName: brandFiles.fileName })
        .from(brandFiles)
        .where(and(eq(brandFiles.countyId, countyId), eq(brandFiles.id, row.certificate.fileId)))
    : [];
  return { ...row, standing: standingOf(row.certificate, today), fileName: file?.fileName ?? null };
}

function rowsOf(db: DbOrTx) {
  return db
    .select({ certificate: certificates, holderName: merchants.name, productName: products.name })
    .from(certificates)
    .leftJoin(
      merchants,
      and(eq(merchants.countyId, certificates.countyId), eq(merchants.id, certificates.holderMerchantId)),
    )
    .leftJoin(
      products,
      and(eq(products.countyId, certificates.countyId), eq(products.id, certificates.productId)),
    );
}

export interface CertificateInput {
  kind: CertificateKind;
  number: string;
  holderMerchantId: string | null;
  productId: string | null;
  body: string;
  validFrom: Day;
  validTo: Day | null;
  scope: string;
  title: string;
  creditCode: string;
  productName: string;
  verifyUrl: string;
  file: { name: string; bytes: Uint8Array } | null;
}

export type CertificateFailure =
  | 'not_allowed'
  | 'not_found'
  | 'stale'
  | 'number_missing'
  | 'number_taken'
  | 'body_missing'
  | 'days_invalid'
  | 'address_invalid'
  | 'credit_code_invalid'
  | 'gi_incomplete'
  | 'holder_missing'
  | 'title_missing'
  | 'words_missing'
  | FileRefusal;

export type CertificateResult =
  { ok: true; certificate: Certificate } | { ok: false; reason: CertificateFailure };

/** Registers a certificate, or corrects one. The paper is kept; a correction without a new paper leaves it. */
export async function saveCertificate(
  app: BrandServices,
  actor: Actor,
  input: CertificateInput,
  existing?: { id: string; rowVersion: number },
): Promise<CertificateResult> {
  if (!can(actor, 'certificate.edit')) return { ok: false, reason: 'not_allowed' };
  const reason = faultOf(input);
  if (reason) return { ok: false, reason };
  const prepared = input.file ? await prepareFile(input.file.name, input.file.bytes) : null;
  if (prepared && !prepared.ok) return prepared;
  const key = prepared ? await storeBytes(app.storage, actor.countyId, prepared.file) : null;
  try {
    return await app.database.db.transaction(async (tx): Promise<CertificateResult> => {
      const file =
        prepared && key !== null
          ? await insertFile(tx, actor, prepared.file, key, {
              purpose: 'certificate',
              merchantId: input.holderMerchantId,
            })
          : null;
      const values = {
        kind: input.kind,
        number: input.number.trim(),
        holderMerchantId: input.holderMerchantId,
        productId: input.productId,
        body: input.body.trim(),
        validFrom: input.validFrom,
        validTo: input.validTo,
        scope: input.scope.trim() || null,
        title: input.title.trim() || null,
        creditCode: input.creditCode.trim() || null,
        productName: input.productName.trim() || null,
        verifyUrl: input.verifyUrl.trim() || null,
        ...(file ? { fileId: file.id } : {}),
      };
      if (!existing) {
        const [row] = await tx
          .insert(certificates)
          .values({ countyId: actor.countyId, ...values })
          .returning();
        if (!row) throw new Error('the insert returned no row');
        await log(tx, actor, 'certificate.registered', row, null);
        return { ok: true, certificate: row };
      }
      const before = await lock(tx, actor.countyId, existing.id);
      if (!before) return { ok: false, reason: 'not_found' };
      if (before.rowVersion !== existing.rowVersion) return { ok: false, reason: 'stale' };
      const [row] = await tx
        .update(certificates)
        .set({ ...values, rowVersion: before.rowVersion + 1 })
        .where(and(eq(certificates.countyId, actor.countyId), eq(certificates.id, existing.id)))
        .returning();
      if (!row) throw new Error('a locked row vanished');
      await log(tx, actor, 'certificate.corrected', row, before);
      return { ok: true, certificate: row };
    });
  } catch (error) {
    const constraint = constraintOf(error);
    if (constraint === 'certificates_number_key') return { ok: false, reason: 'number_taken' };
    if (constraint === 'certificates_merchant_fk' || constraint === 'certificates_product_fk')
      return { ok: false, reason: 'not_found' };
    throw error;
  }
}

/** Suspended or revoked by its body, or lifted again: words say why. */
export async function setCertificateState(
  db: Db,
  actor: Actor,
  id: string,
  change: { state: CertificateState; words: string },
): Promise<CertificateResult> {
  if (!can(actor, 'certificate.edit')) return { ok: false, reason: 'not_allowed' };
  if (change.state !== 'active' && change.words.trim() === '') return { ok: false, reason: 'words_missing' };
  return db.transaction(async (tx): Promise<CertificateResult> => {
    const before = await lock(tx, actor.countyId, id);
    if (!before) return { ok: false, reason: 'not_found' };
    const [row] = await tx
      .update(certificates)
      .set({
        state: change.state,
        stateReason: change.state === 'active' ? null : change.words.trim().slice(0, 500),
        rowVersion: before.rowVersion + 1,
      })
      .where(and(eq(certificates.countyId, actor.countyId), eq(certificates.id, id)))
      .returning();
    if (!row) throw new Error('a locked row vanished');
    await log(tx, actor, `certificate.${change.state}`, row, before, change.words);
    return { ok: true, certificate: row };
  });
}

function faultOf(input: CertificateInput): CertificateFailure | null {
  if (!CERTIFICATE_KINDS.includes(input.kind) || input.number.trim() === '') return 'number_missing';
  if (input.body.trim() === '') return 'body_missing';
  if (!isDay(input.validFrom)) return 'days_invalid';
  if (input.validTo !== null && (!isDay(input.validTo) || input.validTo < input.validFrom))
    return 'days_invalid';
  // Only addresses people can open; `javascript:` and the like never reach a link.
  if (input.verifyUrl.trim() !== '' && !/^https?:\/\/[^\s"<>]+$/i.test(input.verifyUrl.trim()))
    return 'address_invalid';
  if (input.creditCode.trim() !== '' && !isCreditCode(input.creditCode.trim())) return 'credit_code_invalid';
  if (
    input.kind === 'gi' &&
    input.holderMerchantId !== null &&
    (!input.creditCode.trim() || !input.productName.trim())
  )
    return 'gi_incomplete';
  if (
    (input.kind === 'green_food' || input.kind === 'organic') &&
    (!input.holderMerchantId || !input.productId)
  )
    return 'holder_missing';
  if (input.kind === 'award' && input.title.trim() === '') return 'title_missing';
  return null;
}

/** Held: two people may correct it at once. */
async function lock(tx: DbOrTx, countyId: string, id: string): Promise<Certificate | null> {
  if (!isUuid(id)) return null;
  const [row] = await tx
    .select()
    .from(certificates)
    .where(and(eq(certificates.countyId, countyId), eq(certificates.id, id)))
    .for('update');
  return row ?? null;
}

async function log(
  tx: DbOrTx,
  actor: Actor,
  action: string,
  row: Certificate,
  before: Certificate | null,
  words = '',
): Promise<void> {
  await record(tx, actor, {
    action,
    subject: 'certificate',
    subjectId: row.id,
    label: row.number,
    before,
    after: row,
    reason: words.trim() || null,
  });
}
