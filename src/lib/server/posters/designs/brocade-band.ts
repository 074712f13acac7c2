/**
 * 锦带: festivals. A picture, a woven band as its horizon, and below it on paper the date as a very large numeral pair with
 * the festival's name. Square and cover turn the band upright.
 */
import { bandThickness, brocadeBand, brocadeField } from '../art/brocade.ts';
import { Board, VEIL, type ComposeContext, type TextStyle } from '../compose.ts';
import { mixColours } from '../colour.ts';
import type { Box } from '../formats.ts';
import { COMMON_SLOTS, text } from './design.ts';
import type { Family } from './families.ts';
import { FESTIVAL } from './sample-contents.ts';
import { dateRange, dateRangeHan } from '../text/dates.ts';
import type { Line } from '../text/measure.ts';
import {
  dateColumn,
  disclosureLines,
  factRows,
  organiserLines,
  organiserRows,
  pointsInOneLine,
} from './parts.ts';

const LEFT = 72;
const RIGHT = 1008;

export const brocadeBandFamily: Family = {
  design: {
    id: 'brocade-band',
    version: 1,
    family: 'brocade-band',
    nameZh: '锦带',
    nameEn: 'Brocade band',
    forZh: '节庆活动',
    forEn: 'Festivals',
    formats: ['moments', 'square', 'oa-cover', 'xhs'],
    contentTypes: ['advertisement'],
    grounds: ['light'],
    sells: false,
    slots: {
      ...COMMON_SLOTS,
      headline: text(12, 2, true),
      date: { kind: 'date', lock: 'contentOnly', required: false },
      disclosure: { kind: 'disclosure', lock: 'contentOnly', required: false, maxChars: 60, maxItems: 2 },
      organisers: { kind: 'organisers', lock: 'contentOnly', required: false, maxChars: 12, maxItems: 2 },
    },
  },
  compose: composeBrocadeBand,
  sample: { content: FESTIVAL, marks: ['county', 'tea'], merchant: '牙叉镇春芽茶行' },
};

function composeBrocadeBand(context: ComposeContext): Board {
  const board = new Board(context);
  switch (context.format.id) {
    case 'moments':
      tall(board);
      break;
    case 'square':
      square(board);
      break;
    case 'oa-cover':
      cover(board);
      break;
    default:
      noted(board);
  }
  return board;
}

/** Moments: picture and band in the upper half, then date and name, facts beside the QR, organisers. */
function tall(board: Board): void {
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
function noted(board: Board): void {
  const { content, palette: p, person } = board.context;
  const note = disclosureLines(board, content.disclosure, LEFT, 1286, RIGHT - LEFT, 24, p.muted, 3);
  const rows: { slot: string; label: string; value: string }[] = factRows(board, {
    ...FACT,
    measure: 704,
  }).slice(0, 2);
  if (person) rows.push({ slot: 'merchant', label: '店家', value: person.nameShown });
  if (person?.spokenCode)
    rows.push({ slot: 'spokenCode', label: '口令', value: `进店报「${person.spokenCode}」` });
  const pitch = 58;
  const last = note === null ? 1268 : note - 52;
  const first = last - (rows.length - 1) * pitch;
  const top = Math.round(titleBlock(board, first - 88, 46));
  const bandY = top - 92;
  pictureOrMotif(board, [0, 0, 1080, bandY]);
  band(board, [0, bandY, 1080, 44], 4, false);
  bar(board, LEFT, 99, 54, 760, true);
  board.adLabel(RIGHT, 108, SMALL, overPicture(board));
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

/** Square: the band stands at one third; picture left, everything else in one column of 568 px. */
function square(board: Board): void {
  const { content, palette: p } = board.context;
  const x = 440;
  const measure = RIGHT - x;
  pictureOrMotif(board, [0, 0, 346, 1080]);
  band(board, [346, 0, 44, 1080], 4, true);
  bar(board, x, 91, 46, 470, false);
  board.adLabel(RIGHT, 100, SMALL, p.muted);

  const note = disclosureLines(board, content.disclosure, x, 1004, measure, 24, p.muted, 4);
  const qrY = note === null ? 704 : Math.floor((note - 36 - 304) / 16) * 16;
  const lift = 704 - qrY;
  const headline = headlineFit(board, measure, { sizes: lift > 0 ? [104, 70] : [113, 88], min: 0.8 });
  const two = (headline?.lines.length ?? 1) > 1;
  const hasDate = content.startsOn !== null;
  const numeral = (two ? 116 : 140) - (lift > 0 ? (two ? 32 : 40) : 0);
  const cap = board.fonts.capHeight('serif-black') * numeral;
  const dayBaseline = 636 - lift;
  const dateTop = dayBaseline - 2 * cap - 34;
  const rows = squareRows(board, hasDate ? RIGHT - 702 : measure, hasDate ? dayBaseline - dateTop : 250);
  const last = hasDate ? dateTop - (lift > 0 ? 40 : two ? 48 : 64) : 350 - lift * 0.35;
  if (headline) {
    board.lines(
      'headline',
      headline.lines,
      headline.size,
      x,
      last,
      { ...HEADLINE, colour: p.ink, leading: 1.12 },
      'bottom',
    );
    const ink = last - headline.size * 1.12 * (headline.lines.length - 1) - headline.size * 0.86;
    const tight = two || lift > 0;
    board.text('slogan', content.slogan, x, Math.max(ink - (tight ? 16 : 38), tight ? 150 : 178), {
      face: 'serif-bold',
      size: tight ? 36 : 45,
      colour: p.ink,
      measure,
      minScale: 0.66,
      ink: true,
    });
  }
  if (hasDate) dateColumn(board, x, dateTop, dayBaseline, numeral, { numeral: p.primary, rule: p.accent }, 3);
  const fx = hasDate ? 702 : x;
  const firstRow = (hasDate ? dateTop : last + 60) + 26;
  const count = rows.reduce((n, r) => n + r.lines.length, 0);
  const pitch = count > 2 ? Math.min(74, (dayBaseline - 3 - firstRow) / (count - 1)) : 60;
  let y = firstRow;
  for (const row of rows) {
    for (const line of row.lines) {
      board.place(row.slot, line, row.face, row.size, p.ink, fx - line.inkLeft, y);
      y += row.lines.length > 1 && line !== row.lines.at(-1) ? Math.min(pitch, row.size * 1.36) : pitch;
    }
  }
  board.qr([704, qrY, 304, 304]);
  const column = 704 - x - 12;
  let free = qrY + 20;
  if (board.context.person) {
    const caption = board.text('qrCaption', content.qrCaption, x, qrY + 31, {
      face: 'sans',
      size: SMALL,
      colour: p.muted,
      measure: column,
      ink: true,
    });
    const top = caption ? qrY + 86 : qrY + 37;
    board.merchantName(x, top, {
      face: 'sans-bold',
      size: 35,
      sizes: [35, 30],
      colour: p.ink,
      measure: column,
      maxLines: 2,
      leading: 1.3,
      ink: true,
    });
    free = top + 39 + 14;
  }
  stackedOrganisers(board, x, qrY + 299, column, free);
}

interface SquareRow {
  slot: string;
  face: TextStyle['face'];
  size: number;
  lines: Line[];
}

/** Date, time, venue and points beside the numerals, in a size at which their lines keep air in `height`. */
function squareRows(board: Board, measure: number, height: number): SquareRow[] {
  const { content } = board.context;
  const size = height < 200 ? 29 : 35;
  const style: TextStyle = { ...FACT, size, measure, minScale: 0.74, maxLines: 2, sizes: [size, size * 0.8] };
  const wanted: [string, string, TextStyle['face']][] = [
    ['date', content.startsOn ? dateRange(content.startsOn, content.endsOn) : '', 'sans-bold'],
    ['time', content.time, 'sans'],
    ['venue', content.venue, 'sans'],
    ['sellingPoints', pointsInOneLine(board, style), 'sans'],
  ];
  return wanted.flatMap(([slot, text, face]) => {
    const fit = text === '' ? null : board.fit(slot, text, { ...style, face });
    return fit ? [{ slot, face, size: fit.size, lines: fit.lines }] : [];
  });
}

/** Official account cover: mark, title and date line inside the centre square that the share card keeps. */
function cover(board: Board): void {
  const { content, palette: p } = board.context;
  const hasDate = content.startsOn !== null;
  const x = hasDate ? 304 : 262;
  const measure = 640 - x;
  pictureOrMotif(board, [687, 0, 213, 383]);
  band(board, [654, 0, 33, 383], 3, true);
  bar(board, x, 82, 30, measure, false);
  board.adLabel(hasDate ? 173 : 72, 88, 18, p.muted, 'left');
  const headline = headlineFit(board, measure, { sizes: [60, 48], min: 0.8 });
  const two = (headline?.lines.length ?? 1) > 1;
  if (hasDate) dateColumn(board, 258, 142, 294, 84, { numeral: p.primary, rule: p.accent }, 2, 'right');
  board.text('slogan', content.slogan, x, two ? 146 : 162, {
    face: 'serif-bold',
    size: 21,
    colour: p.ink,
    measure,
    minScale: 0.84,
    ink: true,
  });
  if (headline) {
    board.lines(
      'headline',
      headline.lines,
      headline.size,
      x,
      two ? 252 : 231,
      { ...HEADLINE, colour: p.ink, leading: 1.14 },
      'bottom',
    );
  }
  const when = content.startsOn ? dateRange(content.startsOn, content.endsOn) : '';
  const whole = [when, content.venue].filter((t) => t !== '').join('，');
  const style: TextStyle = { face: 'sans', size: 20, colour: p.ink, measure, minScale: 0.9, ink: true };
  const fits = board.set('sans', 18, whole).width <= measure;
  if (fits) board.text('date', whole, x, 294, style);
  else {
    board.text('date', when, x, 294, style);
    board.text('venue', content.venue, x, 324, style);
  }
}

const SMALL = 27;
const FACT = { face: 'sans', size: 35, colour: '#000000', measure: 380, ink: true, minScale: 0.76 } as const;

const HEADLINE: Omit<TextStyle, 'colour' | 'measure' | 'size'> & { size: number; measure: number } = {
  face: 'serif-black',
  size: 0,
  measure: 0,
  ink: true,
  display: true,
};

function headlineFit(
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

/**
 * Organisers under each other in the narrow column. When not all have room, those who answer for the event stay: 主办 and
 * 承办; the others are on the tall poster and the landing page.
 */
function stackedOrganisers(board: Board, x: number, bottom: number, measure: number, free: number): void {
  const { palette: p } = board.context;
  const all = organiserRows(board.context.content);
  for (const rows of [
    all,
    all.filter((r) => r.label === '主办' || r.label === '承办'),
    all.filter((r) => r.label === '主办'),
  ]) {
    const size = SMALL;
    const inner = size * 2.18;
    const lines: { label: string | null; line: Line; size: number }[] = [];
    for (const row of rows) {
      const fit = board.fit('organisers', row.names, {
        face: 'sans',
        size,
        colour: p.muted,
        measure: measure - inner,
        maxLines: 2,
        sizes: [size, 22],
        minScale: 0.8,
      });
      if (!fit) return;
      fit.lines.forEach((line, i) => lines.push({ label: i === 0 ? row.label : null, line, size: fit.size }));
    }
    const pitch = 37;
    if (bottom - (lines.length - 1) * pitch - size < free) continue;
    lines.forEach((l, i) => {
      const y = bottom - (lines.length - 1 - i) * pitch;
      if (l.label)
        board.text('organisers', l.label, x, y, {
          face: 'sans',
          size,
          colour: p.muted,
          measure: 100,
          ink: true,
        });
      board.place('organisers', l.line, 'sans', l.size, p.muted, x + inner, y);
    });
    return;
  }
}

function band(board: Board, box: Box, cellPx: number, vertical: boolean): void {
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

/** The picture, or at full strength the weave itself: never a grey box. */
function pictureOrMotif(board: Board, box: Box): void {
  const { palette: p, picture } = board.context;
  if (picture) {
    board.picture('picture', box, picture.id);
    if (VEIL[board.context.tone] > 0 && box[2] === board.context.format.widthPx) coverSky(board, box[2]);
    return;
  }
  const cell = Math.max(4, Math.round(Math.min(box[2], box[3]) / 90));
  const [, , w, h] = box;
  const name = board.context.content.product?.name ?? '';
  const wide = w > h;
  const veil = (id: string, stops: string, shape: string): string =>
    `<defs>${shape.replace('%', id)}${stops}</${shape.startsWith('<radial') ? 'radial' : 'linear'}Gradient></defs><path fill="url(#${id})" d="M0 0h${w}v${h}h-${w}z"/>`;
  const stop = (at: number, opacity: number): string =>
    `<stop offset="${at}" stop-color="${p.primary}" stop-opacity="${opacity}"/>`;
  board.vector(
    'motif',
    box,
    brocadeField(w, h, cell, {
      ground: p.primary,
      line: mixColours(p.primary, p.onPrimary, 0.16),
      accent: mixColours(p.primary, p.accent, 0.85),
    }) +
      (w === board.context.format.widthPx
        ? veil(
            'top',
            stop(0, 1) + stop(0.55, 0.96) + stop(1, 0),
            `<linearGradient id="%" x1="0" y1="0" x2="0" y2="240" gradientUnits="userSpaceOnUse">`,
          )
        : '') +
      (wide && name !== ''
        ? veil(
            'name',
            stop(0, 1) + stop(0.6, 1) + stop(1, 0),
            `<radialGradient id="%" cx="${w / 2}" cy="${Math.round(h * 0.56)}" r="1" gradientUnits="userSpaceOnUse" gradientTransform="translate(${w / 2} ${Math.round(h * 0.56)}) scale(${w * 0.46} 190) translate(${-w / 2} ${-Math.round(h * 0.56)})">`,
          )
        : ''),
    undefined,
    [p.primary],
  );
  if (!wide || name === '') return;
  const size = 150;
  const fit = board.fit('product.name', name, {
    face: 'serif-black',
    size,
    colour: p.onPrimary,
    measure: 760,
    display: true,
    minScale: 0.44,
  });
  if (fit)
    board.lines('product.name', fit.lines, fit.size, w / 2, h * 0.56 + fit.size * 0.36, {
      ...HEADLINE,
      colour: p.onPrimary,
      align: 'centre',
    });
}

/** A veil of the primary role from the top edge, for pictures too busy for either role. */
function coverSky(board: Board, width: number): void {
  const c = board.context.palette.primary;
  const share = VEIL[board.context.tone];
  board.vector(
    'scrim',
    [0, 0, width, 300],
    `<defs><linearGradient id="scrim" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${c}" stop-opacity="${(share + 1) / 2}"/><stop offset="0.62" stop-color="${c}" stop-opacity="${share}"/><stop offset="1" stop-color="${c}" stop-opacity="0"/></linearGradient></defs><path fill="url(#scrim)" d="M0 0h${width}v300h-${width}z"/>`,
  );
}

/** Mark and 广告 over the picture take the dark role on a light sky, the light one on the weave. */
function overPicture(board: Board): string {
  const { picture, palette, tone } = board.context;
  return picture && tone === 'dark' ? palette.primary : palette.onPrimary;
}

function bar(board: Board, x: number, centre: number, height: number, measure: number, over: boolean): void {
  board.brandBar(x, centre, height, measure, over ? overPicture(board) : board.context.palette.primary);
}
