import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { can } from '#lib/server/accounts/rights.ts';
import { listOrganisations } from '#lib/server/county/lists.ts';
import { changeSettings, findProfile } from '#lib/server/county/settings.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { parseForm } from '#lib/server/web/form.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { parseMoney } from '#lib/shared/money.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'settings.read');
  const { db } = event.locals.app.database;
  const [profile, units] = await Promise.all([
    findProfile(db, actor.countyId),
    listOrganisations(db, actor.countyId),
  ]);
  return { profile: requireFound(profile), units, editable: can(actor, 'settings.edit') };
};

const short = v.pipe(v.string(), v.maxLength(100, m.admin_settings_too_long));
const name = v.pipe(short, v.minLength(1, m.accounts_fill));
const long = v.pipe(v.string(), v.maxLength(20_000, m.admin_settings_too_long));
/** A checkbox posts 'on' or nothing. */
const box = v.optional(v.literal('on'));

const Form = v.strictObject({
  name,
  nameEn: name,
  icp: v.pipe(
    short,
    v.transform((text) => text || null),
  ),
  imprintZh: long,
  imprintEn: long,
  privacyZh: long,
  privacyEn: long,
  requiresCountersign: box,
  countersignOrganisationIds: v.optional(v.array(v.pipe(v.string(), v.uuid())), []),
  pettyLimit: v.pipe(
    v.string(),
    v.check((text) => text === '' || amount(text) !== null, m.admin_settings_petty_bad),
    v.transform((text) => (text === '' ? null : amount(text))),
  ),
  codePrefix: v.pipe(v.string(), v.regex(/^[A-Z]{1,4}$/, m.admin_settings_prefix_bad)),
  spokenPrefix: name,
  brocadeAllowed: box,
});

function amount(text: string): number | null {
  const parsed = parseMoney(text);
  return parsed.ok && parsed.fen >= 0 ? parsed.fen : null;
}

export const actions: Actions = {
  default: async (event) => {
    const actor = requireRight(event, 'settings.edit');
    const form = parseForm(Form, await event.request.formData());
    if (!form.ok) return fail(400, form);
    const { pettyLimit, ...change } = form.value;
    await changeSettings(event.locals.app.database.db, actor, {
      ...change,
      pettyLimitFen: pettyLimit,
      requiresCountersign: change.requiresCountersign === 'on',
      brocadeAllowed: change.brocadeAllowed === 'on',
    });
    setFlash(event, { text: m.admin_settings_saved() });
    redirect(303, event.url.pathname);
  },
};
