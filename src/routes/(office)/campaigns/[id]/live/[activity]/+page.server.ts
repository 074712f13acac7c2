import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { can } from '#lib/server/accounts/rights.ts';
import { loadContent } from '#lib/server/campaigns/content.ts';
import { listMembers } from '#lib/server/campaigns/members.ts';
import * as livestreams from '#lib/server/livestreams/livestreams.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { localText, parseLocal } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import { readYuan } from '../../../amount.ts';
import { rowsOf } from '../../../paper-form.ts';
import { requireCampaign } from '../../campaign.ts';
import { sessionRefusalWord } from './words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, campaign } = await requireCampaign(event);
  if (!can(actor, 'campaign.edit')) requireRight(event, 'sales.import');
  const { db } = event.locals.app.database;
  const content = requireFound(await loadContent(db, actor.countyId, campaign.id));
  const activity = requireFound(
    content.activities.find((a) => a.id === event.params.activity && a.kind === 'livestream'),
  );
  const [detail, members] = await Promise.all([
    livestreams.getByActivity(db, actor.countyId, event.params.activity),
    listMembers(db, actor.countyId, campaign.id),
  ]);
  return {
    campaign: { code: campaign.code, name: campaign.name },
    activity: { name: activity.name, startsAt: activity.startsAt, endsAt: activity.endsAt },
    session: {
      platform: detail?.session.platform ?? 'douyin',
      account: detail?.session.account ?? '',
      roomId: detail?.session.roomId ?? '',
      operatorName: detail?.session.operatorName ?? '',
      operatorCreditCode: detail?.session.operatorCreditCode ?? '',
      shopName: detail?.session.shopName ?? '',
    },
    slots: (detail?.slots ?? []).map((slot) => ({
      host: slot.host,
      account: slot.hostAccountId ?? '',
      from: localText(slot.startsAt),
      to: localText(slot.endsAt),
    })),
    goods: members.products.map((p) => ({
      id: p.id,
      name: p.name,
      nameEn: p.nameEn,
      priceFen: detail?.goods.find((g) => g.productId === p.id)?.priceFen ?? null,
      chosen: detail?.goods.some((g) => g.productId === p.id) ?? false,
    })),
    faults: detail?.faults ?? [],
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, campaign } = await requireCampaign(event);
    const form = await event.request.formData();
    const { db } = event.locals.app.database;
    const text = (key: string, max = 80) =>
      String(form.get(key) ?? '')
        .trim()
        .slice(0, max);
    const content = requireFound(await loadContent(db, actor.countyId, campaign.id));
    requireFound(content.activities.find((a) => a.id === event.params.activity));
    const rows = rowsOf(form, 'slot')
      .map((row) => ({
        host: text(`slot.${row}.host`, 40),
        account: text(`slot.${row}.account`, 60),
        from: text(`slot.${row}.from`),
        to: text(`slot.${row}.to`),
      }))
      .filter((slot) => slot.host);
    const session = {
      platform: livestreams.LIVE_PLATFORMS.find((p) => p === text('platform')) ?? 'douyin',
      account: text('account', 60),
      roomId: text('roomId', 40),
      operatorName: text('operatorName', 80),
      operatorCreditCode: text('operatorCreditCode', 30),
      shopName: text('shopName', 60),
    };
    const slots = rows.map((slot) => ({
      host: slot.host,
      hostAccountId: slot.account || null,
      startsAt: parseLocal(slot.from) ?? new Date(NaN),
      endsAt: parseLocal(slot.to) ?? new Date(NaN),
    }));
    if (slots.some((slot) => Number.isNaN(slot.startsAt.getTime()) || Number.isNaN(slot.endsAt.getTime()))) {
      return fail(400, { refused: sessionRefusalWord.slot_times(), session, slots: rows });
    }
    const result = await livestreams.save(db, actor, event.params.activity, {
      ...session,
      roomId: session.roomId || null,
      operatorCreditCode: session.operatorCreditCode || null,
      slots,
      goods: form
        .getAll('good[]')
        .map(String)
        .filter((id) => isUuid(id))
        .map((productId) => ({ productId, priceFen: readYuan(text(`price.${productId}`)) })),
    });
    if (!result.ok) return fail(409, { refused: sessionRefusalWord[result.reason](), session, slots: rows });
    setFlash(event, { text: m.planning_session_saved() });
    redirect(303, event.url.pathname);
  },
};
