/** The storefront on paper: table cards, the folded tent, the sign over a stall, the sticker on a parcel. */
import type { Board } from '../compose.ts';
import type { Box } from '../formats.ts';
import { caption, eyebrow, foot, hems, quietLines, surface, wares } from './storefront-parts.ts';
import { turnedCopy } from './turned-copy.ts';

/** Modules across a code with its quiet zone: a slot of whole modules is printed without a seam. */
const CODE_MODULES = 37;

/** Table cards, A6 and A5 alike: drawn for A6 and enlarged. */
export function tableCard(board: Board): void {
  const { widthPx, heightPx } = board.context.format;
  const k = widthPx / 1240;
  const at = (px: number): number => Math.round(px * k);
  const left = at(100);
  const right = widthPx - left;
  const width = right - left;
  hems(board, [0, 0, widthPx, heightPx], at(44));
  eyebrow(board, left, right, at(158), at(46), at(30));
  name(board, [left, at(212), width, at(300)], at(150), at(74));
  const table = wares(board, [left, at(566), width], {
    size: at(46),
    pitch: at(88),
    columns: 2,
    rule: at(2),
  });
  const side = CODE_MODULES * Math.round(k * 18);
  const bottom = heightPx - at(238);
  board.qr([right - side, bottom - side, side, side]);
  const column = right - side - at(64) - left;
  const words = caption(board, left, bottom - at(4), { size: at(46), measure: column });
  if ((words?.first ?? bottom) - at(180) > table + at(90))
    quietLines(board, left, table + at(72), { size: at(34), measure: column, maxLines: 3 }, ['slogan']);
  foot(board, left, heightPx - at(152), at(60), width);
}

/** The tent: one side in the lower half, the same turned in the upper, the fold between them. */
export function tableTent(board: Board): void {
  const { widthPx, heightPx } = board.context.format;
  const half = heightPx / 2;
  const left = 100;
  const right = widthPx - left;
  const width = right - left;
  hems(board, [0, half, widthPx, half], 40, 'foot');
  const from = board.layers.length;
  eyebrow(board, left, right, half + 118, 42, 30);
  name(board, [left, half + 158, width, 272], 142, 71);
  wares(board, [left, half + 492, 440], { size: 42, pitch: 74, columns: 1, rule: 2 });
  const side = CODE_MODULES * 13;
  board.qr([right - side, half + 492, side, side]);
  caption(board, left, half + 492 + side - 4, { size: 42, measure: 440, maxLines: 2 });
  foot(board, left, heightPx - 138, 52, width);
  turnedCopy(board, board.layers.slice(from), [widthPx / 2, half]);
  hems(board, [0, 0, widthPx, half], 40, 'top');
}

/** The sign over a stall: the name as large as the board lets it be, read from across the market. */
export function boothSign(board: Board): void {
  const { widthPx, heightPx } = board.context.format;
  const left = 180;
  const right = widthPx - left;
  const s = surface(board);
  hems(board, [0, 0, widthPx, heightPx], 84);
  eyebrow(board, left, right, 318, 92, 60);
  const side = CODE_MODULES * 22;
  const top = heightPx - 480 - side;
  board.heroName([left, 400, right - left, top - 400 - 96], {
    face: 'sans-bold',
    colour: s.ink,
    max: 424,
    min: 190,
    valign: 'bottom',
  });
  const column = right - left - side - 220;
  const table = wares(board, [left, top, column], { size: 118, pitch: 230, columns: 2, rule: 5 });
  board.qr([right - side, top, side, side]);
  quietLines(board, left, table + 138, { size: 76, measure: column, minScale: 0.8 }, ['slogan']);
  caption(board, left, top + side - 8, { size: 92, measure: column, maxLines: 1 });
  foot(board, left, heightPx - 262, 120, right - left);
}

/** On a parcel: who sent it, what it is, where to look it up. */
export function sticker(board: Board): void {
  const { widthPx, heightPx } = board.context.format;
  const left = 56;
  const right = widthPx - left;
  hems(board, [0, 0, widthPx, heightPx], 20);
  const side = CODE_MODULES * 10;
  const column = right - left - side - 36;
  const s = surface(board);
  board.adLabel(right, 92, 25, s.muted);
  board.qr([right - side, 112, side, side]);
  board.heroName([left, 64, column, 178], { face: 'sans-bold', colour: s.ink, max: 76, min: 40 });
  const items = board.context.content.sellingPoints;
  wares(board, [left, 268, column], { size: 30, pitch: 56, columns: items.length > 2 ? 2 : 1, rule: 2 });
  caption(board, left, 478, { size: 28, measure: column, maxLines: 1 });
  foot(board, left, heightPx - 92, 42, right - left);
}

function name(board: Board, box: Box, max: number, min: number): void {
  board.heroName(box, { face: 'sans-bold', colour: surface(board).ink, max, min, valign: 'bottom' });
}
