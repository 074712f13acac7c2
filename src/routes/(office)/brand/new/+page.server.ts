import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { saveBrand, type BrandInput } from '#lib/server/brand/brand-editing.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { brandChoices, brandFailure, brandInput } from '../brand-form-data.ts';
import type { Actions, PageServerLoad } from './$types';

const EMPTY: BrandInput = {
  kind: 'tree',
  level: 2,
  parentId: null,
  parentIds: [],
  name: '',
  nameEn: '',
  owner: '',
  stewardOrganisationId: null,
  industryId: null,
  merchantId: null,
  foundedOn: null,
  requiredOn: 'optional',
  story: '',
  retiredOn: null,
};

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'brand.edit');
  return { values: EMPTY, choices: await brandChoices(event.locals.app.database.db, actor.countyId) };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = requireRight(event, 'brand.edit');
    const values = brandInput(await event.request.formData());
    const result = await saveBrand(event.locals.app.database.db, actor, values);
    if (!result.ok) return fail(400, { refused: brandFailure(result), values });
    setFlash(event, { text: m.brand_saved() });
    redirect(303, `/brand/${result.id}`);
  },
};
