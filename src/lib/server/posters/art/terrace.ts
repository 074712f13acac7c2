/**
 * 梯: the contour lines of tea terraces. Three hills, the nearer hiding the farther; only strokes, so it lies on any
 * ground. Lines stand closer at the ridge and open towards the viewer.
 */
import type { Box } from '../formats.ts';
import { clipped, smoothPath, strokePath, type Point } from './curves.ts';
import { noise1d, seeded } from './random.ts';

type Curve = (x: number) => number;

interface Hill {
  ridge: Curve;
  foot: Curve;
  lines: number;
  power: number;
}

/** `density` is the number of lines on the largest hill. The nearer hills carry more of the stroke. */
export function terrace(box: Box, colour: string, seed: number, density: number, strokePx = 2.2): string {
  const [left, top, width, height] = box;
  const hills = threeHills(width, height, seed, density);
  const parts: string[] = [];
  hills.forEach((hill, h) => {
    const nearer = hills.slice(h + 1);
    const hidden: Curve = (x) => Math.min(Infinity, ...nearer.map((o) => o.ridge(x)));
    for (let k = 0; k < hill.lines; k += 1) {
      const share = (k / hill.lines) ** hill.power;
      const line: Curve = (x) => hill.ridge(x) + share * (hill.foot(x) - hill.ridge(x));
      // The ridge of a hill stands clear: the line behind it stops a little above.
      for (const piece of visible(line, hidden, width, height, strokePx * 2.6))
        parts.push(smoothPath(piece.map(([x, y]): Point => [left + x, top + y])));
    }
  });
  return clipped(box, 'terrace', strokePath(parts.join(''), colour, strokePx));
}

function threeHills(width: number, height: number, seed: number, density: number): Hill[] {
  const random = seeded(seed);
  const mirrored = random() < 0.5;
  const wobble = (k: number, size: number): Curve => {
    const noise = noise1d(seed + k * 17, 2);
    return (x) => noise(x / (width * 0.34)) * size * height;
  };
  const bump = (centre: number, spread: number): Curve => {
    return (x) => {
      const t = (mirrored ? 1 - x / width : x / width) - centre;
      return Math.exp(-((t / spread) ** 2));
    };
  };
  const hill = (
    base: number,
    rise: number,
    centre: number,
    spread: number,
    depth: number,
    lines: number,
    power: number,
    k: number,
  ): Hill => {
    const shape = bump(centre + (random() - 0.5) * 0.06, spread);
    const noise = wobble(k, 0.016);
    const sway = wobble(k + 5, 0.05);
    const ridge: Curve = (x) => (base - rise * shape(x)) * height + noise(x);
    return {
      ridge,
      foot: (x) => ridge(x) + (depth - rise * 0.45 * (1 - shape(x))) * height + sway(x) * 1.4,
      lines: Math.max(3, Math.round(lines * density)),
      power,
    };
  };
  return [
    hill(0.34, 0.3, 0.2, 0.3, 0.9, 1, 1.35, 1),
    hill(0.6, 0.36, 0.78, 0.27, 0.86, 0.92, 1.3, 2),
    hill(0.95, 0.3, 0.3, 0.34, 0.5, 0.62, 1.3, 3),
  ];
}

/** Pieces of a line that lie above `hidden` by `clear` and within the box. */
function visible(line: Curve, hidden: Curve, width: number, height: number, clear: number): Point[][] {
  const step = Math.max(6, width / 90);
  const pieces: Point[][] = [];
  let piece: Point[] = [];
  const inside = (x: number): boolean => {
    const y = line(x);
    return y < hidden(x) - clear && y > -height * 0.2 && y < height * 1.2;
  };
  const end = (): void => {
    // A line that shows for less than a hand's breadth reads as a crumb.
    const seen = (piece.at(-1)?.[0] ?? 0) - (piece[0]?.[0] ?? 0);
    if (seen > width * 0.1) pieces.push(piece);
    piece = [];
  };
  let before: number | null = null;
  for (let x = -step; x <= width + step; x += step) {
    const now = inside(x);
    if (before !== null && now !== inside(before)) {
      const edge = crossing(inside, before, x);
      if (now) piece = [[edge, line(edge)]];
      else {
        piece.push([edge, line(edge)]);
        end();
      }
    }
    if (now) piece.push([x, line(x)]);
    before = x;
  }
  end();
  return pieces;
}

/** Where a yes turns to no between two places, to a quarter of a px. */
function crossing(yes: (x: number) => boolean, from: number, to: number): number {
  const start = yes(from);
  let [a, b] = [from, to];
  while (b - a > 0.25) {
    const middle = (a + b) / 2;
    if (yes(middle) === start) a = middle;
    else b = middle;
  }
  return start ? a : b;
}
