import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { listProducts, listTownships } from '#lib/server/county/lists.ts';
import * as merchants from '#lib/server/merchants/merchants.ts';
import { forbiddenInName } from '#lib/server/posters/law/names.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { readMerchant } from '../merchant-input.ts';
import { merchantRefusalWord } from '../words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'merchant.edit');
  const { db } = event.locals.app.database;
  const [townships, products] = await Promise.all([
    listTownships(db, actor.countyId),
    listProducts(db, actor.countyId),
  ]);
  return {
    townships: townships.map(({ id, name }) => ({ id, name })),
    products: products.map(({ id, code, name, nameEn }) => ({ id, code, name, nameEn })),
    merchant: readMerchant(new FormData()),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = requireRight(event, 'merchant.edit');
    const { app } = event.locals;
    const input = readMerchant(await event.request.formData());
    const result = await merchants.save(app.database.db, actor, input, { at: app.clock() });
    if (!result.ok) return fail(409, { refused: merchantRefusalWord[result.reason](), merchant: input });
    const forbidden = await forbiddenInName(app.database.db, actor.countyId, result.merchant, app.clock());
    const saved = m.planning_merchant_saved({ name: result.merchant.name });
    setFlash(event, {
      text:
        forbidden.length === 0 ? saved : `${saved} ${m.law_name_warning({ words: forbidden.join('、') })}`,
    });
    redirect(303, `/merchants/${result.merchant.id}`);
  },
};
