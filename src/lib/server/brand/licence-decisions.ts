/**
 * The office's steps with a licence: take in, review, check on site, put up for public notice, grant; suspend, resume, revoke.
 * Each is one transaction with the licence's row held; who reviewed does not grant.
 */
import { and, eq, sql } from 'drizzle-orm';
import { addDays, dayOf, isDay, yearOf, type Day } from '#lib/shared/dates.ts';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import type { DbOrTx } from '../db/database.ts';
import { problemsOf } from './application-reading.ts';
import { lastDayOf, yearsBefore, type IntakeProblem } from './application.ts';
import { insertFile, prepareFile, storeBytes, type BrandServices, type PreparedFile } from './files.ts';
import { announceStep } from './licence-announcing.ts';
import { STEPS, statusAfter, type LicenceStepKind } from './licence-step.ts';
import { daysOffOf, lockLicence, noticeOf } from './licence-notice.ts';
import { noticeState } from './notice-clock.ts';
import { licenceChecks, licencePapers, licences, type Licence } from './schema.ts';
import type { CheckKind } from './terms.ts';

/** 取消授权: so many days for an appeal. */
export const APPEAL_DAYS = 15;

export interface CheckInput {
  person: string;
  checkedOn: Day;
  /** 0–100, or null where none is given. */
  score: number | null;
  photographs: readonly { name: string; bytes: Uint8Array }[];
}

export interface StepRequest {
  licenceId: string;
  step: Exclude<LicenceStepKind, 'submit' | 'withdraw'>;
  words: string;
  now: Date;
  /** With the three steps that are passed by a check. */
  check?: CheckInput;
  /** With a grant. */
  conditions?: string;
  /** With a revocation: the day it counts from, today or later. */
  on?: Day;
  /** The version of the row the person looked at; an older one is refused. */
  rowVersion?: number;
}

export type StepFailure =
  | 'not_found'
  | 'not_allowed'
  | 'wrong_state'
  | 'stale'
  | 'words_missing'
  | 'check_missing'
  | 'photo_missing'
  | 'photo_unreadable'
  | 'day_invalid'
  | 'problems'
  | 'notice_running'
  | 'objection_open'
  | 'objection_upheld'
  | 'reviewed_by_you';

export type StepResult =
  { ok: true; licence: Licence } | { ok: false; reason: StepFailure; problems?: IntakeProblem[] };

/** Which check each of these steps writes down. */
const CHECK_OF: Partial<Record<LicenceStepKind, CheckKind>> = {
  pass_first_review: 'first_review',
  pass_site_check: 'site_check',
  pass_review: 'review',
};

export async function takeStep(app: BrandServices, actor: Actor, request: StepRequest): Promise<StepResult> {
  const rule = STEPS[request.step];
  if (rule.by === 'holder' || !can(actor, rule.by)) return failed('not_allowed');
  const words = request.words.trim().slice(0, 1000);
  if (rule.words === 'required' && words === '') return failed('words_missing');
  const kind = CHECK_OF[request.step];
  const looked = kind ? await readCheck(request, kind) : { ok: true as const, photographs: [] };
  if (!looked.ok) return looked;
  const keys = await Promise.all(looked.photographs.map((p) => storeBytes(app.storage, actor.countyId, p)));
  const today = dayOf(request.now);
  return app.database.db.transaction(async (tx): Promise<StepResult> => {
    const licence = await lockLicence(tx, actor.countyId, request.licenceId);
    if (!licence) return failed('not_found');
    const to = statusAfter(request.step, licence.status);
    if (!to) return failed('wrong_state');
    if (request.rowVersion !== undefined && request.rowVersion !== licence.rowVersion) return failed('stale');
    const values = await valuesOf(tx, actor, licence, request, today);
    if ('ok' in values) return values;
    if (kind && request.check) {
      const [check] = await tx
        .insert(licenceChecks)
        .values({
          countyId: actor.countyId,
          licenceId: licence.id,
          kind,
          person: request.check.person.trim().slice(0, 60),
          checkedOn: request.check.checkedOn,
          score: request.check.score,
          passed: true,
          comment: words,
          createdBy: actor.userId,
          createdAt: request.now,
        })
        .returning();
      if (!check) throw new Error('the insert returned no row');
      for (const [i, file] of looked.photographs.entries()) {
        const row = await insertFile(tx, actor, file, keys[i] ?? '', {
          purpose: 'licence_paper',
          merchantId: null,
        });
        await tx.insert(licencePapers).values({
          countyId: actor.countyId,
          licenceId: licence.id,
          kind: 'site_photo',
          fileId: row.id,
          checkId: check.id,
        });
      }
    }
    const [changed] = await tx
      .update(licences)
      .set({ ...values, status: to, rowVersion: sql`${licences.rowVersion} + 1` })
      .where(and(eq(licences.countyId, actor.countyId), eq(licences.id, licence.id)))
      .returning();
    if (!changed) throw new Error('a locked row vanished');
    await announceStep(tx, actor, changed, {
      step: request.step,
      from: licence.status,
      words,
      now: request.now,
    });
    return { ok: true, licence: changed };
  });
}

/** What the step changes besides the status, or why it is refused. */
async function valuesOf(
  tx: DbOrTx,
  actor: Actor,
  licence: Licence,
  request: StepRequest,
  today: Day,
): Promise<Partial<typeof licences.$inferInsert> | Extract<StepResult, { ok: false }>> {
  switch (request.step) {
    case 'accept': {
      const problems = await problemsOf(tx, licence, today);
      return problems.length > 0 ? { ok: false, reason: 'problems', problems } : {};
    }
    case 'pass_review': {
      const table = await daysOffOf(tx, actor.countyId);
      const state = noticeState({ from: today, objections: [] }, today, table);
      return { noticeFrom: today, noticeTo: state.endsOn };
    }
    case 'grant':
      return grantValues(tx, actor, licence, request, today);
    case 'suspend':
      return { suspendedOn: today, suspendedReason: request.words.trim() };
    case 'resume':
      return { suspendedOn: null, suspendedReason: null };
    case 'revoke': {
      const on = request.on ?? today;
      if (!isDay(on) || on < today) return failed('day_invalid');
      return { revokedOn: on, revokedReason: request.words.trim(), appealUntil: addDays(on, APPEAL_DAYS) };
    }
    default:
      return {};
  }
}

async function grantValues(
  tx: DbOrTx,
  actor: Actor,
  licence: Licence,
  request: StepRequest,
  today: Day,
): Promise<Partial<typeof licences.$inferInsert> | Extract<StepResult, { ok: false }>> {
  const notice = await noticeOf(tx, licence, today);
  if (notice?.upheld) return failed('objection_upheld');
  if (notice?.state.stopped) return failed('objection_open');
  if (!notice?.state.over) return failed('notice_running');
  const [review] = await tx
    .select({ by: licenceChecks.createdBy })
    .from(licenceChecks)
    .where(
      and(
        eq(licenceChecks.countyId, licence.countyId),
        eq(licenceChecks.licenceId, licence.id),
        eq(licenceChecks.kind, 'review'),
      ),
    );
  if (actor.userId === null || review?.by === actor.userId) return failed('reviewed_by_you');
  // Never before the grant; a renewal waits for the old licence to end.
  const from = licence.validFrom > today ? licence.validFrom : today;
  const years = licence.validTo >= lastDayOf(licence.validFrom, 3) ? 3 : 1;
  return {
    validFrom: from,
    validTo: lastDayOf(from, years),
    documentNo: await nextDocumentNo(tx, licence.countyId, today),
    grantedAt: request.now,
    grantedBy: actor.userId,
    conditions: request.conditions?.trim().slice(0, 500) || null,
    annualReviewDueOn: years === 1 ? null : yearsBefore(from, -1),
  };
}

async function readCheck(
  request: StepRequest,
  kind: CheckKind,
): Promise<{ ok: true; photographs: PreparedFile[] } | Extract<StepResult, { ok: false }>> {
  const { check } = request;
  if (!check || check.person.trim() === '') return failed('check_missing');
  if (!isDay(check.checkedOn) || check.checkedOn > dayOf(request.now)) return failed('day_invalid');
  if (check.score !== null && (!Number.isInteger(check.score) || check.score < 0 || check.score > 100))
    return failed('check_missing');
  if (kind !== 'first_review' && check.score === null) return failed('check_missing');
  if (kind === 'site_check' && check.photographs.length === 0) return failed('photo_missing');
  const photographs: PreparedFile[] = [];
  for (const photo of check.photographs.slice(0, 8)) {
    const prepared = await prepareFile(photo.name, photo.bytes);
    if (!prepared.ok) return failed('photo_unreadable');
    photographs.push(prepared.file);
  }
  return { ok: true, photographs };
}

/** '授权〔2026〕7号', counted within the year. */
async function nextDocumentNo(tx: DbOrTx, countyId: string, today: Day): Promise<string> {
  // One county's numbers are given one after another.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`licence-no:${countyId}`}))`);
  const prefix = `品牌授权〔${yearOf(today)}〕`;
  const rows = await tx
    .select({ no: licences.documentNo })
    .from(licences)
    .where(and(eq(licences.countyId, countyId), sql`${licences.documentNo} like ${`${prefix}%`}`));
  const last = Math.max(0, ...rows.map((r) => Number.parseInt(r.no?.slice(prefix.length) ?? '', 10) || 0));
  return `${prefix}${last + 1}号`;
}

function failed(reason: StepFailure): { ok: false; reason: StepFailure } {
  return { ok: false, reason };
}
