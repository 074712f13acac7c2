import { can } from '#lib/server/accounts/rights.ts';
import { currentList } from '#lib/server/brand/law/lists.ts';
import { openFindings } from '#lib/server/brand/law/findings.ts';
import { countReviews } from '#lib/server/posters/law/reviews.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const actor = requireRight(event, 'law.read');
  const { db } = event.locals.app.database;
  const [list, waiting, findings] = await Promise.all([
    currentList(db, actor.countyId),
    countReviews(db, actor),
    openFindings(db, actor.countyId),
  ]);
  return {
    listVersion: list.version,
    waiting,
    findingCount: findings.length,
    may: {
      decide: can(actor, 'law.decide'),
      edit: can(actor, 'law.edit'),
      confirm: can(actor, 'law.confirm'),
      claim: can(actor, 'poster.edit'),
    },
  };
};
