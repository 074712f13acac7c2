import { thumbnail } from '#lib/server/posters/studio.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { draftRequest } from '../../draft-request.ts';
import type { RequestHandler } from './$types';

const WIDTH_PX = 240;

/** The newest version, small. */
export const GET: RequestHandler = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const { app } = event.locals;
  const request = requireFound(await draftRequest(app, actor, event.params.id, event.url.searchParams));
  const { bytes, hash } = await thumbnail(app.database.db, request, WIDTH_PX);
  const etag = `"${hash}-${WIDTH_PX}"`;
  const headers = { 'cache-control': 'private, no-cache', etag };
  if (event.request.headers.get('if-none-match') === etag)
    return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(bytes), { headers: { ...headers, 'content-type': 'image/jpeg' } });
};
