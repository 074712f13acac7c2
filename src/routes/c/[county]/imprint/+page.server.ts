import { findPublicCounty } from '#lib/server/links/landing.ts';
import { requireFound } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const county = requireFound(await findPublicCounty(locals.app.database.db, params.county));
  return { textZh: county.imprintZh, textEn: county.imprintEn };
};
