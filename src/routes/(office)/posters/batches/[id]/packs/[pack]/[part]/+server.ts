import { Readable } from 'node:stream';
import { openPack } from '#lib/server/posters/batches/packs.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { packRefusalWord } from '../../../../words.ts';
import type { RequestHandler } from './$types';

/** One part of a zip pack, through the gate: a pack is a copy, and a recall bites it too. */
export const GET: RequestHandler = async (event) => {
  const actor = requireRight(event, 'poster.batch');
  const { params, locals } = event;
  const opened = await openPack(locals.app, actor.countyId, {
    batchId: params.id,
    packId: params.pack,
    part: Number(params.part),
  });
  if (!opened.ok) {
    return new Response(packRefusalWord[opened.reason](), {
      status: opened.reason === 'not_found' ? 404 : opened.reason === 'not_ready' ? 409 : 410,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
  }
  const name = `海报-${params.pack.slice(0, 8)}-${params.part}.zip`;
  return new Response(Readable.toWeb(await opened.stream()) as ReadableStream, {
    headers: {
      'content-type': 'application/zip',
      'content-length': String(opened.part.bytes),
      'content-disposition': `attachment; filename="posters-${params.part}.zip"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'private, no-store',
    },
  });
};
