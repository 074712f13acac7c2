import * as v from 'valibot';
import { expect, test } from 'vitest';
import { checkTexts } from '#lib/server/brand/law/check.ts';
import { BASE_LIST } from '#lib/server/brand/law/list.ts';
import { SOLAR_TERMS } from '#lib/server/county/lunar.ts';
import { contentSchema } from '#lib/server/posters/content.ts';
import { carriesQr, isPersonalDesign } from '#lib/server/posters/designs/design.ts';
import { FORMATS } from '#lib/server/posters/formats.ts';
import { DEFAULT_KIT } from '#lib/server/posters/kit.ts';
import { channelsOf, lawTexts } from '#lib/server/posters/law/poster-texts.ts';
import { layoutPoster } from '#lib/server/posters/poster.ts';
import { sampleMarks, samplePerson } from '#lib/server/posters/samples.ts';
import { fontBook } from '#lib/server/posters/text/fonts.ts';
import { editionsAround, wasApproved, type Edition } from '../world/editions.ts';
import { TERM_LINES } from '../data/quiet-posters.ts';
import { quietPosters } from './quiet-posters.ts';

/** One day in every season: the demo is loaded on any. */
const DAYS = ['2026-11-24', '2026-03-20', '2026-06-18', '2026-09-15'];
const seen = new Map<string, { edition: Edition; one: ReturnType<typeof quietPosters>[number] }>();
for (const day of DAYS)
  for (const edition of editionsAround(day).filter(wasApproved))
    for (const one of quietPosters(edition)) seen.set(`${day} ${edition.key} ${one.kind}`, { edition, one });

test('every season has stories, statements, cards and thanks', () => {
  for (const day of DAYS) {
    const kinds = new Set([...seen].flatMap(([key, { one }]) => (key.startsWith(day) ? [one.kind] : [])));
    expect([...kinds].sort(), day).toEqual(['season', 'statement', 'story', 'thanks']);
  }
});

test('every term has its line', () => {
  expect(Object.keys(TERM_LINES)).toEqual(SOLAR_TERMS.map((t) => t.name));
});

test('their words pass the law of advertising', () => {
  for (const [key, { one }] of seen) {
    const { hits } = checkTexts(BASE_LIST, {
      texts: lawTexts(one.content),
      tags: ['food', 'agri', 'tea'],
      channels: channelsOf(
        one.design.formats.map((f) => FORMATS[f]),
        one.content,
      ),
      type: 'advertisement',
      evidence: [],
      on: '2026-11-24',
      until: '2027-12-31',
    });
    expect(
      hits.filter((h) => h.severity !== 'notice').map((h) => [h.slot, h.ruleId]),
      key,
    ).toEqual([]);
  }
});

test('every one is drawn in every format of its design, for a long name', { timeout: 120_000 }, async () => {
  const drawn = new Set<string>();
  for (const [key, { one }] of seen) {
    const { design, content } = one;
    expect(v.safeParse(contentSchema, content).success, key).toBe(true);
    const words = JSON.stringify([design.id, { ...content, picture: null }]);
    if (drawn.has(words)) continue;
    drawn.add(words);
    for (const id of design.formats) {
      const person = samplePerson(id, '白沙㙟塝村龘堃绿茶种植农民专业合作社');
      const { issues } = await layoutPoster(
        {
          design,
          content: { ...content, picture: null },
          kit: DEFAULT_KIT,
          format: FORMATS[id],
          marks: sampleMarks('county', 'tea'),
          person: isPersonalDesign(design)
            ? { ...person, address: carriesQr(design, FORMATS[id]) ? person.address : null }
            : null,
          keep: ['白沙'],
        },
        fontBook(),
      );
      expect(issues, `${key} ${id}`).toEqual([]);
    }
  }
});
