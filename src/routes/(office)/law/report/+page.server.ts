import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { openFindings, resolveFinding } from '#lib/server/brand/law/findings.ts';
import { overrideStatistics } from '#lib/server/brand/law/statistics.ts';
import { can } from '#lib/server/accounts/rights.ts';
import { newestRun, runOverAll } from '#lib/server/posters/law/running.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'law.read');
  const { db } = event.locals.app.database;
  const [findings, run, statistics] = await Promise.all([
    openFindings(db, actor.countyId),
    newestRun(db, actor.countyId),
    overrideStatistics(db, actor.countyId),
  ]);
  return {
    findings: findings.map((f) => ({
      id: f.id,
      subject: f.subject,
      label: f.label,
      path: f.path,
      moment: f.moment,
      at: f.createdAt,
      listVersion: f.listVersion,
      words: f.hits.map((h) => h.text).filter((t) => t !== ''),
      ruleIds: [...new Set(f.hits.flatMap((h) => h.ruleIds))],
    })),
    run: run && {
      kind: run.kind,
      listVersion: run.listVersion,
      checked: run.checked,
      blocked: run.blocked,
      reviewed: run.reviewed,
      effects: run.effects,
      at: run.createdAt,
    },
    statistics,
    mayRun: can(actor, 'law.edit') || can(actor, 'law.decide'),
    maySettle: can(actor, 'law.decide'),
  };
};

export const actions: Actions = {
  run: async (event) => {
    const actor = requireRight(event, 'law.read');
    if (!can(actor, 'law.edit') && !can(actor, 'law.decide')) requireRight(event, 'law.decide');
    const { app } = event.locals;
    const run = await runOverAll(app.database.db, actor.countyId, {
      kind: 'nightly',
      now: app.clock(),
      actor,
    });
    setFlash(event, { text: m.law_run_done({ checked: run.checked, blocked: run.blocked }) });
    redirect(303, event.url.pathname);
  },
  settle: async (event) => {
    const actor = requireRight(event, 'law.decide');
    const form = await event.request.formData();
    const reason = String(form.get('reason') ?? '')
      .trim()
      .slice(0, 400);
    if (reason === '') return fail(400, { refused: m.law_settle_reason_missing() });
    const { app } = event.locals;
    const findingId = String(form.get('id') ?? '');
    const settled = await app.database.db.transaction((tx) =>
      resolveFinding(tx, actor, { findingId, resolution: 'kept', reason, now: app.clock() }),
    );
    if (!settled) requireFound(null);
    setFlash(event, { text: m.law_settled() });
    redirect(303, event.url.pathname);
  },
};
