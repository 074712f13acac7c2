import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { can } from '#lib/server/accounts/rights.ts';
import { codedSku } from '#lib/server/campaigns/code-grammar.ts';
import * as codes from '#lib/server/campaigns/codes.ts';
import { listMembers } from '#lib/server/campaigns/members.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import { requireCampaign } from '../../campaign.ts';
import { codeRefusalWord } from './code-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, campaign } = await requireCampaign(event);
  const { db } = event.locals.app.database;
  const [rows, members] = await Promise.all([
    codes.listCodes(db, actor.countyId, campaign.id),
    listMembers(db, actor.countyId, campaign.id),
  ]);
  return {
    codes: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      code: row.code,
      merchantName: row.merchantName,
      suspended: row.suspendedAt !== null,
      validFrom: row.validFrom,
      validTo: row.validTo,
    })),
    skus: members.products.map((p) => ({
      name: p.name,
      nameEn: p.nameEn,
      sku: codedSku(p.code, campaign.code),
    })),
    merchants: members.merchants.map(({ id, name }) => ({ id, name })),
    mayRegister: can(actor, 'campaign.edit') || can(actor, 'sales.import'),
  };
};

const KINDS = ['coupon', 'promoter', 'live_room'] as const;

export const actions: Actions = {
  register: async (event) => {
    const { actor, campaign } = await requireCampaign(event);
    const form = await event.request.formData();
    const kind = KINDS.find((k) => k === form.get('kind'));
    const code = String(form.get('code') ?? '');
    const merchant = String(form.get('merchant') ?? '');
    if (!kind) return fail(400, { refused: codeRefusalWord.empty(), code });
    const result = await codes.register(event.locals.app.database.db, actor, campaign.id, {
      kind,
      code,
      merchantId: isUuid(merchant) ? merchant : null,
    });
    if (!result.ok) return fail(409, { refused: codeRefusalWord[result.reason](), code });
    setFlash(event, { text: m.planning_code_saved({ code: result.code.code }) });
    redirect(303, `/campaigns/${campaign.code.toLowerCase()}/codes`);
  },
};
