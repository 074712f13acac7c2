import { findAsset, noteDownload } from '#lib/server/brand/assets/assets.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

/** The paper that proves the right: an attachment, never shown in the page; every opening is logged. */
export const GET: RequestHandler = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const { app } = event.locals;
  const asset = requireFound(await findAsset(app.database.db, actor.countyId, event.params.id));
  const key = requireFound(asset.proofKey);
  await noteDownload(app.database.db, actor, asset, 'proof');
  const bytes = await app.storage.read(key);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': asset.proofType ?? 'application/octet-stream',
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(asset.proofName ?? 'proof')}`,
    },
  });
};
