/** Motifs of the families: one role each, parameters in code. */
import { n } from './random.ts';

/** Shares of the circle of nine unequal segments, and where the first begins. */
export const SLICE_SHARES = [0.105, 0.118, 0.098, 0.112, 0.121, 0.101, 0.116, 0.109, 0.12] as const;
export const SLICE_TURN = -2.62;

/** 橙片: a radial slice around (x, y), eleven unequal segments with parallel gaps and round corners. One path. */
export function slicePath(x: number, y: number, radius: number): string {
  const k = radius / 560;
  const rim = 20 * k;
  const pith = 46 * k;
  const gap = 36 * k;
  const outer = radius - rim - pith;
  const shares = SLICE_SHARES;
  let from = SLICE_TURN;
  const parts = [ring(x, y, radius, radius - rim)];
  for (const share of shares) {
    const to = from + share * Math.PI * 2;
    parts.push(roundWedge(x, y, outer, 66 * k, from, to, gap, 30 * k));
    from = to;
  }
  return parts.join('');
}

function ring(x: number, y: number, outer: number, inner: number): string {
  const c = (r: number, sweep: 0 | 1): string =>
    `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 ${sweep} ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 ${sweep} ${n(-2 * r)} 0Z`;
  return c(outer, 1) + c(inner, 0);
}

/** A wedge with rounded corners, its sides parallel to the neighbours'. */
function roundWedge(
  x: number,
  y: number,
  outer: number,
  inner: number,
  from: number,
  to: number,
  gap: number,
  corner: number,
): string {
  const d = (r: number): number => Math.asin(Math.min(0.98, gap / 2 / r));
  const p = (r: number, a: number): [number, number] => [x + r * Math.cos(a), y + r * Math.sin(a)];
  const half = (to - from) / 2;
  const heart = Math.max(inner, gap / 2 / Math.sin(half) + 6);
  const turn = corner / outer;
  const A = p(outer - corner, from + d(outer - corner));
  const B = p(outer, from + d(outer));
  const B2 = p(outer, from + d(outer) + turn);
  const C2 = p(outer, to - d(outer) - turn);
  const C = p(outer, to - d(outer));
  const D = p(outer - corner, to - d(outer - corner));
  const E = p(heart + corner * 0.5, to - d(heart + corner * 0.5));
  const F = p(heart, (from + to) / 2);
  const G = p(heart + corner * 0.5, from + d(heart + corner * 0.5));
  const s = ([a, b]: [number, number]): string => `${n(a)} ${n(b)}`;
  return `M${s(G)}L${s(A)}Q${s(B)} ${s(B2)}A${n(outer)} ${n(outer)} 0 0 1 ${s(C2)}Q${s(C)} ${s(D)}L${s(E)}Q${s(F)} ${s(G)}Z`;
}

/** 叶: one leaf of two arcs, lying to the right, with its midrib cut out; `w` wide. A bullet or, large, a ground. */
export function leafPath(x: number, y: number, w: number): string {
  const h = w * 0.62;
  const at = (px: number, py: number): string => `${n(x + px * w)} ${n(y + py * h)}`;
  return `M${at(0, 1)}C${at(0, 0.32)} ${at(0.42, 0)} ${at(1, 0)}C${at(1, 0.66)} ${at(0.62, 1.02)} ${at(0.2, 0.96)}L${at(0.62, 0.4)}L${at(0.12, 0.9)}Z`;
}

/** A bud with two leaves, upright, standing on (x, y); `h` high. Four arcs and a bud. */
export function budPath(x: number, y: number, h: number): string {
  const at = (px: number, py: number): string => `${n(x + px * h)} ${n(y - py * h)}`;
  const bud = `M${at(0, 0.4)}C${at(-0.13, 0.6)} ${at(-0.11, 0.84)} ${at(0, 1)}C${at(0.11, 0.84)} ${at(0.13, 0.6)} ${at(0, 0.4)}Z`;
  const leaf = (s: 1 | -1): string =>
    `M${at(0.012 * s, 0)}C${at(0.02 * s, 0.26)} ${at(0.2 * s, 0.56)} ${at(0.56 * s, 0.6)}C${at(0.58 * s, 0.3)} ${at(0.36 * s, 0.02)} ${at(0.012 * s, 0)}Z`;
  return bud + leaf(1) + leaf(-1);
}
