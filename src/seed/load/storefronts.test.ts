import * as v from 'valibot';
import { expect, test } from 'vitest';
import { checkTexts } from '#lib/server/brand/law/check.ts';
import { BASE_LIST } from '#lib/server/brand/law/list.ts';
import { contentSchema } from '#lib/server/posters/content.ts';
import { inputsOf } from '#lib/server/posters/designs/validation.ts';
import { requireFamily } from '#lib/server/posters/designs/families.ts';
import { FORMATS } from '#lib/server/posters/formats.ts';
import { channelsOf, lawTexts } from '#lib/server/posters/law/poster-texts.ts';
import { layoutPoster } from '#lib/server/posters/poster.ts';
import { fontBook } from '#lib/server/posters/text/fonts.ts';
import { editionsAround, wasApproved } from '../world/editions.ts';
import { storefrontContent } from './storefronts.ts';

const { design } = requireFamily('storefront');
const contents = new Map(
  ['2026-11-24', '2026-03-20', '2026-06-18', '2026-09-15']
    .flatMap((day) => editionsAround(day).filter(wasApproved))
    .flatMap((edition) => {
      const content = storefrontContent(edition);
      return content ? [[JSON.stringify(content), content] as const] : [];
    }),
);

test('every sign is drawn in every format, for a long name', { timeout: 120_000 }, async () => {
  expect(contents.size).toBeGreaterThan(4);
  for (const content of contents.values()) {
    expect(v.safeParse(contentSchema, content).success).toBe(true);
    for (const format of design.formats) {
      const inputs = inputsOf(design, format, content, { name: '白沙㙟塝村龘堃绿茶种植农民专业合作社' });
      const { issues } = await layoutPoster(inputs, fontBook());
      expect(issues, `${content.headline} ${format}`).toEqual([]);
    }
  }
});

test('their words pass the law of advertising', () => {
  for (const content of contents.values()) {
    const { hits } = checkTexts(BASE_LIST, {
      texts: lawTexts(content),
      tags: ['food', 'agri', 'tea'],
      channels: channelsOf(
        design.formats.map((f) => FORMATS[f]),
        content,
      ),
      type: 'advertisement',
      evidence: [],
      on: '2026-11-24',
      until: '2027-12-31',
    });
    expect(hits.filter((h) => h.severity !== 'notice').map((h) => [h.slot, h.ruleId])).toEqual([]);
  }
});
