import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { list as listCampaigns } from '#lib/server/campaigns/campaigns.ts';
import { createPoster } from '#lib/server/posters/contents.ts';
import { DESIGNS } from '#lib/server/posters/designs/families.ts';
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
  const { rows } = await listCampaigns(event.locals.app.database.db, actor.countyId, {
    states: [...STATES],
    sort: 'starts',
    descending: true,
    page: 1,
    pageSize: 100,
  });
  const asked = event.url.searchParams.get('campaign') ?? '';
  return {
    campaigns: rows.map((c) => ({ id: c.id, name: c.name, startsOn: c.startsOn, endsOn: c.endsOn })),
    campaignId: rows.some((c) => c.id === asked || c.code === asked)
      ? (rows.find((c) => c.id === asked || c.code === asked)?.id ?? '')
      : '',
    designs: DESIGNS.map(({ id, nameZh, nameEn, forZh, forEn }) => ({ id, nameZh, nameEn, forZh, forEn })),
  };
};

const Choice = v.strictObject({
  campaignId: v.pipe(v.string(), v.uuid()),
  designId: v.picklist(DESIGNS.map((d) => d.id)),
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
