/**
 * 招募: a sheet for the notice board. A bar in the primary colour with the title, herringbone under it, four numbered blocks
 * — who, what you get, when and where, how to join — and whom to ask. There is no field for a promise of income.
 */
import { Board, type ComposeContext } from '../compose.ts';
import { codeSlotPx, gridFloor } from '../personal.ts';
import { COMMON_SLOTS, PART_SLOTS, text } from './design.ts';
import type { Family } from './families.ts';
import { bar, blocks, labelled, type Sheet } from './notice-parts.ts';
import { cover, thumb } from './notice-small.ts';
import { captionFor, organiserLines } from './parts.ts';
import { RECRUITMENT } from './sample-contents.ts';

const { slogan, qrCaption, brandBar, adLabel, merchant, qr, spokenCode } = COMMON_SLOTS;

export const noticeFamily: Family = {
  design: {
    id: 'notice',
    version: 1,
    family: 'notice',
    nameZh: '招募',
    nameEn: 'Recruitment',
    forZh: '招募与培训',
    forEn: 'Recruitment and training',
    formats: ['moments', 'square', 'xhs', 'oa-cover', 'link-thumb', 'notice-a3'],
    contentTypes: ['advertisement', 'announcement', 'public_interest'],
    grounds: ['light'],
    sells: false,
    slots: {
      slogan,
      qrCaption,
      brandBar,
      adLabel,
      merchant,
      qr,
      spokenCode,
      headline: text(12, 2, true),
      organisers: { kind: 'organisers', lock: 'contentOnly', required: false, maxChars: 12, maxItems: 2 },
      ...PART_SLOTS.steps,
    },
  },
  compose: composeNotice,
  sample: { content: RECRUITMENT, marks: ['county'], merchant: '牙叉镇对俄村服务站' },
};

function composeNotice(context: ComposeContext): Board {
  const board = new Board(context);
  switch (context.format.id) {
    case 'oa-cover':
      cover(board);
      break;
    case 'link-thumb':
      thumb(board);
      break;
    case 'square':
      square(board);
      break;
    default:
      sheet(board);
  }
  return board;
}

const LEFT = 72;
const RIGHT = 1008;

/** Moments, Xiaohongshu and the notice board. */
function sheet(board: Board): void {
  const { format } = board.context;
  const k = format.widthPx / 1080;
  const page: Sheet = { k, left: LEFT, right: RIGHT };
  const tall = format.id === 'moments';
  const barEnd = bar(
    board,
    page,
    tall ? { mark: 125, title: 284, end: 402 } : { mark: 92, title: 238, end: 334 },
  );
  const bottom = tall ? 1787 : format.id === 'xhs' ? 1286 : 1456;
  const foot = format.qr === 'none' ? spokenFoot(board, page, bottom) : codeFoot(board, page, bottom);
  const { palette: p } = board.context;
  blocks(board, page, {
    left: LEFT,
    right: RIGHT,
    top: barEnd + (tall ? 56 : 40),
    bottom: foot - (tall ? 64 : 36),
    head: tall ? 45 : 38,
    body: 39,
    labels: true,
  });
  board.rect(
    'rule',
    [LEFT * k, Math.round((foot - 4) * k), (RIGHT - LEFT) * k, Math.round(4 * k)],
    p.primary,
  );
}

/** Whom to ask at the left, the code at the right, organisers below; returns the top of the foot. */
function codeFoot(board: Board, page: Sheet, bottom: number): number {
  const { format, palette: p, content } = board.context;
  const { k } = page;
  const organisers = organiserLines(board, LEFT * k, bottom * k, (RIGHT - LEFT) * k, 27 * k, p.muted);
  const low = organisers === null ? bottom : organisers / k - 27 - 30;
  const side = k === 1 ? 304 : Math.max(codeSlotPx(format), gridFloor(218 * k));
  const y = k === 1 ? gridFloor(low - 304) : low - side / k;
  const x = RIGHT - side / k;
  board.qr([Math.round(x * k), Math.round(y * k), side, side]);
  const measure = x - LEFT - 36;
  labelled(board, page, {
    slot: 'steps.contact',
    label: '联系',
    text: content.steps?.contact ?? '',
    y: y + 34,
    size: 45,
    measure,
    maxLines: 2,
  });
  const foot = y + side / k - 3;
  const caption = captionFor(format, content.qrCaption);
  board.text('qrCaption', caption, LEFT * k, foot * k, {
    face: 'sans',
    size: 27 * k,
    colour: p.muted,
    measure: measure * k,
    ink: true,
  });
  if (k === 1) {
    board.merchantName(
      LEFT,
      caption === '' ? foot : foot - 48,
      {
        face: 'sans-bold',
        size: 35,
        sizes: [35, 32],
        colour: p.ink,
        measure,
        maxLines: 2,
        leading: 1.26,
        ink: true,
      },
      'bottom',
    );
  }
  return y - 40;
}

/** Xiaohongshu: whom to ask, the shop that helps and what to say there. */
function spokenFoot(board: Board, page: Sheet, bottom: number): number {
  const { palette: p, content } = board.context;
  const organisers = organiserLines(board, LEFT, bottom, RIGHT - LEFT, 27, p.muted);
  const low = organisers === null ? bottom : organisers - 56;
  board.spokenCode(RIGHT, low, {
    face: 'sans-bold',
    size: 35,
    colour: p.primary,
    measure: 340,
    align: 'right',
    ink: true,
  });
  board.merchantName(LEFT, low, { face: 'sans-bold', size: 35, colour: p.ink, measure: 570, ink: true });
  const y = low - 72;
  labelled(board, page, {
    slot: 'steps.contact',
    label: '联系',
    text: content.steps?.contact ?? '',
    y,
    size: 45,
    measure: RIGHT - LEFT,
    maxLines: 1,
  });
  return y - 34 - 38;
}

/** Square: blocks in the left column, whom to ask and the code in the right one. */
function square(board: Board): void {
  const { palette: p, content } = board.context;
  const page: Sheet = { k: 1, left: LEFT, right: RIGHT };
  const barEnd = bar(board, page, { mark: 88, title: 220, end: 266 });
  const x = 704;
  blocks(board, page, {
    left: LEFT,
    right: x - 52,
    top: barEnd + 46,
    bottom: 1000,
    head: 35,
    body: 35,
    labels: true,
  });
  labelled(board, page, {
    slot: 'steps.contact',
    label: '联系',
    text: content.steps?.contact ?? '',
    y: barEnd + 72,
    size: 35,
    measure: RIGHT - x - 8,
    maxLines: 3,
    x: x + 8,
    below: true,
  });
  board.text('qrCaption', content.qrCaption, x + 8, 676, {
    face: 'sans',
    size: 27,
    colour: p.muted,
    measure: RIGHT - x - 8,
    ink: true,
  });
  board.merchantName(
    x + 8,
    content.qrCaption === '' ? 676 : 628,
    {
      face: 'sans-bold',
      size: 32,
      sizes: [32, 30],
      colour: p.ink,
      measure: RIGHT - x - 8,
      maxLines: 2,
      leading: 1.26,
      ink: true,
    },
    'bottom',
  );
  board.qr([x, 704, 304, 304]);
}
