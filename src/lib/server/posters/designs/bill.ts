/**
 * A letterpress bill: lines of different sizes, all set to the same measure, rules between them. A line whose type would
 * grow too large stands in the middle with rules filling it out to both sides, as a compositor would. Lengths are in
 * hundredths of 1080: a bill scales with its sheet.
 */
import type { Board } from '../compose.ts';
import { unbreakablePieces, wordEnds } from '../text/breaking.ts';
import type { Face } from '../text/fonts.ts';
import type { Line } from '../text/measure.ts';

export interface BillLine {
  slot: string;
  text: string;
  face: Face;
  /** Largest size; a line that is long enough is smaller and fills the measure. */
  cap: number;
  /** Does not grow beyond its cap when there is room. */
  small?: boolean;
  colour: string;
}

export type BillRow =
  { lines: BillLine[]; after: BillRule } | { height: number; draw: (top: number) => void; after: BillRule };

export type BillRule = 'none' | 'thin' | 'double';

export interface BillArea {
  /** px of the sheet per unit of the bill. */
  scale: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  ink: string;
  /** Air beside a rule and between lines at least. */
  air: number;
}

/** Ink height of Han type, in em: from the top of 国 to a little under the baseline. */
const ASCENT = 0.86;
const DESCENT = 0.08;
const RULES: Record<BillRule, number> = { none: 0, thin: 2, double: 10 };

interface SetLine {
  line: BillLine;
  size: number;
  set: Line;
}

/** Sets the rows between top and bottom as large as they go; what air is left is shared out. */
export function setBill(board: Board, rows: readonly BillRow[], area: BillArea): void {
  const kept = rows.filter((r) => 'draw' in r || r.lines.length > 0);
  for (const row of kept) {
    if ('draw' in row) continue;
    for (const { slot, text, face } of row.lines) {
      const characters = board.fonts.missing(face, text);
      if (characters.length === 0) continue;
      board.issues.push({ code: 'missing_glyphs', slot, characters });
      return;
    }
  }
  const height = area.bottom - area.top;
  const gaps = kept.reduce((n, r, i) => n + (i === kept.length - 1 ? 0 : r.after === 'none' ? 1 : 2), 0);
  const total = (scale: number): number =>
    kept.reduce((sum, row, i) => {
      const rule = i === kept.length - 1 ? 0 : RULES[row.after];
      return sum + rowHeight(board, row, scale, area) + rule;
    }, 0);
  let caps = 1.5;
  while (caps > 0.36 && total(caps) + gaps * area.air > height) caps -= 0.04;
  const left = height - total(caps);
  const air = gaps === 0 ? 0 : Math.min(left / gaps, area.air * 2.6);
  if (left < gaps * area.air - 1) {
    board.issues.push({
      code: 'overflow',
      slot: 'headline',
      byPx: Math.ceil((gaps * area.air - left) * area.scale),
    });
  }
  let y = area.top + Math.max(0, (left - gaps * air) / 2);
  kept.forEach((row, i) => {
    y = drawRow(board, row, y, caps, area);
    if (i === kept.length - 1) return;
    y += air;
    if (row.after === 'none') return;
    drawRule(board, row.after, y, area);
    y += RULES[row.after] + air;
  });
}

/** Two balanced lines of a long text, else one; a typed break is kept. */
export function billLines(board: Board, line: BillLine, oneLineUpTo: number): BillLine[] {
  if (line.text === '') return [];
  const typed = line.text.split('\n');
  if (typed.length > 1) return typed.map((text) => ({ ...line, text }));
  const width = (text: string): number => board.set(line.face, 100, text).width;
  if (width(line.text) <= oneLineUpTo * 100) return [line];
  return bestBreak(board, line.text).map((text) => ({ ...line, text: text.trim() }));
}

/**
 * Both lines fill the measure, so their lengths may differ: what counts is that no word is torn, then that neither is more
 * than twice as long as the other.
 */
function bestBreak(board: Board, text: string): string[] {
  const pieces = unbreakablePieces(text, board.context.keep);
  const words = wordEnds(text);
  let best = [text];
  let least = Infinity;
  let at = 0;
  for (const piece of pieces.slice(0, -1)) {
    at += piece.length;
    const share = at / text.length;
    if ([...text.slice(0, at).trim()].length < 2 || [...text.slice(at).trim()].length < 2) continue;
    // Chinese goes in twos: where the dictionary knows no word, an even place is the better guess.
    const cost = (words.has(at) ? 0 : 0.3) + (at % 2 === 0 ? 0 : 0.1) + (share - 0.46) ** 2 * 4;
    if (cost >= least) continue;
    least = cost;
    best = [text.slice(0, at), text.slice(at)];
  }
  return best;
}

export function drawRule(board: Board, kind: BillRule, y: number, area: BillArea): void {
  const { scale: k } = area;
  const bar = (at: number, thick: number): void =>
    board.rect(
      'rule',
      [
        Math.round(area.left * k),
        Math.round(at * k),
        Math.round((area.right - area.left) * k),
        Math.max(1, Math.round(thick * k)),
      ],
      area.ink,
    );
  if (kind === 'double') {
    bar(y, 5);
    bar(y + 8, 2);
  } else if (kind === 'thin') bar(y, 2);
}

function rowHeight(board: Board, row: BillRow, caps: number, area: BillArea): number {
  if ('draw' in row) return row.height;
  const set = setRow(board, row.lines, caps, area);
  return set.reduce((sum, l, i) => sum + l.size * (ASCENT + DESCENT) + (i > 0 ? l.size * 0.14 : 0), 0);
}

function setRow(board: Board, lines: readonly BillLine[], caps: number, area: BillArea): SetLine[] {
  const measure = area.right - area.left;
  return lines.map((line) => {
    const one = board.set(line.face, 1000, line.text);
    const size = Math.min(
      (measure / (one.inkRight - one.inkLeft)) * 1000,
      line.cap * (line.small ? Math.min(1, caps) : caps),
    );
    return { line, size, set: board.set(line.face, size * area.scale, line.text) };
  });
}

function drawRow(board: Board, row: BillRow, top: number, caps: number, area: BillArea): number {
  if ('draw' in row) {
    row.draw(top);
    return top + row.height;
  }
  const { scale: k } = area;
  let y = top;
  setRow(board, row.lines, caps, area).forEach(({ line, size, set }, i) => {
    if (i > 0) y += size * 0.14;
    const baseline = y + size * ASCENT;
    const ink = (set.inkRight - set.inkLeft) / k;
    const start = (area.left + area.right - ink) / 2;
    board.place(line.slot, set, line.face, size * k, line.colour, start * k - set.inkLeft, baseline * k);
    fillOut(board, line.colour, start, ink, y + size * 0.43, size, area);
    y += size * (ASCENT + DESCENT);
  });
  return y;
}

/** Rules from both edges to the line, each ending in a lozenge. */
function fillOut(
  board: Board,
  colour: string,
  start: number,
  ink: number,
  middle: number,
  size: number,
  area: BillArea,
): void {
  const { scale: k } = area;
  const gap = Math.max(14, size * 0.26);
  const length = start - gap - area.left;
  if (length < 36) return;
  const half = Math.min(9, Math.max(5, size * 0.07));
  const thick = Math.max(2, Math.min(4, size * 0.03));
  const piece = (from: number, to: number, tip: number): string =>
    `M${n(from)} ${n(middle - thick / 2)}H${n(to)}v${n(thick)}H${n(from)}z` +
    `M${n(tip - half)} ${n(middle)}l${n(half)} ${n(-half)} ${n(half)} ${n(half)} ${n(-half)} ${n(half)}z`;
  const leftTip = start - gap - half;
  const rightTip = start + ink + gap + half;
  const d = piece(area.left, leftTip - half - 6, leftTip) + piece(rightTip + half + 6, area.right, rightTip);
  const { widthPx, heightPx } = board.context.format;
  board.vector(
    'ground',
    [0, 0, widthPx, heightPx],
    `<path fill="${colour}" d="${d}"/>`,
    `0 0 ${n(widthPx / k)} ${n(heightPx / k)}`,
  );
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}
