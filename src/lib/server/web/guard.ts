/**
 * Who may be here. Another county's or another merchant's thing is "not found", never "forbidden": whether it exists is
 * nobody's business. 403 is only for a right that the person's roles lack, and says who can grant it.
 */
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '../accounts/actor.ts';
import { can, rolesWith, type Right } from '../accounts/rights.ts';
import { OFFICE_ROLES } from '../accounts/roles.ts';
import { homeOfRoles } from './entrance.ts';

type GuardedEvent = Pick<RequestEvent, 'locals' | 'url' | 'request'>;

/** The signed-in person; visitors are sent to sign in and come back afterwards. */
export function requireActor(event: GuardedEvent): Actor {
  if (event.locals.actor) return event.locals.actor;
  const { pathname, search } = event.url;
  const door = /^\/m(\/|$)/.test(pathname) ? '/sign-in/phone' : '/sign-in';
  const back = event.request.method === 'GET' ? pathname + search : pathname;
  redirect(303, back === '/' ? door : `${door}?next=${encodeURIComponent(back)}`);
}

/** The signed-in person, who holds this right in their county. Otherwise a 403 that names the roles that do. */
export function requireRight(event: GuardedEvent, right: Right): Actor {
  const actor = requireActor(event);
  if (!can(actor, right)) error(403, { message: right, roles: rolesWith(right) });
  return actor;
}

/** For pages of the office as a whole: merchants are led to their phone pages, devices to theirs. */
export function requireOffice(event: GuardedEvent): Actor {
  const actor = requireActor(event);
  if (actor.roles.some((role) => OFFICE_ROLES.includes(role))) return actor;
  redirect(303, homeOf(actor));
}

/** The thing, or 404: for what a query by county and id did not find. */
export function requireFound<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) error(404, { message: 'not_found' });
  return thing;
}

/** Where a person starts. */
export function homeOf(actor: Actor): string {
  return homeOfRoles(actor.roles);
}
