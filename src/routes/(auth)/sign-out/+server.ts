import { redirect } from '@sveltejs/kit';
import { endSession } from '#lib/server/accounts/session.ts';
import { clearSessionCookie, readSessionCookie } from '#lib/server/web/session-cookie.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  const token = readSessionCookie(event);
  if (token) await endSession(event.locals.app.database.db, token);
  clearSessionCookie(event);
  redirect(303, event.locals.session?.kind === 'merchant' ? '/sign-in/phone' : '/sign-in');
};
