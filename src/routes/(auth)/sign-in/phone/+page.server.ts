import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { signInWithCode } from '#lib/server/accounts/merchant-sign-in.ts';
import { normalPhone } from '#lib/server/accounts/phone.ts';
import { caller, enter, minutesOf } from '#lib/server/web/entrance.ts';
import { parseForm } from '#lib/server/web/form.ts';
import { homeOf } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  if (locals.actor) redirect(303, homeOf(locals.actor));
};

const Form = v.strictObject({
  phone: v.pipe(
    v.string(),
    v.check((text) => normalPhone(text) !== null, m.accounts_phone_bad),
  ),
  code: v.pipe(v.string(), v.regex(/^\s*(?:[0-9０-９]\s*){6}$/, m.accounts_code_bad)),
});

export const actions: Actions = {
  default: async (event) => {
    const form = parseForm(Form, await event.request.formData());
    if (!form.ok) return fail(400, form);
    const { database, secrets, clock } = event.locals.app;
    const result = await signInWithCode(database.db, secrets, { ...form.value, ...caller(event) }, clock());
    if (result.ok) enter(event, { kind: 'merchant', token: result.token, roles: ['merchant'] });
    const errors: Record<string, string> = {};
    const values = { phone: form.value.phone };
    return result.reason === 'wrong'
      ? fail(400, { ok: false as const, values, errors, message: m.accounts_phone_wrong() })
      : fail(429, {
          ok: false as const,
          values,
          errors,
          message: m.accounts_throttled({ minutes: minutesOf(result.retryAfterSeconds) }),
        });
  },
};
