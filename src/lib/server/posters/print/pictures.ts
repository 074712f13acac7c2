/** Pictures inside a page: an opaque one as JPEG without colour subsampling, a cut-out as pixels with its own alpha. */
import sharp from 'sharp';
import { num, type PdfFile, type Ref } from './pdf-file.ts';

/** An image object of one unit square; `png` is any picture sharp reads. */
export async function imageObject(file: PdfFile, png: Buffer): Promise<Ref> {
  const { width, height, hasAlpha } = await sharp(png).metadata();
  const head = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8`;
  if (!hasAlpha) {
    const jpeg = await sharp(png).jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer();
    return file.stream(`${head} /ColorSpace /DeviceRGB /Filter /DCTDecode`, jpeg, true);
  }
  const raw = await sharp(png).ensureAlpha().toColourspace('srgb').raw().toBuffer();
  const count = raw.length / 4;
  const rgb = Buffer.alloc(count * 3);
  const alpha = Buffer.alloc(count);
  for (let i = 0; i < count; i += 1) {
    raw.copy(rgb, i * 3, i * 4, i * 4 + 3);
    alpha[i] = raw[i * 4 + 3] ?? 255;
  }
  const mask = file.stream(`${head} /ColorSpace /DeviceGray`, alpha);
  return file.stream(`${head} /ColorSpace /DeviceRGB /SMask ${mask}`, rgb);
}

/** Places the unit square of an image on a box of a page whose y runs down. */
export function imagePlace(box: readonly [number, number, number, number]): string {
  const [x, y, w, h] = box;
  return `${[w, 0, 0, -h, x, y + h].map(num).join(' ')} cm`;
}
