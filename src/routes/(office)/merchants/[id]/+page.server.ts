import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { can } from '#lib/server/accounts/rights.ts';
import * as campaigns from '#lib/server/campaigns/campaigns.ts';
import * as merchants from '#lib/server/merchants/merchants.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { offerRefusalWord } from '../words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'merchant.read');
  const { db } = event.locals.app.database;
  const merchant = requireFound(await merchants.get(db, actor.countyId, event.params.id));
  const { rows } = can(actor, 'campaign.read')
    ? await campaigns.list(db, actor.countyId, { merchantId: merchant.id, pageSize: 12 })
    : { rows: [] };
  return {
    merchant: {
      id: merchant.id,
      name: merchant.name,
      shortName: merchant.shortName,
      kind: merchant.kind,
      state: merchant.state,
      suspendedReason: merchant.suspendedReason,
      township: merchant.township,
      village: merchant.village,
      contactName: merchant.contactName,
      creditCode: merchant.creditCode,
      spokenNumber: merchant.spokenNumber,
      joinedAt: merchant.joinedAt,
    },
    products: merchant.products.map(({ id, code, name, nameEn, spec }) => ({ id, code, name, nameEn, spec })),
    offers: merchant.offers.map(({ id, platform, shopName, url, searchWords, product }) => ({
      id,
      platform,
      shopName,
      url,
      searchWords,
      product,
    })),
    people: merchant.people,
    campaigns: rows.map(({ code, name, nameEn, state, startsOn, endsOn }) => ({
      code,
      name,
      nameEn,
      state,
      startsOn,
      endsOn,
    })),
    mayEdit: can(actor, 'merchant.edit'),
    mayInvite: can(actor, 'merchant.invite'),
  };
};

export const actions: Actions = {
  addOffer: async (event) => {
    const actor = requireRight(event, 'merchant.edit');
    const { db } = event.locals.app.database;
    const form = await event.request.formData();
    const text = (key: string, max: number) =>
      String(form.get(key) ?? '')
        .trim()
        .slice(0, max);
    const merchant = requireFound(await merchants.get(db, actor.countyId, event.params.id));
    const values = {
      product: text('product', 36),
      platform: text('platform', 20),
      shop: text('shop', 60),
      url: text('url', 500),
      words: text('words', 100),
    };
    const product = merchant.products.find((p) => p.id === values.product);
    const result = product
      ? await merchants.addOffer(db, actor, merchant.id, {
          productId: product.id,
          platform: merchants.PLATFORMS.find((p) => p === values.platform) ?? 'other',
          shopName: values.shop,
          url: values.url || null,
          searchWords: values.words || null,
        })
      : ({ ok: false, reason: 'may_not_sell' } as const);
    if (!result.ok) return fail(409, { refused: offerRefusalWord[result.reason](), values });
    setFlash(event, { text: m.planning_offer_added({ shop: result.offer.shopName }) });
    redirect(303, `/merchants/${merchant.id}`);
  },
  retireOffer: async (event) => {
    const actor = requireRight(event, 'merchant.edit');
    const { app } = event.locals;
    const form = await event.request.formData();
    const merchant = requireFound(await merchants.get(app.database.db, actor.countyId, event.params.id));
    const offer = merchant.offers.find((o) => o.id === form.get('offer'));
    if (offer) {
      await merchants.retireOffer(app.database.db, actor, merchant.id, offer.id, { at: app.clock() });
      setFlash(event, { text: m.planning_offer_retired() });
    }
    redirect(303, `/merchants/${merchant.id}`);
  },
};
