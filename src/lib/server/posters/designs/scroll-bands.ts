/** The bands of the long scroll, the ridge line that runs through them, and the note below its end. */
import { fillPath, smoothPath, strokePath, type Point } from '../art/curves.ts';
import { ridge, ridgeCurve } from '../art/ridge.ts';
import { mixColours } from '../colour.ts';
import type { Board } from '../compose.ts';
import type { Box } from '../formats.ts';
import type { BandColours } from './figures.ts';
import { disclosureLines } from './parts.ts';

export const LEFT = 72;
export const RIGHT = 1008;
/** One mountain for all formats. */
export const SEED = 19;

export function bandColours(board: Board): BandColours {
  const { palette: p } = board.context;
  return {
    tint: mixColours(p.paper, p.primary, 0.06),
    numeral: p.primary,
    ink: p.ink,
    // Small words stand on paper, on the tint and on the far side of the ridge alike.
    quiet: mixColours(p.muted, p.ink, 0.45),
  };
}

export function stack(top: number, heights: readonly number[]): Box[] {
  let y = top;
  return heights.map((h) => {
    const box: Box = [0, Math.round(y), 1080, Math.round(y + h) - Math.round(y)];
    y += h;
    return box;
  });
}

/** Every other band carries the tint. */
export function paintBands(board: Board, bands: readonly Box[]): void {
  const { tint } = bandColours(board);
  bands.forEach((band, i) => {
    if (i % 2 === 0) board.rect('ground', band, tint);
  });
}

interface Note {
  /** Baselines of its first and last line. */
  first: number;
  last: number;
}

/** Where a note would stand, without placing it: the bands are painted before it. */
export function noteFit(board: Board, last: number): Note | null {
  const texts = board.context.content.disclosure.filter((t) => t !== '').join('\n');
  if (texts === '') return null;
  const style = {
    face: 'sans',
    size: 24,
    colour: '',
    measure: RIGHT - LEFT,
    maxLines: 6,
    minScale: 1,
  } as const;
  const fit = board.fit('disclosure', texts, style);
  return fit ? { first: last - (fit.lines.length - 1) * 24 * 1.42, last } : null;
}

/** The note has a band of its own at the very foot, beyond the end of the ridge line. */
export function noteBand(board: Board, note: Note | null): void {
  if (!note) return;
  const { content, palette: p, format } = board.context;
  const top = Math.round(footOf(board, note));
  board.rect('ground', [0, top, format.widthPx, format.heightPx - top], p.paper);
  const { quiet } = bandColours(board);
  disclosureLines(board, content.disclosure, LEFT, note.last, RIGHT - LEFT, 24, quiet, 6);
}

/** Where the scroll ends: above its note, or at the page's edge. */
export function footOf(board: Board, note: Note | null): number {
  return note ? note.first - 46 : board.context.format.heightPx;
}

interface Course {
  base: number;
  swing: number;
  /** Where a code stands it comes down to `foot`, between these heights. */
  down?: readonly [from: number, to: number];
  foot?: number;
  /** Down to the first of these heights it keeps to the right margin, away from 广告. */
  up?: readonly [from: number, to: number];
}

/** The ridge, seen as it lies: x at a height. */
export function edgeOf(height: number, course: Course): (y: number) => number {
  const curve = ridgeCurve(SEED, height, height / 420);
  const { base, swing, down, up, foot = base } = course;
  return (y) => {
    const x = base - swing * Math.min(1, curve(y));
    const lowered = down ? eased((y - down[0]) / (down[1] - down[0])) : 0;
    const raised = up ? 1 - eased((y - up[0]) / (up[1] - up[0])) : 0;
    const sway = 12 * Math.sin(y / 90);
    return x * (1 - lowered - raised) + (foot + sway) * lowered + (1042 + sway) * raised;
  };
}

function eased(share: number): number {
  const t = Math.max(0, Math.min(1, share));
  return t * t * t * (t * (6 * t - 15) + 10);
}

/** The line through all bands, with a breath of the primary role on its far side; over the picture it is paper. */
export function line(board: Board, edge: (y: number) => number, foot: number, over: Box | null): void {
  const { palette: p, format } = board.context;
  const end = foot === format.heightPx ? foot + 10 : foot;
  const points = (from: number, to: number): Point[] => {
    const out: Point[] = [];
    for (let y = from; y < to; y += 10) out.push([edge(y), y]);
    return [...out, [edge(to), to]];
  };
  const side = `${smoothPath(points(-10, end))}L${format.widthPx} ${end}L${format.widthPx} -10Z`;
  const stroke = 4.5;
  const pieces: [number, number][] = over
    ? [
        [-10, over[1]],
        [over[1] + over[3], end],
      ]
    : [[-10, end]];
  const svg = [
    `<g fill-opacity="0.055">${fillPath(side, p.primary)}</g>`,
    ...pieces.map(([from, to]) => strokePath(smoothPath(points(from, to)), p.primary, stroke)),
    ...(over ? [strokePath(smoothPath(points(over[1], over[1] + over[3])), p.paper, stroke)] : []),
  ].join('');
  board.vector('ground', [0, 0, format.widthPx, format.heightPx], svg, undefined, [
    p.paper,
    mixColours(p.paper, p.primary, 0.12),
  ]);
}

/** The picture, or at full strength the mountains. `edge`: everything left of it stays ground. */
export function pictureOrRidge(board: Board, box: Box, edge?: (y: number) => number): void {
  const { palette: p, picture: known } = board.context;
  const { tint } = bandColours(board);
  const [x, y, w, h] = box;
  if (known) board.picture('picture', box, known.id);
  else {
    const sky = mixColours(p.paper, p.primary, 0.14);
    board.vector(
      'motif',
      box,
      `<path fill="${sky}" d="M0 0h${w}v${h}h${-w}z"/>${ridge([0, -h * 0.1, w, h * 1.1], p.primary, SEED, w > h ? 4 : 2)}`,
    );
  }
  if (!edge) return;
  const points: Point[] = [];
  for (let at = -6; at <= h + 6; at += 6) points.push([edge(y + at) - x, at]);
  const shape = smoothPath(points);
  const below = `<clipPath id="paper"><path d="M0 0h${w}v98h${-w}z"/></clipPath>`;
  const left = `${shape}L0 ${h + 6}L0 -6Z`;
  board.vector(
    'motif',
    box,
    `${below}${fillPath(left, tint)}<g clip-path="url(#paper)">${fillPath(left, p.paper)}</g>${strokePath(shape, p.primary, 3)}`,
  );
}
