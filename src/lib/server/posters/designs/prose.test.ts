import { describe, expect, it } from 'vitest';
import { Board } from '../compose.ts';
import { FORMATS } from '../formats.ts';
import { DEFAULT_KIT } from '../kit.ts';
import { EMPTY_CONTENT } from '../content.ts';
import { fontBook } from '../text/fonts.ts';
import { fitProse, placeProse, type ProseStyle } from './prose.ts';

const board = (): Board =>
  new Board({
    format: FORMATS.moments,
    content: EMPTY_CONTENT,
    palette: DEFAULT_KIT.palette,
    marks: [],
    person: null,
    picture: null,
    fonts: fontBook(),
    brocade: true,
    tone: 'dark',
    ground: 'light',
    contentType: 'advertisement',
    keep: [],
  });
const STYLE: ProseStyle = {
  face: 'kai',
  size: 36,
  measure: 19 * 36,
  height: 900,
  leadings: [1.85, 1.6],
  gap: 1.2,
};
const TEXT =
  '约七十万年前，一颗陨石落在今天的白沙，留下一圈环形的山。雾进了山口便散得慢，“慢”到九点，海拔 600 米处才见得着山脊。';

describe('running text', () => {
  it('is justified but for the last line of a paragraph, and begins no line with a closing mark', () => {
    const prose = fitProse(board(), 'story', [TEXT, TEXT], STYLE);
    expect(prose?.paragraphs).toHaveLength(2);
    for (const lines of prose?.paragraphs ?? []) {
      for (const line of lines.slice(0, -1)) expect(line.width).toBeGreaterThan(STYLE.measure * 0.93);
      for (const line of lines) {
        expect(line.width).toBeLessThanOrEqual(STYLE.measure + 1);
        expect(line.text).not.toMatch(/^[，。、”）]/u);
        expect(line.text).not.toMatch(/[“（]$/u);
      }
      expect(lines.map((l) => l.text).join('')).toBe(TEXT);
    }
  });

  it('gives up pitch before size, and says when nothing helps', () => {
    expect(fitProse(board(), 'story', [TEXT], { ...STYLE, height: 250 })).toMatchObject({
      size: 36,
      leading: 1.85,
    });
    expect(fitProse(board(), 'story', [TEXT], { ...STYLE, height: 155 })).toMatchObject({
      size: 36,
      leading: 1.6,
    });
    const tight = board();
    expect(fitProse(tight, 'story', [TEXT], { ...STYLE, height: 90 })).toBeNull();
    expect(tight.issues).toMatchObject([{ code: 'text_too_long', slot: 'story' }]);
  });

  it('hangs from its last line', () => {
    const b = board();
    const prose = fitProse(b, 'story', [TEXT, TEXT], STYLE);
    if (!prose) throw new Error('it fits');
    placeProse(b, 'story', prose, 'kai', '#000000', 72, 1000);
    const baselines = b.layers.flatMap((l) => (l.kind === 'text' ? [l.baseline] : []));
    expect(Math.max(...baselines)).toBeCloseTo(1000, 5);
  });
});
