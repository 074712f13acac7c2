/**
 * 赶集: an event on the spot, printed like a market bill. Every line is set to the same measure and separated by rules, in
 * a woven border; one line takes the accent. The way there is a line of stops in words, not a map.
 */
import { weave, weaveFrame } from '../art/weave.ts';
import { Board, type ComposeContext } from '../compose.ts';
import type { Box } from '../formats.ts';
import { gridFloor } from '../personal.ts';
import { billLines, drawRule, setBill, type BillArea, type BillLine, type BillRow } from './bill.ts';
import { COMMON_SLOTS, PART_SLOTS, text } from './design.ts';
import type { Family } from './families.ts';
import { caption, codeColumn, codeFoot, organiserFoot, spokenFoot } from './market-day-foot.ts';
import {
  dateLine,
  headlineLines,
  routeRow,
  sloganLine,
  tastesRow,
  timeLine,
  venueLine,
  whenLine,
} from './market-day-rows.ts';
import { cover, thumb } from './market-day-small.ts';
import { MARKET } from './sample-contents.ts';

const { slogan, time, venue, transit, qrCaption, brandBar, adLabel, merchant, qr, spokenCode } = COMMON_SLOTS;

export const marketDayFamily: Family = {
  design: {
    id: 'market-day',
    version: 1,
    family: 'market-day',
    nameZh: '赶集',
    nameEn: 'Market day',
    forZh: '线下活动',
    forEn: 'Events on the spot',
    formats: ['moments', 'square', 'xhs', 'oa-cover', 'link-thumb', 'rollup', 'notice-a3', 'flag'],
    contentTypes: ['advertisement', 'public_interest'],
    grounds: ['light'],
    sells: false,
    palette: { paper: '#f6f0df', ink: '#24221d', accent: '#b0431a', muted: '#635d50' },
    slots: {
      slogan,
      time: { ...time, maxChars: 11 },
      venue,
      transit,
      qrCaption,
      brandBar,
      adLabel,
      merchant,
      qr,
      spokenCode,
      headline: text(12, 2, true),
      date: { kind: 'date', lock: 'contentOnly', required: false },
      organisers: { kind: 'organisers', lock: 'contentOnly', required: false, maxChars: 12, maxItems: 2 },
      ...PART_SLOTS.market,
    },
  },
  compose: composeMarketDay,
  sample: { content: MARKET, marks: ['county', 'tea'], merchant: '七坊镇老符家土特产店' },
};

function composeMarketDay(context: ComposeContext): Board {
  const board = new Board(context);
  switch (context.format.id) {
    case 'moments':
      sheet(board, { bar: 138, bottom: 1780, code: true });
      break;
    case 'notice-a3':
      sheet(board, { bar: 138, bottom: 1440, code: true });
      break;
    case 'xhs':
      sheet(board, { bar: 130, bottom: 1282, code: false });
      break;
    case 'rollup':
      rollup(board);
      break;
    case 'flag':
      flag(board);
      break;
    case 'oa-cover':
      cover(board);
      break;
    case 'link-thumb':
      thumb(board);
      break;
    default:
      square(board);
  }
  return board;
}

/** Sheet of 1080 units: border, brand bar, the bill's measure. */
function page(
  board: Board,
  options: { bar: number; barHeight?: number; inset?: number; height?: number },
): BillArea {
  const { format, palette: p } = board.context;
  const scale = format.widthPx / 1080;
  const height = options.height ?? format.heightPx / scale;
  const inset = options.inset ?? 30;
  const box: Box = [inset, inset, 1080 - 2 * inset, height - 2 * inset];
  const inner = inset + 36;
  board.vector(
    'ground',
    [0, 0, format.widthPx, format.heightPx],
    weaveFrame(box, 26, p.ink) +
      `<path fill="none" stroke="${p.ink}" stroke-width="2" d="M${inner} ${inner}H${1080 - inner}V${height - inner}H${inner}z"/>`,
    `0 0 1080 ${format.heightPx / scale}`,
  );
  const area: BillArea = { scale, left: 104, right: 976, top: 0, bottom: 0, ink: p.ink, air: 22 };
  const barHeight = options.barHeight ?? 50;
  board.brandBar(area.left * scale, options.bar * scale, barHeight * scale, 720 * scale, p.ink);
  board.adLabel(area.right * scale, (options.bar + 9) * scale, 27 * scale, p.muted);
  return area;
}

/** Moments, notice board and Xiaohongshu: the whole bill, at the foot the code or what to say in the shop. */
function sheet(board: Board, plan: { bar: number; bottom: number; code: boolean }): void {
  const area = page(board, plan);
  const rows = bill(board, area);
  area.top = plan.bar + 44;
  const foot = plan.code ? codeFoot(board, area, plan.bottom) : spokenFoot(board, area, plan.bottom);
  drawRule(board, 'double', area.top, area);
  setBill(board, rows, { ...area, top: area.top + 10 + 30, bottom: foot - 26 });
  drawRule(board, 'double', foot, area);
}

function bill(board: Board, area: BillArea): BillRow[] {
  return [
    { lines: sloganLine(board, 48), after: 'none' },
    { lines: headlineLines(board, 300), after: 'thin' },
    { lines: [...dateLine(board, 128), ...timeLine(board, 150)], after: 'thin' },
    { lines: venueLine(board, 140), after: 'thin' },
    ...routeRow(board, area),
    ...tastesRow(board, area),
  ];
}

function square(board: Board): void {
  const area = page(board, { bar: 118, barHeight: 46 });
  const qrY = 672;

  area.top = 156;
  drawRule(board, 'double', area.top, area);
  setBill(
    board,
    [
      { lines: headlineLines(board, 220), after: 'thin' },
      { lines: whenLine(board, 96), after: 'thin' },
      { lines: venueLine(board, 96), after: 'none' },
    ],
    { ...area, top: area.top + 30, bottom: qrY - 46, air: 20 },
  );
  drawRule(board, 'double', qrY - 30, area);
  const column = { ...area, right: 640, ink: area.ink };
  let y = qrY;
  for (const row of [...routeRow(board, column, 0.86), ...tastesRow(board, column)]) {
    if (!('draw' in row)) continue;
    row.draw(y);
    y += row.height + 18;
  }
  codeColumn(board, area, qrY, { caption: caption(board), organisers: false });
}

/** Roll-up: the code stands between 900 and 1400 mm above the floor, so it parts the bill in two. */
function rollup(board: Board): void {
  const { content, palette: p } = board.context;
  const area = page(board, { bar: 150, barHeight: 60, height: 2530 });
  const { scale: k } = area;
  const side = gridFloor(340 * k);
  const qrY = 1060;
  drawRule(board, 'double', 210, area);
  setBill(
    board,
    [
      { lines: sloganLine(board, 60), after: 'none' },
      { lines: headlineLines(board, 420, 4.5), after: 'thin' },
      { lines: [...dateLine(board, 150), ...timeLine(board, 180)], after: 'none' },
    ],
    { ...area, top: 250, bottom: qrY - 56, air: 30 },
  );
  drawRule(board, 'double', qrY - 36, area);
  const x = area.right - side / k;
  board.qr([Math.round(x * k), Math.round(qrY * k), side, side]);
  const left = { ...area, right: x - 44 };
  setBill(
    board,
    [
      {
        lines: billLines(
          board,
          { slot: 'venue', text: content.venue, face: 'serif-black', cap: 150, colour: p.ink },
          4.2,
        ),
        after: 'none',
      },
      {
        lines:
          caption(board) === ''
            ? []
            : [{ slot: 'qrCaption', text: caption(board), face: 'sans', cap: 46, colour: p.ink }],
        after: 'none',
      },
    ],
    { ...left, top: qrY + 6, bottom: qrY + side / k - 6, air: 30 },
  );
  const low = qrY + side / k + 40;
  drawRule(board, 'double', low, area);
  const tastes = (content.tastes ?? []).filter((t) => t !== '');
  const tasteHead: BillLine = {
    slot: 'label',
    text: '来尝',
    face: 'sans',
    cap: 60,
    small: true,
    colour: p.ink,
  };
  const organisers = organiserFoot(board, area, 2430);
  setBill(
    board,
    [
      ...routeRow(board, area, 1.5),
      { lines: tastes.length > 0 ? [tasteHead] : [], after: 'none' },
      ...tastes.map((taste, i, all): BillRow => ({
        lines: [{ slot: `tastes.${i + 1}`, text: taste, face: 'serif-black', cap: 190, colour: p.ink }],
        after: i < all.length - 1 ? 'thin' : 'none',
      })),
    ],
    { ...area, top: low + 56, bottom: organisers - 64, air: 30 },
  );
  if (tastes.length === 0 && (content.stops ?? []).length < 2 && content.transit === '')
    basket(board, [area.left, low + 40, area.right - area.left, organisers - low - 110], k);
  drawRule(board, 'double', organisers - 40, area);
}

/** The basket itself where nothing is written. */
function basket(board: Board, box: Box, k: number): void {
  const { palette: p, format } = board.context;
  board.vector(
    'motif',
    [0, 0, format.widthPx, format.heightPx],
    weave(box, p.ink, 3, 11),
    `0 0 1080 ${format.heightPx / k}`,
  );
}

/** Flag, seen from both sides and from afar: what, when, where. */
function flag(board: Board): void {
  const area = page(board, { bar: 118, barHeight: 50 });
  drawRule(board, 'double', 160, area);
  setBill(
    board,
    [
      { lines: headlineLines(board, 260, 8), after: 'thin' },
      { lines: whenLine(board, 120), after: 'thin' },
      { lines: venueLine(board, 120), after: 'none' },
    ],
    { ...area, top: 190, bottom: 668, air: 22 },
  );
}
