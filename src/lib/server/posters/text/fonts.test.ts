import { describe, expect, it } from 'vitest';
import { FACES, fontBook } from './fonts.ts';

const fonts = fontBook();

describe('the shipped faces', () => {
  it.each(FACES)('%s prints rare village characters, marks and vertical forms', (face) => {
    expect(fonts.missing(face, '白沙㙟塝堃𠅤龘，。、；：！？（）《》「」『』【】“”——……·—～≥℃%¥')).toEqual([]);
    expect(fonts.missing(face, '︵︶︽︾﹁﹂﹃﹄︻︼')).toEqual([]);
  });

  it('gives outlines that stand in their ink box, y downwards', () => {
    const { left, right, top, bottom } = fonts.glyph('serif-black', '山');
    const numbers = fonts
      .outline('serif-black', '山', 100)
      .split(/[A-Z]/u)
      .flatMap((part) => {
        const values = part.split(' ').map(Number);
        return values.length >= 2 ? [values.slice(-2)] : [];
      });
    expect(numbers.length).toBeGreaterThan(20);
    for (const [x = 0, y = 0] of numbers) {
      expect(x).toBeGreaterThanOrEqual(left * 100 - 0.01);
      expect(x).toBeLessThanOrEqual(right * 100 + 0.01);
      expect(-y).toBeGreaterThanOrEqual(bottom * 100 - 0.01);
      expect(-y).toBeLessThanOrEqual(top * 100 + 0.01);
    }
  });
});
