import { entriesBetween } from '#lib/server/campaigns/calendar.ts';
import { calendarFile } from '#lib/server/campaigns/ical.ts';
import { ACTIVITY_KINDS } from '#lib/server/campaigns/states.ts';
import { listIndustries } from '#lib/server/county/lists.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { m } from '#lib/paraglide/messages.js';
import { monthEnds, readCalendarQuery } from '../view.ts';
import type { RequestHandler } from './$types';

/** The month on the page, with its filters, as a calendar file. */
export const GET: RequestHandler = async (event) => {
  const actor = requireRight(event, 'campaign.read');
  const { app } = event.locals;
  const { db } = app.database;
  const query = readCalendarQuery(event.url.searchParams, app.clock());
  const { from, to } = monthEnds(query.month);
  const industries = await listIndustries(db, actor.countyId);
  const industry = industries.find((i) => i.code === query.industry);
  const kind = ACTIVITY_KINDS.find((k) => k === query.kind);
  const entries = await entriesBetween(db, actor.countyId, from, to, {
    ...(industry ? { industryId: industry.id } : {}),
    ...(kind ? { kind } : {}),
  });
  const address = (code: string) => `${app.config.publicOrigin}/campaigns/${code.toLowerCase()}`;
  const file = calendarFile(
    m.planning_calendar_title(),
    [
      ...entries.campaigns.map((c) => ({
        uid: `${c.id}@deep-alley`,
        summary: c.name,
        description: c.hosts.join('、'),
        location: '',
        url: address(c.code),
        when: { startsOn: c.startsOn, endsOn: c.endsOn },
      })),
      ...entries.activities.map((a) => ({
        uid: `${a.id}@deep-alley`,
        summary: a.name,
        description: a.campaignName,
        location: a.venue,
        url: address(a.campaignCode),
        when: { startsAt: a.startsAt, endsAt: a.endsAt },
      })),
    ],
    app.clock(),
  );
  return new Response(file, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="deep-alley-${query.month}.ics"`,
      'cache-control': 'private, no-store',
    },
  });
};
