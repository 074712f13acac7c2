import type { Handle } from '@sveltejs/kit';
import { defineCustomServerStrategy } from '#lib/paraglide/runtime.js';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { isLanguage, LANGUAGE_COOKIE, preferredLanguage } from '#lib/server/web/language.ts';
import { readTheme, THEME_COOKIE } from '#lib/server/web/theme.ts';

defineCustomServerStrategy('custom-page', {
  getLocale: (request) => request?.headers.get('x-page-language') ?? undefined,
});

export const handle: Handle = async ({ event, resolve }) => {
  const chosen = event.cookies.get(LANGUAGE_COOKIE);
  event.locals.locale = isLanguage(chosen)
    ? chosen
    : preferredLanguage(event.request.headers.get('accept-language'));
  event.locals.theme = readTheme(event.cookies.get(THEME_COOKIE));
  event.locals.actor = null;
  event.locals.session = null;
  // A request of headers only: the real one's body may be an upload of hundreds of megabytes and must not be copied.
  const words = new Request(event.url, { headers: { 'x-page-language': event.locals.locale } });
  return paraglideMiddleware(words, () =>
    resolve(event, {
      transformPageChunk: ({ html }) =>
        html.replace('%lang%', event.locals.locale).replace('%theme%', event.locals.theme),
    }),
  );
};
