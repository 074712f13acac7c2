import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { categoryName } from '#lib/server/brand/law/check.ts';
import { BASE_LIST, isLawBlock, NO_ADDITIONS } from '#lib/server/brand/law/list.ts';
import { newestVersion } from '#lib/server/brand/law/lists.ts';
import { previewList, sign } from '#lib/server/posters/law/signing.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { problemText } from '../words.ts';
import { readAdditions } from './form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'law.read');
  const newest = await newestVersion(event.locals.app.database.db, actor.countyId);
  const { locale } = event.locals;
  return {
    over: newest?.number ?? 0,
    additions: newest?.additions ?? NO_ADDITIONS,
    signed: newest ? { by: newest.signedByName, at: newest.createdAt, note: newest.note } : null,
    rules: BASE_LIST.rules.map((r) => ({
      value: r.id,
      label: `${r.id} ${categoryName(r.category, locale)}`,
      fixed: isLawBlock(r),
    })),
  };
};

export const actions: Actions = {
  preview: async (event) => {
    const actor = requireRight(event, 'law.edit');
    const form = await event.request.formData();
    const additions = readAdditions(form);
    const { app } = event.locals;
    const preview = await previewList(app.database.db, actor.countyId, additions, app.clock());
    return {
      additions,
      note: String(form.get('note') ?? '').slice(0, 400),
      problems: preview.problems.map(problemText),
      preview: preview.problems.length > 0 ? null : preview,
    };
  },
  sign: async (event) => {
    const actor = requireRight(event, 'law.edit');
    const form = await event.request.formData();
    const additions = readAdditions(form);
    const note = String(form.get('note') ?? '')
      .trim()
      .slice(0, 400);
    const { app } = event.locals;
    const result = await sign(app.database.db, actor, {
      over: Number(form.get('over')),
      additions,
      note,
      now: app.clock(),
    });
    if (!result.ok) {
      const words = {
        not_allowed: m.law_decide_not_allowed,
        stale: m.law_sign_stale,
        note_missing: m.law_sign_note_missing,
        unchanged: m.law_sign_unchanged,
      };
      return fail(result.reason === 'stale' ? 409 : 400, {
        additions,
        note,
        problems: result.reason === 'refused' ? result.problems.map(problemText) : [words[result.reason]()],
        preview: null,
      });
    }
    setFlash(event, { text: m.law_signed({ number: result.version.number }) });
    redirect(303, `/law/versions/${result.version.number}`);
  },
};
