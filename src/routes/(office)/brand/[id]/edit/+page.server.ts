import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { saveBrand } from '#lib/server/brand/brand-editing.ts';
import { getBrand } from '#lib/server/brand/brands.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { brandChoices, brandFailure, brandInput } from '../../brand-form-data.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'brand.edit');
  const { app } = event.locals;
  const { db } = app.database;
  const { brand, parents } = requireFound(
    await getBrand(db, actor.countyId, event.params.id, dayOf(app.clock())),
  );
  return {
    id: brand.id,
    name: brand.name,
    values: {
      kind: brand.kind,
      level: brand.level,
      parentId: brand.parentId,
      parentIds: parents.map((p) => p.id),
      name: brand.name,
      nameEn: brand.nameEn,
      owner: brand.owner,
      stewardOrganisationId: brand.stewardOrganisationId,
      industryId: brand.industryId,
      merchantId: brand.merchantId,
      foundedOn: brand.foundedOn,
      requiredOn: brand.requiredOn,
      story: brand.story,
      retiredOn: brand.retiredOn,
    },
    choices: await brandChoices(db, actor.countyId),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = requireRight(event, 'brand.edit');
    const values = brandInput(await event.request.formData());
    const result = await saveBrand(event.locals.app.database.db, actor, values, event.params.id);
    if (!result.ok) return fail(400, { refused: brandFailure(result), values });
    setFlash(event, { text: m.brand_saved() });
    redirect(303, `/brand/${result.id}`);
  },
};
