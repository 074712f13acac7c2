import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import * as people from '#lib/server/accounts/people.ts';
import { OFFICE_ROLES } from '#lib/server/accounts/roles.ts';
import { listSessions } from '#lib/server/accounts/session.ts';
import { listOrganisations } from '#lib/server/county/lists.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { parseForm } from '#lib/server/web/form.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'account.manage');
  const { db } = event.locals.app.database;
  const person = requireFound(await people.findPerson(db, actor.countyId, event.params.id));
  const [units, sessions] = await Promise.all([
    listOrganisations(db, actor.countyId),
    listSessions(db, person.userId),
  ]);
  return { someone: person, units, sessions, oneself: person.userId === actor.userId };
};

const Roles = v.strictObject({
  roles: v.optional(v.array(v.picklist(OFFICE_ROLES)), []),
  organisationId: v.union([v.literal(''), v.pipe(v.string(), v.uuid())]),
});

const faults: Record<Extract<people.ChangeResult, { ok: false }>['reason'], () => string> = {
  not_found: m.shell_error_404_title,
  last_admin: m.admin_last_admin,
  oneself: m.admin_oneself,
  no_roles: m.admin_no_roles,
};

/** Says what was done and shows the page anew, or says why not. */
function answer(event: RequestEvent, result: people.ChangeResult, done: string) {
  if (!result.ok) {
    if (result.reason === 'not_found') requireFound(null);
    return fail(400, { message: faults[result.reason]() });
  }
  setFlash(event, { text: done });
  redirect(303, event.url.pathname);
}

export const actions: Actions = {
  roles: async (event) => {
    const actor = requireRight(event, 'account.manage');
    const form = parseForm(Roles, await event.request.formData());
    if (!form.ok) return fail(400, { message: m.admin_no_roles() });
    const { db } = event.locals.app.database;
    const units = await listOrganisations(db, actor.countyId);
    const organisationId = units.find((unit) => unit.id === form.value.organisationId)?.id ?? null;
    const change = { roles: form.value.roles, organisationId };
    return answer(
      event,
      await people.changeRoles(db, actor, event.params.id, change),
      m.admin_person_roles_saved(),
    );
  },
  again: async (event) => {
    const actor = requireRight(event, 'account.manage');
    const { database, config, clock } = event.locals.app;
    const options = { origin: config.publicOrigin, now: clock() };
    const result = await people.inviteAgain(database.db, actor, event.params.id, options);
    return answer(event, result, m.admin_person_again_done());
  },
  revoke: async (event) => {
    const actor = requireRight(event, 'account.manage');
    const result = await people.revokeSessions(event.locals.app.database.db, actor, event.params.id);
    return answer(event, result, m.admin_person_revoked());
  },
  disable: async (event) => {
    const actor = requireRight(event, 'account.manage');
    const { database, clock } = event.locals.app;
    const result = await people.disable(database.db, actor, event.params.id, { now: clock() });
    return answer(event, result, m.admin_person_disabled());
  },
  enable: async (event) => {
    const actor = requireRight(event, 'account.manage');
    const result = await people.enable(event.locals.app.database.db, actor, event.params.id);
    return answer(event, result, m.admin_person_enabled());
  },
};
