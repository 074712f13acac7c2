import { listReviews, recentDecisions } from '#lib/server/posters/law/reviews.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'law.read');
  const { db } = event.locals.app.database;
  const [reviews, decisions] = await Promise.all([
    listReviews(db, actor),
    recentDecisions(db, actor.countyId),
  ]);
  return { reviews, decisions };
};
