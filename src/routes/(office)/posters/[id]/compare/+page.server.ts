import { compareContents } from '#lib/server/posters/comparing.ts';
import { EMPTY_CONTENT } from '#lib/server/posters/content.ts';
import { loadDesign } from '#lib/server/posters/design-copies.ts';
import { formatOf, isFormatId } from '#lib/server/posters/formats.ts';
import { openStudio } from '#lib/server/posters/studio.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const { app } = event.locals;
  const studio = requireFound(await openStudio(app.database.db, actor, event.params.id, app.clock()));
  const query = event.url.searchParams;
  const [newest, before = newest] = studio.versions;
  const named = (name: string) => studio.versions.find((v) => String(v.version) === query.get(name));
  const newer = requireFound(named('new') ?? newest);
  const older = requireFound(named('old') ?? before);
  const full = (v: typeof newer) => ({ ...EMPTY_CONTENT, ...v.content });
  const design = async (v: typeof newer) =>
    (await loadDesign(app.database.db, actor.countyId, v.designId, v.designVersion)) ??
    studio.assembly.design;
  const [wasDesign, isDesign] = [await design(older), await design(newer)];
  const formats = isDesign.formats.filter((f) => wasDesign.formats.includes(f));
  const asked = query.get('format') ?? '';
  const format = isFormatId(asked) && formats.includes(asked) ? asked : (formats[0] ?? 'moments');
  const { widthPx, heightPx } = formatOf(format);
  return {
    poster: { id: studio.poster.id, name: studio.poster.name },
    versions: studio.versions.map((v) => ({ version: v.version, state: v.state })),
    older: older.version,
    newer: newer.version,
    diffs: compareContents(full(older), full(newer)),
    designs: { older: wasDesign.nameZh, newer: isDesign.nameZh },
    pictures: { older: full(older).picture, newer: full(newer).picture },
    formats,
    format,
    widthPx,
    heightPx,
  };
};
