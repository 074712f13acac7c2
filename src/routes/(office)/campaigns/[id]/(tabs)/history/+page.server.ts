import { readApproval } from '#lib/server/campaigns/approval-file.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { requireCampaign } from '../../campaign.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, campaign } = await requireCampaign(event);
  const { app } = event.locals;
  return { approval: await readApproval(app.database.db, actor, campaign, dayOf(app.clock())) };
};
