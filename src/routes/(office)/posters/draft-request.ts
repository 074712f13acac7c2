/** From a preview's address to what has to be drawn: the saved version, or the fields being typed. */
import type { Actor } from '#lib/server/accounts/actor.ts';
import { getDesign } from '#lib/server/posters/designs/families.ts';
import { isFormatId } from '#lib/server/posters/formats.ts';
import { openStudio, type DraftRequest } from '#lib/server/posters/studio.ts';
import type { App } from '#lib/server/web/app.ts';
import { readContent } from './content-form.ts';

/** Null when the county has no such poster. Fields that hold no valid value keep the saved content. */
export async function draftRequest(
  app: App,
  actor: Actor,
  posterId: string,
  query: URLSearchParams,
): Promise<DraftRequest | null> {
  const studio = await openStudio(app.database.db, actor, posterId, app.clock());
  if (!studio) return null;
  const asked = query.get('format') ?? '';
  const designId = query.get('designId') ?? '';
  const typed = query.has('headline') || query.has('productName') ? readContent(query) : null;
  return {
    version: {
      countyId: actor.countyId,
      campaignId: studio.poster.campaignId,
      designId: getDesign(designId) ? designId : studio.version.designId,
      content: typed?.ok ? typed.content : studio.version.content,
    },
    format: isFormatId(asked) ? asked : 'moments',
    merchant: studio.merchants.find((x) => x.id === query.get('merchant')) ?? null,
    now: app.clock(),
  };
}
