/**
 * The QR of a poster, drawn as one path: pure black on pure white, no gradients, no logo. Fixed version and level, so that
 * every merchant's matrix has the same size and the slot never moves.
 */
import { encode } from 'uqr';
import { QR_MODULES as MODULES, qrRows, type QrRows } from './fast/qr-matrix.ts';
import type { Box } from './formats.ts';

export const QR_SLOT_PX = 304;
const VERSION = 3;
/** Light modules round the code, part of the slot. */
export const QR_QUIET = 4;
const QUIET = QR_QUIET;
const MODULE_PX = 8;

/** Modules of the code for `address` as rows of bits; null when it does not fit version 3 at level M. */
export function qrMatrix(address: string): QrRows | null {
  const fast = qrRows(address);
  if (fast) return fast;
  try {
    const { data } = encode(address, {
      ecc: 'M',
      minVersion: VERSION,
      maxVersion: VERSION,
      border: 0,
      boostEcc: false,
    });
    return Int32Array.from(data, (row) => row.reduce((bits, dark, x) => (dark ? bits | (1 << x) : bits), 0));
  } catch {
    return null;
  }
}

export type QrPicture =
  { ok: true; viewBox: string; svg: string; platePx: number } | { ok: false; reason: 'qr_too_long' };

/**
 * Path of the code for `address` in a plate of 296 px: 29 modules of 8 px and the quiet zone of 4 modules all round. The
 * plate sits in the right and lower corner of the 304 px slot, so that every module falls on the 8 px grid of the JPEG.
 */
export function drawQr(address: string): QrPicture {
  const matrix = qrMatrix(address);
  if (!matrix) return { ok: false, reason: 'qr_too_long' };
  const platePx = (MODULES + 2 * QUIET) * MODULE_PX;
  const parts: string[] = [];
  matrix.forEach((row, y) => {
    const dark = (at: number): boolean => at < MODULES && ((row >> at) & 1) === 1;
    let x = 0;
    while (x < MODULES) {
      if (!dark(x)) {
        x += 1;
        continue;
      }
      const from = x;
      while (dark(x)) x += 1;
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
