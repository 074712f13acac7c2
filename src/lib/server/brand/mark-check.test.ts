import { describe, expect, it } from 'vitest';
import { checkMarks, MARK_RULES, type MarkScene, type PlacedMarkFacts } from './mark-check.ts';
import { rulesOf, type MarkRules } from './mark-rule.ts';

const mark = (change: Partial<PlacedMarkFacts> = {}, rules: Partial<MarkRules> = {}): PlacedMarkFacts => ({
  brandId: 'county',
  name: '白沙良食',
  level: 1,
  version: 2,
  validFrom: '2018-11-20',
  validTo: null,
  rules: rulesOf(rules),
  rulesVersion: 3,
  aspect: 1,
  variant: 'mono',
  box: [64, 96, 60, 60],
  lockup: [64, 96, 200, 60],
  fills: ['#17503b'],
  palette: ['#17503b', '#f7f1e3'],
  ground: { luminance: 0.88, deviation: 0, plate: false },
  rotation: 0,
  opacity: 1,
  treatments: [],
  companions: [],
  ...change,
});

const second = (change: Partial<PlacedMarkFacts> = {}, rules: Partial<MarkRules> = {}): PlacedMarkFacts =>
  mark(
    {
      brandId: 'tea',
      name: '白沙绿茶',
      level: 2,
      box: [320, 96, 60, 60],
      lockup: [320, 96, 200, 60],
      ...change,
    },
    rules,
  );

const scene = (change: Partial<MarkScene> = {}): MarkScene => ({
  widthPx: 1080,
  heightPx: 1080,
  mmPerPx: null,
  on: '2026-11-24',
  marks: [mark()],
  others: [{ slot: 'headline', box: [64, 300, 900, 120] }],
  tags: ['tea'],
  ...change,
});

const broken = (change: Partial<MarkScene>) => {
  const verdict = checkMarks(scene(change));
  return verdict.ok ? [] : verdict.failures.map((f) => [f.rule, f.measured, f.allowed]);
};
const of = (...marks: PlacedMarkFacts[]) => broken({ marks });

describe('the rules of a mark', () => {
  it('pass with the version of the mark and of its rules', () => {
    expect(checkMarks(scene({ marks: [mark(), second()] }))).toEqual({
      ok: true,
      passed: [
        { brandId: 'county', version: 2, rulesVersion: 3 },
        { brandId: 'tea', version: 2, rulesVersion: 3 },
      ],
    });
    expect(checkMarks(scene({ marks: [] }))).toEqual({ ok: true, passed: [] });
  });

  const cases: [rule: (typeof MARK_RULES)[number], failures: string[][]][] = [
    ['aspect', of(mark({ box: [64, 96, 66, 60] }))],
    [
      'min_print',
      broken({ mmPerPx: 0.2, marks: [mark({ box: [64, 96, 20, 20], lockup: [64, 96, 20, 20] })] }),
    ],
    ['min_screen', of(mark({ box: [64, 96, 30, 30], lockup: [64, 96, 30, 30] }))],
    [
      'max_share',
      broken({ others: [], marks: [mark({ box: [64, 96, 400, 400], lockup: [64, 96, 400, 400] })] }),
    ],
    ['clear_space', broken({ others: [{ slot: 'price', box: [284, 96, 200, 60] }] })],
    ['colour', of(mark({ fills: ['#1f2f8b'] }))],
    ['contrast', of(mark({ ground: { luminance: 0.12, deviation: 0, plate: false } }))],
    ['ground_uneven', of(mark({ ground: { luminance: 0.88, deviation: 0.2, plate: false } }))],
    ['variant', of(mark({ variant: 'reversed', fills: ['#17503b'] }))],
    ['rotation', of(mark({ rotation: 5 }))],
    ['opacity', of(mark({ opacity: 0.5 }))],
    ['treatment', of(mark({ treatments: ['filter'] }))],
    ['order', of(second(), mark({ box: [620, 96, 60, 60], lockup: [620, 96, 200, 60] }))],
    ['ratio', of(mark(), second({ box: [320, 96, 120, 120], lockup: [324, 96, 240, 120] }))],
    [
      'must_appear_with',
      of(mark({ companions: ['product_name'] }, { mustAppearWith: ['credit_code', 'product_name'] })),
    ],
    ['must_not_appear_with', broken({ tags: ['alcohol'] })],
    ['version', broken({ marks: [mark({ validTo: '2026-11-23' })] })],
  ];
  it.each(cases)('%s is refused alone, with what was measured and what is allowed', (rule, failures) => {
    expect(failures.map(([r]) => r)).toEqual([rule]);
    for (const [, measured, allowed] of failures) {
      expect(measured).not.toBe('');
      expect(allowed).not.toBe('');
    }
  });

  it('have a fixture each', () => {
    expect(cases.map(([rule]) => rule)).toEqual([...MARK_RULES]);
  });

  it('name the mark, the measure and the limit', () => {
    expect(of(mark({ box: [64, 96, 30, 30], lockup: [64, 96, 30, 30] }))).toEqual([
      ['min_screen', '30 px', '≥ 36 px'],
    ]);
    expect(broken({ others: [{ slot: 'price', box: [284, 96, 200, 60] }] })).toEqual([
      ['clear_space', '20 px · price', '≥ 30 px'],
    ]);
  });

  it('hold at their limits', () => {
    expect(of(mark({ box: [64, 96, 36, 36], lockup: [64, 96, 120, 36] }))).toEqual([]);
    expect(broken({ others: [{ slot: 'price', box: [294, 96, 200, 60] }] })).toEqual([]);
    expect(of(mark({ validTo: '2026-11-24' }))).toEqual([]);
    expect(of(mark({ fills: ['#18513c'] }))).toEqual([]);
    expect(of(mark({ ground: { luminance: 0.88, deviation: 0.3, plate: true } }))).toEqual([]);
  });

  it('ask for less on small pictures and sheets', () => {
    const small = { widthPx: 300, heightPx: 300, others: [] };
    expect(broken({ ...small, marks: [mark({ box: [16, 16, 24, 24], lockup: [16, 16, 90, 24] })] })).toEqual(
      [],
    );
    const card = { widthPx: 1240, heightPx: 1748, mmPerPx: 25.4 / 300, others: [] };
    expect(broken({ ...card, marks: [mark()] })).toEqual([]);
  });

  it('keep other regional brands apart where the mark asks for it', () => {
    const rules = { mustNotAppearWith: ['other_regional_brand'] };
    expect(of(mark({}, rules), second())).toEqual([['must_not_appear_with', 'other_regional_brand', '–']]);
    expect(of(second({}, rules))).toEqual([]);
  });
});
