import { redirect } from '@sveltejs/kit';
import { keepLanguage } from '#lib/server/accounts/language-choice.ts';
import { isLanguage, LANGUAGE_COOKIE } from '#lib/server/web/language.ts';
import { localPath } from '#lib/server/web/local-path.ts';
import { readTheme, THEME_COOKIE } from '#lib/server/web/theme.ts';
import type { RequestHandler } from './$types';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Language and appearance: kept in cookies, signed in or not (the language with the person too); then back to the page it was asked from. */
export const POST: RequestHandler = async ({ request, cookies, url, locals }) => {
  const form = await request.formData();
  const options = {
    path: '/',
    maxAge: YEAR_SECONDS,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
  } as const;
  const locale = form.get('locale');
  // The browser's half of the words reads the language from <html lang>, so no script needs this cookie.
  if (isLanguage(locale)) {
    cookies.set(LANGUAGE_COOKIE, locale, { ...options, httpOnly: true });
    const userId = locals.actor?.userId;
    if (userId) await keepLanguage(locals.app.database.db, userId, locale);
  }
  const theme = form.get('theme');
  if (typeof theme === 'string') cookies.set(THEME_COOKIE, readTheme(theme), { ...options, httpOnly: true });
  redirect(303, localPath(form.get('next')));
};
