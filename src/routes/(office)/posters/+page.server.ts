import { can } from '#lib/server/accounts/rights.ts';
import { listPosters } from '#lib/server/posters/studio.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const campaignId = event.url.searchParams.get('campaign');
  const valid = campaignId && /^[0-9a-f-]{36}$/.test(campaignId) ? { campaignId } : {};
  const groups = await listPosters(event.locals.app.database.db, actor.countyId, valid);
  return {
    groups: groups.map(({ campaign, rows }) => ({
      campaign: {
        id: campaign.id,
        code: campaign.code,
        name: campaign.name,
        startsOn: campaign.startsOn,
        endsOn: campaign.endsOn,
      },
      rows: rows.map((r) => ({
        id: r.poster.id,
        name: r.poster.name,
        version: r.newest.version,
        state: r.newest.state,
        revision: r.newest.revision,
        handedOut: r.handedOut,
      })),
    })),
    mayEdit: can(actor, 'poster.edit'),
  };
};
