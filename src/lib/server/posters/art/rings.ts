/**
 * 环: broken concentric rings. A crater, a tree's years, a ripple in a cup, a sound: every ring takes the shape of the
 * one inside it and changes it a little; each is open at one or two places.
 */
import type { Box } from '../formats.ts';
import { smoothPath, strokePath, type Point } from './curves.ts';
import { seeded } from './random.ts';

export interface RingOptions {
  /** Centre, in shares of the box. */
  x?: number;
  y?: number;
  /** Radius of the innermost ring, px. */
  inner?: number;
  /** Radius of the outermost ring, px; by default the farthest corner. */
  outer?: number;
  strokePx?: number;
  /** 0 perfect circles (sound), 1 grown (wood). */
  wander?: number;
}

/** `density` is the number of rings per 100 px at the inside; they stand farther apart outwards, as ripples do. */
export function rings(
  box: Box,
  colour: string,
  seed: number,
  density: number,
  options: RingOptions = {},
): string {
  const [left, top, width, height] = box;
  const cx = left + (options.x ?? 0.5) * width;
  const cy = top + (options.y ?? 0.5) * height;
  const reach = Math.hypot(Math.max(cx - left, left + width - cx), Math.max(cy - top, top + height - cy));
  const outer = options.outer ?? reach;
  const stroke = options.strokePx ?? 3;
  const wander = options.wander ?? 1;
  const random = seeded(seed);
  const waves = Array.from({ length: 5 }, (_, k) => ({
    count: k + 2,
    size: 0.034 / (k + 1),
    phase: random() * Math.PI * 2,
    drift: (random() - 0.5) * 0.34,
  }));
  const spacing = 100 / density;
  const fine: string[] = [];
  const strong: string[] = [];
  let opening = random() * Math.PI * 2;
  let radius = options.inner ?? spacing * 0.7;
  for (let i = 0; radius <= outer; i += 1) {
    const shape = (angle: number): Point => {
      let r = 1;
      for (const w of waves) r += wander * w.size * Math.cos(w.count * angle + w.phase + w.drift * i);
      return [cx + radius * r * Math.cos(angle), cy + radius * r * Math.sin(angle)];
    };
    // Openings walk by the golden angle, so that no spoke forms; a small piece may stay in the gap.
    opening += 2.39996 + (random() - 0.5) * 0.5;
    const gapPx = stroke * 5 + random() * Math.min(150, radius * 0.42);
    const gaps: [from: number, to: number][] = [[opening, opening + Math.min(1.5, gapPx / radius)]];
    if (random() < 0.62 && radius > spacing * 2) {
      const at = opening + Math.PI * (0.7 + random() * 0.5);
      gaps.push([at, at + Math.min(0.7, (stroke * 4 + random() * 40) / radius)]);
    }
    gaps.sort((a, b) => a[0] - b[0]);
    const target = i % 4 === 3 ? strong : fine;
    gaps.forEach(([, from], g) => {
      const next = gaps[(g + 1) % gaps.length];
      if (!next) return;
      let to = next[0];
      while (to <= from) to += Math.PI * 2;
      target.push(arc(shape, from, to, radius));
    });
    const [first] = gaps;
    if (first && first[1] - first[0] > 0.26 && random() < 0.5) {
      const middle = (first[0] + first[1]) / 2;
      const half = Math.min(0.05, 14 / radius);
      target.push(arc(shape, middle - half, middle + half, radius));
    }
    radius += spacing * (1 + 0.055 * i) * (0.88 + random() * 0.24);
  }
  return strokePath(fine.join(''), colour, stroke) + strokePath(strong.join(''), colour, stroke * 1.9);
}

/** An open piece of a ring; the points before and after it give its ends their true direction. */
function arc(shape: (angle: number) => Point, from: number, to: number, radius: number): string {
  const steps = Math.max(2, Math.ceil((to - from) / Math.max(0.12, Math.min(0.3, 46 / radius))));
  const points = Array.from({ length: steps + 3 }, (_, i) => shape(from + ((to - from) * (i - 1)) / steps));
  return smoothPath(points, 'trimmed');
}
