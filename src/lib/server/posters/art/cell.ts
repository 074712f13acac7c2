/**
 * 巢: honeycomb. Cells with round corners and even walls; open, half full, full; full ones gather where the bees
 * have worked, and the comb ends unevenly, as a comb does.
 */
import type { Box } from '../formats.ts';
import { clipped, fillPath, type Point } from './curves.ts';
import { n, seeded } from './random.ts';

/** `density` is the number of cells across the width. `edge` lets the comb end before the box does. */
export function cell(box: Box, colour: string, seed: number, density: number, edge = true): string {
  const [left, top, width, height] = box;
  const pitch = width / density;
  const radius = pitch / Math.sqrt(3);
  const random = seeded(seed);
  const waves = Array.from({ length: 4 }, () => ({
    kx: (random() - 0.5) * 7,
    ky: (random() - 0.5) * 7,
    phase: random() * 6.28,
  }));
  const field = (x: number, y: number): number =>
    waves.reduce((s, w) => s + Math.sin((w.kx * x) / width + (w.ky * y) / width + w.phase), 0) / waves.length;
  const heart: Point = [0.42 + (random() - 0.5) * 0.2, 0.46 + (random() - 0.5) * 0.2];
  const parts: string[] = [];
  const rows = Math.ceil(height / (radius * 1.5)) + 1;
  for (let r = -1; r <= rows; r += 1) {
    for (let c = -1; c <= density + 1; c += 1) {
      const x = left + (c + (Math.abs(r) % 2 === 1 ? 0.5 : 0)) * pitch;
      const y = top + r * radius * 1.5;
      const away = Math.hypot((x - left) / width - heart[0], ((y - top) / height - heart[1]) * 0.9);
      const jitter = random();
      if (edge && away > 0.5 + field(x, y) * 0.14 + (jitter - 0.5) * 0.09) continue;
      const wall = radius * 0.1;
      const outer = radius - wall * 0.5;
      parts.push(hexagon(x, y, outer), hexagon(x, y, outer - wall));
      // How much wax or honey is in it: nothing, a grain, half, to the wall.
      const full = field(x * 1.3 + 40, y * 1.3) * 0.9 + (0.36 - away) * 1.5 + (jitter - 0.5) * 0.3;
      const filled = Math.max(0, Math.min(1, full * 1.15 + 0.12));
      if (filled > 0.12) parts.push(hexagon(x, y, (outer - wall * 2.2) * (0.3 + 0.7 * filled)));
    }
  }
  return clipped(box, 'cell', fillPath(parts.join(''), colour));
}

/** A pointed-top hexagon with rounded corners. */
function hexagon(x: number, y: number, r: number): string {
  const corner = (k: number): Point => {
    const a = (Math.PI / 3) * k - Math.PI / 2;
    return [x + r * Math.cos(a), y + r * Math.sin(a)];
  };
  const round = 0.2;
  const parts: string[] = [];
  for (let k = 0; k < 6; k += 1) {
    const [p, q, s] = [corner(k - 1), corner(k), corner(k + 1)];
    const from = mixed(q, p, round);
    const to = mixed(q, s, round);
    parts.push(
      `${k === 0 ? 'M' : 'L'}${n(from[0])} ${n(from[1])}Q${n(q[0])} ${n(q[1])} ${n(to[0])} ${n(to[1])}`,
    );
  }
  return parts.join('') + 'Z';
}

function mixed(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}
