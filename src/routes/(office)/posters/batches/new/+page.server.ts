import { fail, redirect } from '@sveltejs/kit';
import { dayOf } from '#lib/shared/dates.ts';
import { listTownships } from '#lib/server/county/lists.ts';
import { countBatch, createBatch, type BatchRequest } from '#lib/server/posters/batches/batches.ts';
import { listDrawable } from '#lib/server/posters/batches/choices.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { batchFailureWord } from '../words.ts';
import type { Actions, PageServerLoad } from './$types';

/** Choices live in the address: each one narrows the next, with or without scripts. */
export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'poster.batch');
  const { database, clock } = event.locals.app;
  const query = event.url.searchParams;
  const campaigns = await listDrawable(database.db, actor.countyId, dayOf(clock()));
  const campaign = campaigns.find((c) => c.id === query.get('campaign')) ?? campaigns[0] ?? null;
  const poster =
    campaign?.posters.find((p) => p.posterId === query.get('poster')) ?? campaign?.posters[0] ?? null;
  const townships = await listTownships(database.db, actor.countyId);
  const chosen = query.getAll('township').filter((id) => townships.some((t) => t.id === id));
  const asked = query.getAll('format').filter((f) => poster?.formats.includes(f));
  const formats = asked.length > 0 ? asked : (poster?.formats.slice(0, 1) ?? []);
  const count = campaign
    ? await countBatch(database.db, actor.countyId, {
        campaignId: campaign.id,
        posterId: poster?.posterId ?? '',
        formats,
        filter: filterOf(chosen),
      })
    : { merchants: 0, pictures: 0 };
  return { campaigns, campaign, poster, townships, chosen, formats, count };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = requireRight(event, 'poster.batch');
    const form = await event.request.formData();
    const result = await createBatch(event.locals.app.database.db, actor, {
      campaignId: String(form.get('campaign') ?? ''),
      posterId: String(form.get('poster') ?? ''),
      formats: form.getAll('format').map(String),
      filter: filterOf(form.getAll('township').map(String)),
    });
    if (!result.ok) return fail(422, { refused: batchFailureWord[result.reason]() });
    setFlash(event, { text: m.batches_batch_started() });
    redirect(303, `/posters/batches/${result.batch.id}`);
  },
};

function filterOf(townshipIds: string[]): BatchRequest['filter'] {
  return townshipIds.length > 0 ? { townshipIds } : {};
}
