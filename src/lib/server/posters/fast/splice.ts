/**
 * One merchant's JPEG out of a base: the intervals that name and code touch are encoded anew, all others are the base's own
 * bytes. The result is byte for byte what encoding the whole frame would give.
 */
import { paint, type Coverage, type PixelBox, type Rgb } from './coverage.ts';
import { EntropyWriter } from './jpeg-entropy.ts';
import {
  createTransform,
  MCU_COEFFICIENTS,
  MCU_PX,
  type McuTransform,
  type Raster,
} from './jpeg-transform.ts';
import { QR_MODULES, type QrRows } from './qr-matrix.ts';
import type { StaticBase } from './static-base.ts';

/** Ink of one colour, and the code, of one merchant. */
export interface PersonalInk {
  inks: readonly { coverage: Coverage; colour: Rgb }[];
  qr: { rows: QrRows; place: QrPlace } | null;
}

/** Where the modules of the code begin on the page, without the quiet zone. */
export interface QrPlace {
  x: number;
  y: number;
  modulePx: number;
}

/** How a block is encoded for this merchant; 0 stands for the base's own. */
const PAINTED = 1;
const MODULES = 2;

const transforms = new Map<number, McuTransform>();
const writer = new EntropyWriter(1 << 18);
const scratch = new Int16Array(MCU_COEFFICIENTS);

/** Slices of the file in order; those of the base are views into it, nothing is copied. */
export function splice(base: StaticBase, ink: PersonalInk): Uint8Array[] {
  const { frame, raster } = base;
  const { columns, rows, restart } = frame.grid;
  const transform = transformFor(base.quality);
  const kinds = new Uint8Array(columns * rows);
  const dirty = new Uint8Array(frame.grid.intervals);
  const mark = (box: PixelBox, kind: number): void => {
    const lastColumn = Math.min(columns - 1, (box.x + box.width - 1) >> 4);
    const lastRow = Math.min(rows - 1, (box.y + box.height - 1) >> 4);
    for (let row = Math.max(0, box.y >> 4); row <= lastRow; row += 1) {
      for (let column = Math.max(0, box.x >> 4); column <= lastColumn; column += 1) {
        const at = row * columns + column;
        kinds[at] = kind;
        dirty[Math.floor(at / restart)] = 1;
      }
    }
  };
  const flat = ink.qr !== null && onBlocks(ink.qr.place);
  if (ink.qr) mark(modulesBox(ink.qr.place), flat ? MODULES : PAINTED);
  for (const { coverage } of ink.inks) mark(coverage, PAINTED);
  const undo = paintPerson(raster, flat ? { ...ink, qr: null } : ink);
  try {
    writer.length = 0;
    const slices: Uint8Array[] = [];
    let kept = 0;
    const dark = transform.flatDc(0);
    const light = transform.flatDc(255);
    for (let index = 0; index < dirty.length; index += 1) {
      if (dirty[index] === 0) continue;
      const from = writer.length;
      writer.begin();
      const end = Math.min(kinds.length, (index + 1) * restart);
      for (let at = index * restart; at < end; at += 1) {
        const column = at % columns;
        const row = (at - column) / columns;
        if (kinds[at] === MODULES && ink.qr) {
          const level = (dx: number, dy: number): number =>
            isDark(ink.qr, column * MCU_PX + dx, row * MCU_PX + dy) ? dark : light;
          writer.flatMcu(level(0, 0), level(8, 0), level(0, 8), level(8, 8));
        } else if (kinds[at] === PAINTED) {
          transform.mcu(raster, column, row, scratch, 0);
          writer.mcu(scratch, 0);
        } else {
          let known = base.coefficients.get(at);
          if (!known) {
            known = new Int16Array(MCU_COEFFICIENTS);
            transform.mcu(raster, column, row, known, 0);
            base.coefficients.set(at, known);
          }
          writer.mcu(known, 0);
        }
      }
      writer.end();
      if (index < dirty.length - 1) writer.restart(index);
      slices.push(frame.bytes.subarray(kept, frame.starts[index]), writer.bytes.slice(from, writer.length));
      kept = frame.starts[index + 1] as number;
    }
    slices.push(frame.bytes.subarray(kept));
    return slices;
  } finally {
    undo();
  }
}

/** Paints name and code; the returned function puts back what was under them. */
export function paintPerson(raster: Raster, ink: PersonalInk): () => void {
  const boxes: PixelBox[] = ink.inks.map(({ coverage }) => coverage);
  if (ink.qr) boxes.push(modulesBox(ink.qr.place));
  const saved = boxes.map((box) => save(raster, box));
  for (const { coverage, colour } of ink.inks) paint(raster, coverage, colour);
  if (ink.qr) paintModules(raster, ink.qr.rows, ink.qr.place);
  return () => {
    for (const restore of saved.reverse()) restore();
  };
}

/** Joined slices. */
export function joined(slices: readonly Uint8Array[]): Buffer {
  return Buffer.concat(slices);
}

/** One module is one block of 8 px: every block of the code is flat, only its DC is written. */
function onBlocks(place: QrPlace): boolean {
  // The quiet zone of four modules is as light as the code's own light modules, so whole MCUs are flat at its edge, too.
  return place.modulePx === 8 && place.x % 8 === 0 && place.y % 8 === 0;
}

export function modulesBox(place: QrPlace): PixelBox {
  const side = QR_MODULES * place.modulePx;
  return { x: place.x, y: place.y, width: side, height: side };
}

function isDark(qr: PersonalInk['qr'], x: number, y: number): boolean {
  if (!qr) return false;
  const column = (x - qr.place.x) >> 3;
  const row = (y - qr.place.y) >> 3;
  if (column < 0 || row < 0 || column >= QR_MODULES || row >= QR_MODULES) return false;
  return (((qr.rows[row] as number) >> column) & 1) === 1;
}

function paintModules(raster: Raster, rows: QrRows, place: QrPlace): void {
  const { modulePx } = place;
  const line = new Uint8Array(QR_MODULES * modulePx * 3);
  rows.forEach((bits, row) => {
    line.fill(255);
    for (let column = 0; column < QR_MODULES; column += 1) {
      if ((bits >> column) & 1) line.fill(0, column * modulePx * 3, (column + 1) * modulePx * 3);
    }
    for (let dy = 0; dy < modulePx; dy += 1) {
      raster.data.set(line, ((place.y + row * modulePx + dy) * raster.widthPx + place.x) * 3);
    }
  });
}

function save(raster: Raster, box: PixelBox): () => void {
  const x = Math.max(0, box.x);
  const y = Math.max(0, box.y);
  const width = Math.min(raster.widthPx, box.x + box.width) - x;
  const height = Math.min(raster.heightPx, box.y + box.height) - y;
  if (width <= 0 || height <= 0) return () => undefined;
  const kept = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row += 1) {
    const from = ((y + row) * raster.widthPx + x) * 3;
    kept.set(raster.data.subarray(from, from + width * 3), row * width * 3);
  }
  return () => {
    for (let row = 0; row < height; row += 1) {
      raster.data.set(
        kept.subarray(row * width * 3, (row + 1) * width * 3),
        ((y + row) * raster.widthPx + x) * 3,
      );
    }
  };
}

function transformFor(quality: number): McuTransform {
  let known = transforms.get(quality);
  if (!known) {
    known = createTransform(quality);
    transforms.set(quality, known);
  }
  return known;
}
