import { randomInt } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { stallOffers } from '#lib/server/reports/stall-offers.ts';
import { recordStallSale, type StallRefusal } from '#lib/server/sales/stall-sales.ts';
import { parseForm } from '#lib/server/web/form.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { dayOf, timeOf } from '#lib/shared/dates.ts';
import { parseMoney } from '#lib/shared/money.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const WORDS: Record<StallRefusal, () => string> = {
  forbidden: m.stall_refused_forbidden,
  registration_invalid: m.stall_refused_again,
  stall_missing: m.stall_refused_merchant,
  merchant_unknown: m.stall_refused_merchant,
  product_unknown: m.stall_refused_product,
  activity_unknown: m.stall_refused_again,
  quantity_invalid: m.stall_refused_quantity,
  amount_invalid: m.stall_refused_amount,
  time_invalid: m.stall_refused_again,
  stall_taken: m.stall_refused_taken,
};

async function offersOf(event: RequestEvent) {
  const actor = requireRight(event, 'stall.sell');
  const device = event.locals.session?.device;
  if (!device) redirect(303, actor.roles.includes('merchant') ? '/m/sale' : '/device');
  const offers = await stallOffers(event.locals.app.database.db, actor.countyId, device.activityId);
  return { actor, offers: requireFound(offers) };
}

/** In every rendered form once: sent twice, it is the same sale. */
function newRegistrationNo(now: Date): string {
  return `XC${dayOf(now).replaceAll('-', '')}-${String(randomInt(100_000_000)).padStart(8, '0')}`;
}

export const load: PageServerLoad = async (event) => {
  const { offers } = await offersOf(event);
  const english = event.locals.locale === 'en';
  const { searchParams } = event.url;
  const saved = Number(searchParams.get('saved'));
  return {
    activity: offers.activity,
    campaign: offers.campaign,
    merchants: offers.merchants,
    products: offers.products.map((p) => ({ ...p, name: english ? p.nameEn : p.name })),
    registrationNo: newRegistrationNo(event.locals.app.clock()),
    merchantId: searchParams.get('merchant') ?? '',
    saved:
      Number.isSafeInteger(saved) && saved > 0 ? { fen: saved, at: timeOf(event.locals.app.clock()) } : null,
  };
};

const Form = v.strictObject({
  registrationNo: v.string(),
  merchantId: v.pipe(
    v.string(),
    v.uuid(() => m.stall_refused_merchant()),
  ),
  productId: v.pipe(
    v.string(),
    v.uuid(() => m.stall_refused_product()),
  ),
  quantity: v.pipe(
    v.string(),
    v.regex(/^\d{1,4}$/, () => m.stall_refused_quantity()),
    v.transform(Number),
  ),
  amount: v.pipe(
    v.string(),
    v.transform(parseMoney),
    v.check(
      (p) => p.ok && p.fen > 0,
      () => m.stall_refused_amount(),
    ),
    v.transform((p) => (p.ok ? p.fen : 0)),
  ),
  code: v.pipe(v.string(), v.maxLength(40)),
});

export const actions: Actions = {
  default: async (event) => {
    const { actor, offers } = await offersOf(event);
    const form = parseForm(Form, await event.request.formData());
    if (!form.ok) return fail(400, { values: form.values, errors: form.errors, error: null });
    const { merchantId, productId, quantity, amount, code, registrationNo } = form.value;
    const merchant = offers.merchants.find((x) => x.id === merchantId);
    const values = {
      merchantId,
      productId,
      quantity: String(quantity),
      amount: (amount / 100).toFixed(2),
      code,
      registrationNo,
    };
    if (!merchant)
      return fail(400, { values, errors: { merchantId: m.stall_refused_merchant() }, error: null });
    // A device sells what its own event offers, nothing else of the county.
    if (!offers.products.some((x) => x.id === productId))
      return fail(400, { values, errors: { productId: m.stall_refused_product() }, error: null });
    const { database, secrets, clock } = event.locals.app;
    const now = clock();
    const result = await recordStallSale(
      database,
      actor,
      {
        registrationNo,
        stall: merchant.name,
        merchantId,
        productId,
        quantity,
        amountFen: amount,
        code: code || null,
        activityId: offers.activity.id,
        soldAt: now,
      },
      { now, phoneKey: { key: secrets.phoneKey(actor.countyId), version: secrets.phoneKeyVersion } },
    );
    if (!result.ok)
      return fail(400, { values, errors: {} as Record<string, string>, error: WORDS[result.reason]() });
    redirect(303, `/stall?merchant=${merchantId}&saved=${amount}`);
  },
};
