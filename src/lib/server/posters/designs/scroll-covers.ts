/** Cover and thumb of the long scroll: its first figure. */
import { ridge, ridgeCurve } from '../art/ridge.ts';
import { mixColours } from '../colour.ts';
import type { Board } from '../compose.ts';
import type { Box } from '../formats.ts';
import { shownFigures, sourceLine, type Figure } from './figures.ts';
import { bandColours, pictureOrRidge, SEED } from './scroll-bands.ts';
import { smallBar } from './small-bar.ts';

/** Cover: the first figure inside the square the share card keeps; the picture begins at the ridge. */
export function cover(board: Board): void {
  const { content, palette: p } = board.context;
  const c = bandColours(board);
  const curve = ridgeCurve(SEED, 383, 2);
  const edge = (y: number): number => 706 - 64 * curve(y);
  board.rect('ground', [0, 98, 900, 285], c.tint);
  const box: Box = [636, 0, 264, 383];
  pictureOrRidge(board, box, edge);
  smallBar(board, 264, 60, 36, 350, p.primary);
  board.adLabel(40, 68, 18, c.quiet, 'left');
  board.text('headline', content.headline, 264, 148, {
    face: 'serif-black',
    size: 34,
    colour: p.ink,
    measure: 350,
    minScale: 0.8,
    ink: true,
  });
  const [first] = shownFigures(board, 1);
  if (!first) return;
  numeral(board, first.value, first.unit, 264, 250, 84, 350);
  board.text('figures.label', first.label, 264, 288, {
    face: 'sans-bold',
    size: 22,
    colour: p.ink,
    measure: 350,
    minScale: 0.82,
    ink: true,
  });
  board.text(
    'figures.source',
    sourceInTwo(board, first),
    264,
    348,
    {
      face: 'sans',
      size: 18,
      colour: c.quiet,
      measure: 364,
      maxLines: 2,
      leading: 1.3,
      minScale: 1,
      ink: true,
    },
    'bottom',
  );
}

export function thumb(board: Board): void {
  const { content, palette: p } = board.context;
  const c = bandColours(board);
  board.rect('ground', [0, 72, 300, 228], c.tint);
  board.vector(
    'ground',
    [0, 200, 300, 100],
    ridge([0, 0, 300, 100], mixColours(c.tint, p.primary, 0.16), SEED, 2, 2),
  );
  smallBar(board, 18, 40, 34.7, 266, p.primary);
  const [first] = shownFigures(board, 1);
  if (first) numeral(board, first.value, first.unit, 20, 152, 74, 260);
  board.text('figures.label', first?.label ?? '', 20, 190, {
    face: 'sans-bold',
    size: 22,
    colour: p.ink,
    measure: 260,
    minScale: 0.82,
    ink: true,
  });
  board.text('headline', content.headline, 20, 238, {
    face: 'serif-black',
    size: 28,
    colour: p.ink,
    measure: 260,
    minScale: 0.7,
    ink: true,
  });
  board.adLabel(20, 276, 18, mixColours(p.muted, p.ink, 0.6), 'left');
}

/** A numeral with its unit, together not wider than the measure. */
function numeral(
  board: Board,
  value: string,
  unit: string,
  x: number,
  baseline: number,
  size: number,
  measure: number,
): void {
  const { palette: p } = board.context;
  let scale = 1;
  const widthAt = (k: number): number =>
    board.set('serif-black', size * k, value).width +
    board.set('serif-bold', size * k * 0.36, unit).width +
    size * k * 0.12;
  while (scale > 0.4 && widthAt(scale) > measure) scale -= 0.04;
  const big = size * scale;
  const set = board.set('serif-black', big, value);
  board.place('figures.value', set, 'serif-black', big, p.primary, x - set.inkLeft, baseline);
  const small = Math.max(18, big * 0.36);
  board.place(
    'figures.value',
    board.set('serif-bold', small, unit),
    'serif-bold',
    small,
    p.ink,
    x - set.inkLeft + set.width + big * 0.1,
    baseline,
  );
}

/** The source on one line and its day on the next, where the source has room; else they flow. */
function sourceInTwo(board: Board, figure: Figure): string {
  const whole = sourceLine(figure);
  const at = whole.lastIndexOf('，截至');
  const source = whole.slice(0, at);
  return board.set('sans', 18, source).width <= 364 ? `${source}\n${whole.slice(at + 1)}` : whole;
}
