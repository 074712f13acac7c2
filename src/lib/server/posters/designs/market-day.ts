/**
 * 赶集: an event on the spot, printed like a market bill. Every line is set to the same measure and separated by rules, in
 * a woven border; one line takes the accent. The way there is a line of stops in words, not a map.
 */
import { weave, weaveFrame } from '../art/weave.ts';
import { Board, type ComposeContext } from '../compose.ts';
import type { Box } from '../formats.ts';
import { gridFloor } from '../personal.ts';
import { dayWords } from '../text/dates.ts';
import { billLines, drawRule, setBill, type BillArea, type BillLine, type BillRow } from './bill.ts';
import { COMMON_SLOTS, PART_SLOTS, text } from './design.ts';
import type { Family } from './families.ts';
import { cover, thumb } from './market-day-small.ts';
import { captionFor, organiserRows } from './parts.ts';
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

function caption(board: Board): string {
  return captionFor(board.context.format, board.context.content.qrCaption);
}

function headlineLines(board: Board, cap: number, oneLineUpTo = 7.5): BillLine[] {
  const { content, palette: p } = board.context;
  return billLines(
    board,
    { slot: 'headline', text: content.headline, face: 'serif-black', cap, colour: p.ink },
    oneLineUpTo,
  );
}

function sloganLine(board: Board, cap: number): BillLine[] {
  const { content, palette: p } = board.context;
  return content.slogan === ''
    ? []
    : [{ slot: 'slogan', text: content.slogan, face: 'sans', cap, small: true, colour: p.ink }];
}

/** The accent's line. */
function dateLine(board: Board, cap: number): BillLine[] {
  const { content, palette: p } = board.context;
  if (content.startsOn === null) return [];
  return [
    {
      slot: 'date',
      text: dayWords(content.startsOn, content.endsOn),
      face: 'sans-bold',
      cap,
      colour: p.accent,
    },
  ];
}

function timeLine(board: Board, cap: number): BillLine[] {
  const { content, palette: p } = board.context;
  return content.time === ''
    ? []
    : [{ slot: 'time', text: content.time, face: 'serif-black', cap, colour: p.ink }];
}

/** Day and time in one line, for low sheets. */
function whenLine(board: Board, cap: number): BillLine[] {
  const { content, palette: p } = board.context;
  const days = content.startsOn === null ? '' : dayWords(content.startsOn, content.endsOn);
  const whole = [days, content.time].filter((t) => t !== '').join('  ');
  if (whole === '') return [];
  const line: BillLine = { slot: 'date', text: whole, face: 'sans-bold', cap, colour: p.accent };
  if (board.set('sans-bold', 1, whole).width <= 16 || content.time === '' || days === '') return [line];
  return [
    { ...line, text: days },
    { ...line, slot: 'time', text: content.time, colour: p.ink },
  ];
}

function venueLine(board: Board, cap: number): BillLine[] {
  const { content, palette: p } = board.context;
  return billLines(
    board,
    { slot: 'venue', text: content.venue, face: 'serif-black', cap, colour: p.ink },
    9.5,
  );
}

/** The way there in words: what to take, then the stops along a line. */
function routeRow(board: Board, area: BillArea, grown = 1): BillRow[] {
  const { content, palette: p } = board.context;
  const stops = content.stops ?? [];
  const size = 35 * grown;
  const head = content.transit === '' ? 0 : size * 0.94;
  const line = stops.length < 2 ? 0 : size * 2.05;
  if (head + line === 0) return [];
  const { scale: k } = area;
  const measure = area.right - area.left;
  return [
    {
      height: head + line + (head > 0 && line > 0 ? size * 0.4 : 0),
      after: 'thin',
      draw(top) {
        board.text('transit', content.transit, area.left * k, (top + size * 0.86) * k, {
          face: 'sans-bold',
          size: size * k,
          colour: p.ink,
          measure: measure * k,
          ink: true,
        });
        if (line > 0) stopLine(board, stops, top + head + (head > 0 ? size * 0.4 : 0), size, area);
      },
    },
  ];
}

function stopLine(board: Board, stops: readonly string[], top: number, size: number, area: BillArea): void {
  const { palette: p, format } = board.context;
  const { scale: k } = area;
  const measure = area.right - area.left;
  const small = Math.min(size, measure / (stops.join('').length + (stops.length - 1) * 1.1));
  const set = stops.map((stop) => board.set('sans', small * k, stop));
  const middle = top + size * 0.42;
  const r = size * 0.2;
  const shapes: string[] = [
    `<path stroke="${p.ink}" stroke-width="${size * 0.085}" d="M${area.left + r} ${middle}H${area.right - r}"/>`,
  ];
  const widths = set.map((line) => (line.inkRight - line.inkLeft) / k);
  const air = (measure - widths.reduce((sum, w) => sum + w, 0)) / (stops.length - 1);
  let pen = area.left;
  set.forEach((line, i) => {
    const width = widths[i] ?? 0;
    const x = pen;
    pen += width + air;
    const ends = i === 0 ? area.left + r : i === stops.length - 1 ? area.right - r : null;
    const centre = ends ?? x + width / 2;
    const last = i === stops.length - 1;
    shapes.push(
      `<circle cx="${centre}" cy="${middle}" r="${r}" fill="${last ? p.ink : p.paper}" stroke="${p.ink}" stroke-width="${size * 0.085}"/>`,
    );
    board.place(
      `stops.${i + 1}`,
      line,
      'sans',
      small * k,
      p.ink,
      x * k - line.inkLeft,
      (top + size * 1.86) * k,
    );
  });
  board.vector(
    'ground',
    [0, 0, format.widthPx, format.heightPx],
    shapes.join(''),
    `0 0 1080 ${format.heightPx / k}`,
  );
}

/** 尝 in a reversed square, what there is to taste beside it. */
function tastesRow(board: Board, area: BillArea): BillRow[] {
  const { content, palette: p } = board.context;
  const tastes = (content.tastes ?? []).filter((t) => t !== '');
  if (tastes.length === 0) return [];
  const { scale: k } = area;
  const side = 74;
  const x = area.left + side + 22;
  const measure = area.right - x;
  return [
    {
      height: side,
      after: 'none',
      draw(top) {
        board.rect('ground', scaled([area.left, top, side, side], k), p.ink);
        const mark = board.set('serif-black', 50 * k, '尝');
        board.place('label', mark, 'serif-black', 50 * k, p.paper, (area.left + 12) * k, (top + 55) * k);
        const fit = board.fit('tastes', tastes.join('、'), {
          face: 'sans-bold',
          size: 44 * k,
          sizes: [44 * k, 32 * k],
          colour: p.ink,
          measure: measure * k,
          maxLines: 2,
          balance: true,
          minScale: 0.68,
        });
        if (!fit) return;
        const two = fit.lines.length > 1;
        const pitch = (fit.size / k) * 1.24;
        board.lines(
          'tastes',
          fit.lines,
          fit.size,
          x * k,
          (top + side / 2 + (fit.size / k) * 0.36 - (two ? pitch / 2 : 0)) * k,
          {
            face: 'sans-bold',
            size: fit.size,
            colour: p.ink,
            measure: measure * k,
            leading: 1.24,
            ink: true,
          },
        );
      },
    },
  ];
}

/** Code at the right on its plate, who it is and who runs the event beside it. Returns where the rule above stands. */
function codeFoot(board: Board, area: BillArea, bottom: number): number {
  const { scale: k } = area;
  const qrY = k === 1 ? gridFloor(bottom - 304) : bottom - 304;
  codeColumn(board, area, qrY, { caption: caption(board), organisers: true });
  return qrY - 42;
}

function codeColumn(
  board: Board,
  area: BillArea,
  qrY: number,
  options: { caption: string; organisers: boolean },
): void {
  const { palette: p, person } = board.context;
  const { scale: k } = area;
  const side = gridFloor(304 * k);
  const x = k === 1 ? 672 : gridFloor((area.right - 304) * k) / k;
  board.qr([Math.round(x * k), Math.round(qrY * k), side, side]);
  const measure = x - area.left - 32;
  const print = board.context.format.medium === 'print';
  const square = !options.organisers;
  const base = qrY + 304;
  const captionBase = options.organisers ? qrY + 30 : base - 4;
  board.text('qrCaption', options.caption, area.left * k, captionBase * k, {
    face: print ? 'sans-bold' : 'sans',
    size: (print ? 35 : 27) * k,
    colour: print ? p.ink : p.muted,
    measure: measure * k,
    ink: true,
  });
  if (person && !print) {
    board.merchantName(
      area.left * k,
      (square
        ? options.caption === ''
          ? base - 4
          : base - 50
        : options.caption === ''
          ? qrY + 34
          : qrY + 86) * k,
      {
        face: 'sans-bold',
        size: (square ? 35 : 40) * k,
        sizes: [(square ? 35 : 40) * k, 35 * k],
        colour: p.ink,
        measure: measure * k,
        maxLines: square ? 1 : 2,
        leading: 1.26,
        ink: true,
      },
      'top',
    );
  }
  if (options.organisers) organiserStack(board, area, base - 4, measure, print ? qrY + 60 : qrY + 150);
}

/** One line a role, the lowest at `bottom`; when there is no room down to `free`, the hosts stay. */
function organiserStack(board: Board, area: BillArea, bottom: number, measure: number, free: number): void {
  const { palette: p, content } = board.context;
  const { scale: k } = area;
  const all = organiserRows(content);
  const pitch = 38;
  const rows =
    bottom - (all.length - 1) * pitch - 27 >= free
      ? all
      : all.filter((r) => r.label === '主办' || r.label === '承办');
  rows.forEach((row, i) => {
    board.text(
      'organisers',
      `${row.label} ${row.names}`,
      area.left * k,
      (bottom - (rows.length - 1 - i) * pitch) * k,
      {
        face: 'sans',
        size: 27 * k,
        colour: p.muted,
        measure: measure * k,
        minScale: 0.68,
        ink: true,
      },
    );
  });
}

/** Organisers of the roll-up, in one line each; returns the top line's ink top. */
function organiserFoot(board: Board, area: BillArea, bottom: number): number {
  const rows = organiserRows(board.context.content);
  organiserStack(board, area, bottom, area.right - area.left, 0);
  return bottom - Math.max(0, rows.length - 1) * 38 - 27;
}

/** Xiaohongshu: shop and spoken code in one row, organisers below. */
function spokenFoot(board: Board, area: BillArea, bottom: number): number {
  const { palette: p, content } = board.context;
  const rows = organiserRows(content).filter((r) => r.label === '主办' || r.label === '承办');
  organiserStack(board, area, bottom, area.right - area.left, rows.length > 1 ? bottom - 60 : 0);
  const line = bottom - rows.length * 38 - 22;
  board.spokenCode(area.right, line, {
    face: 'sans-bold',
    size: 35,
    colour: p.accent,
    measure: 330,
    align: 'right',
    ink: true,
  });
  board.merchantName(area.left, line, {
    face: 'sans-bold',
    size: 35,
    colour: p.ink,
    measure: 540,
    ink: true,
  });
  return line - 35 - 44;
}

function scaled(box: Box, k: number): Box {
  return [Math.round(box[0] * k), Math.round(box[1] * k), Math.round(box[2] * k), Math.round(box[3] * k)];
}
