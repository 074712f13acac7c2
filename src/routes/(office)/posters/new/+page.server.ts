import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { list as listCampaigns } from '#lib/server/campaigns/campaigns.ts';
import { createPoster } from '#lib/server/posters/contents.ts';
import { offeredDesigns } from '#lib/server/posters/design-copies.ts';
import { parseForm } from '#lib/server/web/form.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

const STATES = [
  'draft',
  'countersigning',
  'awaiting_approval',
  'returned',
  'approved',
  'running',
  'changing',
  'postponed',
] as const;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'poster.edit');
  const { db } = event.locals.app.database;
  const { rows } = await listCampaigns(db, actor.countyId, {
    states: [...STATES],
    sort: 'starts',
    descending: true,
    page: 1,
    pageSize: 100,
  });
  const asked = event.url.searchParams.get('campaign') ?? '';
  const designs = await offeredDesigns(db, actor.countyId);
  const purposes = [...new Map(designs.map((d) => [d.forZh, { zh: d.forZh, en: d.forEn }])).values()];
  const purpose = event.url.searchParams.get('purpose') ?? '';
  return {
    campaigns: rows.map((c) => ({ id: c.id, name: c.name, startsOn: c.startsOn, endsOn: c.endsOn })),
    campaignId: rows.find((c) => c.id === asked || c.code === asked)?.id ?? '',
    purposes,
    purpose: purposes.some((p) => p.zh === purpose) ? purpose : '',
    designs: designs.map(({ id, nameZh, nameEn, forZh, forEn, formats, grounds }) => ({
      id,
      nameZh,
      nameEn,
      forZh,
      forEn,
      formats: formats.length,
      grounds: grounds.length,
    })),
  };
};

const Choice = v.strictObject({
  campaignId: v.pipe(v.string(), v.uuid()),
  designId: v.pipe(v.string(), v.maxLength(60)),
});

export const actions: Actions = {
  default: async (event) => {
    const actor = requireRight(event, 'poster.edit');
    const form = parseForm(Choice, await event.request.formData());
    if (!form.ok) return fail(400, { reason: 'invalid' as const });
    const made = await createPoster(event.locals.app.database.db, actor, form.value);
    if (!made.ok) return fail(400, { reason: made.reason });
    redirect(303, `/posters/${made.version.posterId}`);
  },
};
