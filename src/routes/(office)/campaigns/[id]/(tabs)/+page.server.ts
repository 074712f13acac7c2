import { fail, redirect } from '@sveltejs/kit';
import { eq } from 'drizzle-orm';
import { m } from '#lib/paraglide/messages.js';
import * as approvalFile from '#lib/server/campaigns/approval-file.ts';
import { contentHash, loadContent } from '#lib/server/campaigns/content.ts';
import * as decisions from '#lib/server/campaigns/decisions.ts';
import { listMembers } from '#lib/server/campaigns/members.ts';
import { judge } from '#lib/server/campaigns/submitting.ts';
import { counties } from '#lib/server/db/counties.ts';
import { totalsOf } from '#lib/server/funds/funds.ts';
import { groupNotice } from '#lib/server/links/share-texts.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { requireCampaign } from '../campaign.ts';
import { stepRefusalWord } from '../refusal-words.ts';
import { lackWord, stateWord } from '../../words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, campaign } = await requireCampaign(event);
  const { app } = event.locals;
  const { db } = app.database;
  const today = dayOf(app.clock());
  const content = requireFound(await loadContent(db, actor.countyId, campaign.id));
  const [members, approval, judged, totals, [county]] = await Promise.all([
    listMembers(db, actor.countyId, campaign.id),
    approvalFile.readApproval(db, actor, campaign, today),
    judge(db, actor.countyId, campaign.id, content, today),
    totalsOf(db, actor.countyId, [campaign.id]),
    db
      .select({ name: counties.name, nameEn: counties.nameEn })
      .from(counties)
      .where(eq(counties.id, actor.countyId)),
  ]);
  const { locale } = event.locals;
  const english = locale === 'en';
  const isLive = campaign.state === 'approved' || campaign.state === 'running';
  const open = campaign.state === 'draft' || campaign.state === 'returned' || campaign.state === 'changing';
  return {
    members,
    approval,
    hash: contentHash(content),
    lacks: open || campaign.state === 'postponed' ? judged.lacks : [],
    cautions: judged.cautions.filter((caution) => open || caution !== 'past_start'),
    frame: judged.context.frame,
    totals: requireFound(totals.get(campaign.id)),
    // What was approved may be passed on; a changed price may not, until it is approved again.
    groupNotice: isLive
      ? groupNotice(
          {
            county: (english ? county?.nameEn : county?.name) ?? '',
            name: (english && campaign.nameEn) || campaign.name,
            startsOn: campaign.startsOn,
            endsOn: campaign.endsOn,
            products: members.products.map((p) => ({
              name: english ? p.nameEn : p.name,
              spec: p.spec,
              unit: p.unit,
              priceFen: p.priceFen ?? p.listPriceFen,
            })),
          },
          { merchantPage: `${app.config.publicOrigin}/m` },
          locale,
        )
      : null,
  };
};

type Step = (typeof STEP_ACTIONS)[keyof typeof STEP_ACTIONS];

const STEP_ACTIONS = {
  submit: decisions.submit,
  withdraw: decisions.withdraw,
  countersign: decisions.countersign,
  approve: decisions.approve,
  return: decisions.sendBack,
  start: decisions.start,
  postpone: decisions.postpone,
  cancel: decisions.cancel,
  archive: decisions.archive,
} as const;

/** One step: who → what was read and said → take it → say why not, or go back to the page with the news. */
async function take(event: RequestEvent, step: Step) {
  const { actor, campaign } = await requireCampaign(event);
  const { app } = event.locals;
  const form = await event.request.formData();
  const seen = String(form.get('hash') ?? '');
  const result = await step(app.database.db, actor, campaign.id, {
    at: app.clock(),
    comment: String(form.get('comment') ?? '').slice(0, 1000),
    ...(/^[0-9a-f]{64}$/.test(seen) ? { seenHash: seen } : {}),
    origin: app.config.publicOrigin,
  });
  if (!result.ok) {
    if (result.reason === 'incomplete') {
      const list = result.lacks.map((lack) => lackWord[lack].word());
      return fail(400, { refused: m.planning_refused_incomplete(), details: list });
    }
    if (result.reason === 'wrong_state' && result.decided) {
      return fail(409, {
        refused: m.planning_refused_decided({
          person: result.decided.userName,
          state: stateWord[result.state](),
        }),
        details: result.decided.comment ? [result.decided.comment] : [],
      });
    }
    return fail(result.reason === 'not_allowed' ? 403 : 409, {
      refused: stepRefusalWord[result.reason](),
      details: [],
    });
  }
  setFlash(event, { text: m.planning_now_in_state({ state: stateWord[result.campaign.state]() }) });
  redirect(303, `/campaigns/${result.campaign.code.toLowerCase()}`);
}

export const actions: Actions = {
  submit: (event) => take(event, STEP_ACTIONS.submit),
  withdraw: (event) => take(event, STEP_ACTIONS.withdraw),
  countersign: (event) => take(event, STEP_ACTIONS.countersign),
  approve: (event) => take(event, STEP_ACTIONS.approve),
  return: (event) => take(event, STEP_ACTIONS.return),
  start: (event) => take(event, STEP_ACTIONS.start),
  postpone: (event) => take(event, STEP_ACTIONS.postpone),
  cancel: (event) => take(event, STEP_ACTIONS.cancel),
  archive: (event) => take(event, STEP_ACTIONS.archive),
};
