/** What keeps the check linear, without a clock: no pattern may look far or twice. */
import { describe, expect, test } from 'vitest';
import { checkTexts } from './check.ts';
import sentences from './data/law-sentences.json' with { type: 'json' };
import { normalise } from './normalise.ts';
import { BASE_LIST, CATEGORIES, LAWS, lawIdOf, literal, STRUCTURAL_CHECKS } from './list.ts';

const patterns = BASE_LIST.rules.flatMap((r) =>
  [r.pattern, ...r.exceptions, ...(r.satisfiedBy ? [r.satisfiedBy] : [])].map((p) => [r.id, p] as const),
);

/** Most characters from one starting place on, summed over alternatives and repeats. */
function reach(pattern: string): number {
  let i = 0;
  const alternatives = (): number => {
    let longest = sequence();
    while (pattern[i] === '|') {
      i++;
      longest = Math.max(longest, sequence());
    }
    return longest;
  };
  const sequence = (): number => {
    let sum = 0;
    while (i < pattern.length && pattern[i] !== '|' && pattern[i] !== ')') sum += atom();
    return sum;
  };
  const atom = (): number => {
    let width = 1;
    const c = pattern[i++];
    if (c === '\\') i++;
    else if (c === '^' || c === '$') width = 0;
    else if (c === '[') {
      while (i < pattern.length && pattern[i] !== ']') i += pattern[i] === '\\' ? 2 : 1;
      i++;
    } else if (c === '(') {
      if (pattern[i] === '?') {
        if (pattern[i + 1] !== ':') throw new Error(`look-around in ${pattern}`);
        i += 2;
      }
      width = alternatives();
      i++;
    }
    const repeat = /^(?:\{(\d+)(,?)(\d*)\}|[?*+])/u.exec(pattern.slice(i));
    if (!repeat) return width;
    i += repeat[0].length;
    if (repeat[0] === '?') return width;
    if (repeat[1] === undefined || (repeat[2] === ',' && repeat[3] === ''))
      throw new Error(`unbounded repeat in ${pattern}`);
    return width * Number(repeat[3] === '' || repeat[3] === undefined ? repeat[1] : repeat[3]);
  };
  return alternatives();
}

describe('patterns', () => {
  test.each(patterns)('%s %s looks no further than 260 characters, nor back', (_id, pattern) => {
    expect(pattern).not.toMatch(/\\[1-9]|\(\?[=!<]/u);
    expect(reach(pattern)).toBeLessThanOrEqual(260);
  });

  test('the measure itself finds an unbounded repeat', () => {
    expect(() => reach('a+b')).toThrow('unbounded');
    expect(() => reach('(?=a)b')).toThrow('look-around');
    expect(reach('ab|c{2,9}')).toBe(9);
  });

  test('a county’s term is a literal: nothing in it is read as a pattern', () => {
    const text = '(a+)+$[x]{9}\\d|^.-/?';
    expect(new RegExp(`^${literal(text)}$`, 'u').test(normalise(text).text)).toBe(true);
    expect(new RegExp(literal('頂級的橙'), 'u').test('顶级的橙')).toBe(true);
    expect(new RegExp(literal('第*橙'), 'u').test('第一等好的橙')).toBe(true);
    expect(new RegExp(literal('第*橙'), 'u').test('第一，橙')).toBe(false);
    expect(reach(literal('第*橙*王'))).toBe(19);
  });

  test('100,000 characters of anything come to an end', () => {
    const long = ['最', '0', ' ', 'no ', '主办方', '老人', '第一', '1381234567', '抽取1', 'a·'].map((p) =>
      p.repeat(Math.ceil(100_000 / p.length)).slice(0, 100_000),
    );
    for (const text of long) {
      const check = checkTexts(BASE_LIST, {
        texts: [{ slot: 'text', text }],
        tags: ['food', 'tea', 'alcohol', 'agri'],
        channels: ['poster', 'wechat', 'xiaohongshu'],
        type: 'advertisement',
        evidence: [],
        on: '2026-01-01',
        until: '2026-01-01',
      });
      expect(check.listVersion).toBe(BASE_LIST.version);
    }
  });
});

describe('the data', () => {
  test('every rule has a category, a known law, words in two languages and a sentence that it meets', () => {
    const met = new Set([...sentences.sentences, ...sentences.more].flatMap((s) => s.expect));
    for (const rule of BASE_LIST.rules) {
      expect(CATEGORIES[rule.category], rule.id).toBeDefined();
      for (const ref of rule.law)
        expect(
          LAWS.some((l) => l.id === lawIdOf(ref)),
          `${rule.id} ${ref}`,
        ).toBe(true);
      for (const words of [rule.whyZh, rule.whyEn, rule.suggestionZh, rule.suggestionEn])
        expect(words.length, rule.id).toBeGreaterThan(1);
      expect(met.has(rule.id), `${rule.id} has no sentence`).toBe(true);
    }
    expect(new Set(BASE_LIST.rules.map((r) => r.id)).size).toBe(BASE_LIST.rules.length);
    expect(STRUCTURAL_CHECKS).toHaveLength(14);
  });
});
