import { redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { getProduct, listAllProducts, setShelved } from '#lib/server/county/catalogue.ts';
import { listIndustries } from '#lib/server/county/lists.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'merchant.read');
  const { db } = event.locals.app.database;
  const [products, industries] = await Promise.all([
    listAllProducts(db, actor.countyId),
    listIndustries(db, actor.countyId),
  ]);
  const english = event.locals.locale === 'en';
  return {
    products: products.map((p) => {
      const industry = industries.find((i) => i.id === p.industryId);
      return {
        id: p.id,
        code: p.code,
        name: english ? p.nameEn : p.name,
        industry: (english ? industry?.nameEn : industry?.name) ?? '',
        spec: p.spec,
        unit: p.unit,
        listPriceFen: p.listPriceFen,
        marginBp: p.marginBp,
        shelved: p.shelvedAt !== null,
      };
    }),
  };
};

export const actions: Actions = {
  shelve: async (event) => {
    const actor = requireRight(event, 'catalogue.edit');
    const form = await event.request.formData();
    const { database, clock } = event.locals.app;
    const id = String(form.get('id'));
    const product = requireFound(isUuid(id) ? await getProduct(database.db, actor.countyId, id) : null);
    const back = form.get('back') === '1';
    await setShelved(database.db, actor, product.id, back ? null : clock());
    setFlash(event, {
      text: back
        ? m.catalogue_unshelved_done({ name: product.name })
        : m.catalogue_shelved_done({ name: product.name }),
    });
    redirect(303, '/catalogue');
  },
};
