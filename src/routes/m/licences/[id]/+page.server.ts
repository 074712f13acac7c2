import { fail, redirect } from '@sveltejs/kit';
import { OPTIONAL_PAPERS, REQUIRED_PAPERS, DATED_PAPERS, lastDayOf } from '#lib/server/brand/application.ts';
import { getOwnApplication } from '#lib/server/brand/application-reading.ts';
import * as applications from '#lib/server/brand/applications.ts';
import { isOpen, statusAfter } from '#lib/server/brand/licence-step.ts';
import { LICENCE_USES, PAPER_KINDS } from '#lib/server/brand/terms.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireActor, requireFound } from '#lib/server/web/guard.ts';
import { m } from '#lib/paraglide/messages.js';
import { dayOf, isDay } from '#lib/shared/dates.ts';
import { failureText, problemText } from '../words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const { app, locale } = event.locals;
  const today = dayOf(app.clock());
  const own = requireFound(await getOwnApplication(app.database.db, actor, event.params.id, today));
  const { licence } = own;
  const english = locale === 'en';
  const nameOf = (id: string): string => {
    const product = [...own.choices, ...own.products].find((p) => p.id === id);
    return (english ? product?.nameEn : product?.name) ?? '';
  };
  const open = isOpen(licence.status);
  return {
    today,
    open,
    mayWithdraw: statusAfter('withdraw', licence.status) !== null,
    licence: {
      id: licence.id,
      status: licence.status,
      uses: licence.uses,
      validFrom: licence.validFrom,
      validTo: licence.validTo,
      years: licence.validTo >= lastDayOf(licence.validFrom, 3) ? '3' : '1',
      documentNo: licence.documentNo,
      applicationNo: licence.applicationNo,
      conditions: licence.conditions,
      noIncident: licence.noIncident,
      lastIncidentOn: licence.lastIncidentOn,
      note: licence.applicantNote,
      revokedReason: licence.revokedReason,
      suspendedReason: licence.suspendedReason,
      appealUntil: licence.appealUntil,
      renewal: licence.renewsId !== null,
      renewedBy: own.renewedBy,
    },
    brand: { id: own.brand.id, name: own.brand.name, nameEn: own.brand.nameEn },
    products: own.products.map((p) => ({ id: p.id, name: english ? p.nameEn : p.name })),
    choices: own.choices.map((p) => ({ id: p.id, name: english ? p.nameEn : p.name })),
    papers: own.papers.map((p) => ({
      id: p.id,
      kind: p.kind,
      fileId: p.fileId,
      fileName: p.fileName,
      isPicture: p.contentType === 'image/jpeg',
      issuedOn: p.issuedOn,
      restricted: p.restricted,
    })),
    asked: {
      required: [...REQUIRED_PAPERS],
      optional: [...OPTIONAL_PAPERS],
      dated: [...DATED_PAPERS],
    },
    steps: own.steps,
    problems: own.problems.map((p) => problemText(p, locale, nameOf)),
    standard: own.standard,
  };
};

export const actions: Actions = {
  save: async (event) => {
    const form = await event.request.formData();
    const saved = await save(event, form);
    if (!saved.ok) return fail(400, { refused: failureText(saved.reason), at: 'what' });
    setFlash(event, { text: m.licences_saved() });
    redirect(303, `${event.url.pathname}#papers`);
  },

  paper: async (event) => {
    const actor = requireActor(event);
    const form = await event.request.formData();
    const file = form.get('file');
    const kind = PAPER_KINDS.find((k) => k === form.get('kind'));
    const day = String(form.get('issuedOn') ?? '');
    if (!(file instanceof File) || !kind)
      return fail(400, { refused: failureText('empty'), at: kind ?? 'papers' });
    const result = await applications.addPaper(event.locals.app, actor, event.params.id, {
      kind,
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
      issuedOn: isDay(day) ? day : null,
    });
    if (!result.ok) return fail(400, { refused: failureText(result.reason), at: kind });
    redirect(303, `${event.url.pathname}#paper-${kind}`);
  },

  remove: async (event) => {
    const actor = requireActor(event);
    const form = await event.request.formData();
    const { db } = event.locals.app.database;
    const result = await applications.removePaper(
      db,
      actor,
      event.params.id,
      String(form.get('paper') ?? ''),
    );
    if (!result.ok) return fail(400, { refused: failureText(result.reason), at: 'papers' });
    redirect(303, `${event.url.pathname}#papers`);
  },

  submit: async (event) => {
    const actor = requireActor(event);
    const { app } = event.locals;
    const result = await applications.submitApplication(app.database.db, actor, event.params.id, app.clock());
    if (!result.ok) return fail(400, { refused: failureText(result.reason), at: 'submit' });
    setFlash(event, { text: m.licences_done_submitted() });
    redirect(303, event.url.pathname);
  },

  withdraw: async (event) => {
    const actor = requireActor(event);
    const { app } = event.locals;
    const result = await applications.withdrawApplication(
      app.database.db,
      actor,
      event.params.id,
      app.clock(),
    );
    if (!result.ok) return fail(400, { refused: failureText(result.reason), at: 'submit' });
    setFlash(event, { text: m.licences_done_withdrawn() });
    redirect(303, '/m/licences');
  },
};

async function save(event: RequestEvent, form: FormData): Promise<applications.ApplicationResult> {
  const actor = requireActor(event);
  const { app } = event.locals;
  const incident = String(form.get('lastIncidentOn') ?? '');
  return applications.saveApplication(
    app.database.db,
    actor,
    event.params.id,
    {
      productIds: form.getAll('product').map(String),
      uses: LICENCE_USES.filter((use) => form.getAll('use').includes(use)),
      years: form.get('years') === '1' ? 1 : 3,
      noIncident: form.get('noIncident') === 'on',
      lastIncidentOn: isDay(incident) ? incident : null,
      note: String(form.get('note') ?? '').trim(),
    },
    app.clock(),
  );
}
