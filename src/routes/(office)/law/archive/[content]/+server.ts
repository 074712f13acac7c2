import { exportArchive } from '#lib/server/posters/law/archive.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

/** The file of one content version for an inspector, as one zip. */
export const GET: RequestHandler = async (event) => {
  const actor = requireRight(event, 'law.read');
  const archive = requireFound(
    await exportArchive(event.locals.app.database.db, actor, event.params.content),
  );
  return new Response(new Uint8Array(archive.bytes), {
    headers: {
      'content-type': 'application/zip',
      'content-length': String(archive.bytes.byteLength),
      'content-disposition': `attachment; filename="${archive.fileName}"`,
      'cache-control': 'private, no-store',
    },
  });
};
