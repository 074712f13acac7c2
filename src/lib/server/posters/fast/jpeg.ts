/**
 * Our own baseline JPEG encoder. Restart markers cut the coded picture into intervals of a few MCUs; each is a byte string
 * that depends on nothing around it, so a few of them can be exchanged without touching the rest.
 */
import { EntropyWriter } from './jpeg-entropy.ts';
import { jpegHeader } from './jpeg-tables.ts';
import { createTransform, MCU_COEFFICIENTS, MCU_PX, type Raster } from './jpeg-transform.ts';

/** A coded picture and where its intervals begin. */
export interface CodedFrame {
  bytes: Uint8Array;
  /** Start of every interval, and the end of the last before its marker: one more than there are intervals. */
  starts: Uint32Array;
  grid: McuGrid;
  quality: number;
}

export interface McuGrid {
  columns: number;
  rows: number;
  /** MCUs of one interval. */
  restart: number;
  intervals: number;
}

export function mcuGrid(widthPx: number, heightPx: number): McuGrid {
  const columns = Math.ceil(widthPx / MCU_PX);
  const rows = Math.ceil(heightPx / MCU_PX);
  const restart = restartInterval(columns);
  return { columns, rows, restart, intervals: Math.ceil((columns * rows) / restart) };
}

/** The whole picture, interval by interval. The same pixels give the same bytes, here and where intervals are exchanged. */
export function encodeFrame(raster: Raster, quality: number): CodedFrame {
  const grid = mcuGrid(raster.widthPx, raster.heightPx);
  const writer = new EntropyWriter(Math.max(1 << 16, (raster.widthPx * raster.heightPx) >> 2));
  writer.copy(jpegHeader(raster.widthPx, raster.heightPx, quality, grid.restart));
  const transform = createTransform(quality);
  const coefficients = new Int16Array(MCU_COEFFICIENTS);
  const starts = new Uint32Array(grid.intervals + 1);
  const mcus = grid.columns * grid.rows;
  for (let index = 0; index < grid.intervals; index += 1) {
    starts[index] = writer.length;
    writer.begin();
    const end = Math.min(mcus, (index + 1) * grid.restart);
    for (let at = index * grid.restart; at < end; at += 1) {
      transform.mcu(raster, at % grid.columns, Math.floor(at / grid.columns), coefficients, 0);
      writer.mcu(coefficients, 0);
    }
    writer.end();
    if (index < grid.intervals - 1) writer.restart(index);
  }
  starts[grid.intervals] = writer.length;
  writer.endOfImage();
  return { bytes: writer.bytes.slice(0, writer.length), starts, grid, quality };
}

/** Three to six MCUs that divide a row; four when nothing does. Shorter intervals cost bytes, longer ones time. */
function restartInterval(columns: number): number {
  return [4, 5, 3, 6].find((n) => columns % n === 0) ?? 4;
}
