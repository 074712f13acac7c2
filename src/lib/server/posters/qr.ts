/**
 * The QR of a poster, drawn as one path: pure black on pure white, no gradients, no logo. Fixed version and level, so that
 * every merchant's matrix has the same size and the slot never moves.
 */
import { encode } from 'uqr';
import type { Box } from './formats.ts';

export const QR_SLOT_PX = 304;
const VERSION = 3;
const MODULES = 17 + 4 * VERSION;
const QUIET = 4;
const MODULE_PX = 8;

export type QrPicture =
  { ok: true; viewBox: string; svg: string; platePx: number } | { ok: false; reason: 'qr_too_long' };

/**
 * Path of the code for `address` in a plate of 296 px: 29 modules of 8 px and the quiet zone of 4 modules all round. The
 * plate sits in the right and lower corner of the 304 px slot, so that every module falls on the 8 px grid of the JPEG.
 */
export function drawQr(address: string): QrPicture {
  let matrix: boolean[][];
  try {
    matrix = encode(address, {
      ecc: 'M',
      minVersion: VERSION,
      maxVersion: VERSION,
      border: 0,
      boostEcc: false,
    }).data;
  } catch {
    return { ok: false, reason: 'qr_too_long' };
  }
  const platePx = (MODULES + 2 * QUIET) * MODULE_PX;
  const parts: string[] = [];
  matrix.forEach((row, y) => {
    let x = 0;
    while (x < row.length) {
      if (!row[x]) {
        x += 1;
        continue;
      }
      const from = x;
      while (row[x]) x += 1;
      const w = (x - from) * MODULE_PX;
      parts.push(`M${(from + QUIET) * MODULE_PX} ${(y + QUIET) * MODULE_PX}h${w}v${MODULE_PX}h-${w}z`);
    }
  });
  return {
    ok: true,
    viewBox: `0 0 ${platePx} ${platePx}`,
    svg: `<path fill="#fff" d="M0 0h${platePx}v${platePx}h-${platePx}z"/><path fill="#000" shape-rendering="crispEdges" d="${parts.join('')}"/>`,
    platePx,
  };
}

/** The white plate inside a slot. */
export function qrPlate(slot: Box): Box {
  const platePx = (MODULES + 2 * QUIET) * MODULE_PX;
  return [slot[0] + slot[2] - platePx, slot[1] + slot[3] - platePx, platePx, platePx];
}
