import { randomInt } from 'node:crypto';
import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import {
  checkCode,
  listOwnMerchants,
  listSellable,
  type CodeCheck,
} from '#lib/server/links/merchant-campaigns.ts';
import { recordStallSale, type StallRefusal } from '#lib/server/sales/stall-sales.ts';
import { parseForm } from '#lib/server/web/form.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { parseMoney } from '#lib/shared/money.ts';
import { yuanText } from '#lib/ui/money-text.ts';
import { chooseMerchant, MERCHANT_COOKIE, requireMerchant } from '../merchant-choice.ts';
import { registrationNo } from './registration.ts';
import type { Actions, PageServerLoad } from './$types';

const REFUSALS: Record<StallRefusal, () => string> = {
  forbidden: m.merchant_suspended,
  registration_invalid: m.merchant_sale_error_other,
  stall_missing: m.merchant_sale_error_other,
  merchant_unknown: m.merchant_sale_error_other,
  product_unknown: m.merchant_sale_error_product,
  activity_unknown: m.merchant_sale_error_other,
  quantity_invalid: m.merchant_sale_error_quantity,
  amount_invalid: m.merchant_sale_error_amount,
  time_invalid: m.merchant_sale_error_other,
  stall_taken: m.merchant_sale_error_taken,
};

const CODE_FAULTS: Record<Exclude<CodeCheck, { ok: true }>['reason'], () => string> = {
  unknown: m.merchant_sale_error_code_unknown,
  expired: m.merchant_sale_error_code_expired,
  suspended: m.merchant_sale_error_code_suspended,
};

export const load: PageServerLoad = async ({ locals, parent }) => {
  const { county, merchant } = await parent();
  const { database, clock } = locals.app;
  return {
    products: await listSellable(database.db, county.id, requireMerchant(merchant).id),
    // Scripts make a fresh one on the device; without them this one is as good.
    registrationNo: registrationNo(dayOf(clock()), () => randomInt(100_000_000) / 100_000_000),
    today: dayOf(clock()),
  };
};

const Form = v.strictObject({
  registrationNo: v.string(),
  productId: v.pipe(
    v.string(),
    v.uuid(() => m.merchant_sale_error_product()),
  ),
  quantity: v.pipe(
    v.string(),
    v.regex(/^[1-9]\d{0,3}$/, () => m.merchant_sale_error_quantity()),
    v.transform(Number),
  ),
  amount: v.pipe(
    v.string(),
    v.transform(parseMoney),
    v.check(
      (parsed) => parsed.ok && parsed.fen > 0,
      () => m.merchant_sale_error_amount(),
    ),
    v.transform((parsed) => (parsed.ok ? parsed.fen : 0)),
  ),
  code: v.pipe(
    v.string(),
    v.maxLength(40, () => m.merchant_sale_error_code_unknown()),
  ),
});

const NO_ERRORS: Record<string, string> = {};

export const actions: Actions = {
  default: async (event) => {
    const actor = requireRight(event, 'stall.sell');
    const form = parseForm(Form, await event.request.formData());
    if (!form.ok) return fail(400, { values: form.values, errors: form.errors, error: null });
    const { productId, quantity, amount, code } = form.value;
    const values = { ...form.value, quantity: String(quantity), amount: (amount / 100).toFixed(2) };
    const { database, secrets, clock } = event.locals.app;
    const now = clock();
    const own = await listOwnMerchants(database.db, actor.countyId, actor.merchantIds);
    const merchant = requireMerchant(chooseMerchant(own, event.cookies.get(MERCHANT_COOKIE)));
    const product = (await listSellable(database.db, actor.countyId, merchant.id)).find(
      (p) => p.id === productId,
    );
    if (product === undefined)
      return fail(400, {
        values,
        errors: { ...NO_ERRORS, productId: m.merchant_sale_error_product() },
        error: null,
      });
    const found = code === '' ? null : await checkCode(database.db, actor.countyId, code, now);
    if (found !== null && !found.ok)
      return fail(400, { values, errors: { ...NO_ERRORS, code: CODE_FAULTS[found.reason]() }, error: null });
    const result = await recordStallSale(
      database,
      actor,
      {
        registrationNo: form.value.registrationNo,
        stall: merchant.name,
        merchantId: merchant.id,
        productId,
        quantity,
        amountFen: amount,
        code: code || null,
        soldAt: now,
      },
      { now, phoneKey: { key: secrets.phoneKey(actor.countyId), version: secrets.phoneKeyVersion } },
    );
    if (!result.ok) return fail(400, { values, errors: NO_ERRORS, error: REFUSALS[result.reason]() });
    const english = event.locals.locale === 'en';
    return {
      done: {
        repeated: result.repeated,
        product: english ? product.nameEn : product.name,
        amount: yuanText(amount),
        campaign: found === null ? null : english ? (found.campaignEn ?? found.campaign) : found.campaign,
      },
    };
  },
};
