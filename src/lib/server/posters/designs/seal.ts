/**
 * 印信: a statement and nothing else. The county's mark at the optical middle, one sentence, a small red seal; industry and
 * product marks in a line at the foot. No code and no merchant: a statement sells nothing.
 */
import { brocadeLattice } from '../art/brocade.ts';
import { seal } from '../art/seal.ts';
import { mixColours } from '../colour.ts';
import { Board, type ComposeContext } from '../compose.ts';
import type { Box } from '../formats.ts';
import { surfaceOf, type PlacedMark } from '../kit.ts';
import type { Line } from '../text/measure.ts';
import { COMMON_SLOTS, PART_SLOTS, text } from './design.ts';
import type { Family } from './families.ts';
import { disclosureLines } from './parts.ts';
import { STATEMENT } from './sample-stories.ts';

const SEED = 3;
const { disclosure, brandBar, adLabel } = COMMON_SLOTS;

export const sealFamily: Family = {
  design: {
    id: 'seal',
    version: 1,
    family: 'seal',
    nameZh: '印信',
    nameEn: 'Seal',
    forZh: '品牌主张',
    forEn: 'Brand statements',
    formats: ['moments', 'square', 'xhs', 'oa-cover', 'link-thumb'],
    contentTypes: ['advertisement', 'public_interest'],
    grounds: ['dark', 'light'],
    sells: false,
    slots: { disclosure, brandBar, adLabel, headline: text(18, 2, true), ...PART_SLOTS.seal },
  },
  compose: composeSeal,
  sample: { content: STATEMENT, marks: ['county', 'tea', 'orange'], merchant: '' },
};

/** Everything hangs on one axis; the measures of a format are these few numbers. */
interface Grid {
  /** Top and height of the county's mark, baseline and size of its name. */
  mark: readonly [top: number, height: number];
  name: readonly [baseline: number, size: number];
  /** First baseline of the sentence when it has one line, its size and measure. */
  sentence: readonly [baseline: number, size: number, measure: number];
  seal: Box;
  /** Centre and height of the marks at the foot; none where they would be too small. */
  foot: readonly [centre: number, height: number] | null;
  edges: readonly [left: number, right: number];
  ad: readonly [x: number, baseline: number, size: number, align: 'left' | 'right'];
  /** Last baseline of a note. */
  note: number | null;
  cell: number;
}

const GRIDS: Readonly<Record<string, Grid>> = {
  moments: {
    mark: [520, 300],
    name: [948, 97],
    sentence: [1186, 64.8, 800],
    seal: [858, 1380, 150, 150],
    foot: [1700, 64],
    edges: [72, 1008],
    ad: [1008, 134, 27, 'right'],
    note: 1588,
    cell: 6,
  },
  square: {
    mark: [140, 214],
    name: [458, 76],
    sentence: [594, 60, 800],
    seal: [886, 748, 122, 122],
    foot: [974, 56],
    edges: [72, 1008],
    ad: [1008, 100, 27, 'right'],
    note: 868,
    cell: 6,
  },
  xhs: {
    mark: [312, 262],
    name: [688, 88],
    sentence: [878, 64.8, 800],
    seal: [870, 1010, 138, 138],
    foot: [1248, 60],
    edges: [72, 1008],
    ad: [1008, 108, 27, 'right'],
    note: 1160,
    cell: 6,
  },
  'oa-cover': {
    mark: [52, 104],
    name: [206, 36],
    sentence: [274, 27, 356],
    seal: [796, 276, 66, 66],
    foot: null,
    edges: [264, 636],
    ad: [40, 66, 18, 'left'],
    note: null,
    cell: 4,
  },
  'link-thumb': {
    mark: [38, 82],
    name: [164, 32],
    sentence: [206, 20, 256],
    seal: [240, 244, 40, 40],
    foot: null,
    edges: [20, 280],
    ad: [20, 280, 18, 'left'],
    note: null,
    cell: 3,
  },
};

function composeSeal(context: ComposeContext): Board {
  const board = new Board(context);
  const grid = GRIDS[context.format.id] ?? GRIDS['moments'];
  if (!grid) return board;
  const { palette: p, format, content, ground } = context;
  const s = surfaceOf(p, ground);
  const axis = format.widthPx / 2;
  blindBrocade(board, grid);
  // It may stand on a thread of the lattice, a little darker than the ground.
  const quiet = mixColours(s.muted, s.ink, 0.3);
  board.adLabel(grid.ad[0], grid.ad[1], grid.ad[2], quiet, grid.ad[3]);
  const [county, ...others] = context.marks;
  if (county) countyMark(board, county, axis, grid);
  sentence(board, axis, grid);
  sealOf(board, grid, county);
  if (grid.foot) footMarks(board, others, grid.foot, grid.edges);
  if (grid.note !== null) {
    const measure = grid.seal[0] - 48 - grid.edges[0];
    disclosureLines(board, content.disclosure, grid.edges[0], grid.note, measure, 24, quiet, 6);
  }
  return board;
}

/** The lattice as if embossed, a twentieth of its partner; a veil of the ground clears it behind mark and sentence. */
function blindBrocade(board: Board, grid: Grid): void {
  const { palette: p, format, ground, brocade } = board.context;
  if (!brocade) return;
  const s = surfaceOf(p, ground);
  const [w, h] = [format.widthPx, format.heightPx];
  const thread = mixColours(s.ground, ground === 'dark' ? p.onPrimary : p.primary, 0.06);
  const cy = (grid.mark[0] + grid.sentence[0]) / 2;
  const [rx, ry] = [
    Math.min(w * 0.62, (grid.sentence[0] - grid.mark[0]) * 0.9),
    (grid.sentence[0] - grid.mark[0]) * 0.92,
  ];
  const veil = `<radialGradient id="clear" gradientUnits="userSpaceOnUse" cx="0" cy="0" r="1" gradientTransform="translate(${w / 2} ${cy}) scale(${rx} ${ry})"><stop offset="0" stop-color="${s.ground}"/><stop offset="0.5" stop-color="${s.ground}" stop-opacity="0.94"/><stop offset="1" stop-color="${s.ground}" stop-opacity="0"/></radialGradient><path fill="url(#clear)" d="M0 0h${w}v${h}h${-w}z"/>`;
  board.vector('ground', [0, 0, w, h], brocadeLattice([0, 0, w, h], thread, grid.cell) + veil, undefined, [
    s.ground,
    thread,
  ]);
}

/** Mark and name on the axis. */
function countyMark(board: Board, mark: PlacedMark, axis: number, grid: Grid): void {
  const { palette: p, ground } = board.context;
  const s = surfaceOf(p, ground);
  const colour = ground === 'dark' ? p.onPrimary : p.primary;
  const [top, height] = grid.mark;
  const width = Math.round(height * mark.drawing.aspect);
  board.vector(
    'brandBar',
    [Math.round(axis - width / 2), top, width, height],
    `<path fill="${colour}" fill-rule="evenodd" d="${mark.drawing.path}"/>`,
    mark.drawing.viewBox,
  );
  const [baseline, size] = grid.name;
  const measure = grid.edges[1] - grid.edges[0];
  const fit = board.fit('brandBar', mark.wordmark, {
    face: 'serif-black',
    size,
    colour: s.ink,
    measure,
    display: true,
    minScale: 0.5,
  });
  if (fit) centred(board, 'brandBar', fit.lines, fit.size, axis, baseline, s.ink, 1);
}

/** The sentence in one or two lines, wide apart; the mark at a line's end hangs outside the axis. */
function sentence(board: Board, axis: number, grid: Grid): void {
  const { palette: p, ground, content } = board.context;
  const s = surfaceOf(p, ground);
  const [baseline, size, measure] = grid.sentence;
  const parts = /^(.{2,9}[，、；：])(.{2,10})$/u.exec(content.headline);
  const text = parts && !content.headline.includes('\n') ? `${parts[1]}\n${parts[2]}` : content.headline;
  const fit = board.fit('headline', text, {
    face: 'serif-black',
    size,
    colour: s.ink,
    measure,
    maxLines: 2,
    balance: true,
    display: true,
    minScale: 0.7,
  });
  if (!fit) return;
  const leading = 1.7;
  // Two lines stand where one would, a little higher and lower.
  const first = fit.lines.length > 1 ? baseline - fit.size * leading * 0.18 : baseline;
  centred(board, 'headline', fit.lines, fit.size, axis, first, s.ink, leading);
}

/** Lines centred by their characters: a closing mark at the end does not count. */
function centred(
  board: Board,
  slot: string,
  lines: readonly Line[],
  size: number,
  axis: number,
  baseline: number,
  colour: string,
  leading: number,
): void {
  const bodyWidth = (line: Line): number => {
    const bare = line.text.replace(/[，。、；：！？,.!?]+$/u, '');
    const set = board.set('serif-black', size, bare);
    return set.inkLeft + set.inkRight;
  };
  // Lines of equal length share their left edge instead of being centred one by one.
  const widths = lines.map(bodyWidth);
  lines.forEach((line, i) => {
    board.place(
      slot,
      line,
      'serif-black',
      size,
      colour,
      axis - (widths[i] ?? 0) / 2,
      baseline + i * size * leading,
    );
  });
}

function sealOf(board: Board, grid: Grid, county: PlacedMark | undefined): void {
  const { palette: p, ground, content, fonts } = board.context;
  const own = content.sealText ?? '';
  const words = own !== '' ? own : county && [...county.wordmark].length <= 4 ? county.wordmark : '';
  if (words === '') return;
  const missing = fonts.missing('serif-black', words);
  if (missing.length > 0) {
    board.issues.push({ code: 'missing_glyphs', slot: 'sealText', characters: missing });
    return;
  }
  const [, , w, h] = grid.seal;
  const light = ground === 'dark' ? p.onPrimary : p.paper;
  board.vector('sealText', grid.seal, seal([0, 0, w, h], p.seal, SEED, words, fonts, { light }));
}

interface FootMark {
  mark: PlacedMark;
  width: number;
  height: number;
}

/** Marks and words in a line, the air between them equal; one alone stands on the axis. */
function footMarks(
  board: Board,
  marks: readonly PlacedMark[],
  [centre, height]: readonly [number, number],
  [left, right]: readonly [number, number],
): void {
  if (marks.length === 0) return;
  const { palette: p, ground } = board.context;
  const colour = ground === 'dark' ? p.onPrimary : p.primary;
  for (const scale of [1, 0.92, 0.84, 0.76]) {
    const size = height * 0.44 * scale;
    const set = marks.map((mark): FootMark => {
      const h = height * scale * mark.ratio;
      const word = board.set('serif-bold', size, mark.wordmark).width;
      return { mark, width: h * mark.drawing.aspect + h * 0.28 + word, height: h };
    });
    const sum = set.reduce((total, m) => total + m.width, 0);
    const free = right - left - sum;
    const gap = set.length > 1 ? free / (set.length - 1) : 0;
    // Half a mark's height stays clear on every side.
    const clear = height * scale;
    if ((set.length > 1 ? gap : free) < clear && scale !== 0.76) continue;
    if (free < 0) board.issues.push({ code: 'overflow', slot: 'brandBar', byPx: Math.ceil(-free) });
    // Two marks would fly apart to the edges: they stand at the thirds.
    let x = set.length === 1 ? left + free / 2 : set.length === 2 ? left + free / 3 : left;
    const step = set.length === 2 ? free / 3 : gap;
    for (const m of set) {
      const w = Math.round(m.height * m.mark.drawing.aspect);
      board.vector(
        'brandBar',
        [Math.round(x), Math.round(centre - m.height / 2), w, Math.round(m.height)],
        `<path fill="${colour}" fill-rule="evenodd" d="${m.mark.drawing.path}"/>`,
        m.mark.drawing.viewBox,
      );
      const line = board.set('serif-bold', size, m.mark.wordmark);
      board.place(
        'brandBar',
        line,
        'serif-bold',
        size,
        colour,
        x + m.height * (m.mark.drawing.aspect + 0.28),
        centre + size * 0.36,
      );
      x += m.width + step;
    }
    return;
  }
}
