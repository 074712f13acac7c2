import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { addOrganisation } from '#lib/server/county/catalogue.ts';
import { listOrganisations } from '#lib/server/county/lists.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { parseForm } from '#lib/server/web/form.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'merchant.read');
  const units = await listOrganisations(event.locals.app.database.db, actor.countyId);
  return {
    units: units.map(({ id, name, shortName, team, isGovernment }) => ({
      id,
      name,
      shortName,
      team,
      isGovernment,
    })),
  };
};

const Form = v.strictObject({
  name: v.pipe(
    v.string(),
    v.minLength(1, () => m.catalogue_fill()),
    v.maxLength(60, () => m.catalogue_too_long({ max: 60 })),
  ),
  shortName: v.pipe(
    v.string(),
    v.maxLength(20, () => m.catalogue_too_long({ max: 20 })),
  ),
  team: v.picklist(['a', 'b', 'c', 'd', 'e'], () => m.common_please_choose()),
  isGovernment: v.optional(v.literal('on')),
});

export const actions: Actions = {
  default: async (event) => {
    const actor = requireRight(event, 'catalogue.edit');
    const form = parseForm(Form, await event.request.formData());
    if (!form.ok) return fail(400, { values: form.values, errors: form.errors });
    const { name, shortName, team, isGovernment } = form.value;
    const result = await addOrganisation(event.locals.app.database.db, actor, {
      name,
      shortName: shortName || null,
      team,
      isGovernment: isGovernment === 'on',
    });
    if (!result.ok) {
      return fail(400, {
        values: { name, shortName, team },
        errors: { name: m.catalogue_taken({ name }) } as Record<string, string>,
      });
    }
    setFlash(event, { text: m.catalogue_saved({ name }) });
    redirect(303, '/catalogue/units');
  },
};
