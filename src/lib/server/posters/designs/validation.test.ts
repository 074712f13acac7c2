import { describe, expect, it, vi } from 'vitest';
import type { CampaignContent } from '../content.ts';
import { FORMATS } from '../formats.ts';
import { DEFAULT_KIT } from '../kit.ts';
import { layoutPoster } from '../poster.ts';
import { FESTIVAL, longestContent, PRODUCT, sampleMarks, samplePerson, shortestContent } from '../samples.ts';
import { fontBook } from '../text/fonts.ts';
import { DESIGNS, type Design } from './design.ts';

vi.setConfig({ testTimeout: 120_000 });

const NAMES = [
  '阿芬',
  '牙叉镇春芽茶行',
  '七坊镇老符家土特产经营部一店',
  '白沙㙟塝村龘堃绿茶种植农民专业合作社',
];
const MARKS = [
  sampleMarks('county'),
  sampleMarks('county', 'tea'),
  sampleMarks('county', 'orange', 'product'),
];

const issuesOf = async (
  design: Design,
  format: Design['formats'][number],
  content: CampaignContent,
  name: string,
  marks = MARKS[1],
) =>
  (
    await layoutPoster(
      {
        design,
        content,
        kit: DEFAULT_KIT,
        format: FORMATS[format],
        marks: marks ?? [],
        person: samplePerson(format, name),
        keep: ['白沙'],
      },
      fontBook(),
    )
  ).issues;

describe.each(DESIGNS.map((d) => [d.id, d] as const))('the design %s', (_, design) => {
  const usual = design.family === 'plain-price' ? PRODUCT : FESTIVAL;
  const contents: Record<string, CampaignContent> = {
    usual,
    longest: longestContent(design),
    'longest without a picture': { ...longestContent(design), picture: null },
    'longest without a date': { ...longestContent(design), startsOn: null, endsOn: null },
    'longest without a price': { ...longestContent(design), price: null },
    'longest without a note': { ...longestContent(design), disclosure: [] },
    shortest: shortestContent(design),
    'shortest with a date': { ...shortestContent(design), startsOn: '2027-01-01', endsOn: '2027-01-01' },
    'shortest with a picture': { ...shortestContent(design), picture: usual.picture },
    'without a picture': { ...usual, picture: null },
    'without a price': { ...usual, price: null },
    'without a date': { ...usual, startsOn: null, endsOn: null },
    'two lines of title': {
      ...usual,
      headline: '海南自贸港白沙早春开茶季',
      product: usual.product && { ...usual.product, name: '白沙红心橙礼盒家庭装' },
    },
  };

  it.each(design.formats.flatMap((f) => Object.keys(contents).map((c) => [f, c] as const)))(
    'holds in %s with %s content',
    async (format, which) => {
      const content = contents[which];
      if (!content) throw new Error(which);
      for (const name of NAMES) expect(await issuesOf(design, format, content, name), name).toEqual([]);
    },
  );

  it.each(design.formats.flatMap((f) => MARKS.map((marks) => [f, marks.length, marks] as const)))(
    'holds in %s with %i marks',
    async (format, _count, marks) => {
      expect(await issuesOf(design, format, usual, '牙叉镇春芽茶行', marks)).toEqual([]);
    },
  );

  it('asks for a short name when nothing else helps', async () => {
    const name = '白沙黎族自治县打安镇南达村委会牙叉老村组红心橙绿茶与山兰米产销联合经营服务中心';
    const issues = await issuesOf(design, 'moments', usual, name);
    expect(issues).toMatchObject([{ code: 'name_needs_short_form', slot: 'merchant' }]);
  });

  it('refuses characters no font has, in content and in names', async () => {
    const content = { ...usual, slogan: '好茶😀' };
    expect(await issuesOf(design, 'moments', content, '茶行')).toContainEqual({
      code: 'missing_glyphs',
      slot: 'slogan',
      characters: ['😀'],
    });
    expect(await issuesOf(design, 'moments', usual, '茶行✔')).toContainEqual({
      code: 'missing_glyphs',
      slot: 'merchant',
      characters: ['✔'],
    });
  });
});
