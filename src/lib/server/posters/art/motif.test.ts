import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { fontBook } from '../text/fonts.ts';
import { MOTIF_IDS, MOTIFS } from './motif.ts';
import { seal } from './seal.ts';

const INK = '#17503b';

/** Share of the page that a drawing covers, by its alpha. */
function coverage(svg: string, width: number, height: number): number {
  const page = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${svg}</svg>`;
  const { pixels } = new Resvg(page, { font: { loadSystemFonts: false } }).render();
  let sum = 0;
  for (let i = 3; i < pixels.length; i += 4) sum += pixels[i] ?? 0;
  return sum / 255 / (width * height);
}

describe.each(MOTIF_IDS)('the motif %s', (id) => {
  const motif = MOTIFS[id];

  it('is the same picture for the same seed, in one colour, with numbers only', () => {
    const one = motif([0, 0, 540, 540], INK, 7);
    expect(motif([0, 0, 540, 540], INK, 7)).toBe(one);
    expect(one).not.toMatch(/NaN|Infinity|undefined/u);
    expect(new Set(one.match(/#[0-9a-f]{6}/gu))).toEqual(new Set([INK]));
    expect(one).not.toMatch(/<(?:image|text|script|foreignObject|mask|filter)/u);
  });

  it.each([
    [540, 540],
    [1080, 400],
    [383, 383],
    [400, 1100],
  ])('is a picture and not a blot in %i × %i', (width, height) => {
    const covered = coverage(motif([0, 0, width, height], INK, 3), width, height);
    expect(covered).toBeGreaterThan(0.008);
    expect(covered).toBeLessThan(0.75);
  });

  it('stays light enough for a phone', () => {
    expect(motif([0, 0, 1080, 1080], INK, 3).length).toBeLessThan(140_000);
  });
});

describe('the seal', () => {
  it.each(['茶', '白沙', '红心橙', '白沙良食'])('holds %s inside its edge', (text) => {
    const svg = seal([10, 10, 150, 150], '#b93427', 3, text, fontBook(), { light: '#f7f1e3' });
    expect(coverage(svg, 170, 170)).toBeGreaterThan(0.6);
    expect(svg.match(/<path/gu)).toHaveLength(2 + [...text].length);
  });

  it('is worn otherwise for another seed', () => {
    const [a, b] = [3, 4].map((seed) =>
      seal([0, 0, 120, 120], '#b93427', seed, '茶', fontBook(), { light: '#f7f1e3' }),
    );
    expect(a).not.toBe(b);
  });
});
