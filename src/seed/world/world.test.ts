import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { addDays } from '#lib/shared/dates.ts';
import { contentSchema } from '#lib/server/posters/content.ts';
import { violations } from '#lib/server/posters/designs/design.ts';
import { getDesign } from '#lib/server/posters/designs/families.ts';
import * as v from 'valibot';
import { MERCHANTS } from '../data/merchants.ts';
import { PRODUCTS } from '../data/products.ts';
import { PLANTED } from '../files/planted.ts';
import { exportFiles } from '../files/plan.ts';
import { festivalContent, priceContent } from '../load/posters.ts';
import { editionsAround, TEMPLATES } from './editions.ts';
import { lineGoodsFen, linePaidFen, paidFen } from './sale.ts';
import { drawWorld } from './world.ts';

const TODAY = '2026-11-24';
const NOW = new Date('2026-11-24T15:00:00+08:00');
const small = (seed: string) => drawWorld({ seed, today: TODAY, now: NOW, scale: 0.02 });

function digestOf(seed: string): string {
  const hash = createHash('sha256');
  for (const file of exportFiles(small(seed), (sale) => sale.activity.key)) {
    hash.update(`${file.name}\n${file.shop ?? ''}\n`);
    hash.update(file.bytes());
  }
  return hash.digest('hex');
}

test('the same seed and day write the same files, another seed others', () => {
  expect(digestOf('one')).toBe(digestOf('one'));
  expect(digestOf('two')).not.toBe(digestOf('one'));
});

test('a county of some size: products, merchants, long names, one margin that nobody filled in', () => {
  expect(PRODUCTS.length).toBeGreaterThanOrEqual(14);
  expect(PRODUCTS.filter((p) => p.marginBp === null)).toHaveLength(1);
  expect(MERCHANTS.filter((m) => m.state === undefined).length).toBeGreaterThanOrEqual(64);
  expect(new Set(MERCHANTS.map((m) => m.name)).size).toBe(MERCHANTS.length);
  expect(MERCHANTS.filter((m) => [...m.name].length >= 18).length).toBeGreaterThanOrEqual(5);
  const names = MERCHANTS.map((m) => m.name + (m.village ?? '') + m.contact).join('');
  for (const rare of ['㙟', '塝', '堃', '𠅤']) expect(names).toContain(rare);
});

test('festivals lie on their true days', () => {
  const startOf = (key: string) => editionsAround(TODAY).find((e) => e.key === key)?.startsOn;
  expect(startOf('brocade-week-2025')).toBe('2025-03-29');
  expect(startOf('brocade-week-2026')).toBe('2026-04-17');
  expect(startOf('new-year-fair-2026')).toBe(addDays('2026-02-16', -24));
  expect(startOf('laba-2027')).toBe(addDays('2027-01-15', -6));
  expect(startOf('harvest-2026')).toBe('2026-09-22');
});

test.each(['2026-01-20', '2026-03-08', '2026-06-30', '2026-11-24', '2027-02-06', '2030-09-01'])(
  'whoever looks on %s finds campaigns in every state that matters',
  (today) => {
    const editions = editionsAround(today);
    const count = (state: string) => editions.filter((e) => e.state === state).length;
    expect(editions.length).toBeGreaterThanOrEqual(40);
    expect(count('running')).toBeGreaterThanOrEqual(2);
    expect(count('archived')).toBeGreaterThanOrEqual(24);
    for (const state of ['approved', 'awaiting_approval', 'countersigning', 'returned', 'draft', 'cancelled'])
      expect(count(state), state).toBeGreaterThanOrEqual(1);
    expect(new Set(editions.map((e) => e.code)).size).toBe(editions.length);
    expect(new Set(editions.map((e) => e.key)).size).toBe(editions.length);
    for (const e of editions)
      for (const a of e.activities)
        expect(a.startsAt < a.endsAt && a.day < e.template.days, a.key).toBe(true);
  },
);

test('money of a sale is divided to the fen, and nothing was ordered after now', () => {
  const { sales } = small('money');
  expect(sales.length).toBeGreaterThan(1_000);
  expect(new Set(sales.map((s) => s.orderNo)).size).toBe(sales.length);
  for (const sale of sales) {
    const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);
    if (sale.stage !== 'unpaid' && sale.stage !== 'closed')
      expect(sum(linePaidFen(sale))).toBe(paidFen(sale));
    expect(sum(lineGoodsFen(sale)) + sale.freightFen).toBe(sum(linePaidFen(sale)));
    expect(sale.orderedAt).toBeLessThan(NOW.getTime() / 1000);
  }
});

test('oranges are winter fruit, and the week of the Spring Festival is quiet', () => {
  const { sales } = drawWorld({ seed: 'season', today: TODAY, now: NOW, scale: 0.1 });
  const ofOranges = sales.filter((s) => s.lines[0]?.product.industry === 'orange');
  const month = (seconds: number) => new Date((seconds + 8 * 3600) * 1000).toISOString().slice(5, 7);
  expect(ofOranges.every((s) => ['11', '12', '01', '02'].includes(month(s.orderedAt)))).toBe(true);
  const between = (from: string, to: string) =>
    sales.filter(
      (s) =>
        s.orderedAt >= Date.parse(`${from}T00:00:00+08:00`) / 1000 &&
        s.orderedAt < Date.parse(`${to}T00:00:00+08:00`) / 1000,
    ).length;
  expect(between('2026-02-15', '2026-02-22')).toBeLessThan(between('2026-01-25', '2026-02-01') / 3);
});

test('every poster keeps the limits of its design', () => {
  for (const edition of editionsAround(TODAY)) {
    for (const [id, content] of [
      ['brocade-band', festivalContent(edition)],
      ['plain-price', priceContent(edition)],
    ] as const) {
      const design = getDesign(id);
      if (!design || content === null) continue;
      expect(v.safeParse(contentSchema, content).success, edition.key).toBe(true);
      expect(violations(design, { content, overrides: {} }), `${edition.key} ${id}`).toEqual([]);
    }
  }
});

test('no public word is one the advertising law forbids outright', () => {
  const forbidden =
    /国家级|最[佳好高优低大先]|顶级|极品|第一(?!书记|步|场|季|届)|首选|唯一|万能|治疗|降[血糖脂压]|养[胃生颜]|清热|解毒|抗癌|零添加|纯天然|滞销|原价|特供/;
  const words = [
    ...TEMPLATES.flatMap((t) => [
      t.name,
      t.theme,
      t.introZh,
      t.poster.headline,
      t.poster.slogan,
      ...t.poster.points,
    ]),
    ...PRODUCTS.flatMap((p) => [p.name, p.storyZh]),
    ...MERCHANTS.map((m) => m.name),
  ];
  expect(words.filter((text) => forbidden.test(text))).toEqual([]);
});

test('twelve spoilt rows are planted, in the latest file of one shop', () => {
  const files = exportFiles(small('planted'), () => '');
  expect(files.filter((f) => f.planted > 0).map((f) => f.planted)).toEqual([PLANTED.length]);
  expect(PLANTED).toHaveLength(12);
});
