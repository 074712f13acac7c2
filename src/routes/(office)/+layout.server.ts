import { eq } from 'drizzle-orm';
import { counties } from '#lib/server/db/counties.ts';
import * as notices from '#lib/server/notices/notices.ts';
import { officeNavigation } from '#lib/server/web/navigation.ts';
import { requireOffice } from '#lib/server/web/guard.ts';
import { unitName } from '#lib/server/web/person.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const actor = requireOffice(event);
  const { db } = event.locals.app.database;
  const [[county], unit, unread] = await Promise.all([
    db
      .select({ name: counties.name, nameEn: counties.nameEn })
      .from(counties)
      .where(eq(counties.id, actor.countyId)),
    unitName(db, actor),
    actor.userId ? notices.unreadCount(db, actor.countyId, actor.userId) : 0,
  ]);
  return {
    county: (event.locals.locale === 'en' ? county?.nameEn : county?.name) ?? '',
    unit,
    unread,
    person: { name: actor.name, roles: actor.roles },
    navigation: officeNavigation(actor),
  };
};
