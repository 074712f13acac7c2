/**
 * 告示: notices of the county — a changed day, a recall, the public interest. Title, one rule, words, signature, day. No
 * goods, no price, no shop, no motif: nothing that could make it an advertisement.
 */
import { Board, type ComposeContext, type TextStyle } from '../compose.ts';
import { parseDay } from '../text/dates.ts';
import { COMMON_SLOTS, PART_SLOTS, text } from './design.ts';
import type { Family } from './families.ts';
import { fitProse, placeProse } from './prose.ts';
import { RESCHEDULED } from './sample-contents.ts';

const { brandBar, adLabel } = COMMON_SLOTS;

export const civicFamily: Family = {
  design: {
    id: 'civic',
    version: 1,
    family: 'civic',
    nameZh: '告示',
    nameEn: 'Public notice',
    forZh: '公告与公益',
    forEn: 'Notices and public interest',
    formats: ['moments', 'square', 'xhs', 'oa-cover', 'link-thumb', 'notice-a3'],
    contentTypes: ['announcement', 'public_interest'],
    grounds: ['light'],
    sells: false,
    slots: {
      brandBar,
      adLabel: { ...adLabel, required: false },
      headline: text(12, 2, true),
      ...PART_SLOTS.notice,
    },
  },
  compose: composeCivic,
  sample: { content: RESCHEDULED, marks: ['county'], merchant: '' },
};

function composeCivic(context: ComposeContext): Board {
  const board = new Board(context);
  switch (context.format.id) {
    case 'moments':
      sheet(board, { mark: 125, title: 400, bottom: 1760 });
      break;
    case 'xhs':
      sheet(board, { mark: 99, title: 300, bottom: 1270 });
      break;
    case 'notice-a3':
      sheet(board, { mark: 118, title: 340, bottom: 1430 });
      break;
    case 'oa-cover':
      cover(board);
      break;
    case 'link-thumb':
      thumb(board);
      break;
    default:
      sheet(board, { mark: 91, title: 212, bottom: 1006 });
  }
  return board;
}

const LEFT = 72;
const RIGHT = 1008;
const BODY = 37;

function sheet(board: Board, at: { mark: number; title: number; bottom: number }): void {
  const { content, palette: p, format } = board.context;
  const k = format.widthPx / 1080;
  const measure = (RIGHT - LEFT) * k;
  board.brandBar(LEFT * k, at.mark * k, 50 * k, 700 * k, p.ink);
  board.adLabel(RIGHT * k, (at.mark + 9) * k, 27 * k, p.muted);
  const style: TextStyle = {
    ...TITLE,
    size: 65 * k,
    sizes: [65 * k, 65 * k],
    colour: p.ink,
    measure,
    maxLines: 2,
  };
  const title = board.fit('headline', content.headline, style);
  const grown = title ? ((title.lines.length - 1) * title.size * TITLE.leading) / k : 0;
  const { notice } = content;
  const low = format.heightPx === format.widthPx;
  const above = low ? 84 : 112;
  const signed = above + BODY * 1.62;
  const body = at.title + grown + 110;
  const prose =
    notice &&
    fitProse(
      board,
      'notice.body',
      notice.body.filter((t) => t !== ''),
      {
        face: 'sans',
        size: BODY * k,
        measure,
        height: (at.bottom - signed - body) * k,
        leadings: [1.72, 1.6, 1.5, 1.42],
        gap: low ? 0.5 : 0.72,
      },
    );
  // A short notice hangs a little lower: its white is shared out above and below.
  const left = prose ? at.bottom - signed - body - prose.height / k : 0;
  const down = Math.min(220, left * 0.28);
  if (title) board.lines('headline', title.lines, title.size, LEFT * k, (at.title + down) * k, style);
  const rule = Math.round((at.title + grown + down + 48) * k);
  board.rect('rule', [LEFT * k, rule, measure, Math.max(2, Math.round(3 * k))], p.ink);
  if (!notice || !prose) return;
  const end = (body + down) * k + prose.height;
  placeProse(board, 'notice.body', prose, 'sans', p.ink, LEFT * k, end);
  const sign: TextStyle = { ...SIGN, size: BODY * k, colour: p.ink, measure, align: 'right' };
  board.text('notice.signatory', notice.signatory, RIGHT * k, end + above * k, {
    ...sign,
    face: 'sans-bold',
  });
  board.text('notice.signedOn', longDay(notice.signedOn), RIGHT * k, end + signed * k, sign);
}

/** Cover: title, rule and signature inside the square that the share card keeps. */
function cover(board: Board): void {
  const { content, palette: p } = board.context;
  const x = 264;
  board.brandBar(x, 60, 30, 370, p.ink);
  board.adLabel(876, 68, 18, p.muted);
  const title = board.text(
    'headline',
    content.headline,
    x,
    222,
    { ...TITLE, size: 56, sizes: [56, 54], colour: p.ink, measure: 372, maxLines: 2 },
    'bottom',
  );
  board.rect('rule', [x, Math.round((title?.last ?? 222) + 26), 372, 2], p.ink);
  signature(board, x, 296, 21, 372);
}

function thumb(board: Board): void {
  const { content, palette: p } = board.context;
  board.brandBar(24, 42, 30, 150, p.ink, { words: 'if_they_fit' });
  board.adLabel(276, 49, 18, p.muted);
  board.text(
    'headline',
    content.headline,
    24,
    206,
    { ...TITLE, size: 54, sizes: [54, 48, 42], colour: p.ink, measure: 252, maxLines: 3 },
    'bottom',
  );
  board.rect('rule', [24, 228, 252, 2], p.ink);
  const signedOn = content.notice?.signedOn;
  if (signedOn)
    board.text('notice.signedOn', longDay(signedOn), 24, 266, {
      ...SIGN,
      size: 21,
      colour: p.ink,
      measure: 252,
    });
}

function signature(board: Board, x: number, baseline: number, size: number, measure: number): void {
  const { content, palette: p } = board.context;
  if (!content.notice) return;
  const style: TextStyle = { ...SIGN, size, colour: p.ink, measure, minScale: 0.86 };
  board.text('notice.signatory', content.notice.signatory, x, baseline, style);
  board.text('notice.signedOn', longDay(content.notice.signedOn), x, baseline + size * 1.6, {
    ...style,
    colour: p.muted,
  });
}

const TITLE = {
  face: 'serif-black',
  balance: true,
  display: true,
  leading: 1.24,
  ink: true,
} as const;

const SIGN = { face: 'sans', ink: true } as const;

/** 2027 年 1 月 13 日 */
function longDay(day: string): string {
  const d = parseDay(day);
  return `${d.year} 年 ${d.month} 月 ${d.day} 日`;
}
