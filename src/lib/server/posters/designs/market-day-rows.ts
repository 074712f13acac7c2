/** Rows of the market bill: what, when, where, how to get there, what to taste. */
import type { Board } from '../compose.ts';
import type { Box } from '../formats.ts';
import { dayWords } from '../text/dates.ts';
import { billLines, type BillArea, type BillLine, type BillRow } from './bill.ts';

export function headlineLines(board: Board, cap: number, oneLineUpTo = 7.5): BillLine[] {
  const { content, palette: p } = board.context;
  return billLines(
    board,
    { slot: 'headline', text: content.headline, face: 'serif-black', cap, colour: p.ink },
    oneLineUpTo,
  );
}

export function sloganLine(board: Board, cap: number): BillLine[] {
  const { content, palette: p } = board.context;
  return content.slogan === ''
    ? []
    : [{ slot: 'slogan', text: content.slogan, face: 'sans', cap, small: true, colour: p.ink }];
}

/** The accent's line. */
export function dateLine(board: Board, cap: number): BillLine[] {
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

export function timeLine(board: Board, cap: number): BillLine[] {
  const { content, palette: p } = board.context;
  return content.time === ''
    ? []
    : [{ slot: 'time', text: content.time, face: 'serif-black', cap, colour: p.ink }];
}

/** Day and time in one line, for low sheets. */
export function whenLine(board: Board, cap: number): BillLine[] {
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

export function venueLine(board: Board, cap: number): BillLine[] {
  const { content, palette: p } = board.context;
  return billLines(
    board,
    { slot: 'venue', text: content.venue, face: 'serif-black', cap, colour: p.ink },
    9.5,
  );
}

/** The way there in words: what to take, then the stops along a line. */
export function routeRow(board: Board, area: BillArea, grown = 1): BillRow[] {
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
export function tastesRow(board: Board, area: BillArea): BillRow[] {
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

function scaled(box: Box, k: number): Box {
  return [Math.round(box[0] * k), Math.round(box[1] * k), Math.round(box[2] * k), Math.round(box[3] * k)];
}
