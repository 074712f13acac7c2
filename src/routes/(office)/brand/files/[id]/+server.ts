import { openFile } from '#lib/server/brand/files.ts';
import { requireActor, requireFound } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

/** A paper for whoever may see it; everybody else is told that there is none. Opening a restricted one is logged. */
export const GET: RequestHandler = async (event) => {
  const actor = requireActor(event);
  const found = requireFound(await openFile(event.locals.app, actor, event.params.id));
  const name = encodeURIComponent(found.file.fileName);
  return new Response(Buffer.from(found.bytes), {
    headers: {
      'content-type': found.file.contentType,
      'content-disposition': `inline; filename*=UTF-8''${name}`,
      // Never kept by a shared browser, and each opening is asked and logged anew.
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  });
};
