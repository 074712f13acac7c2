import { previewDraft } from '#lib/server/posters/studio.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { draftRequest } from '../../draft-request.ts';
import type { RequestHandler } from './$types';

/** The exact picture as SVG, of the saved version or of the fields in the address. */
export const GET: RequestHandler = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const { app } = event.locals;
  const request = requireFound(await draftRequest(app, actor, event.params.id, event.url.searchParams));
  const { svg, hash } = await previewDraft(app.database.db, request);
  const etag = `"${hash}"`;
  const headers = { 'cache-control': 'private, no-cache', etag };
  if (event.request.headers.get('if-none-match') === etag)
    return new Response(null, { status: 304, headers });
  return new Response(svg, { headers: { ...headers, 'content-type': 'image/svg+xml' } });
};
