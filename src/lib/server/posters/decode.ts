/** Reads a QR code back from finished bytes: what a phone will do. */
import sharp from 'sharp';

/** Text of the QR code in a picture, or in a part of it, or null when none is found. */
export async function decodeQr(
  jsQR: (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null,
  picture: Uint8Array,
  options: {
    area?: { left: number; top: number; width: number; height: number };
    widthPx?: number;
    quality?: number;
  } = {},
): Promise<string | null> {
  let image = sharp(picture);
  if (options.area) image = image.extract(options.area);
  if (options.widthPx) {
    image = sharp(
      await image
        .resize({ width: options.widthPx })
        .jpeg({ quality: options.quality ?? 60 })
        .toBuffer(),
    );
  }
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return (
    jsQR(new Uint8ClampedArray(data.buffer, data.byteOffset, data.length), info.width, info.height)?.data ??
    null
  );
}
