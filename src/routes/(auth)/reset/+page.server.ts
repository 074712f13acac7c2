import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { normalEmail } from '#lib/server/accounts/email.ts';
import { requestReset } from '#lib/server/accounts/passwords.ts';
import { caller } from '#lib/server/web/entrance.ts';
import { parseForm } from '#lib/server/web/form.ts';
import type { Actions } from './$types';

const Form = v.strictObject({
  email: v.pipe(
    v.string(),
    v.check((text) => normalEmail(text) !== null, m.accounts_bad_email),
  ),
});

export const actions: Actions = {
  default: async (event) => {
    const form = parseForm(Form, await event.request.formData());
    if (!form.ok) return fail(400, form);
    const { database, config, clock } = event.locals.app;
    const { ip } = caller(event);
    await requestReset(
      database.db,
      { email: form.value.email, ip },
      { origin: config.publicOrigin, now: clock() },
    );
    // The same words whether or not there is such an account.
    return { ok: true as const };
  },
};
