/**
 * The festival family as a banner that stands on the floor. The order is turned over: the words hang at the eye, the code at
 * the hand, and the picture with its band stands below, where the base takes the last of it away.
 */
import { Board } from '../compose.ts';
import { dateRange } from '../text/dates.ts';
import { band, HEADLINE, headlineFit } from './brocade-band-parts.ts';
import { pictureOrMotif } from './brocade-band-picture.ts';
import { captionFor } from './captions.ts';
import { dateColumn, disclosureLines, factRows, organiserLines } from './parts.ts';

/** Drawn for a sheet of 800 mm at 100 dots an inch; the narrower stand is the same, smaller. */
const DRAWN_WIDTH = 3150;
/** A code of 37 modules with its quiet zone, 22 px each: 162 mm of code on the roll-up. */
const CODE = 37 * 22;

interface Grid {
  left: number;
  right: number;
  /** From drawn pixels to those of the format. */
  at: (px: number) => number;
}

export function banner(board: Board): void {
  const { content, palette: p, format } = board.context;
  const at = (px: number): number => Math.round((px * format.widthPx) / DRAWN_WIDTH);
  const grid: Grid = { left: at(222), right: format.widthPx - at(222), at };
  const { left, right } = grid;
  board.brandBar(left, at(400), at(156), at(2150), p.primary);
  board.adLabel(right, at(424), at(79), p.muted);

  const headline = headlineFit(board, right - left, { sizes: [at(620), at(480)], min: 0.8 });
  const size = headline?.size ?? at(540);
  const lines = headline?.lines.length ?? 1;
  const last = at(lines > 1 ? 1860 : 1580);
  const first = last - size * 1.16 * (lines - 1);
  if (headline)
    board.lines('headline', headline.lines, size, left, first, { ...HEADLINE, colour: p.ink, leading: 1.16 });
  board.text('slogan', content.slogan, left, first - size * 0.86 - at(96), {
    face: 'serif-bold',
    size: at(138),
    colour: p.ink,
    measure: right - left,
    ink: true,
  });
  const dated = dates(board, grid, last + at(300));
  const code = codeRow(board, grid, dated + at(280));
  const height = -footer(new Board(board.context), grid, 0);
  const foot = code + (height > 0 ? at(300) + height : 0);
  footer(board, grid, foot);
  const bandY = Math.round(Math.max(at(4480), foot + at(230)));
  const cell = at(12);
  pictureOrMotif(board, [0, bandY, format.widthPx, format.heightPx - bandY], 0);
  band(board, [0, bandY, format.widthPx, 11 * cell], cell, false);
}

/** Numerals at the left, the days in words, hour and place beside them; returns the foot of the block. */
function dates(board: Board, { left, right, at }: Grid, top: number): number {
  const { content, palette: p } = board.context;
  const { startsOn, endsOn } = content;
  const size = at(480);
  const cap = board.fonts.capHeight('serif-black') * size;
  const foot = top + 2 * cap + at(120);
  const colours = { numeral: p.primary, rule: p.accent };
  const { width } = dateColumn(board, left, top, foot, size, colours, at(9));
  const x = startsOn ? left + width + at(190) : left;
  const rows = [
    { slot: 'date', value: startsOn ? dateRange(startsOn, endsOn) : '', face: 'sans-bold' },
    { slot: 'time', value: content.time, face: 'sans' },
    { slot: 'venue', value: content.venue, face: 'sans' },
  ] as const;
  const said = rows.filter((r) => r.value !== '');
  const text = at(128);
  const step = startsOn && said.length > 1 ? (foot - top - text * 0.86) / (said.length - 1) : at(230);
  said.forEach((row, i) => {
    board.text(row.slot, row.value, x, top + text * 0.86 + i * step, {
      face: row.face,
      size: text,
      colour: p.ink,
      measure: right - x,
      minScale: 0.7,
      ink: true,
    });
  });
  return startsOn ? foot : top + Math.max(0, said.length - 1) * step + text * 0.86;
}

/** What awaits the visitor and how to get there, the code at the right; returns the code's foot. */
function codeRow(board: Board, { left, right, at }: Grid, top: number): number {
  const { content, palette: p, person } = board.context;
  const side = at(CODE);
  const y = Math.round(top);
  const value = { face: 'sans', size: at(112), colour: p.ink, ink: true, minScale: 0.76 } as const;
  const column = right - side - at(170) - left;
  const measure = column - at(300);
  factRows(board, { ...value, measure })
    .filter((row) => row.slot !== 'venue')
    .forEach((row, i) => {
      const baseline = y + at(98) + i * at(210);
      const label = { face: 'sans', size: at(79), colour: p.muted, measure: at(280), ink: true } as const;
      board.text('label', row.label, left, baseline, label);
      board.text(row.slot, row.value, left + at(300), baseline, { ...value, measure });
    });
  board.qr([right - side, y, side, side]);
  const words = person ? captionFor(board.context.format, content.qrCaption) : '';
  board.text('qrCaption', words, left, y + side - at(10), {
    face: 'sans-bold',
    size: at(112),
    colour: p.ink,
    measure: column,
    ink: true,
  });
  return y + side;
}

/** Organisers and, below them, the disclosure, standing on `bottom`; returns the top of the block. */
function footer(board: Board, { left, right, at }: Grid, bottom: number): number {
  const { content, palette: p } = board.context;
  const measure = right - left;
  const size = at(79);
  const note = disclosureLines(board, content.disclosure, left, bottom, measure, at(72), p.muted, 4);
  const stand = note === null ? bottom : note - at(130);
  const organisers = organiserLines(board, left, stand, measure, size, p.muted);
  const top = organisers ?? note;
  return top === null ? bottom : top - size * 0.86;
}
