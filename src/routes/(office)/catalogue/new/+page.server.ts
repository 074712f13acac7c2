import { listIndustries } from '#lib/server/county/lists.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { save } from '../product-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'catalogue.edit');
  const industries = await listIndustries(event.locals.app.database.db, actor.countyId);
  return {
    industries: industries.map((i) => ({ id: i.id, name: event.locals.locale === 'en' ? i.nameEn : i.name })),
  };
};

export const actions: Actions = { default: (event) => save(event, null) };
