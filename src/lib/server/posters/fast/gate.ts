/**
 * What a base has to prove before a picture made from it leaves the house: the same picture as the full render, but for
 * nothing the eye or a phone could find. Asked once for every new base.
 */
import type { Raster } from './jpeg-transform.ts';
import type { PixelBox } from './coverage.ts';

/** Decibels that stand for equal pixels. */
export const EQUAL_DB = 99;
/** The exact strip must be the same rendering but for a rounding; a cached glyph may differ where no eye sees it. */
export const EXACT_FLOOR_DB = 50;
export const GLYPH_FLOOR_DB = 36;

/** Largest difference of a sample outside the given boxes. */
export function largestDifference(a: Raster, b: Raster, except: readonly PixelBox[]): number {
  if (a.data.length !== b.data.length || a.widthPx !== b.widthPx) return 255;
  let largest = 0;
  for (let y = 0; y < a.heightPx; y += 1) {
    const spans = except.filter((box) => y >= box.y && y < box.y + box.height);
    const start = y * a.widthPx * 3;
    if (spans.length === 0) {
      const [one, two] = [row(a, start), row(b, start)];
      if (one.equals(two)) continue;
    }
    for (let x = 0; x < a.widthPx; x += 1) {
      if (spans.some((box) => x >= box.x && x < box.x + box.width)) continue;
      for (let c = 0; c < 3; c += 1) {
        const at = start + x * 3 + c;
        largest = Math.max(largest, Math.abs((a.data[at] as number) - (b.data[at] as number)));
      }
    }
  }
  return largest;
}

/** Peak signal to noise inside a box, `b` moved by (dx, dy) against `a`. */
export function psnr(a: Raster, b: Raster, box: PixelBox, dx = 0, dy = 0): number {
  let sum = 0;
  let samples = 0;
  const toY = Math.min(a.heightPx, box.y + box.height);
  const toX = Math.min(a.widthPx, box.x + box.width);
  for (let y = Math.max(0, box.y); y < toY; y += 1) {
    for (let x = Math.max(0, box.x); x < toX; x += 1) {
      const [bx, by] = [x + dx, y + dy];
      if (bx < 0 || by < 0 || bx >= b.widthPx || by >= b.heightPx) continue;
      for (let c = 0; c < 3; c += 1) {
        const d =
          (a.data[(y * a.widthPx + x) * 3 + c] as number) - (b.data[(by * b.widthPx + bx) * 3 + c] as number);
        sum += d * d;
      }
      samples += 3;
    }
  }
  return sum === 0 || samples === 0 ? EQUAL_DB : 10 * Math.log10((255 * 255 * samples) / sum);
}

/** Whether two drawings of a name lie on each other best where they are: no shift by a pixel makes them more alike. */
export function isAligned(a: Raster, b: Raster, box: PixelBox): boolean {
  const here = psnr(a, b, box);
  if (here === EQUAL_DB) return true;
  for (const [dx, dy] of [
    [-1, 0],
    [1, 0],
    [0, -1],
    [0, 1],
  ] as const)
    if (psnr(a, b, box, dx, dy) > here) return false;
  return true;
}

function row(raster: Raster, start: number): Buffer {
  return Buffer.from(raster.data.buffer, raster.data.byteOffset + start, raster.widthPx * 3);
}
