/** Verified figures as a poster sets them: a large numeral, its unit, what it counts, whence and as of when. */
import type { Board } from '../compose.ts';
import type { CampaignContent } from '../content.ts';
import type { Box } from '../formats.ts';
import { parseDay } from '../text/dates.ts';

export type Figure = NonNullable<CampaignContent['figures']>[number];

export interface BandColours {
  tint: string;
  numeral: string;
  ink: string;
  quiet: string;
}

/** The figures of a format, in the author's order of weight. */
export function shownFigures(board: Board, most: number): Figure[] {
  return (board.context.content.figures ?? []).filter((f) => f.value !== '').slice(0, most);
}

/** 来源：…，截至 2027 年 1 月 18 日: no figure stands without it. */
export function sourceLine(figure: Figure): string {
  return `来源：${figure.source}，${asOf(figure)}`;
}

function asOf(figure: Figure): string {
  const { year, month, day } = parseDay(figure.asOf);
  return `截至 ${year} 年 ${month} 月 ${day} 日`;
}

/** What it counts above, the numeral with its unit, the source below. The numeral takes the height the band has. */
export function figureBand(
  board: Board,
  figure: Figure,
  band: Box,
  x: number,
  measure: number,
  c: BandColours,
  natural: number,
): void {
  const { fonts } = board;
  const cap = fonts.capHeight('serif-black');
  const [, top, , height] = band;
  const tight = height < 230;
  const label = tight ? 30 : 35;
  const gap = tight ? 20 : 30;
  // A comma of the numeral hangs below its line.
  const under = gap + (tight ? 6 : 8);
  const small = 27;
  const most = (height - label * 0.78 - small * 0.78 - gap - under - 2 * (tight ? 18 : 22)) / cap;
  const size = setNumeral(board, figure, Math.min(natural, most), measure, 0.32);
  const block = label * 0.78 + gap + size.big * cap + under + small * 0.78;
  let y = top + (height - block) / 2 + label * 0.78;
  board.text('figures.label', figure.label, x, y, {
    face: 'sans-bold',
    size: label,
    colour: c.ink,
    measure,
    ink: true,
  });
  y += gap + size.big * cap;
  placeNumeral(board, size, x, y, c);
  board.text('figures.source', sourceLine(figure), x, y + under + small * 0.78, {
    face: 'sans',
    size: small,
    colour: c.quiet,
    measure,
    minScale: 0.72,
    ink: true,
  });
}

/** Numeral left, words right in three short lines: for low bands. */
export function figureBeside(
  board: Board,
  figure: Figure,
  band: Box,
  at: { x: number; split: number; right: number; numeral: number; label: number; small: number },
  c: BandColours,
): void {
  const [, top, , height] = band;
  const middle = top + height / 2;
  const cap = board.fonts.capHeight('serif-black');
  const size = setNumeral(
    board,
    figure,
    Math.min(at.numeral, (height - 40) / cap),
    at.split - 28 - at.x,
    0.34,
  );
  placeNumeral(board, size, at.x, middle + (size.big * cap) / 2, c);
  const measure = at.right - at.split;
  const pitch = at.small * 1.42;
  const gap = 17;
  const block = at.label * 0.78 + gap + at.small * 0.78 + pitch;
  const first = middle - block / 2 + at.label * 0.78;
  board.text('figures.label', figure.label, at.split, first, {
    face: 'sans-bold',
    size: at.label,
    colour: c.ink,
    measure: at.right - at.split - 60,
    ink: true,
  });
  const style = {
    face: 'sans',
    size: at.small,
    colour: c.quiet,
    measure,
    minScale: 0.75,
    ink: true,
  } as const;
  const second = first + gap + at.small * 0.78;
  board.text('figures.source', `来源：${figure.source}`, at.split, second, style);
  board.text('figures.source', asOf(figure), at.split, second + pitch, style);
}

interface NumeralSet {
  big: number;
  small: number;
  value: string;
  unit: string;
}

/** The largest size in steps of 4 % at which numeral and unit fit a measure together. */
function setNumeral(
  board: Board,
  figure: Figure,
  natural: number,
  measure: number,
  share: number,
): NumeralSet {
  const missing = board.fonts.missing('serif-black', figure.value + figure.unit);
  if (missing.length > 0)
    board.issues.push({ code: 'missing_glyphs', slot: 'figures.value', characters: missing });
  for (let scale = 1; ; scale -= 0.04) {
    const big = natural * scale;
    const small = Math.max(27, big * share);
    const width =
      board.set('serif-black', big, figure.value).width +
      big * 0.1 +
      board.set('serif-bold', small, figure.unit).width;
    if (width <= measure || scale < 0.4) {
      if (width > measure)
        board.issues.push({ code: 'overflow', slot: 'figures.value', byPx: Math.ceil(width - measure) });
      return { big, small, value: figure.value, unit: figure.unit };
    }
  }
}

function placeNumeral(board: Board, set: NumeralSet, x: number, baseline: number, c: BandColours): void {
  const value = board.set('serif-black', set.big, set.value);
  board.place('figures.value', value, 'serif-black', set.big, c.numeral, x - value.inkLeft, baseline);
  if (set.unit === '') return;
  const unit = board.set('serif-bold', set.small, set.unit);
  board.place(
    'figures.value',
    unit,
    'serif-bold',
    set.small,
    c.ink,
    x - value.inkLeft + value.width + set.big * 0.1,
    baseline,
  );
}
