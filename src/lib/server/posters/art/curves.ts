/** Smooth lines through points, for everything that is drawn as a stroke. */
import type { Box } from '../formats.ts';
import { n } from './random.ts';

export type Point = readonly [x: number, y: number];

/**
 * Catmull-Rom through the points as cubic Béziers. `closed` joins the ends smoothly; `trimmed` leaves the first and last
 * piece out: their points only give direction.
 */
export function smoothPath(points: readonly Point[], ends: 'open' | 'closed' | 'trimmed' = 'open'): string {
  const count = points.length;
  const from = ends === 'trimmed' ? 1 : 0;
  const first = points[from];
  if (!first || count < 2) return '';
  const closed = ends === 'closed';
  const at = (i: number): Point =>
    (closed ? points[((i % count) + count) % count] : points[Math.max(0, Math.min(count - 1, i))]) ?? first;
  const parts = [`M${n(first[0])} ${n(first[1])}`];
  const last = closed ? count : count - 1 - from;
  for (let i = from; i < last; i += 1) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    parts.push(
      `C${n(b[0] + (c[0] - a[0]) / 6)} ${n(b[1] + (c[1] - a[1]) / 6)} ${n(c[0] - (d[0] - b[0]) / 6)} ${n(c[1] - (d[1] - b[1]) / 6)} ${n(c[0])} ${n(c[1])}`,
    );
  }
  return parts.join('') + (closed ? 'Z' : '');
}

/** A stroke of one role: round ends, nothing filled. */
export function strokePath(d: string, colour: string, width: number): string {
  return `<path fill="none" stroke="${colour}" stroke-width="${n2(width)}" stroke-linecap="round" stroke-linejoin="round" d="${d}"/>`;
}

/** A fill of one role; holes by the even-odd rule. */
export function fillPath(d: string, colour: string): string {
  return `<path fill="${colour}" fill-rule="evenodd" d="${d}"/>`;
}

function n2(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/**
 * A lens between two points: two arcs that meet in points, `belly` wide at its thickest, which lies at `share` of its
 * length. The unit of grains, leaves, veins and vesicles.
 */
export function lens(from: Point, to: Point, belly: number, share = 0.5): string {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy) || 1;
  const [nx, ny] = [-dy / length, dx / length];
  const near = share * 0.62;
  const far = 1 - (1 - share) * 0.62;
  const side = (s: number, t: number): string =>
    `${n(from[0] + dx * t + nx * belly * 0.667 * s)} ${n(from[1] + dy * t + ny * belly * 0.667 * s)}`;
  return `M${n(from[0])} ${n(from[1])}C${side(1, near)} ${side(1, far)} ${n(to[0])} ${n(to[1])}C${side(-1, far)} ${side(-1, near)} ${n(from[0])} ${n(from[1])}Z`;
}

/** Point and direction on a cubic. */
export function onCubic(a: Point, b: Point, c: Point, d: Point, t: number): { at: Point; angle: number } {
  const u = 1 - t;
  const p = (i: 0 | 1): number => u ** 3 * a[i] + 3 * u * u * t * b[i] + 3 * u * t * t * c[i] + t ** 3 * d[i];
  const v = (i: 0 | 1): number =>
    3 * u * u * (b[i] - a[i]) + 6 * u * t * (c[i] - b[i]) + 3 * t * t * (d[i] - c[i]);
  return { at: [p(0), p(1)], angle: Math.atan2(v(1), v(0)) };
}

/** Elements cut to a box; by a path and never a mask, so that print can keep it. The id follows from the box. */
export function clipped(box: Box, motif: string, svg: string): string {
  const [x, y, w, h] = box;
  const id = [motif, ...box.map((v) => Math.round(v))].join('-');
  return `<clipPath id="${id}"><path d="M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}z"/></clipPath><g clip-path="url(#${id})">${svg}</g>`;
}
