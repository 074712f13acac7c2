/** The festival family upright on a phone. */
import type { Board, TextStyle } from '../compose.ts';
import { dateRangeHan, type dateRange } from '../text/dates.ts';
import {
  band,
  bar,
  FACT,
  HEADLINE,
  headlineFit,
  LEFT,
  overPicture,
  RIGHT,
  SMALL,
} from './brocade-band-parts.ts';
import { pictureOrMotif } from './brocade-band-picture.ts';
import { dateColumn, disclosureLines, factRows, organiserLines } from './parts.ts';

/** Moments: picture and band in the upper half, then date and name, facts beside the QR, organisers. */
export function tall(board: Board): void {
  const { content, palette: p } = board.context;
  const hasDate = content.startsOn !== null;
  const facts = factRows(board, FACT);
  const foot = footer(board, 1787);
  const qrY = Math.floor((foot - 59 - 304) / 16) * 16;
  const top = Math.round(titleBlock(board, 1355 + qrY - 1424, 54));
  const bandY = top - 100;
  pictureOrMotif(board, [0, 0, 1080, bandY]);
  band(board, [0, bandY, 1080, 44], 4, false);
  bar(board, LEFT, 125, 54, 760, true);
  board.adLabel(RIGHT, 134, SMALL, overPicture(board));

  facts.forEach((row, i) => {
    const y = qrY + 37 + i * 56;
    board.text(row.slot, row.label, LEFT, y, { face: 'sans', size: SMALL, colour: p.muted, measure: 200 });
    board.text(row.slot, row.value, 304, y, { ...FACT, colour: p.ink });
  });
  board.qr([704, qrY, 304, 304]);
  const x = hasDate || facts.length > 0 ? 304 : LEFT;
  const caption = board.context.person ? content.qrCaption : '';
  board.text('qrCaption', caption, x, qrY + 301, {
    face: 'sans',
    size: SMALL,
    colour: p.muted,
    measure: 370,
    ink: true,
  });
  board.merchantName(
    x,
    qrY + (caption === '' ? 301 : 252),
    {
      face: 'sans-bold',
      size: 45,
      sizes: [45, 36],
      colour: p.ink,
      measure: 376,
      maxLines: 2,
      leading: 1.28,
      ink: true,
    },
    'bottom',
  );
}

/** Xiaohongshu: as tall, without any code picture; what to say in the shop stands in the table of facts. */
export function noted(board: Board): void {
  spoken(board, { bar: 99, foot: 1286, sky: 300 });
}

/** Cover of a short video: the same between the bars a phone lays over it. */
export function videoCover(board: Board): void {
  spoken(board, { bar: 300, foot: 1644, sky: 640 });
  band(board, [0, 1876, 1080, 44], 4, false);
}

function spoken(board: Board, at: { bar: number; foot: number; sky: number }): void {
  const { content, palette: p, person } = board.context;
  const note = disclosureLines(board, content.disclosure, LEFT, at.foot, RIGHT - LEFT, 24, p.muted, 3);
  const rows: { slot: string; label: string; value: string }[] = factRows(board, {
    ...FACT,
    measure: 704,
  }).slice(0, 2);
  if (person) rows.push({ slot: 'merchant', label: '店家', value: person.nameShown });
  if (person?.spokenCode)
    rows.push({ slot: 'spokenCode', label: '口令', value: `进店报「${person.spokenCode}」` });
  const pitch = 58;
  const last = note === null ? at.foot - 18 : note - 52;
  const first = last - (rows.length - 1) * pitch;
  const top = Math.round(titleBlock(board, first - 88, 46));
  const bandY = top - 92;
  pictureOrMotif(board, [0, 0, 1080, bandY], at.sky);
  band(board, [0, bandY, 1080, 44], 4, false);
  bar(board, LEFT, at.bar, 54, 760, true);
  board.adLabel(RIGHT, at.bar + 9, SMALL, overPicture(board));
  rows.forEach((row, i) => {
    const y = first + i * pitch;
    board.text('label', row.label, LEFT, y, { face: 'sans', size: SMALL, colour: p.muted, measure: 200 });
    const style: TextStyle = { ...FACT, measure: 704, colour: row.slot === 'spokenCode' ? p.primary : p.ink };
    if (row.slot === 'merchant') board.merchantName(304, y, { ...style, face: 'sans-bold' });
    else if (row.slot === 'spokenCode') board.spokenCode(304, y, { ...style, face: 'sans-bold' });
    else board.text(row.slot, row.value, 304, y, style);
  });
}

/**
 * Date and name on their common grid, standing on `dateBaseline`: numerals left, the small upper line, the headline in one
 * or two lines, the date line with the time. Returns the top of the block's ink.
 */
function titleBlock(board: Board, dateBaseline: number, sloganGap: number): number {
  const { content, palette: p } = board.context;
  const hasDate = content.startsOn !== null;
  const x = hasDate ? 304 : LEFT;
  const headline = headlineFit(board, RIGHT - x, { sizes: hasDate ? [140.4, 110] : [172, 132], min: 0.8 });
  const size = headline?.size ?? 140;
  const lines = headline?.lines.length ?? 1;
  const hasWhen = hasDate || content.time !== '';
  const last = hasWhen ? dateBaseline - 98 : dateBaseline - 14;
  const first = last - size * 1.16 * (lines - 1);
  if (headline)
    board.lines('headline', headline.lines, size, x, first, { ...HEADLINE, colour: p.ink, leading: 1.16 });
  const ink = first - size * 0.86;
  const sloganBase = ink - sloganGap + 16;
  const slogan = board.text('slogan', content.slogan, x, sloganBase, {
    face: 'serif-bold',
    size: 45,
    colour: p.ink,
    measure: RIGHT - x,
    ink: true,
  });
  whenLine(board, x, dateBaseline, RIGHT, 35, dateRangeHan);
  const textTop = slogan ? sloganBase - slogan.size * 0.86 : ink;
  if (!hasDate) return textTop;
  const size16 = 173;
  const cap = board.fonts.capHeight('serif-black') * size16;
  const monthTop = dateBaseline - 2 * cap - 43;
  dateColumn(board, LEFT, monthTop, dateBaseline, size16, { numeral: p.primary, rule: p.accent }, 3);
  return Math.min(monthTop, textTop);
}

/** Date line at the left, time at the right of the same baseline. */
function whenLine(
  board: Board,
  x: number,
  baseline: number,
  right: number,
  size: number,
  words: typeof dateRange,
): void {
  const { content, palette: p } = board.context;
  if (content.startsOn) {
    const text = words(content.startsOn, content.endsOn);
    board.text('date', text, x, baseline, {
      face: 'sans-bold',
      size,
      colour: p.ink,
      measure: content.time === '' ? right - x : right - x - 272,
      ink: true,
    });
  }
  const at = content.startsOn ? right : x;
  board.text('time', content.time, at, baseline, {
    face: 'sans',
    size,
    colour: p.ink,
    measure: content.startsOn ? 256 : right - x,
    align: content.startsOn ? 'right' : 'left',
    ink: true,
  });
}

/** Organisers and, below them, the disclosure; returns the baseline of the topmost line (`bottom` when nothing is there). */
function footer(board: Board, bottom: number): number {
  const { content, palette: p } = board.context;
  const note = disclosureLines(board, content.disclosure, LEFT, bottom, RIGHT - LEFT, 24, p.muted, 4);
  const organisers = organiserLines(
    board,
    LEFT,
    note === null ? bottom : note - 44,
    RIGHT - LEFT,
    SMALL,
    p.muted,
  );
  return organisers ?? note ?? bottom;
}
