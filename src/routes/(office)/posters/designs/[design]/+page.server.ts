import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { can } from '#lib/server/accounts/rights.ts';
import {
  adjustDesign,
  adjustmentsOf,
  copyDesign,
  openDesign,
  publishDesign,
  retireDesign,
  type DesignResult,
} from '#lib/server/posters/design-copies.ts';
import { getDesign } from '#lib/server/posters/designs/families.ts';
import { formatOf } from '#lib/server/posters/formats.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { designFailureWord } from '../words.ts';
import { readAdjustments } from './adjustments-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const opened = requireFound(
    await openDesign(event.locals.app.database.db, actor.countyId, event.params.design),
  );
  const { design } = opened;
  const base = getDesign(opened.baseId ?? opened.id) ?? design;
  return {
    id: opened.id,
    own: opened.baseId !== null,
    state: opened.state,
    revision: opened.revision,
    design: {
      nameZh: design.nameZh,
      nameEn: design.nameEn,
      forZh: design.forZh,
      forEn: design.forEn,
      version: design.version,
      grounds: design.grounds,
    },
    formats: design.formats.map((id) => {
      const { widthPx, heightPx } = formatOf(id);
      return { id, widthPx, heightPx };
    }),
    base: {
      nameZh: base.nameZh,
      nameEn: base.nameEn,
      formats: base.formats,
      grounds: base.grounds,
      slots: base.slots,
    },
    adjustments: opened.baseId === null ? null : adjustmentsOf(opened),
    draft: opened.draft?.version ?? null,
    versions: opened.versions.map(({ version, state, publishedAt, publisherName }) => ({
      version,
      state,
      publishedAt,
      publisherName,
    })),
    mayEdit: can(actor, 'poster.edit'),
  };
};

export const actions: Actions = {
  copy: async (event) => {
    const actor = requireRight(event, 'poster.edit');
    const form = await event.request.formData();
    const made = await copyDesign(event.locals.app.database.db, actor, {
      id: event.params.design,
      nameZh: String(form.get('nameZh') ?? ''),
      nameEn: String(form.get('nameEn') ?? ''),
    });
    return answer(event, made, m.posters_design_copied());
  },
  adjust: async (event) => {
    const actor = requireRight(event, 'poster.edit');
    const { db } = event.locals.app.database;
    const form = await event.request.formData();
    const opened = requireFound(await openDesign(db, actor.countyId, event.params.design));
    const base = requireFound(getDesign(opened.baseId ?? ''));
    const saved = await adjustDesign(db, actor, {
      id: opened.id,
      revision: Number(form.get('revision')),
      adjustments: readAdjustments(form, base),
    });
    return answer(event, saved, m.posters_design_saved());
  },
  publish: async (event) => {
    const actor = requireRight(event, 'poster.edit');
    const { app } = event.locals;
    const done = await publishDesign(app.database.db, actor, { id: event.params.design, now: app.clock() });
    return answer(event, done, m.posters_design_published({ version: done.ok ? done.version : 0 }));
  },
  retire: (event) => retire(event, true, m.posters_design_retired()),
  offer: (event) => retire(event, false, m.posters_design_offered()),
};

type DesignEvent = RequestEvent & { params: { design: string } };

async function retire(event: DesignEvent, away: boolean, word: string) {
  const actor = requireRight(event, 'poster.edit');
  const { app } = event.locals;
  const done = await retireDesign(app.database.db, actor, {
    id: event.params.design,
    retire: away,
    now: app.clock(),
  });
  return answer(event, done, word);
}

function answer(event: RequestEvent, result: DesignResult, word: string) {
  if (!result.ok)
    return fail(result.reason === 'stale' ? 409 : 400, {
      words: designFailureWord(
        result.reason,
        result.issues.map((i) => i.slot),
      ),
    });
  setFlash(event, { text: word });
  redirect(303, `/posters/designs/${result.id}`);
}
