/**
 * 篾: bamboo basket weave. Three directions of split bamboo in the open six-eye weave (六角眼): a strip goes over the next
 * direction and under the last, everywhere alike, so it would hold if it were bamboo. A plaited edge for borders.
 */
import type { Box } from '../formats.ts';
import { clipped, fillPath } from './curves.ts';
import { n } from './random.ts';

/**
 * The open weave over a box. `density` is the number of eyes per 1000 px; `seed` shifts the lattice. Every strip is two
 * slats with a hair between them. Clip it to the box: strips run over its edge.
 */
export function weave(box: Box, colour: string, seed: number, density: number): string {
  const [left, top, width, height] = box;
  const pitch = 1000 / density;
  const strip = pitch * 0.3;
  const air = pitch * 0.045;
  const cx = left + width / 2 + ((seed * 0.37) % 1) * pitch;
  const cy = top + height / 2;
  const reach = Math.hypot(width, height) / 2 + 2 * pitch;
  const parts: string[] = [];
  // Direction k has the normal at 60°·k; lines at (i + shift)·pitch. Normals satisfy n0 − n1 + n2 = 0.
  const directions = [0, 1, 2].map((k) => {
    const angle = (Math.PI / 3) * k + Math.PI / 2;
    return { nx: Math.cos(angle), ny: Math.sin(angle), shift: k === 1 ? 0.5 : 0 };
  });
  directions.forEach((d, k) => {
    const over = directions[(k + 2) % 3];
    if (!over) return;
    const [tx, ty] = [-d.ny, d.nx];
    // Along this strip, where the strips that lie over it cross: over.n · (offset·n + s·t) = (j + shift)·pitch.
    const dot = over.nx * d.nx + over.ny * d.ny;
    const slope = over.nx * tx + over.ny * ty;
    const cut = (strip / 2 + air) / Math.abs(slope);
    const skew = dot / slope;
    const count = Math.ceil(reach / pitch);
    for (let i = -count; i <= count; i += 1) {
      const offset = (i + d.shift) * pitch;
      const crossings: number[] = [];
      for (let j = -2 * count; j <= 2 * count; j += 1)
        crossings.push(((j + over.shift) * pitch - dot * offset) / slope);
      crossings.sort((a, b) => a - b);
      for (let c = 0; c + 1 < crossings.length; c += 1) {
        const from = (crossings[c] ?? 0) + cut;
        const to = (crossings[c + 1] ?? 0) - cut;
        if (to <= from || from > reach || to < -reach) continue;
        for (const [inner, outer] of [
          [-strip / 2, -strip * 0.045],
          [strip * 0.045, strip / 2],
        ] as const) {
          const corner = (along: number, across: number): string => {
            // The cut runs along the strip above, so its ends are slanted by `skew`.
            const s = along - skew * across;
            return `${n(cx + d.nx * (offset + across) + tx * s)} ${n(cy + d.ny * (offset + across) + ty * s)}`;
          };
          parts.push(
            `M${corner(from, inner)}L${corner(to, inner)}L${corner(to, outer)}L${corner(from, outer)}Z`,
          );
        }
      }
    }
  });
  return clipped(box, 'weave', fillPath(parts.join(''), colour));
}

/**
 * The woven edge of a basket along a box, lying or upright: between two rims one row of the same weave, slanting strips
 * that cross in the middle, one direction always over the other. Whole crossings fill the length; `density` 1 is the
 * natural step, more is closer.
 */
export function weaveEdge(box: Box, colour: string, density = 1): string {
  const [left, top, width, height] = box;
  const upright = height > width;
  const length = upright ? height : width;
  const thick = upright ? width : height;
  const rim = Math.max(1, thick * 0.1);
  const air = Math.max(1, thick * 0.06);
  const low = rim + air;
  const inner = thick - 2 * low;
  const count = Math.max(1, Math.round((length * density) / (thick * 0.86)));
  const step = length / count;
  const half = step * 0.19;
  const run = step;
  const at = (along: number, across: number): string =>
    upright ? `${n(left + across)} ${n(top + along)}` : `${n(left + along)} ${n(top + across)}`;
  const shape = (points: readonly (readonly [number, number])[]): string =>
    points.map(([a, b], i) => `${i === 0 ? 'M' : 'L'}${at(Math.max(0, Math.min(length, a)), b)}`).join('') +
    'Z';
  const bar = (from: number, to: number): string =>
    shape([
      [0, from],
      [length, from],
      [length, to],
      [0, to],
    ]);
  const parts = [bar(0, rim), bar(thick - rim, thick)];
  // A strip leans by one step over the inner height; its middle crosses the other direction's.
  const lean = (share: number): number => (share - 0.5) * run;
  const cut = 0.5 * ((2 * half + air * 1.6) / run);
  for (let i = 0; i <= count; i += 1) {
    const middle = i * step;
    const strip = (from: number, to: number, s: 1 | -1): void => {
      const y = (t: number): number => low + inner * t;
      parts.push(
        shape([
          [middle + s * lean(from) - half, y(from)],
          [middle + s * lean(from) + half, y(from)],
          [middle + s * lean(to) + half, y(to)],
          [middle + s * lean(to) - half, y(to)],
        ]),
      );
    };
    strip(0, 1, 1);
    strip(0, 0.5 - cut, -1);
    strip(0.5 + cut, 1, -1);
  }
  return fillPath(parts.join(''), colour);
}

/** A frame of that edge just inside a box; the corners are bound with a square. */
export function weaveFrame(box: Box, thickness: number, colour: string, density = 1): string {
  const [x, y, w, h] = box;
  const t = thickness;
  const corner = (cx: number, cy: number): string => {
    const a = t * 0.1;
    const b = t * 0.26;
    const square = (inset: number): string =>
      `M${n(cx + inset)} ${n(cy + inset)}h${n(t - 2 * inset)}v${n(t - 2 * inset)}h${n(2 * inset - t)}z`;
    return square(0) + square(a) + square(b);
  };
  return (
    weaveEdge([x + t, y, w - 2 * t, t], colour, density) +
    weaveEdge([x + t, y + h - t, w - 2 * t, t], colour, density) +
    weaveEdge([x, y + t, t, h - 2 * t], colour, density) +
    weaveEdge([x + w - t, y + t, t, h - 2 * t], colour, density) +
    fillPath(
      corner(x, y) + corner(x + w - t, y) + corner(x, y + h - t) + corner(x + w - t, y + h - t),
      colour,
    )
  );
}
