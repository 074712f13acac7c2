import { redirect } from '@sveltejs/kit';
import { requireActor } from '#lib/server/web/guard.ts';
import { LARGE_COOKIE, MERCHANT_COOKIE } from '../merchant-choice.ts';
import type { Actions } from './$types';

const YEAR_S = 365 * 24 * 60 * 60;

export const actions: Actions = {
  /** Another of one's own merchants; anybody else's id changes nothing. */
  switch: async (event) => {
    const actor = requireActor(event);
    const chosen = (await event.request.formData()).get('merchant');
    if (typeof chosen === 'string' && actor.merchantIds.includes(chosen))
      event.cookies.set(MERCHANT_COOKIE, chosen, cookie(event.url));
    redirect(303, '/m');
  },
  large: async (event) => {
    requireActor(event);
    const on = (await event.request.formData()).get('on') === '1';
    event.cookies.set(LARGE_COOKIE, on ? '1' : '0', cookie(event.url));
    redirect(303, '/m/me');
  },
};

function cookie(url: URL) {
  return {
    path: '/m',
    maxAge: YEAR_S,
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
  } as const;
}
