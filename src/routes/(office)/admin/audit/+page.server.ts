import { isDay } from '#lib/shared/dates.ts';
import { listAreas, listEntries } from '#lib/server/audit/entries.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { readPage } from '#lib/server/web/page-number.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 50;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'audit.read');
  const { db } = event.locals.app.database;
  const query = event.url.searchParams;
  const day = (key: string) => {
    const text = query.get(key) ?? '';
    return isDay(text) ? text : '';
  };
  const filter = {
    text: query.get('q')?.trim() ?? '',
    area: query.get('area') ?? '',
    from: day('from'),
    to: day('to'),
  };
  const page = readPage(query);
  const [{ rows, total }, areas] = await Promise.all([
    listEntries(db, actor.countyId, { ...filter, page, pageSize: PAGE_SIZE }),
    listAreas(db, actor.countyId),
  ]);
  return {
    entries: rows.map(({ id, actorName, action, subject, label, before, after, reason, createdAt }) => ({
      id,
      actorName,
      action,
      subject,
      label,
      before,
      after,
      reason,
      createdAt,
    })),
    total,
    page,
    pageSize: PAGE_SIZE,
    areas,
    filter,
  };
};
