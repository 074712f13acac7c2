import { describe, expect, it } from 'vitest';
import { SOLAR_TERMS } from '../../county/lunar.ts';
import { contrast, luminance } from '../colour.ts';
import { DEFAULT_KIT } from '../kit.ts';
import { seasonColours, seasonOf } from './season.ts';

describe('the season of a term', () => {
  it('gives every season six of the twenty-four terms, from 立春 on', () => {
    const names = SOLAR_TERMS.map((t) => t.name);
    const from = names.indexOf('立春');
    const order = [...names.slice(from), ...names.slice(0, from)];
    const seasons = order.map((name) => seasonOf(name, 1));
    expect(seasons).toEqual(
      ['spring', 'summer', 'autumn', 'winter'].flatMap((s) => Array.from({ length: 6 }, () => s)),
    );
  });

  it('goes by the month for words that are no term', () => {
    expect(seasonOf('春节', 2)).toBe('spring');
    expect(seasonOf('分清', 8)).toBe('autumn');
    expect(seasonOf('', 12)).toBe('winter');
  });
});

describe('the tint of a season', () => {
  const { paper, primary } = DEFAULT_KIT.palette;
  it.each(['spring', 'summer', 'autumn', 'winter'] as const)(
    'holds its type and its drawing in %s',
    (season) => {
      for (const own of [primary, '#7a1f2b', '#1d3f7a', '#333333']) {
        const c = seasonColours(own, season);
        expect(contrast(luminance(c.ink), luminance(paper))).toBeGreaterThan(4.5);
        expect(contrast(luminance(c.deep), luminance(paper))).toBeGreaterThan(2);
        expect(luminance(c.tint)).toBeGreaterThan(0.6);
      }
    },
  );
});
