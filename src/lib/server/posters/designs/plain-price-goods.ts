/** The product family on a shop's shelf: main picture, tall picture, the product on white, and the link's thumbnail. */
import { ORANGE_SIZE } from '../art/orange.ts';
import type { Board } from '../compose.ts';
import { datedRange } from '../text/dates.ts';
import { price } from './plain-price-figure.ts';
import { ground, product, productName, spec } from './plain-price-parts.ts';
import { pointsInOneLine } from './parts.ts';

/** Platforms want this ground and no other; it is none of the kit's roles. */
const WHITE = '#ffffff';
const SMALL = 20;

/** 800 × 800: the product, then one block with name, price and its days. */
export function goodsMain(board: Board): void {
  const { palette: p, picture } = board.context;
  const [left, right] = [40, 760];
  ground(board, [440, -230, 620, 620]);
  product(board, [140, 92, 640, 398], [left, 112, 800 - left, 370]);
  board.brandBar(left, 68, 42, 560, p.ink, { words: 'if_they_fit' });
  board.adLabel(right, 76, SMALL, p.muted);
  const foot = board.context.content.price ? 0 : 96;
  const name = productName(board, left, 556 + foot, { size: picture ? 66 : 84, two: 48, measure: 720 });
  quiet(board, left, (name?.last ?? 556) + 40, 24, 720);
  price(board, left, 716, 104, 720, 28);
  priceDays(board, left, 752, 720);
}

/** 750 × 1000: name above, product in the middle, price below. */
export function goodsTall(board: Board): void {
  const { palette: p, content, picture } = board.context;
  const [left, right] = [40, 710];
  ground(board, [370, -210, 640, 640]);
  const name = productName(board, left, picture ? 196 : 222, {
    size: picture ? 88 : 116,
    two: 66,
    measure: 670,
  });
  const said = quiet(board, left, (name?.last ?? 196) + 50, 26, 670);
  const foot = content.price ? 0 : 150;
  const top = said + 44;
  product(board, [50, top, 650, 728 + foot - top], [left, top + 6, 750 - left, 714 + foot - top]);
  board.brandBar(left, 74, 42, 520, p.ink, { words: 'if_they_fit' });
  board.adLabel(right, 82, SMALL, p.muted);
  const style = { face: 'sans', size: 28, colour: p.ink, measure: 670, minScale: 0.8, ink: true } as const;
  board.text('sellingPoints', pointsInOneLine(board, style), left, 788 + foot, style);
  price(board, left, 910, 112, 670, 30);
  priceDays(board, left, 950, 670);
}

/** 800 × 800, nothing but the cut-out and its shadow on white: no text, no mark, no code. */
export function goodsWhite(board: Board): void {
  const { picture, format } = board.context;
  board.rect('ground', [0, 0, format.widthPx, format.heightPx], WHITE);
  if (!picture?.cutout) {
    board.issues.push({ code: 'cutout_missing', slot: 'picture' });
    return;
  }
  const width = 680;
  const height = Math.round((width * ORANGE_SIZE.height) / ORANGE_SIZE.width);
  board.picture('picture', [60, Math.round((800 - height) / 2), width, height], picture.id);
}

/** 300 × 300: product and name. A price without its days would not be lawful, and they would not be legible. */
export function thumb(board: Board): void {
  const { palette: p } = board.context;
  ground(board, [150, -90, 250, 250]);
  const name = productName(board, 18, 60, { size: 52, two: 36, measure: 264 });
  const top = (name?.last ?? 60) + 12;
  product(board, [50, top, 232, 240 - top], [18, top + 4, 282, 232 - top]);
  board.brandBar(18, 268, 28, 204, p.ink, { words: 'if_they_fit' });
  board.adLabel(282, 275, 18, p.muted);
}

/** Spec and slogan in one line; the spec alone where both are too long. Returns the line's baseline. */
function quiet(board: Board, x: number, baseline: number, size: number, measure: number): number {
  const { content, palette: p } = board.context;
  const both = spec(board);
  const words = board.set('sans', size * 0.8, both).width <= measure ? both : (content.product?.spec ?? '');
  const style = { face: 'sans', size, colour: p.muted, measure, minScale: 0.8, ink: true } as const;
  return board.text('product.spec', words, x, baseline, style)?.last ?? baseline - size;
}

function priceDays(board: Board, x: number, baseline: number, measure: number): void {
  const { content, palette: p } = board.context;
  if (!content.price) return;
  const words = `价格有效期 ${datedRange(content.price.heldFrom, content.price.heldTo)}`;
  board.text('disclosure', words, x, baseline, {
    face: 'sans',
    size: 18,
    colour: p.muted,
    measure,
    minScale: 1,
    ink: true,
  });
}
