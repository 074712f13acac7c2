/**
 * 芽: a bud with two leaves (一芽两叶), as tea is picked: every outline is made of arcs; ribs and veins are left open, so the
 * ground draws them.
 */
import type { Box } from '../formats.ts';
import { fillPath, lens, smoothPath, type Point } from './curves.ts';
import { n, seeded } from './random.ts';

interface Blade {
  foot: Point;
  tip: Point;
  /** How far the middle bows to the right of the way from foot to tip, in shares of its length. */
  bow: number;
  width: number;
}

/** `density` is the number of veins a side. The sprig stands on the lower edge's middle and fills the box's height. */
export function leaf(box: Box, colour: string, seed: number, density: number): string {
  const [left, top, width, height] = box;
  const random = seeded(seed);
  const s = Math.min(height, width * 1.12);
  const root: Point = [left + width * 0.5, top + height];
  const at = (x: number, y: number): Point => [root[0] + x * s, root[1] - y * s];
  const sway = (random() - 0.5) * 0.04;
  const joint = at(-0.004, 0.23);
  const knot = at(0.006, 0.33);
  const bud: Blade = { foot: at(0, 0.4), tip: at(-0.035 + sway, 0.985), bow: -0.05, width: 0.165 };
  const right: Blade = { foot: knot, tip: at(0.47, 0.69 + sway), bow: 0.16, width: 0.36 };
  const other: Blade = { foot: joint, tip: at(-0.5, 0.47 - sway), bow: -0.17, width: 0.38 };
  const stem = taper(at(-0.025, 0), at(0.012, 0.2), bud.foot, s * 0.016, s * 0.011);
  return (
    `<path fill="${colour}" d="${stem}"/>` +
    fillPath(bladePath(bud, s, 0), colour) +
    fillPath(bladePath(right, s, density), colour) +
    fillPath(bladePath(other, s, density), colour)
  );
}

/** A leaf on a bowed midrib; rib and veins are holes. */
function bladePath(blade: Blade, s: number, veins: number): string {
  const { foot, tip } = blade;
  const [dx, dy] = [tip[0] - foot[0], tip[1] - foot[1]];
  const length = Math.hypot(dx, dy);
  const [ux, uy] = [dx / length, dy / length];
  // Right of the way, on a screen whose y points down.
  const [rx, ry] = [-uy, ux];
  const rib = (t: number): Point => {
    const bow = blade.bow * 4 * t * (1 - t) * (1 - 0.28 * t);
    return [foot[0] + ux * length * t - rx * bow * length, foot[1] + uy * length * t - ry * bow * length];
  };
  const half = (t: number): number =>
    blade.width * length * 0.5 * Math.sin(Math.PI * t ** 0.86) ** 1.12 * (1 - 0.2 * t);
  const normal = (t: number): Point => {
    const a = rib(Math.max(0, t - 0.01));
    const b = rib(Math.min(1, t + 0.01));
    const l = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    return [-(b[1] - a[1]) / l, (b[0] - a[0]) / l];
  };
  const edge = (t: number, side: 1 | -1, share = 1): Point => {
    const p = rib(t);
    const q = normal(t);
    const w = half(t) * share * side;
    return [p[0] + q[0] * w, p[1] + q[1] * w];
  };
  const steps = 26;
  const outline = [
    ...Array.from({ length: steps + 1 }, (_, i) => edge(i / steps, 1)),
    ...Array.from({ length: steps - 1 }, (_, i) => edge(1 - (i + 1) / steps, -1)),
  ];
  const parts = [
    `${smoothPath([...outline.slice(0, steps + 1)])}${smoothPath([tipOf(outline, steps), ...outline.slice(steps + 1), foot]).replace(/^M[^C]+/u, '')}Z`,
  ];
  const ribWidth = Math.max(1.2, s * 0.0062);
  parts.push(
    closed([
      ...Array.from({ length: 15 }, (_, i) =>
        beside(rib, normal, 0.05 + 0.85 * (i / 14), ribWidth * (1 - i / 15)),
      ),
      ...Array.from({ length: 15 }, (_, i) =>
        beside(rib, normal, 0.05 + 0.85 * (1 - i / 14), -ribWidth * (i / 15)),
      ),
    ]),
  );
  for (let v = 0; v < veins; v += 1) {
    const t = 0.13 + (0.66 * (v + 0.5)) / veins;
    for (const side of [1, -1] as const) {
      const start = t + (side === 1 ? 0 : 0.33 / veins);
      const q = normal(start);
      const p = rib(start);
      const away = ribWidth * 1.9;
      const from: Point = [p[0] + q[0] * away * side, p[1] + q[1] * away * side];
      const to = edge(Math.min(0.97, start + 0.14), side, 0.76);
      parts.push(lens(from, to, ribWidth * 0.62, 0.3));
    }
  }
  return parts.join('');
}

function tipOf(outline: readonly Point[], index: number): Point {
  return outline[index] ?? [0, 0];
}

function beside(rib: (t: number) => Point, normal: (t: number) => Point, t: number, by: number): Point {
  const p = rib(t);
  const q = normal(t);
  return [p[0] + q[0] * by, p[1] + q[1] * by];
}

/** A stem along a quadratic curve, thinner upwards. */
function taper(from: Point, bend: Point, to: Point, thick: number, thin: number): string {
  const side = (s: 1 | -1): Point[] =>
    Array.from({ length: 13 }, (_, i) => {
      const t = i / 12;
      const u = 1 - t;
      const w = (thick + (thin - thick) * t) * 0.5 * s;
      return [
        u * u * from[0] + 2 * u * t * bend[0] + t * t * to[0] + w,
        u * u * from[1] + 2 * u * t * bend[1] + t * t * to[1],
      ];
    });
  return closed([...side(1), ...side(-1).reverse()]);
}

function closed(points: readonly Point[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join('') + 'Z';
}
