/** Foot of the market bill: the code on its plate or what to say in the shop, and who runs the event. */
import type { Board } from '../compose.ts';
import { gridFloor } from '../personal.ts';
import type { BillArea } from './bill.ts';
import { captionFor, organiserRows } from './parts.ts';

export function caption(board: Board): string {
  return captionFor(board.context.format, board.context.content.qrCaption);
}

/** Code at the right on its plate, who it is and who runs the event beside it. Returns where the rule above stands. */
export function codeFoot(board: Board, area: BillArea, bottom: number): number {
  const { scale: k } = area;
  const qrY = k === 1 ? gridFloor(bottom - 304) : bottom - 304;
  codeColumn(board, area, qrY, { caption: caption(board), organisers: true });
  return qrY - 42;
}

export function codeColumn(
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
export function organiserFoot(board: Board, area: BillArea, bottom: number): number {
  const rows = organiserRows(board.context.content);
  organiserStack(board, area, bottom, area.right - area.left, 0);
  return bottom - Math.max(0, rows.length - 1) * 38 - 27;
}

/** Xiaohongshu: shop and spoken code in one row, organisers below. */
export function spokenFoot(board: Board, area: BillArea, bottom: number): number {
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
