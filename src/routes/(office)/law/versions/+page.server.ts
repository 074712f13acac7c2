import { BASE_VERSION } from '#lib/server/brand/law/list.ts';
import { listVersions } from '#lib/server/brand/law/lists.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'law.read');
  const versions = await listVersions(event.locals.app.database.db, actor.countyId);
  return {
    base: BASE_VERSION,
    versions: versions.map((v) => ({
      number: v.number,
      name: `${v.baseVersion}+${v.number}`,
      by: v.signedByName,
      at: v.createdAt,
      note: v.note,
      changes: v.changes,
      affected: v.effect.length,
    })),
  };
};
