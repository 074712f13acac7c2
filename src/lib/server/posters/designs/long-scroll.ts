/**
 * 答谢: what came of a campaign, as a scroll of bands. One verified figure a band, with its source and its day; a picture,
 * a line of thanks. One ridge line runs through all bands and leads to the code. The figures are frozen: a poster never
 * counts on.
 */
import { Board, type ComposeContext } from '../compose.ts';
import { COMMON_SLOTS, PART_SLOTS, text } from './design.ts';
import type { Family } from './families.ts';
import { figureBand, figureBeside, shownFigures } from './figures.ts';
import { THANKS } from './sample-stories.ts';
import {
  bandColours,
  edgeOf,
  footOf,
  LEFT,
  line,
  noteBand,
  noteFit,
  paintBands,
  pictureOrRidge,
  RIGHT,
  stack,
} from './scroll-bands.ts';
import { cover, thumb } from './scroll-covers.ts';

const SMALL = 27;

const { slogan, picture, disclosure, qrCaption, brandBar, adLabel, merchant, qr, spokenCode } = COMMON_SLOTS;

export const longScrollFamily: Family = {
  design: {
    id: 'long-scroll',
    version: 1,
    family: 'long-scroll',
    nameZh: '答谢',
    nameEn: 'Long scroll',
    forZh: '活动总结与答谢',
    forEn: 'Results and thanks',
    formats: ['moments', 'square', 'xhs', 'oa-cover', 'link-thumb'],
    contentTypes: ['advertisement', 'public_interest'],
    grounds: ['light'],
    sells: false,
    slots: {
      ...{ slogan, picture, disclosure, qrCaption, brandBar, adLabel, merchant, qr, spokenCode },
      headline: text(12, 1, true),
      ...PART_SLOTS.figures,
    },
  },
  compose: composeLongScroll,
  sample: { content: THANKS, marks: ['county', 'tea'], merchant: '牙叉镇春芽茶行' },
};

function composeLongScroll(context: ComposeContext): Board {
  const board = new Board(context);
  switch (context.format.id) {
    case 'moments':
      tall(board);
      break;
    case 'xhs':
      noted(board);
      break;
    case 'square':
      square(board);
      break;
    case 'oa-cover':
      cover(board);
      break;
    default:
      thumb(board);
  }
  return board;
}

function tall(board: Board): void {
  const { content } = board.context;
  const c = bandColours(board);
  const note = noteFit(board, 1787);
  const lift = note === null ? 0 : Math.ceil((1787 - note.first + 34) / 16) * 16;
  const qrY = 1472 - lift;
  const figures = shownFigures(board, 4);
  const headFoot = content.slogan === '' ? 346 : 412;
  const footTop = qrY - 48;
  const least = figures.length > 3 ? 210 : 258;
  const room = footTop - headFoot - figures.length * least;
  const pictureHeight = Math.max(110, Math.min(300, room));
  const height = (footTop - headFoot - pictureHeight) / Math.max(1, figures.length);
  const bands = stack(headFoot, [...figures.map(() => height), pictureHeight, 1920 - footTop]);
  paintBands(board, bands);
  const pictureBox = bands[figures.length] ?? [0, 0, 0, 0];
  pictureOrRidge(board, pictureBox);
  const edge = edgeOf(1920, {
    base: 1044,
    swing: 176,
    down: [footTop - pictureHeight - 30, footTop + 20],
    foot: 664,
    ...besideLabel(board),
  });
  line(board, edge, footOf(board, note), pictureBox);
  noteBand(board, note);
  head(board, { bar: 125, ad: 134, headline: 284, slogan: 358, size: 97 });
  figures.forEach((f, i) => figureBand(board, f, bands[i] ?? pictureBox, LEFT, 780, c, 140));
  thanks(board, LEFT, qrY + 44, 540, 42, 3);
  board.qr([704, qrY, 304, 304]);
  captionAndName(board, qrY + 301);
}

function noted(board: Board): void {
  const { palette: p } = board.context;
  const c = bandColours(board);
  const note = noteFit(board, 1286);
  const last = note === null ? 1278 : note.first - 76;
  const figures = shownFigures(board, 4);
  const thanksLines = board.context.content.thanks ? 2 : 0;
  const footTop = last - 84 - thanksLines * 62;
  const headFoot = 282;
  const want = figures.length > 3 ? 146 : 202;
  // Less than a strip is no picture: the figures take its room.
  const room = footTop - headFoot - figures.length * want;
  const pictureHeight = room < 90 ? 0 : Math.min(260, room);
  const height = (footTop - headFoot - pictureHeight) / Math.max(1, figures.length);
  const bands = stack(headFoot, [...figures.map(() => height), pictureHeight, 1440 - footTop]);
  paintBands(board, bands);
  const pictureBox = bands[figures.length] ?? [0, 0, 0, 0];
  if (pictureHeight > 0) pictureOrRidge(board, pictureBox);
  line(
    board,
    edgeOf(1440, { base: 1044, swing: 176, ...besideLabel(board) }),
    footOf(board, note),
    pictureHeight > 0 ? pictureBox : null,
  );
  noteBand(board, note);
  head(board, { bar: 99, ad: 108, headline: 232, slogan: null, size: 86 });
  figures.forEach((f, i) => {
    const band = bands[i] ?? pictureBox;
    if (height >= 190) figureBand(board, f, band, LEFT, 780, c, 120);
    else
      figureBeside(board, f, band, { x: LEFT, split: 440, right: 866, numeral: 92, label: 32, small: 24 }, c);
  });
  thanks(board, LEFT, footTop + 66, 780, 42, 2);
  board.merchantName(LEFT, last, { ...NAME, colour: p.ink, measure: 520, sizes: [35, 32], maxLines: 1 });
  board.spokenCode(640, last, {
    face: 'sans-bold',
    size: 35,
    colour: p.primary,
    measure: 350,
    ink: true,
  });
}

/** Square: up to three figures, number left and words right; thanks beside the code. */
function square(board: Board): void {
  const c = bandColours(board);
  const note = noteFit(board, 1006);
  const qrY = note === null ? 704 : Math.floor((note.first - 62 - 304) / 16) * 16;
  const figures = shownFigures(board, qrY < 640 ? 2 : 3);
  const headFoot = 224;
  const footTop = qrY - 30;
  const height = (footTop - headFoot) / Math.max(1, figures.length);
  const bands = stack(headFoot, [...figures.map(() => height), 1080 - footTop]);
  paintBands(board, bands);
  // Beside the code the ridge keeps to the margin, right of everything.
  const edge = edgeOf(1080, {
    base: 1062,
    swing: 118,
    down: [footTop - 90, footTop + 20],
    foot: 1042,
    up: [110, 250],
  });
  line(board, edge, footOf(board, note), null);
  noteBand(board, note);
  head(board, { bar: 91, ad: 100, headline: 192, slogan: null, size: 62 });
  figures.forEach((f, i) => {
    const band = bands[i] ?? [0, 0, 0, 0];
    figureBeside(board, f, band, { x: LEFT, split: 500, right: 930, numeral: 108, label: 33, small: 24 }, c);
  });
  board.qr([704, qrY, 304, 304]);
  thanks(board, LEFT, qrY + 40, 560, 38, 3);
  captionAndName(board, qrY + 301);
}

const NAME = { face: 'sans-bold', size: 35, leading: 1.3, ink: true } as const;

function name(board: Board, x: number, baseline: number, measure: number, colour: string): void {
  board.merchantName(x, baseline, { ...NAME, colour, measure, sizes: [35, 32], maxLines: 2 }, 'bottom');
}

/** The line passes left of 广告; 公益广告 is longer, there it passes right of the label. */
function besideLabel(board: Board): { up?: [number, number] } {
  return board.context.contentType === 'public_interest' ? { up: [150, 330] } : {};
}

/** What the code does, on the code's last line, and the merchant's name above it. */
function captionAndName(board: Board, last: number): void {
  const { content, palette: p, person } = board.context;
  const caption = person ? content.qrCaption : '';
  const style = {
    face: 'sans',
    size: SMALL,
    colour: bandColours(board).quiet,
    measure: 540,
    ink: true,
  } as const;
  board.text('qrCaption', caption, LEFT, last, style);
  name(board, LEFT, caption === '' ? last : last - 46, 440, p.ink);
}

function head(
  board: Board,
  at: { bar: number; ad: number; headline: number; slogan: number | null; size: number },
): void {
  const { content, palette: p } = board.context;
  const { quiet } = bandColours(board);
  board.brandBar(LEFT, at.bar, at.size > 70 ? 54 : 46, 640, p.primary);
  board.adLabel(RIGHT, at.ad, SMALL, quiet);
  board.text('headline', content.headline, LEFT, at.headline, {
    face: 'serif-black',
    size: at.size,
    colour: p.ink,
    measure: 800,
    minScale: 0.66,
    display: true,
    ink: true,
  });
  if (at.slogan === null) return;
  board.text('slogan', content.slogan, LEFT, at.slogan, {
    face: 'sans',
    size: 35,
    colour: p.ink,
    measure: 760,
    ink: true,
  });
}

function thanks(
  board: Board,
  x: number,
  baseline: number,
  measure: number,
  size: number,
  lines: number,
): void {
  const { content, palette: p } = board.context;
  board.text('thanks', content.thanks ?? '', x, baseline, {
    face: 'kai',
    size,
    colour: p.ink,
    sizes: [size, size, size * 0.86],
    measure,
    maxLines: lines,
    balance: true,
    leading: 1.5,
    minScale: 0.76,
    ink: true,
  });
}
