/** A merchant's own side of licences: apply with papers, mend what was returned, withdraw, renew, follow the state. */
import { and, count, eq, isNull, sql } from 'drizzle-orm';
import { addDays, dayOf, isDay, yearOf, type Day } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import type { Actor } from '../accounts/actor.ts';
import { record } from '../audit/audit.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import { merchants } from '../merchants/schema.ts';
import {
  findOwn,
  isLicence,
  listGrantable,
  ownLicence,
  ownProducts,
  problemsOf,
  standardInForce,
} from './application-reading.ts';
import { DATED_PAPERS, lastDayOf, RESTRICTED_PAPERS, type IntakeProblem } from './application.ts';
import { insertFile, prepareFile, storeBytes, type BrandServices, type FileRefusal } from './files.ts';
import { announceStep } from './licence-announcing.ts';
import { isOpen, statusAfter, UNDER_WAY } from './licence-step.ts';
import { licencePapers, licenceProducts, licences, type Licence } from './schema.ts';
import { LICENCE_USES, PAPER_KINDS, type LicenceUse, type PaperKind } from './terms.ts';

export interface ApplicationInput {
  productIds: readonly string[];
  uses: readonly LicenceUse[];
  /** Three years, or a short licence of one. */
  years: 1 | 3;
  noIncident: boolean;
  lastIncidentOn: Day | null;
  note: string;
}

export type ApplicationFailure =
  | 'not_found'
  | 'not_open'
  | 'not_a_merchant'
  | 'brand_not_granted'
  | 'already_applied'
  | 'problems'
  | 'too_many_papers'
  | FileRefusal;

export type ApplicationResult =
  { ok: true; licenceId: string } | { ok: false; reason: ApplicationFailure; problems: IntakeProblem[] };

const MAX_PAPERS = 30;

/**
 * Begins an application, or finds the one that is open. With `renewsId` it points to the old licence and takes over what that
 * one covers.
 */
export async function startApplication(
  db: Db,
  actor: Actor,
  request: { merchantId: string; brandId: string; renewsId?: string; now: Date },
): Promise<ApplicationResult> {
  if (!actor.merchantIds.includes(request.merchantId)) return failed('not_found');
  const { countyId } = actor;
  const today = dayOf(request.now);
  return db.transaction(async (tx) => {
    // The merchant's row is held: two taps at once must not become two applications.
    const [merchant] = await tx
      .select()
      .from(merchants)
      .where(and(eq(merchants.countyId, countyId), eq(merchants.id, request.merchantId)))
      .for('update');
    if (!merchant || merchant.state !== 'active') return failed('not_a_merchant');
    const grantable = await listGrantable(tx, countyId, request.merchantId, today);
    const brand = grantable.find((g) => g.brand.id === request.brandId)?.brand;
    if (!brand) return failed('brand_not_granted');
    const held = await tx
      .select()
      .from(licences)
      .where(
        and(
          eq(licences.countyId, countyId),
          eq(licences.brandId, brand.id),
          eq(licences.holderMerchantId, request.merchantId),
        ),
      );
    const open = held.find((l) => isOpen(l.status));
    if (open) return { ok: true, licenceId: open.id };
    if (held.some((l) => UNDER_WAY.includes(l.status))) return failed('already_applied');
    const old = request.renewsId
      ? held.find((l) => l.id === request.renewsId && l.status === 'granted')
      : undefined;
    if (request.renewsId && !old) return failed('not_found');
    // A renewal begins where the old one ends.
    const from = old && old.validTo >= today ? addDays(old.validTo, 1) : today;
    const [row] = await tx
      .insert(licences)
      .values({
        countyId,
        brandId: brand.id,
        holderMerchantId: request.merchantId,
        uses: old?.uses ?? ['packaging', 'advertising', 'online_shop'],
        validFrom: from,
        validTo: lastDayOf(from, 3),
        status: 'draft',
        applicationNo: await nextApplicationNo(tx, countyId, today),
        renewsId: old?.id ?? null,
        appliedBy: actor.userId,
        createdAt: request.now,
      })
      .returning();
    if (!row) throw new Error('the insert returned no row');
    const covered = old
      ? await tx
          .select({ productId: licenceProducts.productId })
          .from(licenceProducts)
          .where(and(eq(licenceProducts.countyId, countyId), eq(licenceProducts.licenceId, old.id)))
      : [];
    if (covered.length > 0)
      await tx
        .insert(licenceProducts)
        .values(covered.map((c) => ({ countyId, licenceId: row.id, productId: c.productId })));
    await record(tx, actor, {
      action: 'licence.begun',
      subject: 'licence',
      subjectId: row.id,
      label: `${brand.name} · ${merchant.name}`,
    });
    return { ok: true, licenceId: row.id };
  });
}

/** What the applicant typed; a draft may be incomplete. Products that are not the merchant's are left out. */
export async function saveApplication(
  db: Db,
  actor: Actor,
  licenceId: string,
  input: ApplicationInput,
  now: Date,
): Promise<ApplicationResult> {
  return db.transaction(async (tx) => {
    const licence = await lockOwn(tx, actor, licenceId);
    if (!licence) return failed('not_found');
    if (!isOpen(licence.status)) return failed('not_open');
    const { countyId } = actor;
    const from = licence.renewsId !== null && licence.validFrom > dayOf(now) ? licence.validFrom : dayOf(now);
    await tx
      .update(licences)
      .set({
        uses: LICENCE_USES.filter((use) => input.uses.includes(use)),
        validFrom: from,
        validTo: lastDayOf(from, input.years),
        noIncident: input.noIncident && input.lastIncidentOn === null,
        lastIncidentOn: input.lastIncidentOn,
        applicantNote: input.note.slice(0, 500),
        rowVersion: sql`${licences.rowVersion} + 1`,
      })
      .where(isLicence(countyId, licenceId));
    const own = await ownProducts(tx, countyId, licence.holderMerchantId ?? '');
    const chosen = own.filter((p) => input.productIds.includes(p.id));
    await tx
      .delete(licenceProducts)
      .where(and(eq(licenceProducts.countyId, countyId), eq(licenceProducts.licenceId, licenceId)));
    if (chosen.length > 0)
      await tx.insert(licenceProducts).values(chosen.map((p) => ({ countyId, licenceId, productId: p.id })));
    return { ok: true, licenceId };
  });
}

/** Takes a paper in; a newer photograph of the same kind stands beside the older until that is removed. */
export async function addPaper(
  app: BrandServices,
  actor: Actor,
  licenceId: string,
  paper: { kind: PaperKind; name: string; bytes: Uint8Array; issuedOn: Day | null },
): Promise<ApplicationResult> {
  const { db } = app.database;
  const own = await findOwn(db, actor, licenceId);
  if (!own || !PAPER_KINDS.includes(paper.kind)) return failed('not_found');
  const prepared = await prepareFile(paper.name, paper.bytes);
  if (!prepared.ok) return failed(prepared.reason);
  const key = await storeBytes(app.storage, actor.countyId, prepared.file);
  return db.transaction(async (tx) => {
    const licence = await lockOwn(tx, actor, licenceId);
    if (!licence) return failed('not_found');
    if (!isOpen(licence.status)) return failed('not_open');
    const [kept] = await tx
      .select({ n: count() })
      .from(licencePapers)
      .where(and(eq(licencePapers.countyId, actor.countyId), eq(licencePapers.licenceId, licenceId)));
    if ((kept?.n ?? 0) >= MAX_PAPERS) return failed('too_many_papers');
    const file = await insertFile(tx, actor, prepared.file, key, {
      purpose: 'licence_paper',
      merchantId: licence.holderMerchantId,
      restricted: RESTRICTED_PAPERS.includes(paper.kind),
    });
    await tx.insert(licencePapers).values({
      countyId: actor.countyId,
      licenceId,
      kind: paper.kind,
      fileId: file.id,
      issuedOn:
        DATED_PAPERS.includes(paper.kind) && paper.issuedOn && isDay(paper.issuedOn) ? paper.issuedOn : null,
    });
    return { ok: true, licenceId };
  });
}

/** Takes a paper out of an open application. The bytes stay: another paper may have the same. */
export async function removePaper(
  db: Db,
  actor: Actor,
  licenceId: string,
  paperId: string,
): Promise<ApplicationResult> {
  if (!isUuid(paperId)) return failed('not_found');
  return db.transaction(async (tx) => {
    const licence = await lockOwn(tx, actor, licenceId);
    if (!licence) return failed('not_found');
    if (!isOpen(licence.status)) return failed('not_open');
    const gone = await tx
      .delete(licencePapers)
      .where(
        and(
          eq(licencePapers.countyId, actor.countyId),
          eq(licencePapers.licenceId, licenceId),
          eq(licencePapers.id, paperId),
          isNull(licencePapers.checkId),
        ),
      )
      .returning();
    return gone.length > 0 ? { ok: true, licenceId } : failed('not_found');
  });
}

/** Hands the application in; everything that keeps it out is named. */
export async function submitApplication(
  db: Db,
  actor: Actor,
  licenceId: string,
  now: Date,
): Promise<ApplicationResult> {
  return db.transaction(async (tx) => {
    const licence = await lockOwn(tx, actor, licenceId);
    if (!licence) return failed('not_found');
    const to = statusAfter('submit', licence.status);
    if (!to) return failed('not_open');
    const problems = await problemsOf(tx, licence, dayOf(now));
    if (problems.length > 0) return { ok: false, reason: 'problems', problems };
    const standard = await standardInForce(tx, actor.countyId, licence.brandId, dayOf(now));
    await tx
      .update(licences)
      .set({
        status: to,
        submittedAt: now,
        standardId: standard?.id ?? null,
        standardVersion: standard?.version ?? null,
        rowVersion: sql`${licences.rowVersion} + 1`,
      })
      .where(isLicence(actor.countyId, licenceId));
    await announceStep(
      tx,
      actor,
      { ...licence, status: to },
      { step: 'submit', from: licence.status, words: '', now },
    );
    return { ok: true, licenceId };
  });
}

export async function withdrawApplication(
  db: Db,
  actor: Actor,
  licenceId: string,
  now: Date,
): Promise<ApplicationResult> {
  return db.transaction(async (tx) => {
    const licence = await lockOwn(tx, actor, licenceId);
    if (!licence) return failed('not_found');
    const to = statusAfter('withdraw', licence.status);
    if (!to) return failed('not_open');
    await tx
      .update(licences)
      .set({ status: to, rowVersion: sql`${licences.rowVersion} + 1` })
      .where(isLicence(actor.countyId, licenceId));
    await announceStep(
      tx,
      actor,
      { ...licence, status: to },
      { step: 'withdraw', from: licence.status, words: '', now },
    );
    return { ok: true, licenceId };
  });
}

/** Held: the merchant and the office may act at the same moment. */
async function lockOwn(tx: DbOrTx, actor: Actor, licenceId: string): Promise<Licence | null> {
  if (!isUuid(licenceId) || actor.merchantIds.length === 0) return null;
  const [row] = await tx.select().from(licences).where(ownLicence(actor, licenceId)).for('update');
  return row ?? null;
}

/** '申请2026-0007': counted within the year, under the lock of whoever asks; two at once meet the unique key. */
async function nextApplicationNo(tx: DbOrTx, countyId: string, today: Day): Promise<string> {
  const prefix = `申请${yearOf(today)}-`;
  // One county's numbers are given one after another.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`licence-no:${countyId}`}))`);
  const [row] = await tx
    .select({ last: sql<string | null>`max(${licences.applicationNo})` })
    .from(licences)
    .where(and(eq(licences.countyId, countyId), sql`${licences.applicationNo} like ${`${prefix}%`}`));
  const last = Number(row?.last?.slice(prefix.length) ?? 0) || 0;
  return `${prefix}${String(last + 1).padStart(4, '0')}`;
}

function failed(reason: ApplicationFailure): {
  ok: false;
  reason: ApplicationFailure;
  problems: IntakeProblem[];
} {
  return { ok: false, reason, problems: [] };
}
