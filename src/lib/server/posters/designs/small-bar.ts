/** The brand bar of covers and thumbs. */
import type { Board } from '../compose.ts';

/** Marks with their words where those stand at full size, else the marks alone: no word of a mark is set too small to read. */
export function smallBar(
  board: Board,
  x: number,
  centre: number,
  height: number,
  measure: number,
  colour: string,
): void {
  const said = board.brandBarWidth(height) <= measure;
  const room = said ? measure : Math.min(measure, board.brandBarWidth(height, false) + 0.5);
  board.brandBar(x, centre, height, room, colour, { words: 'if_they_fit' });
}
