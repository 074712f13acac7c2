/** The product family upright on a phone. */
import type { Board } from '../compose.ts';
import { price, priceScale } from './plain-price-figure.ts';
import {
  BODY,
  bullets,
  ground,
  LEFT,
  noteLineCount,
  notesAt,
  product,
  productName,
  RIGHT,
  SMALL,
  spec,
} from './plain-price-parts.ts';

export function tall(board: Board): void {
  const { content, palette: p, picture } = board.context;
  const lines = noteLineCount(board, 568);
  const lift = Math.max(0, Math.ceil(((lines - 3) * 34) / 16) * 16);
  const qrY = 1360 - lift;
  ground(board, [520, -252, 1120, 1120]);
  board.brandBar(LEFT, 125, 54, 700, p.ink);
  board.adLabel(RIGHT, 134, 27, p.muted);
  const name = productName(
    board,
    LEFT,
    picture ? 335 : 388,
    picture ? { size: 117, two: 100, measure: 936 } : { size: 172, two: 118, measure: 936 },
  );
  const specLine = board.text('product.spec', spec(board), LEFT, (name?.last ?? 335) + 71, {
    ...BODY,
    colour: p.muted,
    measure: 760,
    maxLines: 2,
    leading: 1.36,
    ink: true,
  });
  const top = (specLine?.last ?? name?.last ?? 335) + 66;
  product(board, [64, top, 900, qrY - 86 - top], [LEFT, top + 4, 1080 - LEFT, qrY - 100 - top]);

  const points = content.sellingPoints.slice(0, 3);
  bullets(board, points, LEFT, qrY + 34, 51, 600);
  price(board, LEFT, qrY + 304, 151, 600);
  notesAt(
    board,
    LEFT,
    qrY + (content.price ? 352 : Math.max(304 - (lines - 1) * 34, points.length * 51 + 40)),
    568,
    9,
  );
  board.qr([704, qrY, 304, 304]);
  if (board.context.person) {
    const caption = board.text('qrCaption', content.qrCaption, 712, qrY + 342, {
      ...SMALL,
      colour: p.muted,
      measure: 296,
      ink: true,
    });
    board.merchantName(712, caption ? qrY + 388 : qrY + 350, {
      face: 'sans-bold',
      size: 35,
      sizes: [35, 30],
      colour: p.ink,
      measure: 296,
      maxLines: 2,
      leading: 1.2,
      ink: true,
    });
  }
}

export function noted(board: Board): void {
  const { content, palette: p, person, picture } = board.context;
  ground(board, [560, -330, 1040, 1040]);
  board.brandBar(LEFT, 99, 54, 700, p.ink);
  board.adLabel(RIGHT, 108, 27, p.muted);
  const name = productName(
    board,
    LEFT,
    picture ? 290 : 330,
    picture ? { size: 117, two: 96, measure: 936 } : { size: 160, two: 112, measure: 936 },
  );
  const specLine = board.text('product.spec', spec(board), LEFT, (name?.last ?? 290) + 64, {
    ...BODY,
    colour: p.muted,
    measure: 760,
    maxLines: 2,
    leading: 1.36,
    ink: true,
  });
  const lines = noteLineCount(board, 936);
  const foot = lines > 0 ? 1288 - lines * 34 - 22 : 1262;
  const priceBase = foot - 92;
  const top = (specLine?.last ?? name?.last ?? 290) + 44;
  const stacked = priceScale(board, 151, 540, 35) < 0.6;
  const above = stacked ? 150 : 0;
  product(
    board,
    [100, top, 820, priceBase - 172 - above - top],
    [LEFT, top + 12, 1080 - LEFT, priceBase - 196 - above - top],
  );
  const points = content.sellingPoints.slice(0, 3);
  if (stacked) bullets(board, points, LEFT, priceBase - 118 - 51 * (points.length - 1), 51, 600);
  else bullets(board, points, 640, priceBase - 102, 51, 368);
  price(board, LEFT, priceBase, 151, stacked ? 936 : 540);
  if (person) {
    board.merchantName(LEFT, foot, { face: 'sans-bold', size: 35, colour: p.ink, measure: 540, ink: true });
    board.spokenCode(640, foot, { ...BODY, face: 'sans-bold', colour: p.ink, measure: 368, ink: true });
  }
  notesAt(board, LEFT, 1288 - (lines - 1) * 34, 936, 5);
}
