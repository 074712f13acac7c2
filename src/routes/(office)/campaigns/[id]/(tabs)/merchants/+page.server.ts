import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { can } from '#lib/server/accounts/rights.ts';
import * as drafting from '#lib/server/campaigns/drafting.ts';
import { listMembers } from '#lib/server/campaigns/members.ts';
import * as merchants from '#lib/server/merchants/merchants.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import { requireCampaign } from '../../campaign.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, campaign } = await requireCampaign(event);
  const { db } = event.locals.app.database;
  const mayChoose =
    (can(actor, 'campaign.edit') || can(actor, 'merchant.invite')) &&
    campaign.state !== 'cancelled' &&
    campaign.state !== 'archived';
  const [members, all] = await Promise.all([
    listMembers(db, actor.countyId, campaign.id),
    mayChoose
      ? merchants.list(db, actor.countyId, { sort: 'number', pageSize: 2000 })
      : { rows: [], total: 0 },
  ]);
  // A suspended merchant cannot be chosen anew, but whoever takes part stays in the list: saving must not lose it.
  const taking = new Set(members.merchants.map((merchant) => merchant.id));
  const offered = new Set(members.products.map((p) => p.name));
  return {
    members: members.merchants,
    mayChoose,
    choices: all.rows
      .filter((row) => row.state === 'active' || taking.has(row.id))
      .map((row) => ({
        id: row.id,
        suspended: row.state !== 'active',
        name: row.name,
        township: row.township,
        spokenNumber: row.spokenNumber,
        sells: row.products.filter((name) => offered.has(name)),
      })),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, campaign } = await requireCampaign(event);
    const form = await event.request.formData();
    const ids = form.getAll('merchant[]').map(String);
    const result = await drafting.setMerchants(
      event.locals.app.database.db,
      actor,
      campaign.id,
      ids.filter((id) => isUuid(id)),
    );
    if (!result.ok) return fail(409, { refused: m.planning_refused_merchants() });
    setFlash(event, {
      text: m.planning_merchants_saved({ added: result.added, removed: result.removed }),
    });
    redirect(303, `/campaigns/${campaign.code.toLowerCase()}/merchants`);
  },
};
