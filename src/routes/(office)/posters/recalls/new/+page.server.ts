import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { listRecallable } from '#lib/server/posters/recalls/choices.ts';
import { recall } from '#lib/server/posters/recalls/recalls.ts';
import { RECALL_REASONS } from '#lib/server/posters/states.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { parseForm } from '#lib/server/web/form.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { recallFailureWord } from '../words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'poster.recall');
  return listRecallable(event.locals.app.database.db, actor.countyId);
};

const Form = v.strictObject({
  /** 'campaign:<id>' or 'merchant:<id>'. */
  target: v.pipe(
    v.string(),
    v.regex(/^(campaign|merchant):.+/u, () => m.batches_recall_failure_not_found()),
  ),
  reason: v.picklist(RECALL_REASONS),
  words: v.pipe(
    v.string(),
    v.nonEmpty(() => m.batches_recall_failure_words_missing()),
    v.maxLength(300),
  ),
});

export const actions: Actions = {
  default: async (event) => {
    const actor = requireRight(event, 'poster.recall');
    const parsed = parseForm(Form, await event.request.formData());
    if (!parsed.ok) return fail(422, { values: parsed.values, errors: parsed.errors, refused: null });
    const { target, reason, words } = parsed.value;
    const [scope = '', scopeId = ''] = target.split(':', 2);
    const { app } = event.locals;
    const result = await recall(app.database.db, actor, {
      scope: scope === 'merchant' ? 'merchant' : 'campaign',
      scopeId,
      reason,
      words,
      now: app.clock(),
    });
    if (!result.ok)
      return fail(409, {
        values: { target, reason, words },
        errors: {} as Record<string, string>,
        refused: recallFailureWord[result.reason](),
      });
    setFlash(event, { text: m.batches_recall_done() });
    redirect(303, `/posters/recalls/${result.recall.id}`);
  },
};
