import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { findPerson } from '#lib/server/accounts/people.ts';
import { changePassword } from '#lib/server/accounts/passwords.ts';
import { caller } from '#lib/server/web/entrance.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireActor, requireFound } from '#lib/server/web/guard.ts';
import { passwordFaultWords } from '#lib/server/web/password-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const me = requireFound(await findPerson(event.locals.app.database.db, actor.countyId, actor.userId ?? ''));
  return { email: me.email };
};

export const actions: Actions = {
  password: async (event) => {
    const actor = requireActor(event);
    const { session, app } = event.locals;
    if (!actor.userId || !session) redirect(303, '/sign-in');
    const form = await event.request.formData();
    const [current, next] = ['password', 'newPassword'].map((key) => String(form.get(key) ?? ''));
    const { ip } = caller(event);
    const change = { current: current ?? '', next: next ?? '', keepSessionId: session.id, ip };
    const result = await changePassword(app.database.db, actor.userId, change, app.clock());
    if (!result.ok) {
      const words = passwordFaultWords[result.reason]();
      const about = result.reason === 'wrong' || result.reason === 'throttled' ? 'current' : 'next';
      return fail(400, { errors: { [about]: words } as { current?: string; next?: string } });
    }
    setFlash(event, { text: m.accounts_password_changed() });
    redirect(303, '/account');
  },
};
