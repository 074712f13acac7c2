import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { isEditable } from '#lib/server/campaigns/campaign.ts';
import { pathOf } from '#lib/server/campaigns/campaigns.ts';
import { loadContent } from '#lib/server/campaigns/content.ts';
import { readApproval } from '#lib/server/campaigns/approval-file.ts';
import * as drafting from '#lib/server/campaigns/drafting.ts';
import { judge } from '#lib/server/campaigns/submitting.ts';
import { countersigningUnits, daysOff } from '#lib/server/county/lists.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { requireCampaign } from '../campaign.ts';
import { saveRefusalWord } from '../refusal-words.ts';
import { formChoices, ruleFields } from '../../form-choices.ts';
import { readPaper } from '../../paper-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, campaign } = await requireCampaign(event);
  requireRight(event, 'campaign.edit');
  if (!isEditable(campaign)) redirect(303, pathOf(campaign));
  const { app } = event.locals;
  const { db } = app.database;
  const today = dayOf(app.clock());
  const content = requireFound(await loadContent(db, actor.countyId, campaign.id));
  const [choices, judged, approval, units] = await Promise.all([
    formChoices(db, actor),
    judge(db, actor.countyId, campaign.id, content, today),
    readApproval(db, actor, campaign, today),
    countersigningUnits(db, actor.countyId),
  ]);
  return {
    campaign: {
      code: campaign.code,
      name: campaign.name,
      state: campaign.state,
      revision: campaign.revision,
    },
    content,
    rules: { start: ruleFields(content.startRule), end: ruleFields(content.endRule) },
    choices,
    lacks: judged.lacks,
    cautions: judged.cautions,
    frame: judged.context.frame,
    approval,
    units: units.map((u) => u.shortName ?? u.name),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, campaign } = await requireCampaign(event);
    const { app } = event.locals;
    const { db } = app.database;
    const form = await event.request.formData();
    const read = readPaper(form, { daysOff: await daysOff(db, actor.countyId), today: dayOf(app.clock()) });
    const shown = {
      content: read.content,
      rules: { start: ruleFields(read.content.startRule), end: ruleFields(read.content.endRule) },
    };
    if (Object.keys(read.errors).length > 0) return fail(400, { ...shown, errors: read.errors, refused: '' });
    const revision = Number(form.get('revision'));
    if (!Number.isInteger(revision)) error(400, 'revision');
    const result = await drafting.save(db, actor, campaign.id, read.content, {
      at: app.clock(),
      revision,
      reason: String(form.get('reason') ?? '').slice(0, 1000),
    });
    if (!result.ok) return fail(409, { ...shown, errors: {}, refused: saveRefusalWord[result.reason]() });
    setFlash(event, {
      text: result.campaign.state === 'changing' ? m.planning_saved_changing() : m.planning_saved(),
    });
    redirect(303, pathOf(result.campaign));
  },
};
