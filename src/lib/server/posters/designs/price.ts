/** A price in one line: ¥ and fen at 45 %, fen on the cap line, the unit after it on the baseline. */
import type { Board } from '../compose.ts';
import type { Face } from '../text/fonts.ts';
import type { Line } from '../text/measure.ts';
import { priceParts } from '../text/prices.ts';

export interface PriceStyle {
  size: number;
  unitSize: number;
  /** The least size of ¥, fen and unit, px. */
  smallest: number;
  measure: number;
  colour: string;
  unitColour: string;
}

interface Piece {
  face: Face;
  size: number;
  colour: string;
  line: Line;
  x: number;
  raise: number;
}

/** Places the price with its first ink at `x`; shrinks in steps of 4 % down to 60 %, then says by how much it is too wide. */
export function placePrice(
  board: Board,
  slot: string,
  price: { amountFen: number; toFen: number | null; unit: string },
  x: number,
  baseline: number,
  style: PriceStyle,
): void {
  const missing = board.fonts.missing('sans', price.unit);
  if (missing.length > 0) {
    board.issues.push({ code: 'missing_glyphs', slot, characters: missing });
    return;
  }
  let scale = 1;
  let set = setPieces(board, price, style, scale);
  while (set.end > style.measure && scale > 0.6) set = setPieces(board, price, style, (scale -= 0.04));
  if (set.end > style.measure)
    board.issues.push({ code: 'overflow', slot, byPx: Math.ceil(set.end - style.measure) });
  for (const p of set.pieces)
    board.place(slot, p.line, p.face, p.size, p.colour, x + p.x, baseline - p.raise);
}

function setPieces(
  board: Board,
  price: { amountFen: number; toFen: number | null; unit: string },
  style: PriceStyle,
  scale: number,
): { end: number; pieces: Piece[] } {
  const parts = priceParts(price.amountFen, price.toFen);
  const big = style.size * scale;
  const small = Math.max(style.smallest, big * 0.45);
  const unitSize = Math.max(style.smallest, style.unitSize * Math.max(scale, 0.8));
  const pieces: Piece[] = [];
  let pen = 0;
  const add = (text: string, face: Face, size: number, colour: string, gap: number, raise = 0): void => {
    if (text === '') return;
    const line = board.set(face, size, text);
    const x = pen === 0 ? -line.inkLeft : pen + gap;
    pieces.push({ face, size, colour, line, x, raise });
    pen = x + line.width;
  };
  const raise = board.fonts.capHeight('sans-bold') * (big - small);
  add('¥', 'sans-bold', small, style.colour, 0);
  add(parts.main, 'sans-bold', big, style.colour, big * 0.04);
  add(parts.fen, 'sans-bold', small, style.colour, big * 0.02, raise);
  add(price.unit === '' ? '' : `/ ${price.unit}`, 'sans', unitSize, style.unitColour, unitSize * 0.3);
  return { end: pen, pieces };
}
