import { isEditable } from '#lib/server/campaigns/campaign.ts';
import { loadContent } from '#lib/server/campaigns/content.ts';
import { factsOf } from '#lib/server/campaigns/decisions.ts';
import { listMembers } from '#lib/server/campaigns/members.ts';
import { can } from '#lib/server/accounts/rights.ts';
import { requireFound } from '#lib/server/web/guard.ts';
import { requireCampaign } from '../campaign.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const { actor, campaign } = await requireCampaign(event);
  const { db } = event.locals.app.database;
  const [content, facts, members] = await Promise.all([
    loadContent(db, actor.countyId, campaign.id),
    factsOf(db, campaign),
    listMembers(db, actor.countyId, campaign.id),
  ]);
  return {
    campaign: {
      id: campaign.id,
      code: campaign.code,
      name: campaign.name,
      nameEn: campaign.nameEn,
      theme: campaign.theme,
      state: campaign.state,
      startsOn: campaign.startsOn,
      endsOn: campaign.endsOn,
      stateReason: campaign.stateReason,
      approvedAt: campaign.approvedAt,
      submittedAt: campaign.submittedAt,
    },
    content: requireFound(content),
    merchantCount: members.merchants.length,
    openTasks: facts.openTasks,
    mayEdit: can(actor, 'campaign.edit') && isEditable(campaign),
    maySeeReview: can(actor, 'review.read'),
    maySeeMoney: can(actor, 'fund.read'),
  };
};
