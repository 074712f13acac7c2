/** What every poster of the festival family is made of: headline, band, bar. */
import { bandThickness, brocadeBand } from '../art/brocade.ts';
import type { Board, TextStyle } from '../compose.ts';
import type { Box } from '../formats.ts';
import type { Line } from '../text/measure.ts';

export const LEFT = 72;
export const RIGHT = 1008;
export const SMALL = 27;
export const FACT = {
  face: 'sans',
  size: 35,
  colour: '#000000',
  measure: 380,
  ink: true,
  minScale: 0.76,
} as const;

export const HEADLINE: Omit<TextStyle, 'colour' | 'measure' | 'size'> & { size: number; measure: number } = {
  face: 'serif-black',
  size: 0,
  measure: 0,
  ink: true,
  display: true,
};

export function headlineFit(
  board: Board,
  measure: number,
  options: { sizes: readonly number[]; min: number },
): ReturnType<Board['fit']> {
  const text = board.context.content.headline;
  if (text === '') {
    board.issues.push({ code: 'slot_missing', slot: 'headline' });
    return null;
  }
  const fit = board.fit('headline', text, {
    face: 'serif-black',
    size: options.sizes[0] ?? 100,
    sizes: options.sizes,
    colour: '#000000',
    measure: measure + 2,
    maxLines: 2,
    balance: true,
    display: true,
    minScale: options.min,
  });
  return fit ? cutToMeasure(board, fit, measure) : null;
}

/** A line that nearly fills its measure is cut to it by its ink, so that it shares the right edge. */
function cutToMeasure(
  board: Board,
  fit: { size: number; lines: Line[] },
  measure: number,
): { size: number; lines: Line[] } {
  const ink = Math.max(...fit.lines.map((l) => l.inkRight - l.inkLeft));
  const factor = measure / ink;
  if (factor > 1.05) return fit;
  const size = fit.size * factor;
  return { size, lines: fit.lines.map((l) => board.set('serif-black', size, l.text)) };
}

export function band(board: Board, box: Box, cellPx: number, vertical: boolean): void {
  const { palette: p, brocade } = board.context;
  const thick = bandThickness(cellPx);
  if (!brocade) {
    board.rect('band', box, p.primary);
    return;
  }
  const length = vertical ? box[3] : box[2];
  board.vector(
    'band',
    vertical ? [box[0], box[1], thick, length] : [box[0], box[1], length, thick],
    brocadeBand(length, cellPx, { ground: p.primary, thread: p.accent, light: p.paper }, vertical),
  );
}

/** Mark and 广告 over the picture take the dark role on a light sky, the light one on the weave. */
export function overPicture(board: Board): string {
  const { picture, palette, tone } = board.context;
  return picture && tone === 'dark' ? palette.primary : palette.onPrimary;
}

export function bar(
  board: Board,
  x: number,
  centre: number,
  height: number,
  measure: number,
  over: boolean,
): void {
  board.brandBar(x, centre, height, measure, over ? overPicture(board) : board.context.palette.primary);
}
