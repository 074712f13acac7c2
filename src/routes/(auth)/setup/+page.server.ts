import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { normalEmail } from '#lib/server/accounts/email.ts';
import { createSession } from '#lib/server/accounts/session.ts';
import { isSetupOpen } from '#lib/server/accounts/setup.ts';
import { takeAttempt } from '#lib/server/accounts/throttle.ts';
import { setUp } from '#lib/server/county/setup.ts';
import { counties } from '#lib/server/db/counties.ts';
import { caller, enter, minutesOf } from '#lib/server/web/entrance.ts';
import { parseForm } from '#lib/server/web/form.ts';
import { passwordFaultWords } from '#lib/server/web/password-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { db } = locals.app.database;
  if (!(await isSetupOpen(db))) error(404, { message: 'not_found' });
  const [county] = await db.select({ name: counties.name }).from(counties).limit(1);
  return { code: url.searchParams.get('code') ?? '', county: county?.name ?? null };
};

const filled = v.pipe(v.string(), v.minLength(1, m.accounts_fill), v.maxLength(100));
const Form = v.strictObject({
  code: filled,
  name: filled,
  email: v.pipe(
    v.string(),
    v.check((text) => normalEmail(text) !== null, m.accounts_bad_email),
  ),
  password: v.string(),
  county: v.optional(filled),
  countyEn: v.optional(filled),
  province: v.optional(filled),
  slug: v.optional(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,30}$/, m.accounts_setup_slug_bad))),
});

export const actions: Actions = {
  default: async (event) => {
    const { database, secrets, clock } = event.locals.app;
    const { db } = database;
    const { ip, agent } = caller(event);
    const [existing] = await db.select({ id: counties.id }).from(counties).limit(1);
    const form = parseForm(Form, await event.request.formData());
    if (!form.ok) return fail(400, form);
    const { password, ...values } = form.value;
    const verdict = await takeAttempt(db, { subject: 'setup', ip });
    if (!verdict.ok) {
      const message = m.accounts_throttled({ minutes: minutesOf(verdict.retryAfterSeconds) });
      return fail(429, { ok: false as const, values: {}, errors: { code: message } });
    }
    const { code, name, email, county: countyName, countyEn, province, slug } = values;
    const county =
      !existing && countyName && countyEn && province && slug
        ? { slug, name: countyName, nameEn: countyEn, province }
        : null;
    if (!existing && !county) {
      return fail(400, { ok: false as const, values, errors: { county: m.accounts_fill() } });
    }
    const result = await setUp(db, secrets, { code, county, person: { name, email, password } }, clock());
    if (!result.ok) {
      const errors: Record<string, string> =
        result.reason === 'code_dead'
          ? { code: m.accounts_setup_code_dead() }
          : result.reason === 'bad_email'
            ? { email: m.accounts_bad_email() }
            : { password: passwordFaultWords[result.reason]() };
      return fail(400, { ok: false as const, values, errors });
    }
    const { token } = await createSession(db, result.userId, { kind: 'office', agent });
    enter(event, { kind: 'office', token, roles: ['admin'] });
  },
};
