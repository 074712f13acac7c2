/** 开播 in wide and small pictures: the hour stays the largest thing. */
import type { Board } from '../compose.ts';
import { accountBlock, hourLine, recordName, PLATFORMS, stage, surface, type Live } from './on-air-parts.ts';
import { dateRange, weekday } from '../text/dates.ts';

/** 1080×608: words at the left, disc at the right, goods as one line when they fit. */
export function wide(board: Board, live: Live): void {
  const { content } = board.context;
  const s = surface(board);
  const left = 56;
  const measure = 560;
  const disc = { x: 930, y: 316, r: 236 };
  stage(board, disc, 2.6);
  recordName(board, disc, 64);
  board.brandBar(left, 74, 38, measure, s.ink);
  board.adLabel(1024, 62, 20, s.muted);
  board.text('headline', content.headline, left, 168, {
    face: 'sans-bold',
    size: 40,
    colour: s.ink,
    measure,
    display: true,
    ink: true,
  });
  hourLine(board, live, left, 370, 122, 28);
  accountBlock(board, live, left, 478, { size: 40, label: 20, measure });
  const foot = 552;
  const note = content.disclosure.filter((t) => t !== '').join('；');
  const line = board.set('sans', 18, `直播间运营者 ${live.operator}`);
  board.text('live.operator', line.text, left, note === '' ? foot : foot - 30, {
    face: 'sans',
    size: 20,
    colour: s.muted,
    measure,
    minScale: 0.9,
    ink: true,
  });
  board.text('disclosure', note, left, foot, {
    face: 'sans',
    size: 18,
    colour: s.muted,
    measure: 660,
    minScale: 1,
    ink: true,
  });
}

/** Official account cover: everything that must survive the square crop between x 258 and 641; the disc beside it. */
export function cover(board: Board, live: Live): void {
  const { content } = board.context;
  const s = surface(board);
  const x = 264;
  const measure = 372;
  const disc = { x: 800, y: 196, r: 148 };
  stage(board, disc, 5.6);
  recordName(board, disc, 40);
  board.brandBar(x, 62, 30, measure, s.ink);
  board.adLabel(40, 68, 18, s.muted, 'left');
  board.text('headline', content.headline, x, 132, {
    face: 'sans-bold',
    size: 30,
    colour: s.ink,
    measure,
    display: true,
    ink: true,
  });
  hourLine(board, live, x, 258, 77, 20);
  const account = `${PLATFORMS[live.platform]} ${live.account}`;
  board.text('live.account', account, x, 318, {
    face: 'sans-bold',
    size: 22,
    colour: s.ink,
    measure,
    minScale: 0.82,
    ink: true,
  });
  board.text('live.operator', `直播间运营者 ${live.operator}`, x, 352, {
    face: 'sans',
    size: 18,
    colour: s.muted,
    measure: 480,
    minScale: 1,
    ink: true,
  });
}

/** Link preview: the weekday, the hour, the mark. */
export function thumb(board: Board, live: Live): void {
  const s = surface(board);
  const left = 24;
  stage(board, { x: 262, y: 96, r: 92 }, 3.4);
  board.brandBar(left, 38, 28, 130, s.ink, { words: 'if_they_fit' });
  board.text('date', `${dateRange(live.startsOn, null)} ${weekday(live.startsOn)}`, left, 198, {
    face: 'sans-bold',
    size: 24,
    colour: s.ink,
    measure: 252,
    ink: true,
  });
  const hour = board.set('sans-bold', 72, live.startTime);
  board.place('live.hour', hour, 'sans-bold', 72, s.accent, left - hour.inkLeft, 268);
  board.adLabel(276, 268, 18, s.muted);
}
