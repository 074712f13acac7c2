import type { Face, FontBook } from './fonts.ts';

/** A stretch of one line drawn in one piece, `x` in px from the line's start. */
export interface Run {
  x: number;
  text: string;
}

export interface Line {
  text: string;
  runs: Run[];
  /** Advance width in px, tightening included, trailing spaces not. */
  width: number;
  /** Where ink begins and ends, px from the line's start: display type is aligned by these. */
  inkLeft: number;
  inkRight: number;
}

const CLOSING = new Set('，。、；：！？）》」』】〕’”');
const OPENING = new Set('（《「『【〔‘“');

/** Em taken from a full-width mark that meets another one (display sizes keep more air). */
export function tightening(display: boolean): number {
  return display ? 0.3 : 0.5;
}

/**
 * Sets one line: advance widths of the font, adjacent full-width marks tightened, an opening mark at the start and a
 * closing one at the end counted as half (they hang by that much). Neither satori nor browsers do this, so runs are cut
 * where a gap closes and every run is placed by itself.
 */
export function setLine(
  fonts: FontBook,
  face: Face,
  size: number,
  text: string,
  options: { display?: boolean; tracking?: number } = {},
): Line {
  const cut = tightening(options.display ?? false) * size;
  const tracking = (options.tracking ?? 0) * size;
  const characters = [...text.trimEnd()];
  const runs: Run[] = [];
  let pen = 0;
  let run: Run | undefined;
  let inkLeft = 0;
  let inkRight = 0;
  let previous = '';
  characters.forEach((ch, i) => {
    const glyph = fonts.glyph(face, ch);
    const full = glyph.advance > 0.95;
    let jump = 0;
    if (i > 0 && full && meets(previous, ch)) jump = -cut;
    else if (i === 0 && full && OPENING.has(ch)) jump = -Math.max(0, Math.min(0.5, glyph.left - 0.04)) * size;
    if (jump !== 0 || !run || tracking !== 0) {
      pen += jump;
      run = { x: pen, text: '' };
      runs.push(run);
    }
    run.text += ch;
    if (i === 0) inkLeft = pen + glyph.left * size;
    inkRight = pen + glyph.right * size;
    pen += glyph.advance * size + (i < characters.length - 1 ? tracking : 0);
    previous = ch;
  });
  const last = characters.at(-1) ?? '';
  const hang = CLOSING.has(last) && fonts.glyph(face, last).advance > 0.95 ? 0.5 * size : 0;
  return { text, runs, width: Math.max(0, pen - hang), inkLeft, inkRight };
}

/** Width in px of a text set on one line. */
export function measure(fonts: FontBook, face: Face, size: number, text: string): number {
  return setLine(fonts, face, size, text).width;
}

function meets(before: string, after: string): boolean {
  return (
    (CLOSING.has(before) && (CLOSING.has(after) || OPENING.has(after))) ||
    (OPENING.has(before) && OPENING.has(after))
  );
}
