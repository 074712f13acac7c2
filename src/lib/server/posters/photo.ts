/**
 * A photograph of the library on a poster: a value brought along, cropped by its focal point, never stretched, never
 * blown up beyond what its pixels give.
 */
import sharp from 'sharp';
import { fileKind } from '../brand/assets/file-kind.ts';
import { MOST_PIXELS } from '../brand/assets/picture-intake.ts';
import type { FileStore } from '../storage/storage.ts';
import type { Box } from './formats.ts';
import type { PosterInputs } from './poster.ts';

export interface Photo {
  /** As the content names it: `asset:` and the id. */
  id: string;
  /** SHA-256 of its bytes: what a poster's identity names. */
  hash: string;
  fileKey: string;
  /** Null until `withPhoto` has fetched them. */
  bytes: Uint8Array | null;
  widthPx: number;
  heightPx: number;
  /** Stands free: shown whole inside its box instead of filling it. */
  cutout: boolean;
}

/** Below this share of the slot's pixels the family's variant without a picture is drawn. */
export const LEAST_SHARE = 0.6;

export interface PhotoCrop {
  focalX: number;
  focalY: number;
  scale: number;
  box: Box;
}

/** Pixels of the photograph for each pixel of its box, at most 1. */
export function photoShare(photo: Pick<Photo, 'widthPx' | 'heightPx' | 'cutout'>, crop: PhotoCrop): number {
  const zoom = zoomOf(photo, crop);
  return Math.min(1, 1 / zoom ** 2);
}

/** Pixels at the size of the box: a PNG, and RGB rows for contrast (none for a cut-out). */
export async function cropPhoto(
  photo: Photo & { bytes: Uint8Array },
  crop: PhotoCrop,
): Promise<{ png: Buffer; rgb: Buffer; sourcePx: { widthPx: number; heightPx: number } }> {
  const [, , w, h] = crop.box;
  const zoom = zoomOf(photo, crop);
  const sourcePx = {
    widthPx: Math.min(photo.widthPx, Math.round(w / zoom)),
    heightPx: Math.min(photo.heightPx, Math.round(h / zoom)),
  };
  if (!fileKind(photo.bytes).taken) throw new Error(`the photograph ${photo.id} is no picture`);
  const source = sharp(photo.bytes, { failOn: 'error', limitInputPixels: MOST_PIXELS });
  if (photo.cutout) {
    const png = await source
      .resize({ width: w, height: h, fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } })
      .png({ compressionLevel: 3 })
      .toBuffer();
    return { png, rgb: Buffer.alloc(0), sourcePx };
  }
  // Cut first, then scaled: nothing beyond the crop is resampled.
  const left = place(crop.focalX, photo.widthPx, sourcePx.widthPx);
  const top = place(crop.focalY, photo.heightPx, sourcePx.heightPx);
  const rgb = await source
    .extract({ left, top, width: sourcePx.widthPx, height: sourcePx.heightPx })
    .resize({ width: w, height: h, fit: 'fill', kernel: 'lanczos3' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  const png = await sharp(rgb, { raw: { width: w, height: h, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return { png, rgb, sourcePx };
}

const SHELF_BYTES = 96 * 1024 * 1024;
const shelf = new Map<string, Uint8Array>();
let shelved = 0;

/** The inputs with their photograph's bytes; unchanged where there is none. Without, a poster with a photo is not drawable. */
export async function withPhoto<T extends Pick<PosterInputs, 'photo'>>(
  storage: Pick<FileStore, 'read'>,
  inputs: T,
): Promise<T> {
  const { photo } = inputs;
  if (!photo || photo.bytes) return inputs;
  let bytes = shelf.get(photo.hash);
  if (bytes) shelf.delete(photo.hash);
  else {
    bytes = await storage.read(photo.fileKey);
    shelved += bytes.byteLength;
  }
  shelf.set(photo.hash, bytes);
  for (const [hash, old] of shelf) {
    if (shelved <= SHELF_BYTES || hash === photo.hash) break;
    shelf.delete(hash);
    shelved -= old.byteLength;
  }
  return { ...inputs, photo: { ...photo, bytes } };
}

/** Pixels of the box for each pixel of the photograph along one side. */
function zoomOf(photo: Pick<Photo, 'widthPx' | 'heightPx' | 'cutout'>, crop: PhotoCrop): number {
  const [, , w, h] = crop.box;
  const across = w / photo.widthPx;
  const down = h / photo.heightPx;
  return photo.cutout ? Math.min(across, down) : Math.max(across, down) * crop.scale;
}

/** First pixel of a window of this length around the focal point, kept inside the photograph. */
function place(focal: number, length: number, window: number): number {
  return Math.round(Math.min(Math.max(focal * length - window / 2, 0), length - window));
}
