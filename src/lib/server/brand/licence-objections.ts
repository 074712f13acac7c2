/** Objections during the public notice, and the yearly review of what was granted. */
import { and, eq, sql } from 'drizzle-orm';
import { dayOf, isDay, type Day } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import { yearsBefore } from './application.ts';
import type { StepFailure, StepResult } from './licence-decisions.ts';
import { lockLicence } from './licence-notice.ts';
import { licenceChecks, licenceObjections, licences, type Licence } from './schema.ts';

/** An objection during 公示: the clock stands until it is answered. */
export async function raiseObjection(
  db: Db,
  actor: Actor,
  licenceId: string,
  input: { raisedBy: string; words: string; on: Day; now: Date },
): Promise<StepResult> {
  if (!can(actor, 'licence.intake')) return failed('not_allowed');
  if (input.words.trim() === '' || input.raisedBy.trim() === '') return failed('words_missing');
  return db.transaction(async (tx): Promise<StepResult> => {
    const licence = await lockLicence(tx, actor.countyId, licenceId);
    if (!licence) return failed('not_found');
    if (licence.status !== 'public_notice' || licence.noticeFrom === null) return failed('wrong_state');
    if (!isDay(input.on) || input.on < licence.noticeFrom || input.on > dayOf(input.now))
      return failed('day_invalid');
    await tx.insert(licenceObjections).values({
      countyId: actor.countyId,
      licenceId,
      raisedBy: input.raisedBy.trim().slice(0, 60),
      words: input.words.trim().slice(0, 1000),
      raisedOn: input.on,
      createdAt: input.now,
    });
    return touched(tx, actor, licence, 'licence.objection_raised', input.words);
  });
}

/** The answer: dismissed and the clock goes on, or upheld and the licence can only be refused. */
export async function resolveObjection(
  db: Db,
  actor: Actor,
  licenceId: string,
  input: { objectionId: string; outcome: 'dismissed' | 'upheld'; answer: string; now: Date },
): Promise<StepResult> {
  if (!can(actor, 'licence.review')) return failed('not_allowed');
  if (input.answer.trim() === '') return failed('words_missing');
  if (!isUuid(input.objectionId)) return failed('not_found');
  return db.transaction(async (tx): Promise<StepResult> => {
    const licence = await lockLicence(tx, actor.countyId, licenceId);
    if (!licence) return failed('not_found');
    const [row] = await tx
      .update(licenceObjections)
      .set({
        resolvedOn: dayOf(input.now),
        outcome: input.outcome,
        answer: input.answer.trim().slice(0, 1000),
      })
      .where(
        and(
          eq(licenceObjections.countyId, actor.countyId),
          eq(licenceObjections.licenceId, licenceId),
          eq(licenceObjections.id, input.objectionId),
          sql`${licenceObjections.resolvedOn} is null`,
        ),
      )
      .returning();
    if (!row) return failed('not_found');
    return touched(tx, actor, licence, 'licence.objection_answered', input.answer);
  });
}

/** 年检 of a granted licence: written down, and the next one is due a year later. */
export async function recordAnnualReview(
  db: Db,
  actor: Actor,
  licenceId: string,
  input: {
    person: string;
    checkedOn: Day;
    score: number | null;
    passed: boolean;
    comment: string;
    now: Date;
  },
): Promise<StepResult> {
  if (!can(actor, 'licence.review')) return failed('not_allowed');
  if (input.person.trim() === '' || (!input.passed && input.comment.trim() === ''))
    return failed('words_missing');
  if (!isDay(input.checkedOn) || input.checkedOn > dayOf(input.now)) return failed('day_invalid');
  return db.transaction(async (tx): Promise<StepResult> => {
    const licence = await lockLicence(tx, actor.countyId, licenceId);
    if (!licence) return failed('not_found');
    if (licence.status !== 'granted' && licence.status !== 'suspended') return failed('wrong_state');
    await tx.insert(licenceChecks).values({
      countyId: actor.countyId,
      licenceId,
      kind: 'annual_review',
      person: input.person.trim().slice(0, 60),
      checkedOn: input.checkedOn,
      score: input.score,
      passed: input.passed,
      comment: input.comment.trim().slice(0, 1000),
      createdBy: actor.userId,
      createdAt: input.now,
    });
    if (input.passed)
      await tx
        .update(licences)
        .set({ annualReviewDueOn: yearsBefore(input.checkedOn, -1) })
        .where(and(eq(licences.countyId, actor.countyId), eq(licences.id, licenceId)));
    return touched(tx, actor, licence, 'licence.annual_review', input.comment);
  });
}

async function touched(
  tx: DbOrTx,
  actor: Actor,
  licence: Licence,
  action: string,
  words: string,
): Promise<StepResult> {
  await tx
    .update(licences)
    .set({ rowVersion: sql`${licences.rowVersion} + 1` })
    .where(and(eq(licences.countyId, licence.countyId), eq(licences.id, licence.id)));
  await record(tx, actor, {
    action,
    subject: 'licence',
    subjectId: licence.id,
    label: licence.documentNo ?? licence.applicationNo,
    reason: words.trim() || null,
  });
  return { ok: true, licence };
}

function failed(reason: StepFailure): { ok: false; reason: StepFailure } {
  return { ok: false, reason };
}
