import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { invite } from '#lib/server/accounts/people.ts';
import { OFFICE_ROLES } from '#lib/server/accounts/roles.ts';
import { listOrganisations } from '#lib/server/county/lists.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { parseForm } from '#lib/server/web/form.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'account.manage');
  return { units: await listOrganisations(event.locals.app.database.db, actor.countyId) };
};

const Form = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1, m.accounts_fill), v.maxLength(60, m.admin_settings_too_long)),
  email: v.pipe(v.string(), v.minLength(1, m.accounts_fill_email)),
  roles: v.optional(v.array(v.picklist(OFFICE_ROLES)), []),
  organisationId: v.union([v.literal(''), v.pipe(v.string(), v.uuid())]),
  locale: v.picklist(['zh-CN', 'en']),
});

export const actions: Actions = {
  default: async (event) => {
    const actor = requireRight(event, 'account.manage');
    const form = parseForm(Form, await event.request.formData());
    if (!form.ok) return fail(400, form);
    const { database, config, clock } = event.locals.app;
    const units = await listOrganisations(database.db, actor.countyId);
    const organisationId = units.find((unit) => unit.id === form.value.organisationId)?.id ?? null;
    const result = await invite(
      database.db,
      actor,
      { ...form.value, organisationId },
      { origin: config.publicOrigin, now: clock() },
    );
    if (!result.ok) {
      const errors: Record<string, string> = {
        bad_email: { email: m.accounts_bad_email() },
        email_taken: { email: m.admin_email_taken() },
        no_roles: { roles: m.admin_no_roles() },
      }[result.reason];
      return fail(400, { ok: false as const, values: form.value, errors });
    }
    setFlash(event, { text: m.admin_invite_sent({ name: form.value.name }) });
    redirect(303, '/admin/people');
  },
};
