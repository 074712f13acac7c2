/** 开播 in the square, and the foot that all upright pictures share. */
import type { Board } from '../compose.ts';
import { gridFloor } from '../personal.ts';
import {
  accountBlock,
  hourLine,
  notes,
  recordName,
  showsQr,
  stage,
  surface,
  type Live,
} from './on-air-parts.ts';
import { disclosureLines } from './parts.ts';
import { placePrice } from './price.ts';

const LEFT = 72;
const RIGHT = 1008;
const HEAD = 60;
const BODY = 35;
const SMALL = 27;

/** Square: disc at the right above the code, one column of words at the left. */
export function square(board: Board, live: Live): void {
  const { content } = board.context;
  const s = surface(board);
  const code = showsQr(board);
  const measure = 608;
  const foot = footLines(board, live, 1004);
  const qrY = gridFloor(foot - 44 - 304);
  const r = code ? Math.min(262, (qrY - 44 - 146) / 2) : 300;
  const disc = { x: 724 + r, y: 146 + r, r };
  stage(board, disc, 2.6);
  recordName(board, disc, 72);
  board.brandBar(LEFT, 91, 46, 700, s.ink);
  board.adLabel(RIGHT, 100, SMALL, s.muted);
  const accountBase = qrY - 48;
  accountBlock(board, live, LEFT, accountBase, { size: HEAD, label: SMALL, measure });
  const hourBase = accountBase - HEAD * 0.88 - SMALL * 1.6 - 50;
  const date = hourLine(board, live, LEFT, hourBase, 128, BODY);
  board.text('headline', content.headline, LEFT, Math.min(228, date - BODY - 34), {
    face: 'sans-bold',
    size: HEAD,
    colour: s.ink,
    measure,
    display: true,
    minScale: 0.76,
    ink: true,
  });
  live.goods.forEach((good, i) => goodsRow(board, good, i, LEFT, qrY + 33 + i * 52, measure - 24));
  if (code) board.qr([704, qrY, 304, 304]);
  const caption = code && board.context.person ? content.qrCaption : '';
  board.text('qrCaption', caption, LEFT, qrY + 301, {
    face: 'sans',
    size: SMALL,
    colour: s.muted,
    measure,
    ink: true,
  });
  board.merchantName(LEFT, qrY + (caption === '' ? 301 : 254), {
    face: 'sans-bold',
    size: BODY,
    colour: s.ink,
    measure: measure - 12,
    ink: true,
  });
}

/** One of the goods as a line: name at the left, price ending at the measure. */
function goodsRow(
  board: Board,
  good: Live['goods'][number],
  index: number,
  x: number,
  baseline: number,
  measure: number,
): void {
  const s = surface(board);
  board.text('live.goods', good.name, x, baseline, {
    face: 'sans',
    size: BODY,
    colour: s.ink,
    measure: measure * 0.5,
    minScale: 0.8,
    ink: true,
  });
  placePrice(
    board,
    `live.goods.${index + 1}`,
    { amountFen: good.priceFen, toFen: null, unit: good.unit },
    x + measure * 0.54,
    baseline,
    {
      size: BODY,
      unitSize: SMALL,
      smallest: 24,
      measure: measure * 0.46,
      colour: s.ink,
      unitColour: s.muted,
    },
  );
}

/** Who runs the room and how long prices hold, lowest line at `bottom`; returns the top line's baseline. */
export function footLines(board: Board, live: Live, bottom: number): number {
  const s = surface(board);
  const note = disclosureLines(
    board,
    [notes(board, live).join('；')],
    LEFT,
    bottom,
    RIGHT - LEFT,
    24,
    s.muted,
    2,
  );
  const baseline = note === null ? bottom : note - 40;
  board.text('live.operator', `直播间运营者 ${live.operator}`, LEFT, baseline, {
    face: 'sans',
    size: note === null ? SMALL : 24,
    colour: s.muted,
    measure: RIGHT - LEFT,
    ink: true,
  });
  return baseline;
}
