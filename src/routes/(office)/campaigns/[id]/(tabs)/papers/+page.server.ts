import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { can } from '#lib/server/accounts/rights.ts';
import * as work from '#lib/server/campaigns/work.ts';
import { listOrganisations } from '#lib/server/county/lists.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import { requireCampaign } from '../../campaign.ts';
import { workRefusalWord } from './words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, campaign } = await requireCampaign(event);
  const { app } = event.locals;
  const { db } = app.database;
  const [tasks, documents, organisations] = await Promise.all([
    work.listTasks(db, actor.countyId, { campaignId: campaign.id }),
    work.listDocuments(db, actor.countyId, campaign.id),
    listOrganisations(db, actor.countyId),
  ]);
  const planner = can(actor, 'campaign.edit');
  return {
    today: dayOf(app.clock()),
    tasks: tasks.map((task) => ({
      id: task.id,
      title: task.title,
      unit: task.unit,
      dueOn: task.dueOn,
      deliverable: task.deliverable,
      state: task.state,
      mayChange: planner || task.responsibleOrganisationId === actor.organisationId,
    })),
    documents: documents.map(({ id, kind, title, number, issuer, issuedOn }) => ({
      id,
      kind,
      title,
      number,
      issuer,
      issuedOn,
    })),
    organisations: organisations.map((o) => ({ id: o.id, name: o.shortName ?? o.name })),
    planner,
  };
};

export const actions: Actions = {
  addTask: async (event) => {
    const { actor, campaign } = await requireCampaign(event);
    const form = await event.request.formData();
    const unit = String(form.get('unit') ?? '');
    const result = await work.addTask(event.locals.app.database.db, actor, campaign.id, {
      title: String(form.get('title') ?? '').slice(0, 120),
      responsibleOrganisationId: isUuid(unit) ? unit : null,
      dueOn: String(form.get('dueOn') ?? ''),
      deliverable: String(form.get('deliverable') ?? '').slice(0, 200),
    });
    if (!result.ok) return fail(400, { refused: workRefusalWord[result.reason]() });
    setFlash(event, { text: m.planning_task_added({ title: result.task.title }) });
    redirect(303, `/campaigns/${campaign.code.toLowerCase()}/papers`);
  },
  setTask: async (event) => {
    const { actor, campaign } = await requireCampaign(event);
    const form = await event.request.formData();
    const state = work.TASK_STATES.find((s) => s === form.get('state'));
    if (!state) return fail(400, { refused: m.planning_refused_not_found() });
    const task = String(form.get('task'));
    if (!isUuid(task)) return fail(400, { refused: m.planning_refused_not_found() });
    const { db } = event.locals.app.database;
    const own = await work.listTasks(db, actor.countyId, { campaignId: campaign.id });
    if (!own.some((one) => one.id === task)) return fail(400, { refused: m.planning_refused_not_found() });
    const result = await work.setTaskState(db, actor, task, state);
    if (!result.ok) return fail(403, { refused: workRefusalWord[result.reason]() });
    redirect(303, `/campaigns/${campaign.code.toLowerCase()}/papers`);
  },
  addDocument: async (event) => {
    const { actor, campaign } = await requireCampaign(event);
    const form = await event.request.formData();
    const kind = work.DOCUMENT_KINDS.find((k) => k === form.get('kind'));
    if (!kind) return fail(400, { refused: workRefusalWord.title_missing() });
    const result = await work.addDocument(event.locals.app.database.db, actor, campaign.id, {
      kind,
      title: String(form.get('title') ?? '').slice(0, 200),
      number: String(form.get('number') ?? '').slice(0, 60) || null,
      issuer: String(form.get('issuer') ?? '').slice(0, 80),
      issuedOn: String(form.get('issuedOn') ?? '') || null,
    });
    if (!result.ok) return fail(400, { refused: workRefusalWord[result.reason]() });
    setFlash(event, { text: m.planning_document_filed({ title: result.document.title }) });
    redirect(303, `/campaigns/${campaign.code.toLowerCase()}/papers`);
  },
};
