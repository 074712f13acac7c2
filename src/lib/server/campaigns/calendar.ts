/** What stands in a county's calendar between two days: campaigns as bars, activities on their hour. */
import { and, asc, eq, gte, inArray, lt, ne } from 'drizzle-orm';
import { addDays, dayOf, instantAt, type Day } from '#lib/shared/dates.ts';
import type { DbOrTx } from '../db/database.ts';
import { list, type CampaignRow } from './campaigns.ts';
import { activities, campaigns, type Activity } from './schema.ts';

export interface CalendarActivity {
  id: string;
  campaignCode: string;
  campaignName: string;
  kind: Activity['kind'];
  name: string;
  startsAt: Date;
  endsAt: Date;
  day: Day;
  venue: string;
  state: Activity['state'];
}

export interface CalendarFilter {
  industryId?: string;
  kind?: Activity['kind'];
}

/** Campaigns and activities that touch the days `from`–`to`, inclusive. Cancelled campaigns are left out. */
export async function entriesBetween(
  db: DbOrTx,
  countyId: string,
  from: Day,
  to: Day,
  filter: CalendarFilter = {},
): Promise<{ campaigns: CampaignRow[]; activities: CalendarActivity[] }> {
  const { rows } = await list(db, countyId, {
    from,
    to,
    sort: 'starts',
    descending: false,
    pageSize: 500,
    ...(filter.industryId ? { industryId: filter.industryId } : {}),
  });
  const shown = rows.filter((c) => c.state !== 'cancelled');
  if (shown.length === 0) return { campaigns: [], activities: [] };
  const found = await db
    .select({
      id: activities.id,
      campaignCode: campaigns.code,
      campaignName: campaigns.name,
      kind: activities.kind,
      name: activities.name,
      startsAt: activities.startsAt,
      endsAt: activities.endsAt,
      venue: activities.venue,
      state: activities.state,
    })
    .from(activities)
    .innerJoin(
      campaigns,
      and(eq(campaigns.countyId, activities.countyId), eq(campaigns.id, activities.campaignId)),
    )
    .where(
      and(
        eq(activities.countyId, countyId),
        inArray(
          activities.campaignId,
          shown.map((c) => c.id),
        ),
        ne(activities.state, 'cancelled'),
        gte(activities.endsAt, instantAt(from)),
        lt(activities.startsAt, instantAt(addDays(to, 1))),
        filter.kind ? eq(activities.kind, filter.kind) : undefined,
      ),
    )
    .orderBy(asc(activities.startsAt), asc(activities.id));
  return {
    campaigns: filter.kind ? shown.filter((c) => found.some((a) => a.campaignCode === c.code)) : shown,
    activities: found.map((a) => ({ ...a, day: dayOf(a.startsAt) })),
  };
}
