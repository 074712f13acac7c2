import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { normalPhone } from '#lib/server/accounts/phone.ts';
import { giveAccess, takeAccess } from '#lib/server/merchants/merchant-access.ts';
import * as merchants from '#lib/server/merchants/merchants.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { parseForm } from '#lib/server/web/form.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'merchant.invite');
  const { db } = event.locals.app.database;
  const chosen = event.url.searchParams.get('merchant') ?? '';
  const [{ rows }, merchant] = await Promise.all([
    merchants.list(db, actor.countyId, { pageSize: 5000, sort: 'name' }),
    chosen ? merchants.get(db, actor.countyId, chosen) : null,
  ]);
  return {
    choices: rows.map((row) => ({ id: row.id, name: row.name, township: row.township })),
    merchant: merchant && {
      id: merchant.id,
      name: merchant.name,
      contact: merchant.contactName,
      people: merchant.people,
    },
  };
};

const Give = v.strictObject({
  merchantId: v.pipe(v.string(), v.uuid(m.admin_access_choose)),
  name: v.pipe(v.string(), v.minLength(1, m.accounts_fill), v.maxLength(60, m.admin_settings_too_long)),
  phone: v.pipe(
    v.string(),
    v.check((text) => normalPhone(text) !== null, m.admin_access_bad_phone),
  ),
});
const Take = v.strictObject({
  merchantId: v.pipe(v.string(), v.uuid()),
  userId: v.pipe(v.string(), v.uuid()),
});

export const actions: Actions = {
  give: async (event) => {
    const actor = requireRight(event, 'merchant.invite');
    const form = parseForm(Give, await event.request.formData());
    if (!form.ok) return fail(400, form);
    const { database, secrets, config, clock } = event.locals.app;
    const { merchantId, name, phone } = form.value;
    const result = await giveAccess(database.db, secrets, actor, merchantId, { name, phone }, clock());
    if (!result.ok) {
      if (result.reason === 'not_found') requireFound(null);
      const words = result.reason === 'bad_phone' ? m.admin_access_bad_phone() : m.admin_access_elsewhere();
      return fail(400, { ok: false as const, values: form.value, errors: { phone: words } });
    }
    // Shown once in this answer; neither link nor digits are stored or can be asked for again.
    event.setHeaders({ 'cache-control': 'private, no-store' });
    return {
      ok: true as const,
      given: {
        name,
        link: config.publicOrigin + result.path,
        address: `${config.publicOrigin}/sign-in/phone`,
        code: result.code,
        until: result.expiresAt,
      },
    };
  },
  take: async (event) => {
    const actor = requireRight(event, 'merchant.invite');
    const form = parseForm(Take, await event.request.formData());
    if (!form.ok) return fail(400, form);
    const { merchantId, userId } = form.value;
    const taken = await takeAccess(event.locals.app.database.db, actor, merchantId, userId);
    if (!taken) requireFound(null);
    setFlash(event, { text: m.admin_access_taken() });
    redirect(303, `/admin/merchant-access?merchant=${merchantId}`);
  },
};
