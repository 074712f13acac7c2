/** The storefront on screens. */
import { weave } from '../art/weave.ts';
import type { Board } from '../compose.ts';
import { mixColours } from '../colour.ts';
import { caption, eyebrow, foot, hems, quietLines, surface, wares } from './storefront-parts.ts';

const LEFT = 72;
const RIGHT = 1008;
const WIDTH = RIGHT - LEFT;
const SMALL = 27;

/** Moments: name, wares, then a code of 592 px whose foot the caption shares. */
export function tall(board: Board): void {
  hems(board, [0, 0, 1080, 1920], 40);
  eyebrow(board, LEFT, RIGHT, 142, 45, SMALL);
  name(board, [LEFT, 224, WIDTH, 304]);
  const table = wares(board, [LEFT, 592, WIDTH], { size: 45, pitch: 92, columns: 2, rule: 2 });
  quietLines(board, LEFT, Math.max(table, 592) + 68, { size: 35, measure: WIDTH, minScale: 0.8 });
  board.qr([416, 1072, 592, 592]);
  caption(board, LEFT, 1660, { size: 45, measure: 320 });
  foot(board, LEFT, 1764, 54, WIDTH);
}

export function square(board: Board): void {
  hems(board, [0, 0, 1080, 1080], 32);
  eyebrow(board, LEFT, RIGHT, 108, 35, SMALL);
  name(board, [LEFT, 128, WIDTH, 272]);
  const column = 416;
  const table = wares(board, [LEFT, 452, column], { size: 35, pitch: 62, columns: 1, rule: 2 });
  board.qr([560, 448, 448, 448]);
  const words = caption(board, LEFT, 892, { size: 35, measure: column });
  const room = (words?.first ?? 930) - 35 - table;
  const slots = room > 140 ? (['slogan', 'venue'] as const) : (['slogan'] as const);
  if (room > 80) quietLines(board, LEFT, table + 50, { size: 27, measure: column, minScale: 0.8 }, slots);
  foot(board, LEFT, 966, 46, WIDTH);
}

/** Xiaohongshu: no code picture; what to say in the shop stands where the code would. */
export function noted(board: Board): void {
  hems(board, [0, 0, 1080, 1440], 40);
  eyebrow(board, LEFT, RIGHT, 126, 45, SMALL);
  name(board, [LEFT, 208, WIDTH, 320]);
  const table = wares(board, [LEFT, 592, WIDTH], { size: 45, pitch: 92, columns: 2, rule: 2 });
  quietLines(board, LEFT, Math.max(table, 592) + 68, { size: 35, measure: WIDTH, minScale: 0.8 });
  if (board.context.person?.spokenCode) {
    const s = surface(board);
    board.rect('ground', [LEFT, 976, WIDTH, 176], s.ink);
    board.spokenCode(540, 1086, {
      face: 'sans-bold',
      size: 65,
      colour: s.ground,
      measure: WIDTH - 96,
      align: 'centre',
    });
  }
  foot(board, LEFT, 1232, 54, WIDTH);
}

/** Official account cover: everything that must survive stands in the middle square; the weave fills the wings. */
export function cover(board: Board): void {
  const s = surface(board);
  const faint = mixColours(s.ground, s.ink, 0.1);
  board.vector('ground', [0, 0, 900, 383], weave([0, 0, 900, 383], faint, 3, 14));
  board.rect('ground', [226, 0, 448, 383], s.ground);
  for (const x of [226, 672]) board.rect('ground', [x, 0, 2, 383], s.accent);
  hems(board, [0, 0, 900, 383], 14);
  board.adLabel(876, 52, 18, s.ink);
  board.text('headline', board.context.content.headline, 450, 74, {
    face: 'sans',
    size: 21,
    colour: s.muted,
    measure: 360,
    align: 'centre',
  });
  board.heroName([264, 96, 372, 128], {
    face: 'sans-bold',
    colour: s.ink,
    align: 'centre',
    max: 52,
    min: 26,
  });
  const { sellingPoints } = board.context.content;
  const words = fitting(board, sellingPoints, 20, 368);
  board.text('sellingPoints', words, 450, 262, {
    face: 'sans',
    size: 20,
    colour: s.ink,
    measure: 368,
    minScale: 0.9,
    align: 'centre',
  });
  board.brandBar(450, 318, 30, 368, s.ink, { align: 'centre', words: 'if_they_fit' });
}

/** Link preview: the name and the marks, nothing a thumbnail cannot say. */
export function thumb(board: Board): void {
  const s = surface(board);
  hems(board, [0, 0, 300, 300], 12);
  board.adLabel(280, 50, 18, s.muted);
  board.heroName([20, 72, 260, 144], { face: 'sans-bold', colour: s.ink, max: 56, min: 22 });
  board.brandBar(20, 252, 34, 260, s.ink, { words: 'if_they_fit' });
}

function name(board: Board, box: readonly [number, number, number, number]): void {
  board.heroName(box, { face: 'sans-bold', colour: surface(board).ink, max: 130, min: 65, valign: 'bottom' });
}

/** Wares in one line with points between them, as many as it takes. */
function fitting(board: Board, items: readonly string[], size: number, measure: number): string {
  for (let take = items.length; take > 1; take -= 1) {
    const joined = items.slice(0, take).join('、');
    if (board.set('sans', size * 0.92, joined).width <= measure) return joined;
  }
  return items[0] ?? '';
}
