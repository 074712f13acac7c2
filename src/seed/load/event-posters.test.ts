import * as v from 'valibot';
import { expect, test } from 'vitest';
import { checkTexts } from '#lib/server/brand/law/check.ts';
import { BASE_LIST } from '#lib/server/brand/law/list.ts';
import { contentSchema } from '#lib/server/posters/content.ts';
import { contentTypeOf, violations } from '#lib/server/posters/designs/design.ts';
import { inputsOf } from '#lib/server/posters/designs/validation.ts';
import { FORMATS } from '#lib/server/posters/formats.ts';
import { channelsOf, lawTexts } from '#lib/server/posters/law/poster-texts.ts';
import { layoutPoster } from '#lib/server/posters/poster.ts';
import { fontBook } from '#lib/server/posters/text/fonts.ts';
import { editionsAround, wasApproved } from '../world/editions.ts';
import { eventPosters } from './event-posters.ts';

/** One day in every season: the demo is loaded on any. */
const DAYS = ['2026-11-24', '2026-03-20', '2026-06-18', '2026-09-15'];
const all = DAYS.flatMap((day) =>
  editionsAround(day)
    .filter(wasApproved)
    .flatMap((edition) =>
      eventPosters(edition).map((one) => ({ key: `${day} ${edition.key} ${one.kind}`, day, one })),
    ),
);

test('every season has broadcasts, markets, people wanted and notices', () => {
  for (const day of DAYS) {
    const kinds = new Set(all.filter((x) => x.day === day).map((x) => x.one.kind));
    expect([...kinds].sort(), day).toEqual(['broadcast', 'market', 'notice', 'recruitment']);
  }
});

test('their contents are valid, within the limits of their design, and pass the law of advertising', () => {
  for (const { key, one } of all) {
    const { content, design } = one;
    expect(v.safeParse(contentSchema, content).success, key).toBe(true);
    expect(violations(design, { content, overrides: {} }), key).toEqual([]);
    const { hits } = checkTexts(BASE_LIST, {
      texts: lawTexts(content),
      tags: ['food', 'agri', 'tea'],
      channels: channelsOf(
        design.formats.map((f) => FORMATS[f]),
        content,
      ),
      type: contentTypeOf(design, content),
      evidence: [],
      on: '2026-11-24',
      until: '2027-12-31',
    });
    const told = hits.filter((h) => h.severity !== 'notice').map((h) => [h.slot, h.ruleId]);
    expect(told, key).toEqual([]);
  }
});

test('every one is drawn in every format of its design, for a long name', { timeout: 120_000 }, async () => {
  const drawn = new Set<string>();
  for (const { key, one } of all) {
    const { design, content } = one;
    const words = JSON.stringify([design.id, content.headline, content.live?.account]);
    if (drawn.has(words)) continue;
    drawn.add(words);
    for (const format of design.formats) {
      const inputs = inputsOf(design, format, content, { name: '白沙㙟塝村龘堃绿茶种植农民专业合作社' });
      expect((await layoutPoster(inputs, fontBook())).issues, `${key} ${format}`).toEqual([]);
    }
  }
});
