import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { categoryName } from '#lib/server/brand/law/check.ts';
import { confirm, confirmationsOf } from '#lib/server/brand/law/confirmations.ts';
import { getRule, isLawBlock, lawIdOf, LAWS } from '#lib/server/brand/law/list.ts';
import { exceptionText, sampleWords, sentencesOf } from '#lib/server/brand/law/listing.ts';
import { currentList } from '#lib/server/brand/law/lists.ts';
import { overrideStatistics } from '#lib/server/brand/law/statistics.ts';
import { evidenceWord, lawLabel, showHits } from '#lib/server/brand/law/words.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'law.read');
  const { db } = event.locals.app.database;
  const { locale } = event.locals;
  const list = await currentList(db, actor.countyId);
  const rule = requireFound(getRule(list, event.params.rule));
  const [confirmations, statistics] = await Promise.all([
    confirmationsOf(db, actor.countyId),
    overrideStatistics(db, actor.countyId),
  ]);
  const shown = (subject: string) => {
    const c = confirmations.get(subject);
    return c ? { by: c.confirmedByName, on: c.confirmedOn, url: c.officialTextUrl, note: c.note } : null;
  };
  const zh = locale === 'zh-CN';
  return {
    rule: {
      id: rule.id,
      category: categoryName(rule.category, locale),
      severity: rule.severity,
      lawSeverity: rule.lawSeverity ?? null,
      county: rule.county === true,
      fixed: isLawBlock(rule),
      why: zh ? rule.whyZh : rule.whyEn,
      suggestion: zh ? rule.suggestionZh : rule.suggestionEn,
      words: sampleWords(rule, 24),
      pattern: rule.pattern,
      exceptions: rule.exceptions.map(exceptionText),
      countyExceptions: rule.countyExceptions ?? [],
      satisfiedBy: rule.satisfiedBy ? exceptionText(rule.satisfiedBy) : null,
      evidence: rule.evidence.map((kind) => evidenceWord(kind, locale)),
      appliesTo: rule.appliesTo,
      note: rule.note ?? '',
    },
    laws: rule.law.map((ref) => {
      const law = LAWS.find((l) => l.id === lawIdOf(ref));
      const article = ref.split(':')[1] ?? '';
      return {
        ref,
        label: lawLabel(ref, locale),
        name: (zh ? law?.nameZh : law?.nameEn) ?? ref,
        version: law?.version ?? '',
        article: law?.articles[article] ?? '',
        verified: law?.verified ?? 'unverified',
        doubt: law?.doubt ?? '',
        confirmation: shown(`law:${lawIdOf(ref)}`),
      };
    }),
    confirmation: shown(`rule:${rule.id}`),
    sentences: sentencesOf(list, rule).map((s) => ({ ...s, hits: showHits(s.hits, locale) })),
    statistics: statistics.find((s) => s.ruleId === rule.id) ?? null,
  };
};

export const actions: Actions = {
  confirm: async (event) => {
    const actor = requireRight(event, 'law.confirm');
    const form = await event.request.formData();
    const field = (key: string) =>
      String(form.get(key) ?? '')
        .trim()
        .slice(0, 400);
    const { app } = event.locals;
    const result = await confirm(app.database.db, actor, {
      subject: field('subject'),
      officialTextUrl: field('url'),
      note: field('note'),
      on: dayOf(app.clock()),
    });
    if (!result.ok) {
      if (result.reason === 'address_invalid')
        return fail(400, { url: field('url'), address: m.law_address_invalid() });
      requireFound(null);
    }
    setFlash(event, { text: m.law_confirmed_flash() });
    redirect(303, event.url.pathname);
  },
};
