/**
 * 穗: ears of upland rice that bow to one side. Grains sit in pairs on the rachis, closer towards the tip; the blades are
 * single strokes of a broad brush, thick in the middle.
 */
import type { Box } from '../formats.ts';
import { lens, onCubic, strokePath, type Point } from './curves.ts';
import { n, seeded } from './random.ts';

type Cubic = readonly [Point, Point, Point, Point];

/** Where the stalks go: crown and tip, in shares of the height from the root. Positive x bows to the right. */
const STALKS: readonly { crown: Point; tip: Point; from: number }[] = [
  { crown: [0.05, 0.99], tip: [0.37, 0.6], from: 0.56 },
  { crown: [-0.13, 0.8], tip: [-0.42, 0.47], from: 0.56 },
  { crown: [0.24, 0.63], tip: [0.5, 0.28], from: 0.58 },
  { crown: [-0.2, 0.56], tip: [-0.46, 0.24], from: 0.6 },
];

const BLADES: readonly { bend: Point; tip: Point; width: number }[] = [
  { bend: [-0.15, 0.42], tip: [-0.34, 0.12], width: 0.024 },
  { bend: [0.12, 0.38], tip: [0.4, 0.1], width: 0.026 },
  { bend: [0.02, 0.6], tip: [-0.21, 0.99], width: 0.022 },
  { bend: [0.03, 0.5], tip: [0.2, 0.86], width: 0.018 },
];

/** `density` is the number of ears, one to four; the first is the tallest. They stand in the middle of the lower edge. */
export function ear(box: Box, colour: string, seed: number, density: number): string {
  const [left, top, width, height] = box;
  const random = seeded(seed);
  const s = Math.min(height, width * 0.9);
  const grains: string[] = [];
  const lines: string[] = [];
  const blades: string[] = [];
  const ears = Math.max(1, Math.min(STALKS.length, Math.round(density)));
  const mirror = ears === 1 || random() < 0.5 ? 1 : -1;
  const root: Point = [left + width * 0.5, top + height];
  const at = (x: number, y: number): Point => [root[0] + mirror * x * s, root[1] - y * s];
  const loose = (size: number): number => (random() - 0.5) * size;
  STALKS.slice(0, ears).forEach(({ crown, tip, from }, i) => {
    const out = Math.sign(tip[0]);
    const x = crown[0] + loose(0.02);
    const y = crown[1] - 0.02 + loose(0.02);
    const stalk: Cubic = [
      at(0.007 * (i - ears / 2), 0),
      at(x * 0.1, y * 0.8),
      at(x + out * 0.015, y * 1.16),
      at(tip[0] + loose(0.03), tip[1] + loose(0.03)),
    ];
    lines.push(`M${pt(stalk[0])}C${pt(stalk[1])} ${pt(stalk[2])} ${pt(stalk[3])}`);
    spike(stalk, s * (0.074 - i * 0.004), from, random, grains);
  });
  BLADES.slice(0, ears + 1).forEach(({ bend, tip, width: w }, i) => {
    blades.push(blade(at((i - 1) * 0.008, 0), at(bend[0], bend[1]), at(tip[0] + loose(0.03), tip[1]), w * s));
  });
  return (
    `<path fill="${colour}" d="${blades.join('')}"/>` +
    strokePath(lines.join(''), colour, Math.max(1.4, s * 0.0046)) +
    // Non-zero, seams wound the other way: grains that touch stay whole.
    `<path fill="${colour}" d="${grains.join('')}"/>`
  );
}

/** Pairs of grains from `from` to the tip, each a little smaller than the one before, and the grain at the end. */
function spike(stalk: Cubic, grain: number, from: number, random: () => number, grains: string[]): void {
  const path = walk(stalk, from);
  const length = path.at(-1)?.along ?? 0;
  let along = 0;
  let side: 1 | -1 = 1;
  while (along < length - grain * 0.2) {
    const place = path.find((p) => p.along >= along) ?? path.at(-1);
    if (!place) return;
    const share = along / length;
    // Small at the first, full in the middle, small at the tip.
    const size = grain * (0.72 + 0.36 * Math.sin(Math.PI * Math.min(1, share * 0.82 + 0.16)));
    const spread = 0.5 - 0.14 * share + (random() - 0.5) * 0.06;
    const angle = place.angle + side * spread;
    const start = moved(place.at, place.angle + (side * Math.PI) / 2, size * 0.07);
    husk(start, angle, size, grains);
    awn(moved(start, angle, size * 0.97), angle - side * 0.1, size * (0.8 + random() * 0.3), grains);
    along += size * 0.42;
    side = side === 1 ? -1 : 1;
  }
  const tip = path.at(-1);
  if (tip) {
    husk(tip.at, tip.angle, grain * 0.86, grains);
    awn(moved(tip.at, tip.angle, grain * 0.83), tip.angle, grain * 0.8, grains);
  }
}

/** One grain: a full lens with the seam of its husk left open. */
function husk(at: Point, angle: number, length: number, grains: string[]): void {
  const along = (d: number, off: number): Point => [
    at[0] + Math.cos(angle) * d - Math.sin(angle) * off,
    at[1] + Math.sin(angle) * d + Math.cos(angle) * off,
  ];
  grains.push(lens(along(0, 0), along(length, 0), length * 0.23, 0.44));
  grains.push(lens(along(length * 0.2, 0), along(length * 0.88, 0), -length * 0.026));
}

/** The bristle of a grain, drawn out to nothing. */
function awn(from: Point, angle: number, length: number, grains: string[]): void {
  grains.push(lens(from, moved(from, angle, length), length * 0.022, 0.2));
}

/** A blade along a quadratic curve, `belly` at its widest, drawn out to a point. */
function blade(from: Point, bend: Point, to: Point, belly: number): string {
  const steps = 20;
  const edge = (s: 1 | -1): Point[] =>
    Array.from({ length: steps + 1 }, (_, i) => {
      const t = i / steps;
      const u = 1 - t;
      const x = u * u * from[0] + 2 * u * t * bend[0] + t * t * to[0];
      const y = u * u * from[1] + 2 * u * t * bend[1] + t * t * to[1];
      const dx = 2 * u * (bend[0] - from[0]) + 2 * t * (to[0] - bend[0]);
      const dy = 2 * u * (bend[1] - from[1]) + 2 * t * (to[1] - bend[1]);
      const l = Math.hypot(dx, dy) || 1;
      const w = belly * (0.34 + 0.66 * Math.sin(Math.PI * Math.min(0.5, t * 0.9))) * (1 - t ** 2.4);
      return [x - (dy / l) * w * s * 0.5, y + (dx / l) * w * s * 0.5];
    });
  const points = [...edge(1), ...edge(-1).reverse()];
  return points.map((p, i) => `${i === 0 ? 'M' : 'L'}${pt(p)}`).join('') + 'Z';
}

/** The curve from `from` on, in small steps with their length. */
function walk(stalk: Cubic, from: number): { at: Point; angle: number; along: number }[] {
  const out: { at: Point; angle: number; along: number }[] = [];
  let along = 0;
  for (let i = 0; i <= 160; i += 1) {
    const here = onCubic(...stalk, from + ((1 - from) * i) / 160);
    const before = out.at(-1);
    if (before) along += Math.hypot(here.at[0] - before.at[0], here.at[1] - before.at[1]);
    out.push({ ...here, along });
  }
  return out;
}

function moved(p: Point, angle: number, by: number): Point {
  return [p[0] + Math.cos(angle) * by, p[1] + Math.sin(angle) * by];
}

function pt(p: Point): string {
  return `${n(p[0])} ${n(p[1])}`;
}
