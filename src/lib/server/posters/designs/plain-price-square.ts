/** The product family square and as a cover. */
import type { Board } from '../compose.ts';
import { datedRange } from '../text/dates.ts';
import { price } from './plain-price-figure.ts';
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

export function square(board: Board): void {
  const { content, palette: p } = board.context;
  const short = noteLineCount(board, 600) <= 2;
  const lines = short ? 0 : noteLineCount(board, 936);
  const qrY = short ? 704 : Math.floor((1004 - lines * 34 - 8 - 304) / 16) * 16;
  const lifted = !short;
  ground(board, [620, -250, 760, 760]);
  board.brandBar(LEFT, 91, 46, 620, p.ink);
  board.adLabel(RIGHT, 100, 27, p.muted);
  const name = productName(
    board,
    LEFT,
    lifted ? 226 : 256,
    lifted ? { size: 92, two: 92, measure: 620 } : { size: 104, two: 74, measure: 560 },
    lifted ? 1 : 2,
  );
  const specLine = board.text('product.spec', spec(board), LEFT, (name?.last ?? 256) + (lifted ? 48 : 58), {
    ...BODY,
    size: 32,
    colour: p.muted,
    measure: 410,
    maxLines: 2,
    leading: 1.3,
    ink: true,
  });
  const productTop = lifted ? 246 : 150;
  product(
    board,
    [488, productTop, 570, qrY - 24 - productTop],
    [580, productTop, 500, qrY - 24 - productTop],
  );
  const bulletTop = (specLine?.last ?? (name?.last ?? 256) - 10) + (lifted ? 56 : 80);
  const room = qrY - 8 - bulletTop;
  const points = content.sellingPoints.slice(0, Math.max(1, Math.min(3, 1 + Math.floor(room / 44))));
  bullets(
    board,
    points,
    LEFT,
    bulletTop,
    Math.min(52, Math.max(44, room / Math.max(1, points.length - 1))),
    410,
  );
  price(board, LEFT, qrY + 118, 151, 610);
  const bottom = qrY + 301;
  const caption = board.context.person ? content.qrCaption : '';
  board.text('qrCaption', caption, LEFT, bottom, { ...SMALL, colour: p.muted, measure: 600, ink: true });
  board.merchantName(
    LEFT,
    caption === '' ? bottom : bottom - 45,
    { face: 'sans-bold', size: 35, sizes: [35, 32], colour: p.ink, measure: 600, ink: true },
    'bottom',
  );
  if (short) notesAt(board, LEFT, qrY + 162, 600, 2);
  else notesAt(board, LEFT, qrY + 304 + 38, 936, 5);
  board.qr([704, qrY, 304, 304]);
}

/** Cover: product at the right, everything that must survive the 1:1 crop between x 258 and 641. */
export function cover(board: Board): void {
  const { content, palette: p } = board.context;
  const x = 264;
  const measure = 640 - x;
  ground(board, [-190, -60, 400, 400]);
  board.brandBar(x, 66, 30, measure, p.ink);
  const name = productName(board, x, 156, { size: 58, two: 44, measure: 350 });
  const two = (name?.lines ?? 1) > 1;
  const fits = board.set('sans', 18, spec(board)).width <= 360;
  const line = fits ? spec(board) : (content.product?.spec ?? '');
  board.text('product.spec', line, x, (name?.last ?? 156) + 37, {
    ...BODY,
    size: 20,
    colour: p.muted,
    measure: 360,
    minScale: 0.9,
    ink: true,
  });
  product(board, [622, 52, 300, 292], [660, 0, 240, 383]);
  if (board.context.picture?.cutout ?? true) board.adLabel(876, 42, 18, p.muted);
  else board.adLabel(x - 40, 72, 18, p.muted);
  price(board, x, two ? 322 : 308, two ? 68 : 84, 350, 20);
  const held = content.price;
  const long = held ? `价格有效期 ${datedRange(held.heldFrom, held.heldTo)}` : '';
  const short = held
    ? `价格有效期 ${held.heldFrom.replaceAll('-', '.')}—${held.heldTo.replaceAll('-', '.')}`
    : '';
  board.text('disclosure', board.set('sans', 18, long).width <= 386 ? long : short, x, 352, {
    face: 'sans',
    size: 18,
    colour: p.muted,
    measure: 386,
    minScale: 1,
    ink: true,
  });
}
