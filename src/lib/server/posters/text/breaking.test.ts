import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines } from './breaking.ts';
import { fitText } from './fit.ts';
import { fontBook } from './fonts.ts';
import { setLine } from './measure.ts';
import { NO_END, NO_START, splitUnits } from './units.ts';

const fonts = fontBook();
const width = (text: string): number => setLine(fonts, 'sans', 20, text).width;
const lines = (
  text: string,
  measure: number,
  options: { balance?: boolean; keep?: string[]; maxLines?: number } = {},
) => breakLines(text, { width, measure, maxLines: options.maxLines ?? 40, ...options });

const text = fc
  .array(
    fc.constantFrom(
      ...'白沙绿茶红心橙陨石坑开园节今天的味道',
      '，',
      '。',
      '、',
      '“',
      '”',
      '（',
      '）',
      '《',
      '》',
      '5 斤装',
      '800 米',
      '¥58.80',
      '≥ 13°',
      '11月11日',
      '19:30',
      'Deep Alley',
      '——',
      '……',
      '白沙绿茶',
      '农民专业合作社',
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('breaking lines', () => {
  it('never begins or ends a line with a mark that may not, and loses nothing', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 240, max: 600 }), fc.boolean(), (t, measure, balance) => {
        const broken = lines(t, measure, { balance });
        if (!broken) return;
        expect(broken.join('')).toBe(t);
        broken.forEach((line, i) => {
          if (i > 0) expect(NO_START.has(line.slice(0, 1)), line).toBe(false);
          if (i < broken.length - 1) expect(NO_END.has(line.trimEnd().slice(-1)), line).toBe(false);
          expect(width(line)).toBeLessThanOrEqual(measure + 0.01);
        });
      }),
    );
  });

  it('never splits a number from its unit, a date, a time, a name or a pair of dashes', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 240, max: 600 }), fc.boolean(), (t, measure, balance) => {
        const keep = ['白沙绿茶'];
        const broken = lines(t, measure, { balance, keep });
        if (!broken) return;
        const breaks = new Set<number>();
        let at = 0;
        for (const line of broken.slice(0, -1)) breaks.add((at += line.length));
        at = 0;
        for (const unit of splitUnits(t, keep)) {
          for (let i = 1; i < unit.length; i += 1) expect(breaks.has(at + i), unit).toBe(false);
          at += unit.length;
        }
      }),
    );
  });

  it('balances a headline at a word, never leaving one character alone', () => {
    expect(lines('海南自贸港白沙早春开茶季', 150, { balance: true, maxLines: 2, keep: ['白沙'] })).toEqual([
      '海南自贸港',
      '白沙早春开茶季',
    ]);
    expect(lines('红心橙开园啦', 110, { balance: true, maxLines: 2 })?.map((l) => l.length)).not.toContain(1);
    expect(lines('今天的味道好', 102)).toEqual(['今天的味', '道好']);
  });

  it('breaks a title after a word of the trade, which the segmenter would tear', () => {
    const broken = lines('早春开茶节改期公告', 120, { balance: true, maxLines: 2 });
    expect(broken).toEqual(['早春开茶节', '改期公告']);
  });

  it('keeps a line break that was typed and refuses what does not fit', () => {
    expect(lines('开茶节\n白沙', 400)).toEqual(['开茶节', '白沙']);
    expect(lines('白沙绿茶开茶节', 60, { maxLines: 2 })).toBeNull();
  });

  it('keeps units whole', () => {
    expect(splitUnits('糖度 ≥ 13°，5 斤装 ¥58.80')).toEqual([
      '糖',
      '度',
      ' ',
      '≥ 13°',
      '，',
      '5 斤装',
      ' ',
      '¥58.80',
    ]);
    expect(splitUnits('王老师 0898-0000 1234，年满 18 周岁').filter((u) => u.length > 1)).toEqual([
      '0898-0000 1234',
      '18 周岁',
    ]);
    expect(splitUnits('11月11日19:30—21:00开播')).toEqual(['11月11日', '19:30—21:00', '开', '播']);
  });
});

describe('fitting', () => {
  const base = { face: 'serif-black' as const, size: 100, measure: 500, maxLines: 1 };

  it('shrinks in steps of 4 % and then says how much fits', () => {
    expect(fitText(fonts, { ...base, text: '早春开茶节' })).toMatchObject({ ok: true, size: 100 });
    expect(fitText(fonts, { ...base, text: '早春开茶节庆' })).toMatchObject({ ok: true, size: 80 });
    expect(fitText(fonts, { ...base, text: '海南早春开茶节' })).toEqual({
      ok: false,
      reason: 'text_too_long',
      have: 7,
      fits: 6,
    });
  });

  it('tightens neighbouring full-width marks and hangs half of a closing one', () => {
    const plain = setLine(fonts, 'sans', 20, '好茶');
    expect(setLine(fonts, 'sans', 20, '好茶。').width).toBeCloseTo(plain.width + 10);
    const pair = setLine(fonts, 'sans', 20, '茶，“好');
    expect(pair.runs.length).toBe(2);
    expect(pair.runs.map((r) => r.text).join('')).toBe('茶，“好');
    expect(pair.width).toBeLessThan(80);
  });

  it('prints the rare characters of names and refuses what no font has', () => {
    for (const face of ['sans', 'sans-bold', 'serif-bold', 'serif-black'] as const) {
      expect(fonts.missing(face, '㙟塝堃𠅤龘翀婳')).toEqual([]);
    }
    expect(fitText(fonts, { ...base, text: '好茶😀✔' })).toEqual({
      ok: false,
      reason: 'missing_glyphs',
      characters: ['😀', '✔'],
    });
  });
});
