import { can } from '#lib/server/accounts/rights.ts';
import { listDesigns } from '#lib/server/posters/design-copies.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const designs = await listDesigns(event.locals.app.database.db, actor.countyId);
  return {
    designs: designs.map(({ id, baseId, state, design, draft }) => ({
      id,
      own: baseId !== null,
      state,
      nameZh: design.nameZh,
      nameEn: design.nameEn,
      forZh: design.forZh,
      forEn: design.forEn,
      version: design.version,
      formats: design.formats.length,
      draft: draft !== null && state !== 'draft' ? draft.version : null,
    })),
    mayEdit: can(actor, 'poster.edit'),
  };
};
