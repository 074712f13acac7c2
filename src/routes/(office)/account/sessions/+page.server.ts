import { redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { endSessionById, endSessionsOf, listSessions } from '#lib/server/accounts/session.ts';
import { record } from '#lib/server/audit/audit.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireActor, requireFound } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const sessions = await listSessions(event.locals.app.database.db, actor.userId ?? '');
  const current = event.locals.session?.id;
  return { sessions: sessions.map((session) => ({ ...session, current: session.id === current })) };
};

export const actions: Actions = {
  end: async (event) => {
    const actor = requireActor(event);
    const id = String((await event.request.formData()).get('id') ?? '');
    const { db } = event.locals.app.database;
    if (!actor.userId || !(await endSessionById(db, actor.userId, id))) requireFound(null);
    await record(db, actor, {
      action: 'account.sessions_revoked',
      subject: 'user',
      subjectId: actor.userId,
      label: actor.name,
      after: { ended: 1 },
    });
    if (id === event.locals.session?.id) redirect(303, '/sign-in');
    setFlash(event, { text: m.accounts_session_ended() });
    redirect(303, '/account/sessions');
  },
  others: async (event) => {
    const actor = requireActor(event);
    const { session, app } = event.locals;
    if (!actor.userId || !session) redirect(303, '/sign-in');
    const ended = await endSessionsOf(app.database.db, actor.userId, { exceptId: session.id });
    await record(app.database.db, actor, {
      action: 'account.sessions_revoked',
      subject: 'user',
      subjectId: actor.userId,
      label: actor.name,
      after: { ended },
    });
    setFlash(event, { text: m.accounts_sessions_ended({ count: ended }) });
    redirect(303, '/account/sessions');
  },
};
