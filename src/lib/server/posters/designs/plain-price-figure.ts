/** The price of the product family: as large as its measure lets it be. */
import type { Board } from '../compose.ts';
import { priceParts } from '../text/prices.ts';

interface PriceSet {
  end: number;
  place(x: number, baseline: number): void;
}

/** ¥ and fen at 45 %, fen on the cap line, the unit after it on the baseline; nothing is drawn without a price. */
export function price(
  board: Board,
  x: number,
  baseline: number,
  size: number,
  measure: number,
  unitSize = 35,
): void {
  const { content } = board.context;
  if (!content.price) return;
  const missing = board.fonts.missing('sans', content.price.unit);
  if (missing.length > 0)
    board.issues.push({ code: 'missing_glyphs', slot: 'price.unit', characters: missing });
  const set = setPrice(board, size, priceScale(board, size, measure, unitSize), unitSize);
  if (set.end > measure)
    board.issues.push({ code: 'overflow', slot: 'price', byPx: Math.ceil(set.end - measure) });
  set.place(x, baseline);
}

/** The scale at which a price fits, in steps of 4 %, not below 30 %. */
export function priceScale(board: Board, size: number, measure: number, unitSize: number): number {
  let scale = 1;
  while (scale - 0.04 >= 0.3 && setPrice(board, size, scale, unitSize).end > measure) scale -= 0.04;
  return scale;
}

function setPrice(board: Board, size: number, scale: number, unitSize: number): PriceSet {
  const { content, palette: p } = board.context;
  const parts = priceParts(content.price?.amountFen ?? 0, content.price?.toFen ?? null);
  const big = size * scale;
  const small = big * 0.45;
  const unitPx = Math.max(unitSize * 0.74, Math.min(unitSize, unitSize * (scale + 0.2)));
  const unit = board.set('sans', unitPx, `/ ${content.price?.unit ?? ''}`);
  const sign = board.set('sans-bold', small, '¥');
  const main = board.set('sans-bold', big, parts.main);
  const fen = board.set('sans-bold', small, parts.fen);
  const mainX = sign.width - sign.inkLeft + big * 0.036;
  const fenX = mainX + main.width + big * 0.018;
  const unitX = mainX + main.width + big * 0.096;
  const raise = board.fonts.capHeight('sans-bold') * (big - small);
  return {
    end: Math.max(parts.fen === '' ? 0 : fenX + fen.width, unitX + unit.width),
    place(x, baseline) {
      board.place('price', sign, 'sans-bold', small, p.accent, x - sign.inkLeft, baseline);
      board.place('price', main, 'sans-bold', big, p.accent, x + mainX, baseline);
      if (parts.fen !== '')
        board.place('price', fen, 'sans-bold', small, p.accent, x + fenX, baseline - raise);
      board.place('price', unit, 'sans', unitPx, p.ink, x + unitX, baseline);
    },
  };
}
