/**
 * 锦带: a woven band of stepped lozenges. Inspired by the geometry of Li brocade, copying no recorded piece. Cells are
 * squares, so the weave stays sharp at every size.
 */
import type { Box } from '../formats.ts';
import { n } from './random.ts';

export interface BandColours {
  ground: string;
  thread: string;
  light: string;
}

const ROWS = 11;
const REPEAT = 27;

type Cell = 'ground' | 'thread' | 'light';

/** Cell of the weave: `u` from the repeat's centre, `v` from the middle row. */
function cell(u: number, v: number): Cell {
  if (Math.abs(v) === 5) return 'thread';
  if (Math.abs(v) === 4) return 'ground';
  const q = Math.abs(u) / 2 + Math.abs(v);
  if (q <= 1) return 'light';
  if ((q >= 2.5 && q <= 3.5) || (q >= 5.5 && q <= 6.5)) return 'thread';
  if ((Math.abs(v) === 3 && Math.abs(u) >= 11) || (Math.abs(v) === 2 && Math.abs(u) >= 13)) return 'light';
  return 'ground';
}

/** Height of the band for a cell of `cellPx`. */
export function bandThickness(cellPx: number): number {
  return ROWS * cellPx;
}

/** The band along a length, whole repeats centred on it; vertical bands are the same weave turned. */
export function brocadeBand(
  lengthPx: number,
  cellPx: number,
  colours: BandColours,
  vertical = false,
): string {
  const columns = Math.ceil(lengthPx / cellPx);
  const origin = Math.floor(columns / 2);
  const thick = bandThickness(cellPx);
  const runs: Record<'thread' | 'light', string[]> = { thread: [], light: [] };
  for (let row = 0; row < ROWS; row += 1) {
    let from = 0;
    let kind: Cell = 'ground';
    for (let col = 0; col <= columns; col += 1) {
      const u = ((((col - origin + 13) % REPEAT) + REPEAT) % REPEAT) - 13;
      const next: Cell = col === columns ? 'ground' : cell(u, row - 5);
      if (next === kind) continue;
      if (kind !== 'ground')
        runs[kind].push(rect(from * cellPx, row * cellPx, (col - from) * cellPx, cellPx, vertical));
      from = col;
      kind = next;
    }
  }
  const [w, h] = vertical ? [thick, lengthPx] : [lengthPx, thick];
  return (
    `<path fill="${colours.ground}" d="M0 0h${n(w)}v${n(h)}h-${n(w)}z"/>` +
    `<path fill="${colours.thread}" shape-rendering="crispEdges" d="${runs.thread.join('')}"/>` +
    `<path fill="${colours.light}" shape-rendering="crispEdges" d="${runs.light.join('')}"/>`
  );
}

function rect(x: number, y: number, w: number, h: number, turned: boolean): string {
  return turned ? `M${n(y)} ${n(x)}h${n(h)}v${n(w)}h-${n(h)}z` : `M${n(x)} ${n(y)}h${n(w)}v${n(h)}h-${n(w)}z`;
}

/**
 * The lattice at full strength, for a picture area without a picture: nested stepped lozenges on a mirrored period of 36
 * cells, centred in the box.
 */
export function brocadeField(
  widthPx: number,
  heightPx: number,
  cellPx: number,
  colours: { ground: string; line: string; accent: string },
): string {
  const cols = Math.ceil(widthPx / cellPx);
  const rows = Math.ceil(heightPx / cellPx);
  const lines: string[] = [];
  const accents: string[] = [];
  const fold = (i: number, total: number): number => {
    const d = Math.abs(((((i - Math.floor(total / 2)) % 36) + 54) % 36) - 18);
    return 18 - d;
  };
  for (let r = 0; r < rows; r += 1) {
    const v = fold(r, rows);
    let from = 0;
    let kind = '';
    for (let c = 0; c <= cols; c += 1) {
      const s = fold(c, cols) + v;
      const next =
        c === cols
          ? ''
          : s <= 2 || s >= 34
            ? 'accent'
            : s === 10 || s === 11 || s === 17 || s === 18 || s === 24 || s === 25
              ? 'line'
              : '';
      if (next === kind) continue;
      if (kind !== '') {
        const w = (c - from) * cellPx;
        (kind === 'line' ? lines : accents).push(
          `M${n(from * cellPx)} ${n(r * cellPx)}h${n(w)}v${n(cellPx)}h-${n(w)}z`,
        );
      }
      from = c;
      kind = next;
    }
  }
  return (
    `<path fill="${colours.ground}" d="M0 0h${n(widthPx)}v${n(heightPx)}h-${n(widthPx)}z"/>` +
    `<path fill="${colours.line}" shape-rendering="crispEdges" d="${lines.join('')}"/>` +
    `<path fill="${colours.accent}" shape-rendering="crispEdges" d="${accents.join('')}"/>`
  );
}

/**
 * The lattice alone in one role, for blind embossing and as a motif: nested stepped lozenges on a mirrored period of 36
 * cells, centred on the box. With `s` the sum of the folded coordinates, s ≤ 2, 10–11, 17–18, 24–25 and ≥ 32 are drawn.
 */
export function brocadeLattice(box: Box, colour: string, cellPx: number): string {
  const [left, top, width, height] = box;
  const cx = left + width / 2;
  const cy = top + height / 2;
  const cols = Math.ceil(width / cellPx / 2);
  const rows = Math.ceil(height / cellPx / 2);
  const fold = (i: number): number => 18 - Math.abs((((i % 36) + 54) % 36) - 18);
  const drawn = (s: number): boolean =>
    s <= 2 || s === 10 || s === 11 || s === 17 || s === 18 || s === 24 || s === 25 || s >= 32;
  const parts: string[] = [];
  for (let r = -rows; r <= rows; r += 1) {
    const y = Math.max(top, cy + (r - 0.5) * cellPx);
    const bottom = Math.min(top + height, cy + (r + 0.5) * cellPx);
    if (bottom <= y) continue;
    let from: number | null = null;
    for (let c = -cols; c <= cols + 1; c += 1) {
      const on = c <= cols && drawn(fold(c) + fold(r));
      if (on && from === null) from = c;
      if (on || from === null) continue;
      const x = Math.max(left, cx + (from - 0.5) * cellPx);
      const right = Math.min(left + width, cx + (c - 0.5) * cellPx);
      if (right > x) parts.push(`M${n(x)} ${n(y)}h${n(right - x)}v${n(bottom - y)}h${n(x - right)}z`);
      from = null;
    }
  }
  return `<path fill="${colour}" shape-rendering="crispEdges" d="${parts.join('')}"/>`;
}
