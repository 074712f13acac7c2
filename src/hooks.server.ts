import { error, type Handle, type HandleServerError, type RequestEvent } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { and, eq } from 'drizzle-orm';
import { defineCustomServerStrategy } from '#lib/paraglide/runtime.js';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import type { Actor } from '#lib/server/accounts/actor.ts';
import { findActor } from '#lib/server/accounts/actors.ts';
import { validateSession, type SignedIn } from '#lib/server/accounts/session.ts';
import type { Db } from '#lib/server/db/database.ts';
import { merchantUsers } from '#lib/server/merchants/schema.ts';
import { findApp, getApp } from '#lib/server/web/app.ts';
import { cleanForms, holdsNul } from '#lib/server/web/clean-text.ts';
import { isLanguage, LANGUAGE_COOKIE, preferredLanguage } from '#lib/server/web/language.ts';
import { isSameOrigin } from '#lib/server/web/same-origin.ts';
import { clearSessionCookie, readSessionCookie } from '#lib/server/web/session-cookie.ts';
import { readTheme, THEME_COOKIE } from '#lib/server/web/theme.ts';
import { errorNumber } from '#lib/shared/error-number.ts';

const LANGUAGE_HEADER = 'x-page-language';

defineCustomServerStrategy('custom-page', {
  getLocale: (request) => request?.headers.get(LANGUAGE_HEADER) ?? undefined,
});

/** Who is there: the cookie's session, then the person's roles and merchants, read anew for every request. */
const people: Handle = async ({ event, resolve }) => {
  event.locals.app = getApp();
  event.locals.session = null;
  event.locals.actor = null;
  if (holdsNul(event.url)) error(400, { message: 'bad_address' });
  cleanForms(event.request);
  const token = readSessionCookie(event);
  if (token) {
    if (!isSameOrigin(event.request, event.url.origin)) error(403, { message: 'cross_site' });
    const { db } = event.locals.app.database;
    const session = await validateSession(db, token);
    event.locals.session = session;
    event.locals.actor = session ? await findWholeActor(db, session) : null;
    if (!session) clearSessionCookie(event);
  }
  const response = await resolve(event);
  if (event.locals.actor && response.headers.get('content-type')?.startsWith('text/html')) {
    // Nothing of a signed-in person stays in a shared cache or comes back by the browser's Back after signing out.
    response.headers.set('cache-control', 'private, no-store');
  }
  return response;
};

const words: Handle = ({ event, resolve }) => {
  event.locals.locale = languageOf(event);
  event.locals.theme = readTheme(event.cookies.get(THEME_COOKIE));
  // Only headers: the real request's body may be an upload of hundreds of megabytes and must not be copied.
  const request = new Request(event.url, { headers: { [LANGUAGE_HEADER]: event.locals.locale } });
  return paraglideMiddleware(request, () =>
    resolve(event, {
      transformPageChunk: ({ html }) =>
        html.replace('%lang%', event.locals.locale).replace('%theme%', event.locals.theme),
    }),
  );
};

export const handle: Handle = sequence(people, words);

export const handleError: HandleServerError = ({ error: fault, event, status, message }) => {
  if (status === 404) return { message };
  const number = errorNumber(Math.random);
  const log =
    findApp()?.log ?? ((line: string, fields?: Record<string, unknown>) => console.error(line, fields));
  log('request failed', {
    number,
    status,
    method: event.request.method,
    path: event.url.pathname,
    userId: event.locals.actor?.userId ?? null,
    fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault),
  });
  return { message, number };
};

async function findWholeActor(db: Db, session: SignedIn): Promise<Actor | null> {
  const actor = await findActor(db, session);
  if (!actor?.roles.includes('merchant')) return actor;
  const rows = await db
    .select({ id: merchantUsers.merchantId })
    .from(merchantUsers)
    .where(and(eq(merchantUsers.countyId, actor.countyId), eq(merchantUsers.userId, session.userId)));
  return { ...actor, merchantIds: rows.map((row) => row.id) };
}

function languageOf(event: RequestEvent) {
  const chosen = event.cookies.get(LANGUAGE_COOKIE);
  if (isLanguage(chosen)) return chosen;
  return event.locals.session?.locale ?? preferredLanguage(event.request.headers.get('accept-language'));
}
