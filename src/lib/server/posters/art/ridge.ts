/**
 * 岭: overlapping mountain silhouettes from a noise curve, paler and mistier with distance; and the one line of a ridge
 * that runs through all bands of a long scroll.
 */
import type { Box } from '../formats.ts';
import { clipped, smoothPath, strokePath, type Point } from './curves.ts';
import { n, noise1d, seeded } from './random.ts';

/** `density` is the number of peaks over the width of the nearest range. Three ranges, the farthest 22 % strong. */
export function ridge(box: Box, colour: string, seed: number, density: number, ranges: 2 | 3 = 3): string {
  const [left, top, width, height] = box;
  const parts: string[] = [];
  const strengths = ranges === 3 ? [0.22, 0.46, 1] : [0.34, 1];
  strengths.forEach((strength, i) => {
    const depth = ranges - 1 - i;
    const base = height * 0.9 - depth * Math.min(height * 0.19, width * 0.13);
    const curve = ridgeCurve(seed + i * 41, width, density * (1 + depth * 0.25));
    // Mountains keep their slope: a tall box gets more sky, not steeper peaks.
    const rise = Math.min(height * 0.5, width * 0.27) * (1 - depth * 0.1);
    const points: Point[] = [];
    for (let x = -8; x <= width + 8; x += 8) points.push([left + x, top + base - curve(x) * rise]);
    const d = `${smoothPath(points)}L${n(left + width + 8)} ${n(top + height)}L${n(left - 8)} ${n(top + height)}Z`;
    if (strength === 1) {
      parts.push(`<path fill="${colour}" d="${d}"/>`);
      return;
    }
    // Mist lies at the foot of a farther range, behind the nearer one.
    const id = ['ridge', i, ...box.map((v) => Math.round(v))].join('-');
    const from = top + base - rise;
    parts.push(
      `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="0" y1="${n(from)}" x2="0" y2="${n(top + base + height * 0.1)}"><stop offset="0" stop-color="${colour}" stop-opacity="${strength}"/><stop offset="1" stop-color="${colour}" stop-opacity="${strength * 0.1}"/></linearGradient><path fill="url(#${id})" d="${d}"/>`,
    );
  });
  return clipped(box, 'ridge', parts.join(''));
}

/**
 * Height of a mountain line in 0…1 at x px: a few broad masses with one chief summit, valleys that stay high, shoulders on
 * the flanks, and a little roughness that fades in the valleys.
 */
export function ridgeCurve(seed: number, width: number, peaks: number): (x: number) => number {
  const random = seeded(seed);
  const count = Math.max(2, Math.round(peaks));
  const chief = Math.floor(random() * count);
  const masses = Array.from({ length: count + 2 }, (_, i) => {
    const k = i - 1;
    const main = k === chief;
    return {
      x: ((k + 0.5 + (random() - 0.5) * 0.62) / count) * width,
      h: main ? 1 : 0.42 + random() * 0.36,
      // One flank long, the other short.
      left: ((main ? 0.62 : 0.5) + (random() - 0.5) * 0.36) * (width / count),
      right: ((main ? 0.62 : 0.5) + (random() - 0.5) * 0.36) * (width / count),
    };
  });
  const swell = noise1d(seed + 7, 2);
  const rough = noise1d(seed + 13, 3);
  return (x) => {
    let power = 0;
    for (const m of masses) {
      const away = Math.abs(x - m.x) / (x < m.x ? m.left : m.right);
      power += (m.h * Math.exp(-(away ** 1.45) * 1.2)) ** 2.4;
    }
    const mass = power ** (1 / 2.4);
    const shoulder = swell((x / width) * count * 2.3) * 0.11;
    const stone = rough((x / width) * count * 7.5 + 40) * 0.05;
    return Math.max(0, 0.12 + 0.74 * mass + (shoulder + stone) * (0.3 + 0.7 * mass));
  };
}

/** The one line: through a curve, in one stroke. */
export function ridgeLine(
  curve: (x: number) => number,
  width: number,
  colour: string,
  strokePx: number,
): string {
  const points: Point[] = [];
  for (let x = -8; x <= width + 8; x += 8) points.push([x, curve(x)]);
  return strokePath(smoothPath(points), colour, strokePx);
}
