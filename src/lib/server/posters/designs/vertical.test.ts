import { describe, expect, it } from 'vitest';
import { Board, type ComposeContext } from '../compose.ts';
import { FORMATS } from '../formats.ts';
import { DEFAULT_KIT } from '../kit.ts';
import { EMPTY_CONTENT } from '../content.ts';
import { fontBook } from '../text/fonts.ts';
import { verticalText, type ColumnStyle } from './vertical.ts';

const context: ComposeContext = {
  format: FORMATS.square,
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
};
const STYLE: ColumnStyle = { face: 'serif-black', sizes: [60, 60, 60], colour: '#000000', height: 400 };

function columns(text: string, style: Partial<ColumnStyle> = {}) {
  const board = new Board(context);
  const placed = verticalText(board, 'headline', text, 500, 100, { ...STYLE, ...style });
  return { board, placed, texts: board.layers.flatMap((l) => (l.kind === 'text' ? [l] : [])) };
}

describe('vertical text', () => {
  it('runs down in one column, every character under the one before', () => {
    const { placed, texts } = columns('山里的茶');
    expect(placed).toMatchObject({ columns: 1, size: 60, right: 500, left: 440 });
    expect(texts.map((l) => l.line.text)).toEqual(['山', '里', '的', '茶']);
    const baselines = texts.map((l) => l.baseline);
    expect(baselines.toSorted((a, b) => a - b)).toEqual(baselines);
    for (const l of texts) expect(l.box[0] + l.box[2] / 2).toBeCloseTo(470, -0.7);
  });

  it('goes on to the left of a full column, never with a closing mark or a lone character at the top', () => {
    const { placed, texts } = columns('陨石坑里，雾散得慢。');
    expect(placed?.columns).toBe(2);
    const left = texts.filter((l) => l.x < 430).map((l) => l.line.text);
    expect(left.join('')).toBe('雾散得慢。');
  });

  it('keeps ink inside its height and columns apart', () => {
    for (const text of ['（旱稻）的一生很长很长', '“慢”一点，再慢一点。', '《茶事》——开篇的话']) {
      const { board, placed } = columns(text);
      expect(board.issues).toEqual([]);
      for (const l of board.layers) {
        expect(l.box[1], text).toBeGreaterThanOrEqual(99);
        expect(l.box[1] + l.box[3], text).toBeLessThanOrEqual(100 + 400 + 34);
      }
      expect(placed?.left).toBeGreaterThan(0);
    }
  });

  it('sets brackets by their vertical forms and a dash as one line', () => {
    const { board, texts } = columns('（山）——茶');
    expect(texts.map((l) => l.line.text)).toEqual(['︵', '山', '︶', '茶']);
    expect(board.layers.filter((l) => l.kind === 'rect')).toHaveLength(1);
  });

  it('puts two digits side by side and turns a longer number', () => {
    const { board, texts } = columns('第16届600米');
    expect(texts.map((l) => l.line.text)).toEqual(['第', '16', '届', '米']);
    const turned = board.layers.filter((l) => l.kind === 'vector');
    expect(turned).toHaveLength(1);
    expect(turned[0]?.box[3]).toBeGreaterThan(turned[0]?.box[2] ?? 0);
  });

  it('says what does not fit and what no font has', () => {
    expect(columns('国'.repeat(40)).board.issues).toMatchObject([
      { code: 'text_too_long', slot: 'headline' },
    ]);
    expect(columns('茶😀').board.issues).toEqual([
      { code: 'missing_glyphs', slot: 'headline', characters: ['😀'] },
    ]);
  });
});
