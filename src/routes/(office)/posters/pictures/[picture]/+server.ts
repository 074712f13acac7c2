import { pictureThumbnail } from '#lib/server/posters/studio.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

/** A picture of the house, small, for choosing. */
export const GET: RequestHandler = async (event) => {
  requireRight(event, 'poster.read');
  const bytes = requireFound(await pictureThumbnail(event.params.picture));
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': 'image/jpeg', 'cache-control': 'private, max-age=86400' },
  });
};
