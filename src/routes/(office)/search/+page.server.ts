import { requireOffice } from '#lib/server/web/guard.ts';
import { search } from '#lib/server/reports/search.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireOffice(event);
  const text = event.url.searchParams.get('q') ?? '';
  return { text, results: await search(event.locals.app.database.db, actor, text) };
};
