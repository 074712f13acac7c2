/** From a preview's address to what has to be drawn: the saved version, an earlier one, or the fields being typed. */
import type { Actor } from '#lib/server/accounts/actor.ts';
import { loadDesign } from '#lib/server/posters/design-copies.ts';
import { isFormatId } from '#lib/server/posters/formats.ts';
import { openStudio, type DraftRequest } from '#lib/server/posters/studio.ts';
import type { App } from '#lib/server/web/app.ts';
import { formOf, readContent } from './content-form.ts';

/** Null when the county has no such poster or version. Fields that hold no valid value keep the saved content. */
export async function draftRequest(
  app: App,
  actor: Actor,
  posterId: string,
  query: URLSearchParams,
): Promise<DraftRequest | null> {
  const { db } = app.database;
  const studio = await openStudio(db, actor, posterId, app.clock());
  if (!studio) return null;
  const named = query.get('version');
  const version = named ? studio.versions.find((v) => String(v.version) === named) : studio.version;
  if (!version) return null;
  const asked = query.get('format') ?? '';
  const designId = query.get('designId') ?? version.designId;
  const other = designId !== version.designId && (await loadDesign(db, actor.countyId, designId));
  const typed = query.has('typed') ? readContent(formOf(query), version.content) : null;
  const { id, countyId, campaignId } = version;
  const design = other ? other.id : version.designId;
  return {
    version: {
      id,
      countyId,
      campaignId,
      designId: design,
      ...(other ? {} : { designVersion: version.designVersion }),
      content: typed?.ok ? typed.content : version.content,
    },
    format: isFormatId(asked) ? asked : 'moments',
    merchant: studio.merchants.find((x) => x.id === query.get('merchant')) ?? null,
    now: app.clock(),
    storage: app.storage,
  };
}
