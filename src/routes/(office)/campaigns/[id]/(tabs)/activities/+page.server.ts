import { attendanceOf } from '#lib/server/events/events.ts';
import { listOrganisations } from '#lib/server/county/lists.ts';
import { sessionsOf } from '#lib/server/livestreams/livestreams.ts';
import { can } from '#lib/server/accounts/rights.ts';
import { loadContent } from '#lib/server/campaigns/content.ts';
import { requireFound } from '#lib/server/web/guard.ts';
import { requireCampaign } from '../../campaign.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, campaign } = await requireCampaign(event);
  const { db } = event.locals.app.database;
  const content = requireFound(await loadContent(db, actor.countyId, campaign.id));
  const ids = content.activities.map((a) => a.id).filter((id) => id !== undefined);
  const [sessions, attendance, organisations] = await Promise.all([
    sessionsOf(db, actor.countyId, ids),
    attendanceOf(db, actor.countyId, ids),
    listOrganisations(db, actor.countyId),
  ]);
  return {
    activities: content.activities.map((activity) => {
      const live = activity.id ? sessions.get(activity.id) : undefined;
      const unit = organisations.find((o) => o.id === activity.responsibleOrganisationId);
      return {
        ...activity,
        unit: unit ? (unit.shortName ?? unit.name) : null,
        live: live
          ? {
              platform: live.session.platform,
              account: live.session.account,
              state: live.session.state,
              hosts: [...new Set(live.slots.map((s) => s.host))],
              faults: live.faults.length,
            }
          : null,
        attendance: (activity.id && attendance.get(activity.id)) || null,
      };
    }),
    mayRunLive: can(actor, 'campaign.edit') || can(actor, 'sales.import'),
  };
};
