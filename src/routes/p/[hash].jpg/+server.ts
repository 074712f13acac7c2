import { servePoster, type ServeRefusal } from '#lib/server/posters/outputs.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

const REFUSALS: Record<ServeRefusal, { status: number; words: () => string }> = {
  not_found: { status: 404, words: m.posters_gone_not_found },
  withdrawn: { status: 410, words: m.posters_gone_withdrawn },
  changed_since_approval: { status: 410, words: m.posters_gone_changed },
  licence_gate: { status: 410, words: m.posters_gone_licence_gate },
  picture_rights: { status: 410, words: m.posters_gone_picture_rights },
  law_block: { status: 410, words: m.law_gone },
  campaign_cancelled: { status: 410, words: m.posters_gone_campaign_cancelled },
};

/**
 * A poster by its hash. `no-cache` with the hash as ETag: every view asks, so a recall bites at once, and an unchanged
 * poster costs a 304. `?download` sends it as a file and counts as one.
 */
export const GET: RequestHandler = async ({ params, locals, request, url }) => {
  const download = url.searchParams.has('download');
  const served = /^[0-9a-f]{64}$/.test(params.hash)
    ? await servePoster(locals.app, params.hash, {
        userId: locals.actor?.userId ?? null,
        kind: download ? 'download' : 'view',
      })
    : { ok: false as const, reason: 'not_found' as const };
  if (!served.ok) {
    const { status, words } = REFUSALS[served.reason];
    return new Response(words(), {
      status,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
  }
  const etag = `"${params.hash}"`;
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const bytes = await served.read();
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...headers,
      'content-type': 'image/jpeg',
      'content-length': String(bytes.byteLength),
      ...(download
        ? { 'content-disposition': `attachment; filename="poster-${params.hash.slice(0, 8)}.jpg"` }
        : {}),
    },
  });
};
