/** Ink as coverage: one byte for each pixel, blended with a colour the way the rasteriser itself does it. */
import type { Raster } from './jpeg-transform.ts';

/** A rectangle of ink on the page; alpha 0–255, rows without padding. */
export interface Coverage {
  x: number;
  y: number;
  width: number;
  height: number;
  alpha: Uint8Array;
}

/** A rectangle in whole pixels. */
export interface PixelBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Rgb = readonly [red: number, green: number, blue: number];

/** `#rrggbb`, or null for a colour that is translucent or no colour at all. */
export function opaqueRgb(colour: string): Rgb | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/iu.exec(colour);
  if (!match) return null;
  const part = (i: number): number => Number.parseInt(match[i] ?? '0', 16);
  return [part(1), part(2), part(3)];
}

/**
 * Paints a colour through a coverage. The sum and its rounding are those of resvg's low-precision pipeline, `(d·(255−a) +
 * s·a + 255) >> 8`, so that a strip painted here equals the same text painted by the full render.
 */
export function paint(raster: Raster, ink: Coverage, [red, green, blue]: Rgb): void {
  const { data, widthPx, heightPx } = raster;
  const fromX = Math.max(0, -ink.x);
  const toX = Math.min(ink.width, widthPx - ink.x);
  const toY = Math.min(ink.height, heightPx - ink.y);
  for (let row = Math.max(0, -ink.y); row < toY; row += 1) {
    let from = row * ink.width + fromX;
    let to = ((ink.y + row) * widthPx + ink.x + fromX) * 3;
    for (let column = fromX; column < toX; column += 1) {
      const a = ink.alpha[from] as number;
      if (a === 255) {
        data[to] = red;
        data[to + 1] = green;
        data[to + 2] = blue;
      } else if (a > 0) {
        const rest = 255 - a;
        data[to] = ((data[to] as number) * rest + red * a + 255) >> 8;
        data[to + 1] = ((data[to + 1] as number) * rest + green * a + 255) >> 8;
        data[to + 2] = ((data[to + 2] as number) * rest + blue * a + 255) >> 8;
      }
      from += 1;
      to += 3;
    }
  }
}

/** The part of a coverage inside a box of the page, without the empty rows above and below its ink. */
export function cut(ink: Coverage, box: PixelBox): Coverage {
  const left = Math.max(ink.x, box.x);
  const width = Math.max(0, Math.min(ink.x + ink.width, box.x + box.width) - left);
  const inked = (row: number): boolean => {
    const start = row * ink.width + left - ink.x;
    return ink.alpha.subarray(start, start + width).some((a) => a > 0);
  };
  let top = Math.max(0, box.y - ink.y);
  let bottom = width === 0 ? top : Math.max(top, Math.min(ink.height, box.y + box.height - ink.y));
  while (top < bottom && !inked(top)) top += 1;
  while (bottom > top && !inked(bottom - 1)) bottom -= 1;
  const alpha = new Uint8Array(width * (bottom - top));
  for (let row = top; row < bottom; row += 1) {
    const start = row * ink.width + left - ink.x;
    alpha.set(ink.alpha.subarray(start, start + width), (row - top) * width);
  }
  return { x: left, y: ink.y + top, width, height: bottom - top, alpha };
}
