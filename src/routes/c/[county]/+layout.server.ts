import { findArrival, findPublicCounty } from '#lib/server/links/landing.ts';
import { parseCode } from '#lib/server/links/code.ts';
import { requireFound } from '#lib/server/web/guard.ts';
import type { LayoutServerLoad } from './$types';

/** Whose page it is, and whose code led here. */
export const load: LayoutServerLoad = async ({ locals, params, url, setHeaders }) => {
  const { database, clock } = locals.app;
  const county = requireFound(await findPublicCounty(database.db, params.county));
  const code = parseCode(url.searchParams.get('k') ?? '');
  const arrival = code === null ? null : await findArrival(database.db, county, code, clock());
  // The address names the visitor's recommender; shops need not learn it.
  setHeaders({ 'referrer-policy': 'strict-origin-when-cross-origin' });
  return {
    county: { id: county.id, slug: county.slug, name: county.name, nameEn: county.nameEn, icp: county.icp },
    arrival,
  };
};
