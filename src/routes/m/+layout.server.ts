import { redirect } from '@sveltejs/kit';
import { OWN_COOKIE, ownValue } from '#lib/server/links/own.ts';
import { listOwnMerchants } from '#lib/server/links/merchant-campaigns.ts';
import { findCountyById } from '#lib/server/links/landing.ts';
import { homeOf, requireActor } from '#lib/server/web/guard.ts';
import { chooseMerchant, LARGE_COOKIE, MERCHANT_COOKIE } from './merchant-choice.ts';
import type { LayoutServerLoad } from './$types';

const YEAR_S = 365 * 24 * 60 * 60;

/** Who holds the phone, and for which of their merchants. */
export const load: LayoutServerLoad = async (event) => {
  const actor = requireActor(event);
  if (!actor.roles.includes('merchant')) redirect(303, homeOf(actor));
  const { db } = event.locals.app.database;
  const merchants = await listOwnMerchants(db, actor.countyId, actor.merchantIds);
  // So that their own look at their poster is not counted as a customer's scan.
  event.cookies.set(OWN_COOKIE, ownValue(actor.merchantIds), {
    path: '/',
    maxAge: YEAR_S,
    httpOnly: true,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
  });
  return {
    county: await findCountyById(db, actor.countyId),
    merchants,
    merchant: chooseMerchant(merchants, event.cookies.get(MERCHANT_COOKIE)),
    large: event.cookies.get(LARGE_COOKIE) === '1',
  };
};
