/** What every sign of the storefront family is made of, at any size. */
import { weaveEdge } from '../art/weave.ts';
import type { Board, PlacedText, TextStyle } from '../compose.ts';
import type { Box } from '../formats.ts';
import { surfaceOf, type Surface } from '../kit.ts';
import { captionFor } from './captions.ts';

/** Ground and what stands on it. */
export function surface(board: Board): Surface {
  return surfaceOf(board.context.palette, board.context.ground);
}

/** The hem: woven edges along the top and the foot of a box. */
export function hems(
  board: Board,
  [x, y, w, h]: Box,
  thick: number,
  which: 'both' | 'top' | 'foot' = 'both',
): void {
  const colour = surface(board).accent;
  for (const at of which === 'both' ? [y, y + h - thick] : which === 'top' ? [y] : [y + h - thick]) {
    board.vector('band', [x, at, w, thick], weaveEdge([0, 0, w, thick], colour));
  }
}

/** The small line above the name: what is on, and the label the law asks for at the other end. */
export function eyebrow(
  board: Board,
  x: number,
  right: number,
  baseline: number,
  size: number,
  small: number,
): void {
  const s = surface(board);
  board.text('headline', board.context.content.headline, x, baseline, {
    face: 'sans-bold',
    size,
    colour: s.ink,
    measure: right - x - small * 3.4,
    ink: true,
  });
  board.adLabel(right, baseline, small, s.muted);
}

/**
 * What is sold, in words: a table of one or two columns under hairlines, in the author's order. `bottom` is the last
 * place a line may take; rows that do not fit are not begun. Returns the foot of the table.
 */
export function wares(
  board: Board,
  [x, y, w]: readonly [number, number, number],
  style: { size: number; pitch: number; columns: 1 | 2; rule: number },
): number {
  const s = surface(board);
  const items = board.context.content.sellingPoints;
  const columns = items.length === 1 ? 1 : style.columns;
  const gap = columns === 1 ? 0 : style.size * 0.8;
  const column = (w - gap * (columns - 1)) / columns;
  let foot = y;
  items.forEach((item, i) => {
    const row = Math.floor(i / columns);
    const left = x + (i % columns) * (column + gap);
    const top = y + row * style.pitch;
    board.rect('ground', [Math.round(left), Math.round(top), Math.round(column), style.rule], s.rule);
    board.text('sellingPoints', item, left, top + style.pitch / 2 + style.size * 0.38, {
      face: 'sans',
      size: style.size,
      colour: s.ink,
      measure: column,
      minScale: 0.7,
      ink: true,
    });
    foot = Math.max(foot, top + style.pitch);
  });
  return foot;
}

/** What the shop says of itself and where it stands, quietly, one under the other; returns the last baseline. */
export function quietLines(
  board: Board,
  x: number,
  baseline: number,
  style: Omit<TextStyle, 'face' | 'colour'>,
  slots: readonly ('slogan' | 'venue')[] = ['slogan', 'venue'],
): number {
  const { muted } = surface(board);
  const { content } = board.context;
  let y = baseline;
  let last = baseline;
  for (const slot of slots) {
    const placed = board.text(slot, content[slot], x, y, {
      face: 'sans',
      colour: muted,
      leading: 1.45,
      balance: true,
      ink: true,
      ...style,
    });
    if (!placed) continue;
    last = placed.last;
    y = placed.last + style.size * 1.6;
  }
  return last;
}

/** What the code is for, standing on the code's foot, in up to three short lines. */
export function caption(
  board: Board,
  x: number,
  bottom: number,
  style: Pick<TextStyle, 'size' | 'measure'> & { maxLines?: number; align?: 'left' | 'centre' | 'right' },
): PlacedText | null {
  const words = board.context.person ? captionFor(board.context.format, board.context.content.qrCaption) : '';
  return board.text(
    'qrCaption',
    words,
    x,
    bottom,
    {
      face: 'sans-bold',
      colour: surface(board).ink,
      maxLines: 3,
      leading: 1.4,
      balance: true,
      minScale: 0.8,
      ink: true,
      ...style,
    },
    'bottom',
  );
}

export function foot(board: Board, x: number, centre: number, height: number, measure: number): void {
  board.brandBar(x, centre, height, measure, surface(board).ink, { words: 'if_they_fit' });
}
