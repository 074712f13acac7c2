import { redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { lookAtPlatformRule, platformRules } from '#lib/server/brand/law/confirmations.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'law.read');
  const { app, locale } = event.locals;
  const rules = await platformRules(app.database.db, actor.countyId, dayOf(app.clock()));
  const zh = locale === 'zh-CN';
  return {
    rules: rules.map((r) => ({
      ...r,
      rule: zh ? r.ruleZh : r.ruleEn,
      product: zh ? r.productZh : r.productEn,
    })),
  };
};

export const actions: Actions = {
  look: async (event) => {
    const actor = requireRight(event, 'law.confirm');
    const form = await event.request.formData();
    const { app } = event.locals;
    const result = await lookAtPlatformRule(app.database.db, actor, {
      rule: String(form.get('rule') ?? ''),
      note: String(form.get('note') ?? '')
        .trim()
        .slice(0, 400),
      on: dayOf(app.clock()),
    });
    if (!result.ok) requireFound(null);
    setFlash(event, { text: m.law_looked() });
    redirect(303, event.url.pathname);
  },
};
