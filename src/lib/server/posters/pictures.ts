/**
 * Pictures at the exact size of their box: drawn or scaled once, cropped by the focal point, kept in memory. Scaling here
 * and not in the rasteriser halves the time of a render (119 against 57 ms for a photograph).
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import sharp, { type Sharp } from 'sharp';
import { landscape } from './art/landscape.ts';
import { orange, ORANGE_SIZE } from './art/orange.ts';
import type { Box } from './formats.ts';
import { cropPhoto, type Photo } from './photo.ts';

export interface BuiltInPicture {
  id: string;
  kind: 'art' | 'illustration';
  cutout: boolean;
  focalX: number;
  focalY: number;
  nameZh: string;
  nameEn: string;
}

const illustration = (
  name: string,
  focal: readonly [number, number],
  nameZh: string,
  nameEn: string,
): BuiltInPicture => ({
  id: `illustration:${name}`,
  kind: 'illustration',
  cutout: false,
  focalX: focal[0] / 100,
  focalY: focal[1] / 100,
  nameZh,
  nameEn,
});

/** Pictures of the house: two drawn for their box, fourteen scenes of the county. */
export const PICTURES: readonly BuiltInPicture[] = [
  {
    id: 'art:tea-hills',
    kind: 'art',
    cutout: false,
    focalX: 0.5,
    focalY: 0.5,
    nameZh: '茶山日出',
    nameEn: 'Tea hills at sunrise',
  },
  {
    id: 'art:orange',
    kind: 'art',
    cutout: true,
    focalX: 0.5,
    focalY: 0.5,
    nameZh: '红心橙',
    nameEn: 'Red-hearted orange',
  },
  illustration('tea-terraces-dawn', [67, 58], '梯田清晨', 'Tea terraces at dawn'),
  illustration('village-morning', [45, 52], '村寨早晨', 'Village morning'),
  illustration('orange-grove', [55, 62], '橙园', 'Orange grove'),
  illustration('mountain-rice', [58, 48], '山兰稻', 'Upland rice'),
  illustration('market-day', [50, 54], '赶集', 'Market day'),
  illustration('livestream-desk', [48, 44], '直播台', 'Livestream desk'),
  illustration('tea-cup', [56, 54], '一盏茶', 'A cup of tea'),
  illustration('tea-leaves', [52, 42], '茶芽', 'Tea leaves'),
  illustration('red-orange-halved', [38, 53], '切开的红心橙', 'Halved red orange'),
  illustration('passion-fruit', [50, 63], '百香果', 'Passion fruit'),
  illustration('honey-comb-jar', [60, 55], '蜂蜜', 'Honey'),
  illustration('li-brocade', [62, 58], '黎锦', 'Li brocade'),
  illustration('harvest-crates', [56, 58], '丰收筐', 'Harvest crates'),
  illustration('alley-night', [51, 54], '深巷夜色', 'The alley at night'),
];

export function getPicture(id: string): BuiltInPicture | null {
  return PICTURES.find((p) => p.id === id) ?? null;
}

export interface PictureRequest {
  id: string;
  /** Focal point in shares of the picture, and how far in the planner zoomed (1 = whole short side). */
  focalX: number;
  focalY: number;
  scale: number;
  box: Box;
  /** The photograph of this id, where it is none of the house. */
  photo?: Photo | null;
}

export interface PreparedPicture {
  /** Lossless, at the size of the box. */
  png: Buffer;
  widthPx: number;
  heightPx: number;
  /** Raw RGB rows, for contrast. */
  rgb: Buffer;
  /** Pixels of the photograph that fall into the box; absent for what is drawn for its box. */
  sourcePx?: { widthPx: number; heightPx: number };
}

const CACHE_BYTES = 96 * 1024 * 1024;
const cache = new Map<string, PreparedPicture>();
const underWay = new Map<string, Promise<PreparedPicture | null>>();
let cachedBytes = 0;

/** A picture for its box; null when the id is unknown or the photograph's bytes are not there. */
export async function preparePicture(request: PictureRequest): Promise<PreparedPicture | null> {
  const photo = request.photo?.id === request.id ? request.photo : null;
  const picture = getPicture(request.id);
  if (!picture && !photo?.bytes) return null;
  const [, , w, h] = request.box;
  const key = JSON.stringify([
    photo?.hash ?? request.id,
    request.focalX,
    request.focalY,
    request.scale,
    w,
    h,
  ]);
  const known = cache.get(key);
  if (known) {
    cache.delete(key);
    cache.set(key, known);
    return known;
  }
  // Two that ask at once wait for one drawing.
  const drawing =
    underWay.get(key) ??
    (photo ? photograph(photo, request) : picture ? draw(picture, request) : Promise.resolve(null));
  underWay.set(key, drawing);
  const prepared = await drawing.finally(() => underWay.delete(key));
  if (!prepared || cache.has(key)) return prepared;
  cache.set(key, prepared);
  cachedBytes += prepared.png.length + prepared.rgb.length;
  for (const [k, old] of cache) {
    if (cachedBytes <= CACHE_BYTES) break;
    cache.delete(k);
    cachedBytes -= old.png.length + old.rgb.length;
  }
  return prepared;
}

/** The picture as a data address: PNG for the output, a lighter JPEG for the preview of an opaque one. */
export async function pictureAddress(
  prepared: PreparedPicture,
  cutout: boolean,
  preview: boolean,
): Promise<string> {
  if (!preview || cutout) return `data:image/png;base64,${prepared.png.toString('base64')}`;
  const jpeg = await sharp(prepared.png).jpeg({ quality: 82 }).toBuffer();
  return `data:image/jpeg;base64,${jpeg.toString('base64')}`;
}

/** 5th and 95th percentile of relative luminance under a rectangle of the picture. */
export function luminanceUnder(prepared: PreparedPicture, area: Box): { low: number; high: number } {
  const histogram = new Float64Array(256);
  const x0 = Math.max(0, Math.floor(area[0]));
  const y0 = Math.max(0, Math.floor(area[1]));
  const x1 = Math.min(prepared.widthPx, Math.ceil(area[0] + area[2]));
  const y1 = Math.min(prepared.heightPx, Math.ceil(area[1] + area[3]));
  let total = 0;
  for (let y = y0; y < y1; y += 2) {
    for (let x = x0; x < x1; x += 2) {
      const i = (y * prepared.widthPx + x) * 3;
      const l =
        0.2126 * lin(prepared.rgb[i] ?? 0) +
        0.7152 * lin(prepared.rgb[i + 1] ?? 0) +
        0.0722 * lin(prepared.rgb[i + 2] ?? 0);
      const bin = Math.min(255, Math.floor(l * 256));
      histogram[bin] = (histogram[bin] ?? 0) + 1;
      total += 1;
    }
  }
  const at = (share: number): number => {
    let sum = 0;
    for (let i = 0; i < 256; i += 1) {
      sum += histogram[i] ?? 0;
      if (sum >= total * share) return (i + 0.5) / 256;
    }
    return 1;
  };
  return total === 0 ? { low: 0, high: 1 } : { low: at(0.05), high: at(0.95) };
}

const LINEAR = Array.from({ length: 256 }, (_, v) => {
  const c = v / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
});

function lin(v: number): number {
  return LINEAR[v] ?? 0;
}

async function photograph(photo: Photo, request: PictureRequest): Promise<PreparedPicture | null> {
  const { bytes } = photo;
  if (!bytes) return null;
  const [, , w, h] = request.box;
  return { ...(await cropPhoto({ ...photo, bytes }, request)), widthPx: w, heightPx: h };
}

async function draw(picture: BuiltInPicture, request: PictureRequest): Promise<PreparedPicture> {
  const [, , w, h] = request.box;
  if (picture.cutout) {
    const { left, width, height } = ORANGE_SIZE;
    const image = rasterised(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="${left} 0 ${width} ${height}">${orange()}</svg>`,
    );
    // resvg's pixels carry their colour multiplied by alpha; its PNG does not. Nothing is ever written on a cut-out.
    return { png: image.asPng(), widthPx: w, heightPx: h, rgb: Buffer.alloc(0) };
  }
  const raw = picture.kind === 'art' ? drawArt(w, h) : cropIllustration(picture.id, request);
  const rgb = await raw.removeAlpha().raw().toBuffer();
  // Fast rather than small: the file never leaves the process, and the page is encoded again as a whole.
  const png = await sharp(rgb, { raw: { width: w, height: h, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return { png, widthPx: w, heightPx: h, rgb };
}

/** Bushes and ridges have the size they were drawn with for a phone; for print the whole drawing is enlarged. */
const ART_WIDTH = 1080;

function drawArt(w: number, h: number): Sharp {
  const framing = w > h * 3 ? 'strip' : w > h ? 'wide' : h > 600 ? 'column' : 'cover';
  const k = Math.max(1, w / ART_WIDTH);
  const view = k > 1 ? ` viewBox="0 0 ${w / k} ${h / k}"` : '';
  const image = rasterised(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"${view}>${landscape(w / k, h / k, framing)}</svg>`,
  );
  return sharp(image.pixels, { raw: { width: image.width, height: image.height, channels: 4 } });
}

function rasterised(svg: string, width?: number) {
  return new Resvg(svg, {
    font: { loadSystemFonts: false },
    ...(width ? { fitTo: { mode: 'width' as const, value: width } } : {}),
  }).render();
}

/**
 * Crops 4:3 scenes to the box around the focal point; never stretched. The whole scene is rasterised: a window by `viewBox`
 * costs as much on most scenes (groups and filters are laid out whole), and makes this resvg abort the process on some.
 */
function cropIllustration(id: string, request: PictureRequest): Sharp {
  const [, , w, h] = request.box;
  const zoom = Math.max(w / 1600, h / 1200) * request.scale;
  // Two px more than needed: the rasteriser rounds the height that follows from the width.
  const image = rasterised(readIllustration(id), Math.ceil(1600 * zoom) + 2);
  const left = Math.round(clamp(request.focalX * image.width - w / 2, 0, image.width - w));
  const top = Math.round(clamp(request.focalY * image.height - h / 2, 0, image.height - h));
  return sharp(image.pixels, { raw: { width: image.width, height: image.height, channels: 4 } }).extract({
    left,
    top,
    width: w,
    height: h,
  });
}

const sources = new Map<string, string>();

function readIllustration(id: string): string {
  const known = sources.get(id);
  if (known) return known;
  const svg = readFileSync(join(illustrationFolder(), `${id.slice('illustration:'.length)}.svg`), 'utf8');
  sources.set(id, svg);
  return svg;
}

let folder: string | undefined;

/** `static/illustrations` of the project, found by walking up from this file: the same in source, build and tests. */
function illustrationFolder(): string {
  if (folder) return folder;
  let at = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(at, 'static', 'illustrations');
    if (existsSync(join(candidate, 'tea-cup.svg'))) return (folder = candidate);
    const up = dirname(at);
    if (up === at) throw new Error('static/illustrations is missing: reinstall the project');
    at = up;
  }
}

function clamp(v: number, low: number, high: number): number {
  return Math.min(Math.max(v, low), high);
}

/** Hash of everything built in that can change a picture, part of a poster's identity. */
export function pictureVersion(id: string): string {
  const source = id.startsWith('illustration:') && getPicture(id) ? readIllustration(id) : id;
  return createHash('sha256').update(source).digest('hex').slice(0, 16);
}
