import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { signIn } from '#lib/server/accounts/sign-in.ts';
import { isSetupOpen } from '#lib/server/accounts/setup.ts';
import { caller, enter, minutesOf, readDeviceCookie } from '#lib/server/web/entrance.ts';
import { parseForm } from '#lib/server/web/form.ts';
import { homeOf } from '#lib/server/web/guard.ts';
import { localPath } from '#lib/server/web/local-path.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  if (locals.actor) redirect(303, localPath(url.searchParams.get('next'), homeOf(locals.actor)));
  if (await isSetupOpen(locals.app.database.db)) redirect(303, '/setup');
};

const Form = v.strictObject({
  email: v.pipe(v.string(), v.minLength(1, m.accounts_fill_email)),
  password: v.pipe(
    v.string(),
    v.minLength(1, m.accounts_fill_password),
    v.maxLength(128, m.accounts_too_long),
  ),
});

export const actions: Actions = {
  default: async (event) => {
    const form = parseForm(Form, await event.request.formData());
    if (!form.ok) return fail(400, form);
    const { database, secrets } = event.locals.app;
    const result = await signIn(database.db, secrets, {
      ...form.value,
      ...caller(event),
      deviceMark: readDeviceCookie(event),
    });
    if (result.ok) enter(event, result);
    const errors: Record<string, string> = {};
    const values = { email: form.value.email };
    return result.reason === 'wrong'
      ? fail(400, { ok: false as const, values, errors, message: m.accounts_wrong() })
      : fail(429, {
          ok: false as const,
          values,
          errors,
          message: m.accounts_throttled({ minutes: minutesOf(result.retryAfterSeconds) }),
        });
  },
};
