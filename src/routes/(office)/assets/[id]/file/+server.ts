import { error } from '@sveltejs/kit';
import { Readable } from 'node:stream';
import { dayOf } from '#lib/shared/dates.ts';
import { noteDownload } from '#lib/server/brand/assets/assets.ts';
import { openAsset } from '#lib/server/brand/assets/listing.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

/**
 * `?size=thumb` and `?size=web` are looked at in the office; `?size=full`, and `web` with `download`, leave the house: they
 * are logged, and refused once a right or a consent was taken back.
 */
export const GET: RequestHandler = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const { app } = event.locals;
  const today = dayOf(app.clock());
  const { asset, refusal } = requireFound(
    await openAsset(app.database.db, actor.countyId, event.params.id, today),
  );
  const size = event.url.searchParams.get('size');
  const leaves = size === 'full' || event.url.searchParams.has('download');
  if (leaves && (refusal === 'rights_withdrawn' || refusal === 'consent_withdrawn'))
    error(410, { message: 'withdrawn' });
  const key = size === 'full' ? asset.fileKey : size === 'web' ? asset.webKey : asset.thumbKey;
  const found = requireFound(key);
  const contentType = size === 'full' ? asset.contentType : 'image/jpeg';
  const headers: Record<string, string> = {
    'content-type': contentType,
    'cache-control': leaves ? 'private, no-store' : 'private, max-age=86400',
  };
  if (leaves) {
    await noteDownload(app.database.db, actor, asset, size === 'full' ? 'full' : 'web');
    const ending = { 'image/jpeg': 'jpg', 'image/png': 'png', 'video/mp4': 'mp4', 'video/quicktime': 'mov' };
    const name = encodeURIComponent(`${asset.title}.${ending[contentType]}`);
    headers['content-disposition'] = `attachment; filename*=UTF-8''${name}`;
    if (size === 'full') headers['content-length'] = String(asset.bytes);
  }
  const stream = await app.storage.stream(found);
  return new Response(Readable.toWeb(stream) as ReadableStream, { headers });
};
