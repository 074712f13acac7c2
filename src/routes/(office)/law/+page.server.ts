import { confirmedSubjects } from '#lib/server/brand/law/confirmations.ts';
import { DISCLAIMER } from '#lib/server/brand/law/list.ts';
import { categoryChoices, lawChoices, ruleRows, tryText } from '#lib/server/brand/law/listing.ts';
import { currentList } from '#lib/server/brand/law/lists.ts';
import { showHits } from '#lib/server/brand/law/words.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import type { PageServerLoad } from './$types';

const MOST_CHARACTERS = 2_000;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'law.read');
  const { db } = event.locals.app.database;
  const { locale } = event.locals;
  const asked = (key: string, most = 60) => (event.url.searchParams.get(key) ?? '').slice(0, most).trim();
  const filter = {
    text: asked('q'),
    category: asked('category'),
    severity: asked('severity'),
    law: asked('law'),
  };
  const [list, confirmed] = await Promise.all([
    currentList(db, actor.countyId),
    confirmedSubjects(db, actor.countyId),
  ]);
  const channel = asked('channel') === 'xiaohongshu' ? 'xiaohongshu' : 'poster';
  const text = asked('try', MOST_CHARACTERS);
  const { hits, verdict } = tryText(list, text, channel);
  const severities = list.rules.map((r) => r.severity);
  return {
    filter,
    rules: ruleRows(list, filter, locale),
    total: list.rules.length,
    counts: {
      block: severities.filter((s) => s === 'block').length,
      review: severities.filter((s) => s === 'review').length,
      notice: severities.filter((s) => s === 'notice').length,
    },
    categories: categoryChoices(list, locale),
    laws: lawChoices(list, locale),
    tried: { text, channel, verdict, hits: showHits(hits, locale, confirmed) },
    disclaimer: locale === 'en' ? DISCLAIMER.en : DISCLAIMER.zh,
  };
};
