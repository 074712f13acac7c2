import { findOffer } from '#lib/server/links/landing.ts';
import { requireFound } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent, url, request }) => {
  const { county } = await parent();
  const offer = requireFound(await findOffer(locals.app.database.db, county.id, params.offer));
  const page = /^[\w-]{1,40}$/.exec(url.searchParams.get('c') ?? '')?.[0] ?? null;
  const inWeChat = /MicroMessenger/i.test(request.headers.get('user-agent') ?? '');
  return { offer, campaign: page, inWeChat };
};
