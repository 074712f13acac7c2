/**
 * A photo from outside becomes one of ours: decoded, turned upright, sRGB, encoded anew. Nothing of the file that came is
 * kept but its pixels: no EXIF, no place, no profile, nothing appended.
 */
import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import type { IntakeFailure } from './refusals.ts';

export const MOST_PICTURE_BYTES = 40 * 1024 * 1024;
export const MOST_PIXELS = 50_000_000;
/** Below this a picture is no use on any poster. */
export const LEAST_SIDE_PX = 320;

export interface TakenPicture {
  bytes: Buffer;
  contentType: 'image/jpeg' | 'image/png';
  contentHash: string;
  widthPx: number;
  heightPx: number;
  /** Has transparent parts. */
  cutout: boolean;
  thumb: Buffer;
  web: Buffer;
}

export type PictureIntake = { ok: true; picture: TakenPicture } | { ok: false; failure: IntakeFailure };

const THUMB_PX = 480;
const WEB_PX = 1600;

// One at a time: decoding 50 million pixels takes some hundred megabytes, and uploads come in crowds.
let turn: Promise<unknown> = Promise.resolve();

export function takePicture(source: Uint8Array): Promise<PictureIntake> {
  const mine = turn.then(() => decode(source));
  turn = mine.catch(() => {});
  return mine;
}

async function decode(source: Uint8Array): Promise<PictureIntake> {
  if (source.byteLength > MOST_PICTURE_BYTES)
    return fail({ code: 'too_many_bytes', bytes: source.byteLength, most: MOST_PICTURE_BYTES });
  const frames = pngFrames(source);
  if (frames > 1) return fail({ code: 'animated', frames });
  try {
    const { width, height, pages = 1, format } = await sharp(source, { limitInputPixels: false }).metadata();
    if (format !== 'jpeg' && format !== 'png' && format !== 'webp') return fail({ code: 'broken' });
    if (pages > 1) return fail({ code: 'animated', frames: pages });
    if (width * height > MOST_PIXELS)
      return fail({ code: 'too_many_pixels', widthPx: width, heightPx: height, most: MOST_PIXELS });
    if (Math.min(width, height) < LEAST_SIDE_PX)
      return fail({ code: 'too_small', widthPx: width, heightPx: height, least: LEAST_SIDE_PX });
    return { ok: true, picture: await encode(source) };
  } catch {
    // Whatever the decoder stumbles over: cut off, lying about its size, a bomb behind a small header.
    return fail({ code: 'broken' });
  }
}

async function encode(source: Uint8Array): Promise<TakenPicture> {
  const upright = await open(source)
    .autoOrient()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = upright.info;
  const pixels = (): Sharp => sharp(upright.data, { raw: { width, height, channels } });
  const cutout = channels === 4 && !(await pixels().stats()).isOpaque;
  const opaque = (image: Sharp): Sharp => image.flatten({ background: '#ffffff' });
  const bytes = cutout
    ? await pixels().png({ compressionLevel: 7 }).toBuffer()
    : await opaque(pixels()).jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer();
  const small = (side: number, quality: number): Promise<Buffer> =>
    opaque(pixels())
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality })
      .toBuffer();
  return {
    bytes,
    contentType: cutout ? 'image/png' : 'image/jpeg',
    contentHash: createHash('sha256').update(bytes).digest('hex'),
    widthPx: width,
    heightPx: height,
    cutout,
    thumb: await small(THUMB_PX, 80),
    web: await small(WEB_PX, 84),
  };
}

function open(source: Uint8Array): Sharp {
  return sharp(source, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true, pages: 1 });
}

/** Frames of an animated PNG as its `acTL` chunk says; 1 for every other file. The decoder shows only the first. */
function pngFrames(source: Uint8Array): number {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  if (bytes.length < 16 || bytes.readUInt32BE(0) !== 0x89504e47) return 1;
  let at = 8;
  while (at + 12 <= bytes.length) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'acTL' && at + 12 <= bytes.length) return bytes.readUInt32BE(at + 8);
    if (type === 'IDAT' || type === 'IEND') return 1;
    at += 12 + bytes.readUInt32BE(at);
  }
  return 1;
}

function fail(failure: IntakeFailure): { ok: false; failure: IntakeFailure } {
  return { ok: false, failure };
}
