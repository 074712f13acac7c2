/**
 * 橙: a radial orange slice at full strength. The same segments as the faint ground of the product family; here each shows
 * its vesicles, drops left open along the ray.
 */
import type { Box } from '../formats.ts';
import { fillPath, lens, type Point } from './curves.ts';
import { SLICE_SHARES, SLICE_TURN, slicePath } from './motifs.ts';
import { seeded } from './random.ts';

/** `density` is the number of vesicles in a segment; 0 leaves it plain. The slice fills the shorter side. */
export function slice(box: Box, colour: string, seed: number, density: number): string {
  const [left, top, width, height] = box;
  const radius = Math.min(width, height) / 2;
  const [cx, cy] = [left + width / 2, top + height / 2];
  const random = seeded(seed);
  const outer = radius * (1 - 66 / 560);
  const drops: string[] = [];
  let from = SLICE_TURN;
  for (const share of SLICE_SHARES) {
    const to = from + share * Math.PI * 2;
    for (let i = 0; i < density; i += 1) {
      // Spread by the plastic number in two directions, so that the drops neither meet nor stand in rows.
      const across = 0.17 + 0.66 * ((i * 0.7548777 + random() * 0.05) % 1);
      const depth = 0.36 + 0.52 * (((i + 0.5) * 0.5698403) % 1) ** 0.7;
      const angle = from + (to - from) * across;
      const r0 = outer * depth;
      const length = radius * (0.06 + random() * 0.03) * (0.6 + depth * 0.5);
      const r1 = Math.min(outer * 0.95, r0 + length);
      const toward = (r: number): Point => [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
      drops.push(lens(toward(r0), toward(r1), radius * 0.0085 * (0.5 + depth * 0.6), 0.72));
    }
    from = to;
  }
  return fillPath(slicePath(cx, cy, radius) + drops.join(''), colour);
}
