import { can } from '#lib/server/accounts/rights.ts';
import { entriesBetween } from '#lib/server/campaigns/calendar.ts';
import { ACTIVITY_KINDS } from '#lib/server/campaigns/states.ts';
import { dayName, festivalsOn } from '#lib/server/county/festivals.ts';
import { daysOff, listIndustries } from '#lib/server/county/lists.ts';
import { isKnownYear, lunarCellText, lunarText } from '#lib/server/county/lunar.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { dayOf, monthWeeks, timeOf, yearOf } from '#lib/shared/dates.ts';
import { monthEnds, readCalendarQuery } from './view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'campaign.read');
  const { app, locale } = event.locals;
  const { db } = app.database;
  const query = readCalendarQuery(event.url.searchParams, app.clock());
  const weeks = monthWeeks(query.month);
  const [from = '', to = ''] = [weeks[0]?.[0], weeks.at(-1)?.[6]];
  const industries = await listIndustries(db, actor.countyId);
  const industry = industries.find((i) => i.code === query.industry);
  const kind = ACTIVITY_KINDS.find((k) => k === query.kind);
  const [entries, table] = await Promise.all([
    entriesBetween(db, actor.countyId, from, to, {
      ...(industry ? { industryId: industry.id } : {}),
      ...(kind ? { kind } : {}),
    }),
    daysOff(db, actor.countyId, { from, to }),
  ]);
  const english = locale === 'en';
  const activities = entries.activities.map((a) => ({
    key: a.id,
    href: `/campaigns/${a.campaignCode.toLowerCase()}/activities`,
    day: a.day,
    time: timeOf(a.startsAt),
    until: timeOf(a.endsAt),
    name: a.name,
    campaign: a.campaignName,
    venue: a.venue,
    kind: a.kind,
  }));
  const inMonth = monthEnds(query.month);
  return {
    query: { ...query, industry: industry?.code ?? '', kind: kind ?? '' },
    today: dayOf(app.clock()),
    todayLunar: lunarText(dayOf(app.clock()), locale),
    known: isKnownYear(yearOf(query.month)),
    weeks: weeks.map((week) =>
      week.map((day) => {
        const festivals = festivalsOn(day);
        const caution = festivals.find((f) => f.caution)?.caution;
        return {
          day,
          lunar: lunarCellText(day, locale),
          name: dayName(day, locale),
          isFestival: festivals.length > 0,
          caution: caution ? (english ? caution.en : caution.zh) : null,
          off: table.kindOf(day),
          items: activities.filter((a) => a.day === day),
        };
      }),
    ),
    bars: entries.campaigns.map((c) => {
      const first = industries.findIndex((i) => i.id === c.industries[0]?.id);
      return {
        code: c.code,
        name: (english && c.nameEn) || c.name,
        href: `/campaigns/${c.code.toLowerCase()}`,
        startsOn: c.startsOn,
        endsOn: c.endsOn,
        colour: first < 0 ? null : first + 1,
        industry: c.industries.map((i) => (english ? i.nameEn : i.name)).join(english ? ', ' : '、'),
        tentative: ['draft', 'returned', 'countersigning', 'awaiting_approval'].includes(c.state),
        campaignState: c.state,
        hosts: c.hosts,
      };
    }),
    activities: activities.filter((a) => a.day >= inMonth.from && a.day <= inMonth.to),
    dayLunar: query.day ? lunarText(query.day, locale) : null,
    industries: industries.map(({ code, name, nameEn }) => ({ code, name: english ? nameEn : name })),
    mayPlan: can(actor, 'campaign.edit'),
  };
};
