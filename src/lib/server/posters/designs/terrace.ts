/**
 * 山场: where a thing comes from, as a page of a book. The headline runs down the right edge, three short paragraphs hang
 * from a landscape strip, and a small table names height, soil and picking date; a tick stands only where a record does.
 */
import { terrace } from '../art/terrace.ts';
import { mixColours } from '../colour.ts';
import { Board, type ComposeContext, type TextStyle } from '../compose.ts';
import type { Box } from '../formats.ts';
import { COMMON_SLOTS, PART_SLOTS, text } from './design.ts';
import type { Family } from './families.ts';
import { disclosureLines } from './parts.ts';
import { fitProse, placeProse, tryProse, type SetProse } from './prose.ts';
import { STORY } from './sample-stories.ts';
import { fitColumns, verticalText, type ColumnStyle } from './vertical.ts';

const LEFT = 72;
const RIGHT = 1008;
const SMALL = 27;
const BODY = 36.7;
const SEED = 11;

const { slogan, picture, disclosure, qrCaption, brandBar, adLabel, merchant, qr, spokenCode } = COMMON_SLOTS;

export const terraceFamily: Family = {
  design: {
    id: 'terrace',
    version: 1,
    family: 'terrace',
    nameZh: '山场',
    nameEn: 'Hillside',
    forZh: '产地故事',
    forEn: 'Origin stories',
    formats: ['moments', 'square', 'xhs', 'oa-cover', 'link-thumb'],
    contentTypes: ['advertisement'],
    grounds: ['light'],
    sells: true,
    slots: {
      ...{ slogan, picture, disclosure, qrCaption, brandBar, adLabel, merchant, qr, spokenCode },
      headline: text(12, 1, true),
      'product.name': text(10),
      ...PART_SLOTS.story,
    },
  },
  compose: composeTerrace,
  sample: { content: STORY, marks: ['county', 'tea'], merchant: '元门乡阿芬茶铺' },
};

function composeTerrace(context: ComposeContext): Board {
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
  const { content, palette: p } = board.context;
  const note = disclosureLines(board, content.disclosure, LEFT, 1787, RIGHT - LEFT, 24, p.muted, 6);
  const lift = note === null ? 0 : Math.ceil((1787 - note + 52) / 16) * 16;
  const qrY = 1424 - lift;
  const stripHeight = Math.max(208, 280 - lift);
  const stripY = qrY - 32 - stripHeight;
  page(board, { bar: 125, ad: 134, top: 202, bottom: stripY - 52, contours: [0, 208, 1080, stripY - 208] });
  strip(board, [0, stripY, 1080, stripHeight]);
  contourFoot(board, [0, 1800, 1080, 120]);
  const used = facts(board, LEFT, qrY + 8, 560, 60);
  if (used.proven) provenNote(board, LEFT, qrY + 8 + 180 + 42);
  board.qr([704, qrY, 304, 304]);
  caption(board, 712, qrY + 344, 296);
  merchantName(board, LEFT, qrY + 344, 440, 35, 'bottom');
}

/** Xiaohongshu: the same page without a code; what to say in the shop stands beside the table. */
function noted(board: Board): void {
  const { content, palette: p } = board.context;
  const note = disclosureLines(board, content.disclosure, LEFT, 1286, RIGHT - LEFT, 24, p.muted, 6);
  const bottom = note === null ? 1286 : note - 44;
  const tableY = bottom - 218;
  const stripHeight = note === null ? 168 : 112;
  const stripY = tableY - 34 - stripHeight;
  page(board, { bar: 99, ad: 108, top: 168, bottom: stripY - 44, contours: [0, 176, 1080, stripY - 176] });
  strip(board, [0, stripY, 1080, stripHeight]);
  const used = facts(board, LEFT, tableY, 560, 56);
  if (used.proven) provenNote(board, LEFT, bottom - 2);
  merchantName(board, 680, tableY + 40, 328, 35, 'top');
  board.spokenCode(680, bottom - 2, {
    face: 'sans-bold',
    size: 35,
    colour: p.primary,
    measure: 328,
    ink: true,
  });
}

/**
 * Square: the headline as a spine down the whole right edge and the code left of it; a headline of two columns stands above
 * the code. The first paragraphs, as many as have room; beside a long note the table stays away.
 */
function square(board: Board): void {
  const { content, palette: p } = board.context;
  board.brandBar(LEFT, 91, 46, 560, p.primary);
  board.adLabel(RIGHT, 100, SMALL, p.muted);
  const single = headlineStyle(board, 856, [86.4], 1.2);
  const fits = content.headline.length < 10;
  const style = fits
    ? spineOver(board, content.headline, single)
    : headlineStyle(board, 532, [86.4, 76], 1.2);
  const fit = fitColumns(board, 'headline', content.headline, style);
  const edge = RIGHT - (fit?.width ?? 86) - 40;
  const right = fits ? Math.floor((edge - 40) / 16) * 16 : RIGHT;
  const qrX = right - 304;
  const measure = qrX - 40 - LEFT;
  const noteMeasure = fits ? right - LEFT : measure;
  const note = disclosureLines(board, content.disclosure, LEFT, 1004, noteMeasure, 24, p.muted, 8);
  const qrY = note === null || !fits ? 704 : Math.floor((note - 44 - 304) / 16) * 16;
  const stripHeight = qrY < 704 ? 108 : 132;
  const stripY = qrY - 32 - stripHeight;
  const prose = Math.floor(((fits ? right : edge - 44) - LEFT) / 33) * 33;
  ground(board, [0, 132, edge, stripY - 132]);
  if (fit) verticalText(board, 'headline', content.headline, RIGHT, 148, style);
  rule(board, [edge, 148, 1.5, (fits ? 1004 : stripY) - 148]);
  body(board, LEFT, prose, 172, stripY - 46, 33);
  strip(board, [0, stripY, edge, stripHeight]);
  board.qr([qrX, qrY, 304, 304]);
  const last = qrY + 301;
  if (note === null || fits) {
    facts(board, LEFT, qrY + 8, measure, 54);
    caption(board, LEFT, last, measure);
    merchantName(board, LEFT, content.qrCaption === '' ? last : last - 45, measure, 30, 'bottom');
    return;
  }
  caption(board, LEFT, qrY + 32, measure);
  merchantName(board, LEFT, qrY + 80, measure, 30, 'top', 1);
}

/** Cover: headline and mark inside the square the share card keeps; contours left, the landscape right. */
function cover(board: Board): void {
  const { content, palette: p } = board.context;
  const style = headlineStyle(board, 312, [50, 46, 38], 1.14);
  const fit = fitColumns(board, 'headline', content.headline, style);
  ground(board, [0, 104, 668, 279]);
  strip(board, [668, 0, 232, 383]);
  if (fit) verticalText(board, 'headline', content.headline, 632, 38, style);
  const edge = 632 - (fit?.width ?? 50) - 22;
  rule(board, [edge, 38, 1, 308]);
  const measure = edge - 18 - 264;
  board.brandBar(264, 60, 34, measure, p.primary, { words: 'if_they_fit' });
  board.adLabel(40, 66, 18, p.muted, 'left');
  board.text(
    'slogan',
    content.slogan,
    264,
    342,
    {
      face: 'kai',
      size: 24,
      colour: p.ink,
      measure,
      maxLines: 4,
      balance: true,
      leading: 1.6,
      minScale: 0.76,
      ink: true,
    },
    'bottom',
  );
}

function thumb(board: Board): void {
  const { content, palette: p } = board.context;
  const style = headlineStyle(board, 178, [42, 40, 36], 1.12);
  strip(board, [0, 216, 300, 84]);
  verticalText(board, 'headline', content.headline, 278, 22, { ...style, gap: 0.22 });
  markStack(board, 20, 22, 35, p.primary);
  board.adLabel(20, 198, 18, p.muted, 'left');
}

/** Marks under each other, without words: in a thumb a row of three would be too small to know them by. Half a height is clear. */
function markStack(board: Board, x: number, y: number, h: number, colour: string): void {
  const { marks } = board.context;
  marks.forEach(({ drawing }, i) => {
    board.vector(
      'brandBar',
      [x, y + Math.round(i * h * 1.5), Math.round(h * drawing.aspect), h],
      `<path fill="${colour}" fill-rule="evenodd" d="${drawing.path}"/>`,
      drawing.viewBox,
    );
  });
}

/** Bar, spine and prose of the two upright formats. */
function page(
  board: Board,
  at: { bar: number; ad: number; top: number; bottom: number; contours: Box },
): void {
  const { content, palette: p } = board.context;
  ground(board, at.contours);
  board.brandBar(LEFT, at.bar, 54, 700, p.primary);
  board.adLabel(RIGHT, at.ad, SMALL, p.muted);
  const style = headlineStyle(board, at.bottom - at.top, [86.4, 86.4, 76], 1.2);
  const spine = verticalText(board, 'headline', content.headline, RIGHT, at.top, style);
  const edge = (spine?.left ?? 920) - 44;
  // Nineteen characters a line when one column leaves the room; the last line ends with the headline where it can.
  const measure = Math.min(19, Math.floor((edge - 52 - LEFT) / BODY)) * BODY;
  const foot = spine?.columns === 1 && spine.bottom > at.top + 500 ? spine.bottom - 4 : at.bottom;
  const used = body(board, LEFT, measure, at.top + 8, foot, BODY, at.bottom);
  rule(board, [edge, at.top, 1.5, used - at.top + 4]);
}

/**
 * Paragraphs hung from `bottom`, or from `lowest` when they need the room; in the square the last ones stay away when
 * there is none. Returns where they end.
 */
function body(
  board: Board,
  x: number,
  measure: number,
  top: number,
  bottom: number,
  size: number,
  lowest = bottom,
): number {
  const { content, palette: p, format } = board.context;
  const texts = (content.story?.paragraphs ?? []).filter((t) => t !== '');
  if (texts.length === 0) return bottom;
  const base = { face: 'kai' as const, size, measure, gap: 1.2, leadings: [1.85, 1.7, 1.58] };
  const put = (prose: SetProse, at: number): number => {
    placeProse(board, 'story.paragraphs', prose, 'kai', p.ink, x, at);
    return at;
  };
  const natural = tryProse(board, texts, { ...base, height: bottom - top, minScale: 1 });
  if (natural) return put(natural, bottom);
  const room = { ...base, height: lowest - top, minScale: 0.72 };
  if (format.id !== 'square') {
    const prose = fitProse(board, 'story.paragraphs', texts, room);
    return prose ? put(prose, lowest) : lowest;
  }
  for (let take = texts.length; take > 1; take -= 1) {
    const prose = tryProse(board, texts.slice(0, take), { ...room, minScale: 0.84 });
    if (prose) return put(prose, lowest);
  }
  const prose = fitProse(board, 'story.paragraphs', texts.slice(0, 1), room);
  return prose ? put(prose, lowest) : lowest;
}

function headlineStyle(board: Board, height: number, sizes: readonly number[], pitch: number): ColumnStyle {
  const { palette: p } = board.context;
  return { face: 'serif-black', sizes, colour: p.ink, height, pitch, gap: 0.34, minScale: 0.84 };
}

/** A headline of seven to nine characters is spread over the whole height, so that it ends with the page's last line. */
function spineOver(board: Board, text: string, style: ColumnStyle): ColumnStyle {
  const fit = fitColumns(board, 'headline', text, style);
  const count = [...text].length;
  if (!fit || fit.columns.length > 1 || count < 2) return style;
  const pitch = (style.height - fit.size) / (count - 1) / fit.size;
  return pitch > 1.2 && pitch < 1.42 ? { ...style, pitch: pitch - 0.001 } : style;
}

/** Contour lines under the text, an eighth of the primary role. */
function ground(board: Board, box: Box, strength = 0.13): void {
  const { palette: p } = board.context;
  const line = mixColours(p.paper, p.primary, strength);
  const [, , w, h] = box;
  board.vector('ground', box, terrace([0, 0, w, h], line, SEED, 21, 2.2), undefined, [p.paper, line]);
}

/** The hill the page stands on: a few lines at the very foot, away from name and code. */
function contourFoot(board: Board, box: Box): void {
  const { palette: p } = board.context;
  const [, , w, h] = box;
  const line = mixColours(p.paper, p.primary, 0.08);
  board.vector('ground', box, terrace([0, 0, w, h * 2.2], line, SEED + 2, 9, 2));
}

/** The landscape, or without a picture the contours themselves at full strength, with the product's name set large. */
function strip(board: Board, box: Box): void {
  const { palette: p, picture: known, content } = board.context;
  const [x, y, w, h] = box;
  if (known) {
    board.picture('picture', box, known.id);
  } else {
    const line = mixColours(p.primary, p.onPrimary, 0.42);
    board.vector(
      'motif',
      box,
      `<path fill="${p.primary}" d="M0 0h${w}v${h}h${-w}z"/>${terrace([0, 0, w, h * 1.5], line, SEED, Math.max(7, h / 15), 2.2)}`,
      undefined,
      [p.primary],
    );
    const name = content.product?.name ?? '';
    if (name !== '' && w > 500) {
      const size = Math.min(108, h * 0.44);
      const fit = board.fit('product.name', name, {
        face: 'serif-black',
        size,
        colour: p.onPrimary,
        measure: w - 2 * LEFT,
        display: true,
        minScale: 0.6,
      });
      const line0 = fit?.lines[0];
      if (fit && line0) {
        const from = LEFT + line0.inkRight - line0.inkLeft + fit.size * 0.3;
        const to = from + 180;
        // The lines come out of the plain ground after the name.
        board.vector(
          'motif',
          box,
          `<linearGradient id="veil" gradientUnits="userSpaceOnUse" x1="${from}" y1="0" x2="${to}" y2="0"><stop offset="0" stop-color="${p.primary}"/><stop offset="1" stop-color="${p.primary}" stop-opacity="0"/></linearGradient><path fill="url(#veil)" d="M0 0h${to}v${h}h${-to}z"/>`,
          undefined,
          [p.primary],
        );
        board.place(
          'product.name',
          line0,
          'serif-black',
          fit.size,
          p.onPrimary,
          LEFT - line0.inkLeft,
          y + h / 2 + fit.size * 0.36,
        );
      }
    }
  }
  // Thin primary rules close the strip; at a side they stand upright.
  if (w > h) {
    board.rect('motif', [x, y - 2, w, 2], p.primary);
    board.rect('motif', [x, y + h, w, 2], p.primary);
  } else board.rect('motif', [x - 2, y, 2, h], p.primary);
}

function rule(board: Board, box: Box): void {
  const { palette: p } = board.context;
  board.rect('motif', box, mixColours(p.paper, p.primary, 0.45));
}

/** The table of facts between hairlines; a tick on each row that a record proves. */
function facts(board: Board, x: number, top: number, measure: number, pitch: number): { proven: boolean } {
  const { content, palette: p } = board.context;
  const rows = (content.story?.facts ?? []).filter((f) => f.value !== '');
  if (rows.length === 0) return { proven: false };
  const line = mixColours(p.paper, p.primary, 0.34);
  const labels = Math.max(...rows.map((r) => board.set('sans', SMALL, r.label).width));
  const valueX = x + Math.max(labels, SMALL * 3) + 44;
  board.rect('story.facts', [x, top, measure, 1.5], line);
  rows.forEach((row, i) => {
    const base = top + pitch * i + pitch * 0.5 + 12;
    board.text('story.facts', row.label, x, base - 1, {
      face: 'sans',
      size: SMALL,
      colour: p.muted,
      measure: labels + 2,
      minScale: 1,
      ink: true,
    });
    board.text('story.facts', row.value, valueX, base, {
      face: 'kai',
      size: 35,
      colour: p.ink,
      measure: x + measure - valueX - (row.evidence ? 44 : 0),
      minScale: 0.7,
      ink: true,
    });
    if (row.evidence) tick(board, 'story.facts', x + measure - 26, top + pitch * (i + 0.5) - 13);
    board.rect('story.facts', [x, top + pitch * (i + 1), measure, 1.5], line);
  });
  return { proven: rows.some((r) => r.evidence) };
}

function provenNote(board: Board, x: number, baseline: number): void {
  const { palette: p, person } = board.context;
  const words = person?.address ? '有凭证，扫码可查' : '有凭证';
  tick(board, 'evidenceNote', x, baseline - 23);
  board.text('evidenceNote', words, x + 38, baseline, {
    face: 'sans',
    size: SMALL,
    colour: p.muted,
    measure: 400,
    minScale: 1,
    ink: true,
  });
}

/** A drawn tick in a ring: text faces have none. */
function tick(board: Board, slot: string, x: number, y: number): void {
  const { palette: p } = board.context;
  board.vector(
    slot,
    [x, y, 26, 26],
    `<circle cx="13" cy="13" r="11.4" fill="none" stroke="${p.primary}" stroke-width="2"/><path d="M7.6 13.4l3.8 3.8 7-7.6" fill="none" stroke="${p.primary}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/>`,
  );
}

function caption(board: Board, x: number, baseline: number, measure: number): void {
  const { content, palette: p, person } = board.context;
  if (!person) return;
  board.text('qrCaption', content.qrCaption, x, baseline, {
    face: 'sans',
    size: SMALL,
    colour: p.muted,
    measure,
    ink: true,
  });
}

function merchantName(
  board: Board,
  x: number,
  baseline: number,
  measure: number,
  size: number,
  from: 'top' | 'bottom',
  maxLines = 2,
): void {
  const { palette: p } = board.context;
  const style: TextStyle = {
    face: 'sans-bold',
    size,
    sizes: [size, Math.min(size, 32)],
    colour: p.ink,
    measure,
    maxLines,
    leading: 1.3,
    ink: true,
  };
  board.merchantName(x, baseline, style, from);
}
