/**
 * The picture of everything that does not change from merchant to merchant: its pixels, and its pixels encoded. Built once
 * by the full render with the personal slots empty, then only copied from.
 */
import { deflate, inflate } from 'node:zlib';
import { promisify } from 'node:util';
import { encodeFrame, mcuGrid, type CodedFrame } from './jpeg.ts';
import type { Raster } from './jpeg-transform.ts';

export interface StaticBase {
  key: string;
  quality: number;
  raster: Raster;
  frame: CodedFrame;
  /** Coefficients of unchanging MCUs that share an interval with changing ones, kept once they were computed. */
  coefficients: Map<number, Int16Array>;
}

export function makeBase(key: string, raster: Raster, quality: number): StaticBase {
  return { key, quality, raster, frame: encodeFrame(raster, quality), coefficients: new Map() };
}

/** Opaque RGB out of the rasteriser's RGBA. */
export function opaqueRaster(image: { pixels: Uint8Array; width: number; height: number }): Raster {
  const data = new Uint8Array(image.width * image.height * 3);
  const from = image.pixels;
  for (let i = 0, at = 0; at < data.length; i += 4, at += 3) {
    data[at] = from[i] as number;
    data[at + 1] = from[i + 1] as number;
    data[at + 2] = from[i + 2] as number;
  }
  return { data, widthPx: image.width, heightPx: image.height };
}

/** Memory a base holds. */
export function baseBytes(base: StaticBase): number {
  return base.raster.data.length * 2 + base.frame.bytes.length + base.frame.starts.byteLength + 400_000;
}

const MAGIC = 'deep-alley base 1\n';
const pack = promisify(deflate);
const unpack = promisify(inflate);

/** For the file store: a line of JSON, the pieces as they are, the pixels deflated. */
export async function serialiseBase(base: StaticBase): Promise<Buffer> {
  const { raster, frame } = base;
  const pixels = await pack(raster.data, { level: 1 });
  const head = JSON.stringify({
    key: base.key,
    quality: base.quality,
    widthPx: raster.widthPx,
    heightPx: raster.heightPx,
    frame: frame.bytes.length,
    starts: frame.starts.length,
    pixels: pixels.length,
  });
  const starts = Buffer.alloc(frame.starts.length * 4);
  frame.starts.forEach((at, i) => starts.writeUInt32LE(at, i * 4));
  return Buffer.concat([Buffer.from(`${MAGIC}${head}\n`), starts, frame.bytes, pixels]);
}

/** Null for bytes that are no whole base: it is built again. */
export async function parseBase(bytes: Uint8Array, key: string): Promise<StaticBase | null> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (buffer.subarray(0, MAGIC.length).toString('latin1') !== MAGIC) return null;
  const end = buffer.indexOf(10, MAGIC.length);
  try {
    const head = JSON.parse(buffer.subarray(MAGIC.length, end).toString('utf8')) as Record<string, unknown>;
    const number = (name: string): number => {
      const value = head[name];
      if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw new Error(`no ${name}`);
      return value;
    };
    if (head['key'] !== key) return null;
    let at = end + 1;
    const starts = Uint32Array.from({ length: number('starts') }, (_, i) => buffer.readUInt32LE(at + i * 4));
    at += starts.length * 4;
    const coded = new Uint8Array(buffer.subarray(at, at + number('frame')));
    at += coded.length;
    const [widthPx, heightPx, quality] = [number('widthPx'), number('heightPx'), number('quality')];
    const data = new Uint8Array(await unpack(buffer.subarray(at, at + number('pixels'))));
    const grid = mcuGrid(widthPx, heightPx);
    if (data.length !== widthPx * heightPx * 3 || starts.length !== grid.intervals + 1) return null;
    if (starts.at(-1) !== coded.length - 2) return null;
    return {
      key,
      quality,
      raster: { data, widthPx, heightPx },
      frame: { bytes: coded, starts, grid, quality },
      coefficients: new Map(),
    };
  } catch {
    return null;
  }
}
