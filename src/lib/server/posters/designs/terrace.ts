/**
 * 山场: where a thing comes from, as a page of a book. The headline runs down the right edge, three short paragraphs hang
 * from a landscape strip, and a small table names height, soil and picking date; a tick stands only where a record does.
 */
import { Board, type ComposeContext } from '../compose.ts';
import type { Box } from '../formats.ts';
import { COMMON_SLOTS, PART_SLOTS, text } from './design.ts';
import type { Family } from './families.ts';
import { disclosureLines } from './parts.ts';
import { STORY } from './sample-stories.ts';
import { smallBar } from './small-bar.ts';
import {
  body,
  caption,
  contourFoot,
  facts,
  ground,
  headlineStyle,
  LEFT,
  markStack,
  merchantName,
  provenNote,
  RIGHT,
  rule,
  SMALL,
  spineOver,
  strip,
} from './terrace-parts.ts';
import { fitColumns, verticalText } from './vertical.ts';

const BODY = 36.7;

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
    palette: { paper: '#f3ecda', ink: '#26261f', muted: '#6b6a58' },
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
  smallBar(board, 264, 60, 36, measure, p.primary);
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
