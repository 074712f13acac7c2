/** The cookie that carries the session's token. `__Host-` where https allows it; plain http only happens on loopback. */
import type { Cookies } from '@sveltejs/kit';
import { SESSION_LIFE, type SessionKind } from '../accounts/session.ts';

interface CookieEvent {
  cookies: Cookies;
  url: URL;
}

const nameFor = (url: URL) => (url.protocol === 'https:' ? '__Host-session' : 'session');

export function readSessionCookie({ cookies, url }: CookieEvent): string | null {
  return cookies.get(nameFor(url)) ?? null;
}

export function setSessionCookie({ cookies, url }: CookieEvent, kind: SessionKind, token: string): void {
  cookies.set(nameFor(url), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    maxAge: SESSION_LIFE[kind].absoluteHours * 3600,
  });
}

export function clearSessionCookie({ cookies, url }: CookieEvent): void {
  cookies.delete(nameFor(url), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
  });
}
