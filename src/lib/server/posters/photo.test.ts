import sharp from 'sharp';
import { expect, it } from 'vitest';
import { cropPhoto, photoShare, withPhoto, type Photo } from './photo.ts';

/** Left half red, right half blue. */
async function halves(widthPx: number, heightPx: number): Promise<Photo & { bytes: Uint8Array }> {
  const half = { width: widthPx / 2, height: heightPx, channels: 3 as const };
  const bytes = await sharp({
    create: { width: widthPx, height: heightPx, channels: 3, background: '#ff0000' },
  })
    .composite([{ input: { create: { ...half, background: '#0000ff' } }, left: widthPx / 2, top: 0 }])
    .png()
    .toBuffer();
  return { id: 'asset:x', hash: 'h', fileKey: 'k', bytes, widthPx, heightPx, cutout: false };
}

it('the crop keeps the focal point, and what lies outside it is not seen', async () => {
  const photo = await halves(800, 400);
  const box = [0, 0, 200, 400] as const;
  const left = await cropPhoto(photo, { focalX: 0, focalY: 0.5, scale: 1, box });
  const right = await cropPhoto(photo, { focalX: 1, focalY: 0.5, scale: 1, box });
  expect([...left.rgb.subarray(0, 3)]).toEqual([255, 0, 0]);
  expect([...right.rgb.subarray(-3)]).toEqual([0, 0, 255]);
  expect(left.sourcePx).toEqual({ widthPx: 200, heightPx: 400 });
  expect(left.rgb.length).toBe(200 * 400 * 3);
});

it('the share counts pixels: half the side is a quarter, zooming in takes more', () => {
  const photo = { widthPx: 1000, heightPx: 1000, cutout: false };
  const crop = { focalX: 0.5, focalY: 0.5, scale: 1, box: [0, 0, 1000, 1000] as const };
  expect(photoShare(photo, crop)).toBe(1);
  expect(photoShare(photo, { ...crop, box: [0, 0, 2000, 500] })).toBe(0.25);
  expect(photoShare(photo, { ...crop, scale: 2 })).toBe(0.25);
  expect(photoShare({ ...photo, cutout: true }, { ...crop, box: [0, 0, 2000, 500], scale: 2 })).toBe(1);
});

it('bytes are fetched once', async () => {
  const photo = await halves(400, 400);
  let reads = 0;
  const storage = { read: async () => (reads++, photo.bytes) };
  const inputs = { photo: { ...photo, hash: 'once', bytes: null } };
  expect((await withPhoto(storage, inputs)).photo.bytes).toBe(photo.bytes);
  expect((await withPhoto(storage, inputs)).photo.bytes).toBe(photo.bytes);
  expect(reads).toBe(1);
});
