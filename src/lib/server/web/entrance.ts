/** What happens at every door: the cookies a sign-in leaves, and where the person goes next. */
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { agentName } from '../accounts/agent.ts';
import { OFFICE_ROLES, type Role } from '../accounts/roles.ts';
import type { SessionKind } from '../accounts/session.ts';
import { localPath } from './local-path.ts';
import { setSessionCookie } from './session-cookie.ts';

const DEVICE_COOKIE = 'device';
const YEAR_SECONDS = 365 * 24 * 3600;

/** Who knocks: the address and the browser, for throttling and for "my sessions". */
export function caller(event: RequestEvent): { ip: string; agent: string | null } {
  return { ip: event.getClientAddress(), agent: agentName(event.request.headers.get('user-agent')) };
}

export function readDeviceCookie(event: RequestEvent): string | null {
  return event.cookies.get(DEVICE_COOKIE) ?? null;
}

/** A session always begins with a new token (no fixation); then the person goes where they wanted, or home. */
export function enter(
  event: RequestEvent,
  session: { kind: SessionKind; token: string; roles: readonly Role[]; deviceMark?: string },
): never {
  setSessionCookie(event, session.kind, session.token);
  if (session.deviceMark) {
    event.cookies.set(DEVICE_COOKIE, session.deviceMark, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: event.url.protocol === 'https:',
      maxAge: YEAR_SECONDS,
    });
  }
  redirect(303, localPath(event.url.searchParams.get('next'), homeOfRoles(session.roles)));
}

export function homeOfRoles(roles: readonly Role[]): string {
  if (roles.some((role) => OFFICE_ROLES.includes(role))) return '/';
  return roles.includes('merchant') ? '/m' : '/stall';
}

export function minutesOf(seconds: number): number {
  return Math.max(1, Math.ceil(seconds / 60));
}
