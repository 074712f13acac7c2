import { expect, it } from 'vitest';
import { Board, type ComposeContext } from './compose.ts';
import { EMPTY_CONTENT } from './content.ts';
import { FORMATS } from './formats.ts';
import { DEFAULT_KIT } from './kit.ts';
import { fontBook } from './text/fonts.ts';

const context: ComposeContext = {
  format: FORMATS.square,
  content: EMPTY_CONTENT,
  palette: DEFAULT_KIT.palette,
  marks: [],
  person: { nameShown: '牙叉镇春芽茶行', address: null, spokenCode: '白沙07' },
  picture: null,
  fonts: fontBook(),
  brocade: true,
  tone: 'dark',
  ground: 'light',
  contentType: 'advertisement',
  keep: [],
};

it('never hands an empty picture to the rasteriser: it is an overflow', () => {
  const board = new Board(context);
  board.picture('picture', [0, 100, 1080, -20], 'art:orange');
  expect(board.layers).toEqual([]);
  expect(board.issues).toEqual([{ code: 'overflow', slot: 'picture', byPx: 21 }]);
});

it('shows a shop, its code and 广告 on advertisements alone', () => {
  const style = { face: 'sans', size: 30, colour: '#000000', measure: 900 } as const;
  const slots = (contentType: ComposeContext['contentType']): string[] => {
    const board = new Board({ ...context, contentType });
    board.merchantName(72, 300, style);
    board.spokenCode(72, 400, style);
    board.adLabel(1008, 100, 27, '#000000');
    return board.layers.map((l) => (l.kind === 'text' ? l.line.text : l.slot));
  };
  expect(slots('advertisement')).toEqual(['牙叉镇春芽茶行', '进店报「白沙07」', '广告']);
  expect(slots('public_interest')).toEqual(['公益广告']);
  expect(slots('announcement')).toEqual([]);
});

it('sets a hero name as large as its box takes, in two lines where these are clearly larger', () => {
  const board = new Board({
    ...context,
    person: { nameShown: '白沙㙟塝村绿茶种植农民专业合作社', address: null, spokenCode: null },
  });
  const placed = board.heroName([72, 200, 936, 300], {
    face: 'sans-bold',
    colour: '#000000',
    max: 130,
    min: 65,
  });
  expect(placed?.lines).toBe(2);
  expect(placed?.size).toBeGreaterThan(65);
  expect(board.issues).toEqual([]);
});
