/**
 * The slots that change from merchant to merchant. They lie on the 16 px grid of the JPEG's blocks and do not depend on
 * the name, so that everything around them can be drawn once.
 */
import type { Box, PosterFormat } from './formats.ts';

const GRID = 16;
/** A version 3 code with its quiet zone of four modules. */
const MODULES = 37;
/** Code modules without the quiet zone: what a printed code is measured by. */
const INNER_MODULES = 29;
/** No module is printed smaller. */
const MIN_MODULE_MM = 0.4;

/** Side of a format's code slot: 304 px at 1080 px of width, 224 px in the light one; by the least size in print. */
export function codeSlotPx(format: PosterFormat): number {
  if (format.print) {
    const mm = Math.max((format.print.minQrMm ?? 0) / INNER_MODULES, MIN_MODULE_MM);
    const module = Math.ceil((mm / 25.4) * format.print.dpi);
    return Math.ceil((module * MODULES) / GRID) * GRID;
  }
  return Math.ceil((MODULES * (format.widthPx >= 1000 ? 8 : 6)) / GRID) * GRID;
}

/** The white plate inside a slot: whole modules, in the right and lower corner, so that modules meet the 8 px blocks. */
export function codePlate(slot: Box): Box {
  const side = Math.floor(Math.min(slot[2], slot[3]) / MODULES) * MODULES;
  return [slot[0] + slot[2] - side, slot[1] + slot[3] - side, side, side];
}

/** The nearest place on the grid at or before a coordinate. */
export function gridFloor(px: number, grid = GRID): number {
  return Math.floor(px / grid) * grid;
}

/** A box grown to whole blocks. */
export function outward(box: Box): Box {
  const x = gridFloor(box[0]);
  const y = gridFloor(box[1]);
  return [
    x,
    y,
    Math.ceil((box[0] + box[2] - x) / GRID) * GRID,
    Math.ceil((box[1] + box[3] - y) / GRID) * GRID,
  ];
}

/** Where a name set from `baseline` can ever have ink, whatever the name. */
export function nameBox(
  x: number,
  baseline: number,
  style: {
    size: number;
    sizes?: readonly number[];
    measure: number;
    maxLines?: number;
    leading?: number;
    align?: 'left' | 'right' | 'centre';
  },
  from: 'top' | 'bottom',
): Box {
  const lines = style.maxLines ?? 1;
  const pitch = (style.sizes?.[1] ?? style.size) * (style.leading ?? 1.35) * (lines - 1);
  const ascent = style.size * 0.92;
  const descent = style.size * 0.24;
  const top = from === 'top' ? baseline - ascent : baseline - pitch - ascent;
  const left =
    style.align === 'right' ? x - style.measure : style.align === 'centre' ? x - style.measure / 2 : x;
  const side = style.size * 0.06;
  return outward([left - side, top, style.measure + 2 * side, ascent + pitch + descent]);
}
