/** Portrait consents: one record a person a picture, written down before use; taken back at any time. */
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { dayOf, isDay, type Day } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import { constraintOf } from '../db/constraint.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import { tell } from '../notices/notices.ts';
import { assets } from './assets/schema.ts';
import {
  consentRefusal,
  consentStanding,
  isMinor,
  isTooYoung,
  type ConsentRefusal,
  type ConsentStanding,
  type ConsentWanted,
} from './consent.ts';
import { insertFile, prepareFile, storeBytes, type BrandServices, type FileRefusal } from './files.ts';
import { peopleWithRight } from './licence-audience.ts';
import { brandFiles, consents, portraitPersons, type Consent, type PortraitPerson } from './schema.ts';
import { CONSENT_USES, type ConsentUse } from './terms.ts';

export interface ConsentInput {
  /** A known person, or the name of a new one. */
  personId: string | null;
  personName: string;
  birthYear: number | null;
  isOfficial: boolean;
  assetId: string;
  uses: readonly ConsentUse[];
  territory: string;
  validFrom: Day;
  validTo: Day;
  nameAllowed: boolean;
  guardianName: string;
  /** The signed paper, photographed or scanned. */
  paper: { name: string; bytes: Uint8Array } | null;
}

export type ConsentFailure =
  | 'not_allowed'
  | 'not_found'
  | 'person_missing'
  | 'asset_missing'
  | 'uses_missing'
  | 'days_invalid'
  | 'paper_missing'
  | 'guardian_missing'
  | 'too_young'
  | 'already_there'
  | 'already_withdrawn'
  | 'words_missing'
  | FileRefusal;

export type ConsentResult = { ok: true; consent: Consent } | { ok: false; reason: ConsentFailure };

/** Writes a consent down. Without the signed paper there is none. */
export async function recordConsent(
  app: BrandServices,
  actor: Actor,
  input: ConsentInput,
): Promise<ConsentResult> {
  if (!can(actor, 'consent.edit')) return failed('not_allowed');
  if (!isUuid(input.assetId)) return failed('asset_missing');
  if (input.uses.length === 0) return failed('uses_missing');
  if (!isDay(input.validFrom) || !isDay(input.validTo) || input.validTo < input.validFrom)
    return failed('days_invalid');
  if (!input.paper) return failed('paper_missing');
  const prepared = await prepareFile(input.paper.name, input.paper.bytes);
  if (!prepared.ok) return failed(prepared.reason);
  const key = await storeBytes(app.storage, actor.countyId, prepared.file);
  const { countyId } = actor;
  try {
    return await app.database.db.transaction(async (tx): Promise<ConsentResult> => {
      const [asset] = await tx
        .select({ id: assets.id, title: assets.title })
        .from(assets)
        .where(and(eq(assets.countyId, countyId), eq(assets.id, input.assetId)));
      if (!asset) return failed('asset_missing');
      const known = input.personId === null ? null : await findPerson(tx, countyId, input.personId);
      if (input.personId !== null ? !known : input.personName.trim() === '') return failed('person_missing');
      const birthYear = known ? known.birthYear : input.birthYear;
      // A child's picture may stand in a report when a guardian signs; on an advertisement never.
      const advertises = input.uses.some((use) => use !== 'report');
      if (advertises && isTooYoung(birthYear, input.validFrom)) return failed('too_young');
      if (isMinor(birthYear, input.validFrom) && input.guardianName.trim() === '')
        return failed('guardian_missing');
      const person = known ?? (await insertPerson(tx, countyId, input));
      const file = await insertFile(tx, actor, prepared.file, key, { purpose: 'consent', merchantId: null });
      const [row] = await tx
        .insert(consents)
        .values({
          countyId,
          personId: person.id,
          assetId: asset.id,
          uses: CONSENT_USES.filter((use) => input.uses.includes(use)),
          territory: input.territory.trim() || null,
          validFrom: input.validFrom,
          validTo: input.validTo,
          nameAllowed: input.nameAllowed,
          guardianName: input.guardianName.trim() || null,
          fileId: file.id,
          createdBy: actor.userId,
        })
        .returning();
      if (!row) throw new Error('the insert returned no row');
      // The audit log names no private person: the record's id leads there for whoever may see it.
      await record(tx, actor, {
        action: 'consent.recorded',
        subject: 'consent',
        subjectId: row.id,
        label: asset.title,
        after: { uses: row.uses, validFrom: row.validFrom, validTo: row.validTo },
      });
      return { ok: true, consent: row };
    });
  } catch (error) {
    if (constraintOf(error) === 'consents_person_asset_key') return failed('already_there');
    throw error;
  }
}

/** 撤回: the picture is out of use at once; who made posters with it is told. */
export async function withdrawConsent(
  db: Db,
  actor: Actor,
  consentId: string,
  change: { words: string; now: Date },
): Promise<ConsentResult> {
  if (!can(actor, 'consent.edit')) return failed('not_allowed');
  if (!isUuid(consentId)) return failed('not_found');
  const { countyId } = actor;
  return db.transaction(async (tx): Promise<ConsentResult> => {
    const [row] = await tx
      .update(consents)
      .set({
        withdrawnOn: dayOf(change.now),
        withdrawnAt: change.now,
        withdrawnReason: change.words.trim().slice(0, 500) || null,
      })
      .where(and(eq(consents.countyId, countyId), eq(consents.id, consentId), isNull(consents.withdrawnOn)))
      .returning();
    if (!row) {
      const [there] = await tx
        .select({ id: consents.id })
        .from(consents)
        .where(and(eq(consents.countyId, countyId), eq(consents.id, consentId)));
      return failed(there ? 'already_withdrawn' : 'not_found');
    }
    const [person] = await tx
      .select({ name: portraitPersons.name })
      .from(portraitPersons)
      .where(and(eq(portraitPersons.countyId, countyId), eq(portraitPersons.id, row.personId)));
    await record(tx, actor, {
      action: 'consent.withdrawn',
      subject: 'consent',
      subjectId: row.id,
      reason: change.words.trim() || null,
    });
    const people = await peopleWithRight(tx, countyId, 'poster.recall');
    await tell(
      tx,
      countyId,
      people.filter((id) => id !== actor.userId),
      { kind: 'consent.withdrawn', path: `/brand/consents/${row.id}`, payload: { name: person?.name ?? '' } },
    );
    return { ok: true, consent: row };
  });
}

export type ConsentAnswer =
  | { ok: true; consentIds: string[]; nameAllowed: boolean }
  | { ok: false; reason: ConsentRefusal; consentId: string | null };

/**
 * Whether a picture may be used so: every person seen on it must agree. A picture nobody is recognised on needs none and has
 * none: whether it does is the library's to say.
 */
export async function consentFor(
  db: DbOrTx,
  countyId: string,
  assetId: string,
  wanted: ConsentWanted,
): Promise<ConsentAnswer> {
  if (!isUuid(assetId)) return { ok: false, reason: 'no_consent', consentId: null };
  const rows = await db
    .select()
    .from(consents)
    .where(and(eq(consents.countyId, countyId), eq(consents.assetId, assetId)))
    .orderBy(desc(consents.validTo));
  if (rows.length === 0) return { ok: false, reason: 'no_consent', consentId: null };
  const relied: Consent[] = [];
  for (const personId of new Set(rows.map((r) => r.personId))) {
    const own = rows.filter((r) => r.personId === personId);
    const good = own.find((r) => consentRefusal(r, wanted) === null);
    if (!good) {
      const [newest] = own;
      return {
        ok: false,
        reason: newest ? (consentRefusal(newest, wanted) ?? 'no_consent') : 'no_consent',
        consentId: newest?.id ?? null,
      };
    }
    relied.push(good);
  }
  return { ok: true, consentIds: relied.map((r) => r.id), nameAllowed: relied.every((r) => r.nameAllowed) };
}

export interface ConsentRow {
  consent: Consent;
  person: PortraitPerson;
  asset: { id: string; title: string; description: string; kind: string; thumbKey: string | null };
  standing: ConsentStanding;
}

export interface ConsentFilter {
  state?: ConsentStanding['state'];
  text?: string;
  today: Day;
  page: number;
  pageSize: number;
}

/** Those that end first on top, what is over at the foot. */
export async function listConsents(
  db: DbOrTx,
  countyId: string,
  filter: ConsentFilter,
): Promise<{ rows: ConsentRow[]; total: number }> {
  const text = filter.text?.toLowerCase() ?? '';
  const rows = (
    await joined(db).where(eq(consents.countyId, countyId)).orderBy(asc(consents.validTo), asc(consents.id))
  )
    .map((r) => ({ ...r, standing: consentStanding(r.consent, filter.today) }))
    .filter(
      (r) =>
        (!filter.state || r.standing.state === filter.state) &&
        [r.person.name, r.asset.title].some((t) => t.toLowerCase().includes(text)),
    )
    .sort((a, b) => Number(isOver(a)) - Number(isOver(b)));
  return {
    rows: rows.slice((filter.page - 1) * filter.pageSize, filter.page * filter.pageSize),
    total: rows.length,
  };
}

function isOver(row: ConsentRow): boolean {
  return row.standing.state === 'expired' || row.standing.state === 'withdrawn';
}

export async function getConsent(
  db: DbOrTx,
  countyId: string,
  id: string,
  today: Day,
): Promise<(ConsentRow & { fileName: string | null }) | null> {
  if (!isUuid(id)) return null;
  const [row] = await joined(db).where(and(eq(consents.countyId, countyId), eq(consents.id, id)));
  if (!row) return null;
  const [file] = row.consent.fileId
    ? await db
        .select({ fileName: brandFiles.fileName })
        .from(brandFiles)
        .where(and(eq(brandFiles.countyId, countyId), eq(brandFiles.id, row.consent.fileId)))
    : [];
  return { ...row, standing: consentStanding(row.consent, today), fileName: file?.fileName ?? null };
}

export async function listPersons(db: DbOrTx, countyId: string): Promise<PortraitPerson[]> {
  return db
    .select()
    .from(portraitPersons)
    .where(eq(portraitPersons.countyId, countyId))
    .orderBy(asc(portraitPersons.name));
}

/** Pictures people can be seen on, newest first, for the form. */
export async function listPictures(db: DbOrTx, countyId: string): Promise<{ id: string; title: string }[]> {
  return db
    .select({ id: assets.id, title: assets.title })
    .from(assets)
    .where(
      and(
        eq(assets.countyId, countyId),
        inArray(assets.contentType, ['image/jpeg', 'image/png', 'video/mp4']),
      ),
    )
    .orderBy(desc(assets.createdAt))
    .limit(300);
}

function joined(db: DbOrTx) {
  return db
    .select({
      consent: consents,
      person: portraitPersons,
      asset: {
        id: assets.id,
        title: assets.title,
        description: assets.description,
        kind: assets.kind,
        thumbKey: assets.thumbKey,
      },
    })
    .from(consents)
    .innerJoin(
      portraitPersons,
      and(eq(portraitPersons.countyId, consents.countyId), eq(portraitPersons.id, consents.personId)),
    )
    .innerJoin(assets, and(eq(assets.countyId, consents.countyId), eq(assets.id, consents.assetId)));
}

async function findPerson(tx: DbOrTx, countyId: string, personId: string): Promise<PortraitPerson | null> {
  if (!isUuid(personId)) return null;
  const [known] = await tx
    .select()
    .from(portraitPersons)
    .where(and(eq(portraitPersons.countyId, countyId), eq(portraitPersons.id, personId)));
  return known ?? null;
}

async function insertPerson(tx: DbOrTx, countyId: string, input: ConsentInput): Promise<PortraitPerson> {
  const [row] = await tx
    .insert(portraitPersons)
    .values({
      countyId,
      name: input.personName.trim().slice(0, 40),
      birthYear: input.birthYear,
      isOfficial: input.isOfficial,
    })
    .returning();
  if (!row) throw new Error('the insert returned no row');
  return row;
}

function failed(reason: ConsentFailure): { ok: false; reason: ConsentFailure } {
  return { ok: false, reason };
}
