import { breakLines } from './breaking.ts';
import type { Face, FontBook } from './fonts.ts';
import { setLine, type Line } from './measure.ts';
import { countCharacters } from './units.ts';

export interface FitRequest {
  text: string;
  face: Face;
  /** Natural size in px. */
  size: number;
  measure: number;
  maxLines: number;
  balance?: boolean;
  display?: boolean;
  /** Smallest share of the natural size, in steps of 4 %; 1 for text that never shrinks (disclosure). */
  minScale?: number;
  /** Natural size by number of lines: a long headline is set smaller from the start. */
  sizes?: readonly number[];
  keep?: readonly string[];
}

export type Fit =
  | { ok: true; size: number; lines: Line[] }
  | { ok: false; reason: 'text_too_long'; have: number; fits: number }
  | { ok: false; reason: 'missing_glyphs'; characters: string[] };

/**
 * The shrink ladder of a slot: natural size, then steps of 4 % down to `minScale`. Fewer lines win over larger type only
 * when the type is not smaller than with more lines. Text is never cut and never ends in an ellipsis.
 */
export function fitText(fonts: FontBook, request: FitRequest): Fit {
  const characters = fonts.missing(request.face, request.text);
  if (characters.length > 0) return { ok: false, reason: 'missing_glyphs', characters };
  const minScale = request.minScale ?? 0.8;
  for (let lines = 1; lines <= request.maxLines; lines += 1) {
    const natural = request.sizes?.[lines - 1] ?? request.size;
    for (let step = 0; 1 - step * 0.04 >= minScale - 1e-9; step += 1) {
      const size = natural * (1 - step * 0.04);
      const next = request.sizes?.[lines] ?? request.size;
      if (lines < request.maxLines && size < next) break;
      const set = trySize(fonts, request, size, lines);
      if (set) return { ok: true, size, lines: set };
    }
  }
  return {
    ok: false,
    reason: 'text_too_long',
    have: countCharacters(request.text),
    fits: fits(fonts, request, minScale),
  };
}

function trySize(fonts: FontBook, request: FitRequest, size: number, maxLines: number): Line[] | null {
  const set = (text: string): Line =>
    setLine(fonts, request.face, size, text, { display: request.display ?? false });
  const broken = breakLines(request.text, {
    width: (t) => set(t).width,
    measure: request.measure + 0.01,
    maxLines,
    balance: request.balance ?? false,
    keep: request.keep ?? [],
  });
  return broken ? broken.map(set) : null;
}

/** How many full-width characters the slot takes at its smallest size, for the author's message. */
function fits(fonts: FontBook, request: FitRequest, minScale: number): number {
  const natural = request.sizes?.[request.maxLines - 1] ?? request.size;
  const advance = fonts.glyph(request.face, '国').advance;
  return Math.floor(request.measure / (natural * minScale * advance)) * request.maxLines;
}
