/**
 * 人字纹: the herringbone of a woven mat. Slanted bars in columns that lean against each other; at every spine the bars
 * meet half a step apart, as in a real twill, so the line of the spine stays alive.
 */
import type { Box } from '../formats.ts';
import { clipped, fillPath } from './curves.ts';
import { n } from './random.ts';

/**
 * `density` is the number of columns per 1000 px, rounded so that whole columns fill the box. In a long low box (a band
 * under a bar) the spines lie along it, else they stand. `seed` chooses where the first bar begins.
 */
export function herringbone(box: Box, colour: string, seed: number, density: number): string {
  const [left, top, width, height] = box;
  const lying = width > height * 3;
  const across = lying ? height : width;
  const along = lying ? width : height;
  const columns = Math.max(2, 2 * Math.round((across * density) / 2000));
  const wide = across / columns;
  const step = wide * 0.46;
  const bar = step * 0.56;
  const spine = Math.min(wide * 0.06, 3);
  const lift = (wide - spine) * 0.9;
  const begin = ((seed * 0.618) % 1) * step - Math.ceil(lift / step + 1) * step;
  const at = (a: number, b: number): string =>
    lying ? `${n(left + b)} ${n(top + a)}` : `${n(left + a)} ${n(top + b)}`;
  const parts: string[] = [];
  for (let c = 0; c < columns; c += 1) {
    const from = c * wide + (c === 0 ? 0 : spine / 2);
    const to = (c + 1) * wide - (c === columns - 1 ? 0 : spine / 2);
    const rising = c % 2 === 0;
    for (let y = begin + (rising ? 0 : step / 2); y < along + lift; y += step) {
      const [a, b] = rising ? [y + lift, y] : [y, y + lift];
      parts.push(`M${at(from, a)}L${at(to, b)}L${at(to, b + bar)}L${at(from, a + bar)}Z`);
    }
  }
  return clipped(box, 'herringbone', fillPath(parts.join(''), colour));
}
