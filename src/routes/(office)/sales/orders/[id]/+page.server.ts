import { explainOrder } from '#lib/server/attribution/explanations.ts';
import { getOrder } from '#lib/server/sales/orders.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'sales.read');
  const { database } = event.locals.app;
  const order = requireFound(await getOrder(database.sql, actor.countyId, event.params.id));
  return { order, explanation: await explainOrder(database, actor.countyId, order.id) };
};
