import { getProduct } from '#lib/server/county/catalogue.ts';
import { listIndustries } from '#lib/server/county/lists.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { pictureName } from '#lib/shared/pictures.ts';
import { save } from '../product-form.ts';
import type { Actions, PageServerLoad } from './$types';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'catalogue.edit');
  const { db } = event.locals.app.database;
  const { id } = event.params;
  const product = requireFound(UUID.test(id) ? await getProduct(db, actor.countyId, id) : null);
  const industries = await listIndustries(db, actor.countyId);
  return {
    name: product.name,
    industries: industries.map((i) => ({ id: i.id, name: event.locals.locale === 'en' ? i.nameEn : i.name })),
    values: {
      name: product.name,
      nameEn: product.nameEn,
      code: product.code,
      industryId: product.industryId,
      spec: product.spec,
      unit: product.unit,
      price: (product.listPriceFen / 100).toFixed(2),
      margin: product.marginBp === null ? '' : String(product.marginBp / 100),
      picture: pictureName(product.picture) ?? '',
      storyZh: product.storyZh,
      storyEn: product.storyEn,
    },
  };
};

export const actions: Actions = {
  default: (event) => {
    if (!UUID.test(event.params.id)) requireFound(null);
    return save(event, event.params.id);
  },
};
