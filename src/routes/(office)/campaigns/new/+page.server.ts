import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import * as drafting from '#lib/server/campaigns/drafting.ts';
import { pathOf } from '#lib/server/campaigns/campaigns.ts';
import { judge } from '#lib/server/campaigns/submitting.ts';
import { countersigningUnits, daysOff } from '#lib/server/county/lists.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { addDays, dayOf, isDay } from '#lib/shared/dates.ts';
import { saveRefusalWord } from '../[id]/refusal-words.ts';
import { emptyPaper, formChoices, ruleFields } from '../form-choices.ts';
import { readPaper } from '../paper-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'campaign.edit');
  const { app } = event.locals;
  const { db } = app.database;
  const today = dayOf(app.clock());
  const asked = event.url.searchParams.get('day') ?? '';
  const first = isDay(asked) ? asked : addDays(today, 30);
  const content = emptyPaper(first, addDays(first, 9));
  const [choices, judged, units] = await Promise.all([
    formChoices(db, actor),
    judge(db, actor.countyId, null, content, today),
    countersigningUnits(db, actor.countyId),
  ]);
  return {
    content,
    rules: { start: ruleFields(null), end: ruleFields(null) },
    choices,
    lacks: judged.lacks,
    units: units.map((u) => u.shortName ?? u.name),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = requireRight(event, 'campaign.edit');
    const { app } = event.locals;
    const { db } = app.database;
    const read = readPaper(await event.request.formData(), {
      daysOff: await daysOff(db, actor.countyId),
      today: dayOf(app.clock()),
    });
    const shown = {
      content: read.content,
      rules: { start: ruleFields(read.content.startRule), end: ruleFields(read.content.endRule) },
    };
    if (Object.keys(read.errors).length > 0) return fail(400, { ...shown, errors: read.errors, refused: '' });
    const result = await drafting.create(db, actor, read.content, { at: app.clock() });
    if (!result.ok) return fail(409, { ...shown, errors: {}, refused: saveRefusalWord[result.reason]() });
    setFlash(event, { text: m.planning_created({ code: result.campaign.code }) });
    redirect(303, pathOf(result.campaign));
  },
};
