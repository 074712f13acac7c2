import { json } from '@sveltejs/kit';
import { checkDraft } from '#lib/server/posters/studio.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { draftRequest } from '../../draft-request.ts';
import type { RequestHandler } from './$types';

/** Issues of what is being typed, where each slot lies, and what the law says to the words. */
export const GET: RequestHandler = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const { app, locale } = event.locals;
  const request = requireFound(await draftRequest(app, actor, event.params.id, event.url.searchParams));
  const { issues, warnings, boxes, law } = await checkDraft(app.database.db, { ...request, locale });
  return json(
    { issues, warnings, boxes, hits: law.hits },
    { headers: { 'cache-control': 'private, no-store' } },
  );
};
