import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { addIndustry, addTownship } from '#lib/server/county/catalogue.ts';
import { listIndustries, listTownships } from '#lib/server/county/lists.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { parseForm } from '#lib/server/web/form.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'merchant.read');
  const { db } = event.locals.app.database;
  const [industries, townships] = await Promise.all([
    listIndustries(db, actor.countyId),
    listTownships(db, actor.countyId),
  ]);
  return {
    industries: industries.map(({ id, code, name, nameEn }) => ({ id, code, name, nameEn })),
    townships: townships.map(({ id, name }) => ({ id, name })),
  };
};

const words = (max: number) =>
  v.pipe(
    v.string(),
    v.minLength(1, () => m.catalogue_fill()),
    v.maxLength(max, () => m.catalogue_too_long({ max })),
  );
const Industry = v.strictObject({
  name: words(20),
  nameEn: words(40),
  code: v.pipe(
    words(20),
    v.regex(/^[a-z]+$/, () => m.catalogue_bad_industry_code()),
  ),
});
const Township = v.strictObject({ township: words(20) });

export const actions: Actions = {
  industry: async (event) => {
    const actor = requireRight(event, 'catalogue.edit');
    const form = parseForm(Industry, await event.request.formData());
    if (!form.ok) return fail(400, { values: form.values, errors: form.errors });
    const result = await addIndustry(event.locals.app.database.db, actor, form.value);
    if (!result.ok) {
      const errors: Record<string, string> = { code: m.catalogue_taken({ name: form.value.code }) };
      return fail(400, { values: form.value, errors });
    }
    setFlash(event, { text: m.catalogue_saved({ name: form.value.name }) });
    redirect(303, '/catalogue/places');
  },
  township: async (event) => {
    const actor = requireRight(event, 'catalogue.edit');
    const form = parseForm(Township, await event.request.formData());
    if (!form.ok) return fail(400, { values: form.values, errors: form.errors });
    const name = form.value.township;
    const result = await addTownship(event.locals.app.database.db, actor, name);
    if (!result.ok) {
      const errors: Record<string, string> = { township: m.catalogue_taken({ name }) };
      return fail(400, { values: form.value, errors });
    }
    setFlash(event, { text: m.catalogue_saved({ name }) });
    redirect(303, '/catalogue/places');
  },
};
