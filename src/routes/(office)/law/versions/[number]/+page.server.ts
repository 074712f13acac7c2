import { changesBetween, getVersion, listVersions } from '#lib/server/brand/law/lists.ts';
import { NO_ADDITIONS } from '#lib/server/brand/law/list.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'law.read');
  const { db } = event.locals.app.database;
  const number = Number(event.params.number);
  const version = requireFound(
    Number.isSafeInteger(number) && number > 0 ? await getVersion(db, actor.countyId, number) : null,
  );
  const all = await listVersions(db, actor.countyId);
  const asked = Number(event.url.searchParams.get('with') ?? number - 1);
  const other = all.find((v) => v.number === asked);
  return {
    number,
    name: `${version.baseVersion}+${version.number}`,
    by: version.signedByName,
    at: version.createdAt,
    note: version.note,
    effect: version.effect,
    against: other?.number ?? 0,
    others: all.filter((v) => v.number !== number).map((v) => v.number),
    changes: changesBetween(other?.additions ?? NO_ADDITIONS, version.additions),
  };
};
