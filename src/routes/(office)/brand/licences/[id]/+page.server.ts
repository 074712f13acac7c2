import { fail, redirect } from '@sveltejs/kit';
import { and, asc, eq, gt, gte, inArray, lte } from 'drizzle-orm';
import { m } from '#lib/paraglide/messages.js';
import { can, rolesWith } from '#lib/server/accounts/rights.ts';
import { lastDayOf } from '#lib/server/brand/application.ts';
import { takeStep, type CheckInput, type StepRequest } from '#lib/server/brand/licence-decisions.ts';
import {
  raiseObjection,
  recordAnnualReview,
  resolveObjection,
} from '#lib/server/brand/licence-objections.ts';
import { LICENCE_STEPS, STEPS, stepsFrom } from '#lib/server/brand/licence-step.ts';
import { getLicence } from '#lib/server/brand/licences.ts';
import type { Licence } from '#lib/server/brand/schema.ts';
import { campaignMerchants, campaigns } from '#lib/server/campaigns/schema.ts';
import type { Db } from '#lib/server/db/database.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { problemText, stepWord } from '../../../../m/licences/words.ts';
import { failureWord } from '../words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'licence.read');
  const { app, locale } = event.locals;
  const today = dayOf(app.clock());
  const found = requireFound(await getLicence(app.database.db, actor, event.params.id, today));
  const { licence: l, brand, holder, products } = found;
  const name = (p: { name: string; nameEn: string }): string => (locale === 'en' ? p.nameEn : p.name);
  const turn = stepsFrom(l.status, (by) => by !== 'holder').filter((s) => !['return', 'refuse'].includes(s));
  return {
    today,
    licence: {
      id: l.id,
      status: l.status,
      uses: l.uses,
      territory: l.territory,
      validFrom: l.validFrom,
      validTo: l.validTo,
      threeYears: l.validTo >= lastDayOf(l.validFrom, 3),
      documentNo: l.documentNo,
      applicationNo: l.applicationNo,
      standardVersion: l.standardVersion,
      conditions: l.conditions,
      noIncident: l.noIncident,
      lastIncidentOn: l.lastIncidentOn,
      applicantNote: l.applicantNote,
      submittedAt: l.submittedAt,
      noticeFrom: l.noticeFrom,
      revokedOn: l.revokedOn,
      revokedReason: l.revokedReason,
      suspendedReason: l.suspendedReason,
      appealUntil: l.appealUntil,
      annualReviewDueOn: l.annualReviewDueOn,
      rowVersion: l.rowVersion,
    },
    brand: { id: brand.id, name: name(brand) },
    holder,
    products: products.map(name),
    papers: found.papers.map((p) => ({
      id: p.id,
      kind: p.kind,
      fileId: p.fileId,
      fileName: p.fileName,
      isPicture: p.contentType === 'image/jpeg',
      restricted: p.restricted,
      mayOpen: !p.restricted || can(actor, 'licence.identity'),
      issuedOn: p.issuedOn,
      checkId: p.checkId,
      openings: p.openings,
    })),
    checks: found.checks,
    objections: found.objections,
    steps: found.steps.map((s) => ({
      step: s.step,
      by: s.userName,
      at: s.createdAt,
      comment: s.comment,
      to: s.toStatus,
    })),
    notice: found.notice,
    upheld: found.upheld,
    problems: found.problems.map((p) => problemText(p, locale, () => '')),
    next: found.next,
    turn: [
      ...new Set(
        turn.flatMap((s) => {
          const by = STEPS[s].by;
          return by === 'holder' ? [] : rolesWith(by);
        }),
      ),
    ],
    endsIn: l.status === 'granted' ? await campaignItEndsIn(app.database.db, l, today) : null,
    renews: found.renews,
    renewedBy: found.renewedBy,
    mayObject: l.status === 'public_notice' && can(actor, 'licence.intake'),
    mayAnswer: can(actor, 'licence.review'),
    mayReviewYearly: (l.status === 'granted' || l.status === 'suspended') && can(actor, 'licence.review'),
    me: actor.name,
  };
};

export const actions: Actions = {
  step: async (event) => {
    const actor = requireRight(event, 'licence.read');
    const { app } = event.locals;
    const form = await event.request.formData();
    const step = LICENCE_STEPS.find((s) => s === form.get('step'));
    if (!step || step === 'submit' || step === 'withdraw')
      return fail(400, { refused: failureWord.wrong_state() });
    const on = text(form, 'on');
    const request: StepRequest = {
      licenceId: event.params.id,
      step,
      words: text(form, 'words'),
      now: app.clock(),
      rowVersion: Number(form.get('version')),
      ...(form.has('person') ? { check: await checkOf(form) } : {}),
      ...(form.has('conditions') ? { conditions: text(form, 'conditions') } : {}),
      ...(on ? { on } : {}),
    };
    const result = await takeStep(app, actor, request);
    if (!result.ok) return fail(400, { refused: failureWord[result.reason](), step });
    return done(event, m.licences_done_step({ step: stepWord[step]() }));
  },

  object: async (event) => {
    const actor = requireRight(event, 'licence.intake');
    const { app } = event.locals;
    const form = await event.request.formData();
    const result = await raiseObjection(app.database.db, actor, event.params.id, {
      raisedBy: text(form, 'raisedBy'),
      words: text(form, 'words'),
      on: text(form, 'on'),
      now: app.clock(),
    });
    if (!result.ok) return fail(400, { refused: failureWord[result.reason]() });
    return done(event, m.licences_done_objection());
  },

  answer: async (event) => {
    const actor = requireRight(event, 'licence.review');
    const { app } = event.locals;
    const form = await event.request.formData();
    const result = await resolveObjection(app.database.db, actor, event.params.id, {
      objectionId: text(form, 'objection'),
      outcome: form.get('outcome') === 'upheld' ? 'upheld' : 'dismissed',
      answer: text(form, 'answer'),
      now: app.clock(),
    });
    if (!result.ok) return fail(400, { refused: failureWord[result.reason]() });
    return done(event, m.licences_done_answer());
  },

  annual: async (event) => {
    const actor = requireRight(event, 'licence.review');
    const { app } = event.locals;
    const form = await event.request.formData();
    const result = await recordAnnualReview(app.database.db, actor, event.params.id, {
      person: text(form, 'person'),
      checkedOn: text(form, 'checkedOn'),
      score: scoreOf(form),
      passed: form.get('passed') !== 'no',
      comment: text(form, 'words'),
      now: app.clock(),
    });
    if (!result.ok) return fail(400, { refused: failureWord[result.reason]() });
    return done(event, m.licences_done_annual());
  },
};

/** The first campaign of the holder that outlives the licence: its pictures need the renewal. */
async function campaignItEndsIn(db: Db, licence: Licence, today: string): Promise<string | null> {
  if (licence.holderMerchantId === null) return null;
  const [row] = await db
    .select({ name: campaigns.name })
    .from(campaigns)
    .innerJoin(
      campaignMerchants,
      and(eq(campaignMerchants.countyId, campaigns.countyId), eq(campaignMerchants.campaignId, campaigns.id)),
    )
    .where(
      and(
        eq(campaigns.countyId, licence.countyId),
        eq(campaignMerchants.merchantId, licence.holderMerchantId),
        inArray(campaigns.state, ['awaiting_approval', 'approved', 'running', 'changing', 'postponed']),
        gte(campaigns.endsOn, today),
        lte(campaigns.startsOn, licence.validTo),
        gt(campaigns.endsOn, licence.validTo),
      ),
    )
    .orderBy(asc(campaigns.startsOn))
    .limit(1);
  return row?.name ?? null;
}

function done(event: RequestEvent, words: string): never {
  setFlash(event, { text: words });
  redirect(303, event.url.pathname);
}

function text(form: FormData, key: string): string {
  const value = form.get(key);
  return typeof value === 'string' ? value.trim() : '';
}

function scoreOf(form: FormData): number | null {
  const score = text(form, 'score');
  return score === '' ? null : Number(score);
}

async function checkOf(form: FormData): Promise<CheckInput> {
  const files = form.getAll('photo').filter((f): f is File => f instanceof File && f.size > 0);
  return {
    person: text(form, 'person'),
    checkedOn: text(form, 'checkedOn'),
    score: scoreOf(form),
    photographs: await Promise.all(
      files.map(async (f) => ({ name: f.name, bytes: new Uint8Array(await f.arrayBuffer()) })),
    ),
  };
}
