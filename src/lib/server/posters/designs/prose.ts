/** Running text on a poster: paragraphs set to a measure and justified, in the largest type its room allows. */
import type { Board } from '../compose.ts';
import { breakLines } from '../text/breaking.ts';
import type { Face } from '../text/fonts.ts';
import type { Line } from '../text/measure.ts';

export interface ProseStyle {
  face: Face;
  size: number;
  measure: number;
  height: number;
  /** Line pitches in em, the first that fits is taken before the type shrinks. */
  leadings: readonly number[];
  /** Air between paragraphs, in em above the line pitch. */
  gap: number;
  minScale?: number;
}

export interface SetProse {
  size: number;
  leading: number;
  gap: number;
  paragraphs: Line[][];
  /** From the first line's ink to the last baseline. */
  height: number;
}

/** Sets paragraphs; null (and an issue) when they do not fit at the smallest size. */
export function fitProse(
  board: Board,
  slot: string,
  texts: readonly string[],
  style: ProseStyle,
): SetProse | null {
  const missing = texts.flatMap((t) => board.fonts.missing(style.face, t));
  if (missing.length > 0) {
    board.issues.push({ code: 'missing_glyphs', slot, characters: [...new Set(missing)] });
    return null;
  }
  const set = tryProse(board, texts, style);
  if (set) return set;
  const have = texts.reduce((sum, t) => sum + [...t].length, 0);
  const size = style.size * (style.minScale ?? 0.8);
  const pitch = size * (style.leadings.at(-1) ?? 1.6);
  board.issues.push({
    code: 'text_too_long',
    slot,
    have,
    fits: Math.floor(style.measure / size) * Math.floor(style.height / pitch),
  });
  return null;
}

/** As `fitProse`, without an issue: for formats that show as many paragraphs as they have room for. */
export function tryProse(board: Board, texts: readonly string[], style: ProseStyle): SetProse | null {
  for (let step = 0; 1 - step * 0.04 >= (style.minScale ?? 0.8) - 1e-9; step += 1) {
    const size = style.size * (1 - step * 0.04);
    const broken = texts.map((text) =>
      breakLines(text, {
        width: (t) => board.set(style.face, size, t).width,
        measure: style.measure + 0.01,
        maxLines: 30,
        keep: board.context.keep,
      }),
    );
    for (const leading of style.leadings) {
      const lines = broken.reduce((sum, b) => sum + (b?.length ?? 99), 0);
      const gap = style.gap * size;
      const height = size * 0.86 + (lines - 1) * size * leading + (texts.length - 1) * gap;
      if (height > style.height) continue;
      const paragraphs = broken.map((b) =>
        (b ?? []).map((text, i, all) => justified(board, style, size, text, i === all.length - 1)),
      );
      return { size, leading, gap, paragraphs, height };
    }
  }
  return null;
}

/** Places set prose with its last baseline at `bottom`; returns the top of its ink. */
export function placeProse(
  board: Board,
  slot: string,
  prose: SetProse,
  face: Face,
  colour: string,
  x: number,
  bottom: number,
): number {
  let y = bottom - prose.height + prose.size * 0.86;
  const top = y - prose.size * 0.86;
  for (const lines of prose.paragraphs) {
    for (const line of lines) {
      board.place(slot, line, face, prose.size, colour, x, y);
      y += prose.size * prose.leading;
    }
    y += prose.gap;
  }
  return top;
}

/** A full line is drawn out to the measure by a little air between its characters; the last line of a paragraph is not. */
function justified(board: Board, style: ProseStyle, size: number, text: string, last: boolean): Line {
  const line = board.set(style.face, size, text);
  const slack = style.measure - line.width;
  const count = [...text].length;
  if (last || slack <= 0.5 || count < 6) return line;
  const tracking = slack / (count - 1) / size;
  return tracking > 0.17 ? line : board.set(style.face, size, text, tracking);
}
