import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { answerKey } from '#lib/ui/law/hit.ts';
import { MANUAL_CHECKS } from '#lib/server/brand/law/list.ts';
import { lawLabel } from '#lib/server/brand/law/words.ts';
import { DECISION_OUTCOMES } from '#lib/server/brand/law/states.ts';
import { decideReview, openReview, recheckReview } from '#lib/server/posters/law/reviews.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { decisionFailureWord } from '../../words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'law.read');
  const { app, locale } = event.locals;
  const review = requireFound(
    await openReview(app.database.db, actor, event.params.content, { now: app.clock(), locale }),
  );
  const { version, check } = review;
  return {
    content: { id: version.id, posterId: version.posterId, version: version.version, state: version.state },
    name: review.name,
    texts: review.texts,
    hits: review.hits,
    checkedVersion: check?.listVersion ?? null,
    checkedAt: check?.createdAt ?? null,
    textHash: check?.textHash ?? '',
    stale: review.stale,
    own: review.own,
    answers: Object.fromEntries(
      [...review.statements.values()].map((s) => [
        answerKey({ ruleId: s.ruleId, text: s.hitText }),
        { reason: s.reason, by: s.userName },
      ]),
    ),
    decisions: Object.fromEntries(
      [...review.decisions.values()].map((d) => [
        answerKey({ ruleId: d.ruleId, text: d.hitText }),
        { reason: d.reason, by: d.userName, outcome: d.outcome },
      ]),
    ),
    history: review.history.map((d) => ({
      id: d.id,
      words: d.hitText,
      ruleId: d.ruleId,
      outcome: d.outcome,
      reason: d.reason,
      by: d.userName,
      at: d.createdAt,
    })),
    people: MANUAL_CHECKS.map((c) => ({
      id: c.id,
      text: locale === 'en' ? c.checkEn : c.checkZh,
      law: c.law.map((ref) => lawLabel(ref, locale)).join('、'),
    })),
  };
};

export const actions: Actions = {
  decide: async (event) => {
    const actor = requireRight(event, 'law.decide');
    const form = await event.request.formData();
    const field = (key: string, most: number) => String(form.get(key) ?? '').slice(0, most);
    const { app } = event.locals;
    const outcome = DECISION_OUTCOMES.find((o) => o === field('outcome', 40));
    const kept = {
      ruleId: field('ruleId', 40),
      hitText: field('hitText', 400),
      given: field('reason', 1_000),
    };
    if (!outcome) return fail(400, { ...kept, refused: m.law_choose_outcome() });
    const result = await decideReview(app.database.db, actor, {
      contentId: event.params.content,
      ruleId: kept.ruleId,
      hitText: kept.hitText,
      textHash: field('textHash', 64),
      outcome,
      reason: kept.given,
      now: app.clock(),
    });
    if (!result.ok) {
      return fail(result.reason === 'stale' ? 409 : 400, {
        ...kept,
        refused: decisionFailureWord[result.reason](),
      });
    }
    setFlash(event, { text: m.law_decided_flash() });
    redirect(303, event.url.pathname);
  },
  recheck: async (event) => {
    const actor = requireRight(event, 'law.read');
    const { app } = event.locals;
    const result = await recheckReview(app.database.db, actor, {
      contentId: event.params.content,
      now: app.clock(),
    });
    if (!result.ok) requireFound(null);
    setFlash(event, { text: m.law_rechecked() });
    redirect(303, event.url.pathname);
  },
};
