import { GROUNDS } from '#lib/server/posters/content.ts';
import { loadDesign } from '#lib/server/posters/design-copies.ts';
import { isFormatId } from '#lib/server/posters/formats.ts';
import { designThumbnail } from '#lib/server/posters/studio.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

const WIDTHS = { small: 240, large: 720 } as const;

/** How a design looks in a format, with sample words in the county's colours. */
export const GET: RequestHandler = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const { db } = event.locals.app.database;
  const query = event.url.searchParams;
  const design = requireFound(await loadDesign(db, actor.countyId, event.params.design));
  const asked = query.get('format') ?? '';
  const format = requireFound(
    isFormatId(asked) && design.formats.includes(asked) ? asked : (design.formats[0] ?? null),
  );
  const ground = GROUNDS.find((g) => g === query.get('ground'));
  const widthPx = query.has('large') ? WIDTHS.large : WIDTHS.small;
  const { bytes, hash } = await designThumbnail(db, actor.countyId, {
    design,
    format,
    widthPx,
    ...(ground ? { ground } : {}),
  });
  const headers = { 'cache-control': 'private, no-cache', etag: `"${hash}-${widthPx}"` };
  if (event.request.headers.get('if-none-match') === headers.etag)
    return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(bytes), { headers: { ...headers, 'content-type': 'image/jpeg' } });
};
