/** The campaign an address names, for every page below /campaigns/[id]. */
import { error, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/server/accounts/actor.ts';
import { getByIdOrCode } from '#lib/server/campaigns/campaigns.ts';
import type { Campaign } from '#lib/server/campaigns/schema.ts';
import { requireRight } from '#lib/server/web/guard.ts';

type CampaignEvent = Pick<RequestEvent<{ id: string }>, 'locals' | 'url' | 'request' | 'params'>;

/** Who reads it and what it is; 404 for another county's. */
export async function requireCampaign(event: CampaignEvent): Promise<{ actor: Actor; campaign: Campaign }> {
  const actor = requireRight(event, 'campaign.read');
  const campaign = await getByIdOrCode(event.locals.app.database.db, actor.countyId, event.params.id);
  if (!campaign) error(404, { message: 'not_found' });
  return { actor, campaign };
}
