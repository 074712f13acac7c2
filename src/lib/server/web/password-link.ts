/** The two pages behind a mailed link: accept an invitation, set a new password. One load, one action. */
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { eq } from 'drizzle-orm';
import { findToken } from '../accounts/one-time-tokens.ts';
import { setPasswordByLink, type SetPasswordResult } from '../accounts/passwords.ts';
import { users } from '../accounts/schema.ts';
import { createSession } from '../accounts/session.ts';
import { recordSignIn, rolesOf } from '../accounts/sign-in.ts';
import { caller, enter } from './entrance.ts';
import { setFlash } from './flash.ts';

type Purpose = 'invitation' | 'password_reset';
type Reason = Extract<SetPasswordResult, { ok: false }>['reason'];

/** @returns whose link it is, or null when it is dead. The address leaves neither to other sites nor into a cache. */
export async function loadPasswordLink(
  event: RequestEvent<{ token: string }>,
  purpose: Purpose,
): Promise<{ name: string; email: string } | null> {
  event.setHeaders({ 'referrer-policy': 'same-origin', 'cache-control': 'private, no-store' });
  const { database, clock } = event.locals.app;
  const token = await findToken(database.db, purpose, event.params.token, clock());
  if (!token?.userId) return null;
  const [user] = await database.db.select().from(users).where(eq(users.id, token.userId));
  return user?.email && !user.disabledAt ? { name: user.name, email: user.email } : null;
}

/** Sets the password and, for an invitation, signs the person in at once. */
export async function usePasswordLink(
  event: RequestEvent<{ token: string }>,
  purpose: Purpose,
  words: { done: string; faults: Record<Reason, () => string> },
) {
  const password = (await event.request.formData()).get('password');
  const { database, clock } = event.locals.app;
  const { db } = database;
  const result = await setPasswordByLink(
    db,
    purpose,
    event.params.token,
    typeof password === 'string' ? password : '',
    clock(),
  );
  if (!result.ok) return fail(400, { error: words.faults[result.reason]() });
  if (purpose === 'password_reset') {
    setFlash(event, { text: words.done });
    redirect(303, '/sign-in');
  }
  const { agent } = caller(event);
  const [user] = await db.select().from(users).where(eq(users.id, result.userId));
  const { token } = await createSession(db, result.userId, { kind: 'office', agent });
  if (user) await recordSignIn(db, user, agent);
  enter(event, { kind: 'office', token, roles: await rolesOf(db, result.userId) });
}
