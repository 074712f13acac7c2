/** 赶集 in the account's cover and in the link preview. */
import { weaveEdge, weaveFrame } from '../art/weave.ts';
import type { Board } from '../compose.ts';
import { billLines, drawRule, setBill, type BillArea, type BillLine } from './bill.ts';
import { dayFigures, dayWords } from '../text/dates.ts';

/** Three columns of a bill; the middle one is the square the share card keeps. */
export function cover(board: Board): void {
  const { content, palette: p } = board.context;
  const area: BillArea = { scale: 1, left: 268, right: 632, top: 0, bottom: 0, ink: p.ink, air: 13 };
  board.vector(
    'ground',
    [0, 0, 900, 383],
    weaveFrame([10, 10, 880, 363], 12, p.ink) +
      weaveEdge([244, 22, 10, 339], p.ink) +
      weaveEdge([646, 22, 10, 339], p.ink),
  );
  board.brandBar(450, 58, 30, 350, p.ink, { align: 'centre' });
  drawRule(board, 'thin', 82, area);
  setBill(
    board,
    [
      { lines: headline(board, 120), after: 'thin' },
      { lines: day(board, 52), after: 'none' },
    ],
    { ...area, top: 98, bottom: 346 },
  );
  const side = (slot: string, text: string, left: number, right: number): void => {
    if (text === '') return;
    const label = board.set('sans', 18, slot === 'time' ? '时间' : '地点');
    board.place('label', label, 'sans', 18, p.muted, (left + right - label.width) / 2, 64);
    setBill(
      board,
      [
        {
          lines: billLines(board, { slot, text, face: 'serif-black', cap: 46, colour: p.ink }, 5.2),
          after: 'none',
        },
      ],
      { ...area, left, right, top: 90, bottom: 310 },
    );
  };
  side('time', content.time, 40, 228);
  side('venue', content.venue, 672, 860);
  board.adLabel(860, 338, 18, p.muted);
}

export function thumb(board: Board): void {
  const { palette: p } = board.context;
  const area: BillArea = { scale: 1, left: 34, right: 266, top: 0, bottom: 0, ink: p.ink, air: 9 };
  board.vector('ground', [0, 0, 300, 300], weaveFrame([8, 8, 284, 284], 12, p.ink));
  board.brandBar(34, 52, 30, 150, p.ink, { words: 'if_they_fit' });
  board.adLabel(266, 59, 18, p.muted);
  drawRule(board, 'thin', 76, area);
  setBill(
    board,
    [
      { lines: headline(board, 110, 4.5), after: 'thin' },
      { lines: day(board, 40, 18), after: 'none' },
    ],
    { ...area, top: 90, bottom: 264 },
  );
}

function headline(board: Board, cap: number, oneLineUpTo = 7.5): BillLine[] {
  const { content, palette: p } = board.context;
  return billLines(
    board,
    { slot: 'headline', text: content.headline, face: 'serif-black', cap, colour: p.ink },
    oneLineUpTo,
  );
}

/** Days in words, in figures where the words would be smaller than `least`. */
function day(board: Board, cap: number, least = 0): BillLine[] {
  const { content, palette: p } = board.context;
  if (content.startsOn === null) return [];
  const words = dayWords(content.startsOn, content.endsOn);
  const small = board.set('sans-bold', least, words).width > 232;
  const text = small ? dayFigures(content.startsOn, content.endsOn) : words;
  return [{ slot: 'date', text, face: 'sans-bold', cap, colour: p.accent }];
}
