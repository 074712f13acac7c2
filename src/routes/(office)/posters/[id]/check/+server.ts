import { json } from '@sveltejs/kit';
import { checkDraft } from '#lib/server/posters/studio.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { draftRequest } from '../../draft-request.ts';
import type { RequestHandler } from './$types';

/** Issues of what is being typed, and where each slot lies. */
export const GET: RequestHandler = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const { app } = event.locals;
  const request = requireFound(await draftRequest(app, actor, event.params.id, event.url.searchParams));
  const { issues, boxes } = await checkDraft(app.database.db, request);
  return json({ issues, boxes }, { headers: { 'cache-control': 'private, no-store' } });
};
