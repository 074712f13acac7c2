import jpeg from 'jpeg-js';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '../art/random.ts';
import { layoutPoster } from '../poster.ts';
import { drawLayout } from '../full-render.ts';
import { sampleInputs } from '../samples.ts';
import { fontBook } from '../text/fonts.ts';
import { encodeFrame, mcuGrid } from './jpeg.ts';
import type { Raster } from './jpeg-transform.ts';
import { psnr } from './gate.ts';
import { opaqueRaster } from './static-base.ts';

let page: Raster;

beforeAll(async () => {
  const fonts = fontBook();
  page = opaqueRaster(
    await drawLayout(await layoutPoster(sampleInputs('plain-price', 'square'), fonts), fonts),
  );
}, 60_000);

function whole(raster: Raster) {
  return { x: 0, y: 0, width: raster.widthPx, height: raster.heightPx };
}

async function decoded(bytes: Uint8Array): Promise<Raster> {
  const { data, info } = await sharp(bytes, { failOn: 'warning' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, widthPx: info.width, heightPx: info.height };
}

describe('our JPEG encoder', () => {
  it.each([60, 85, 88])('is as good as libjpeg-turbo at %d, within 0.3 dB', async (quality) => {
    const ours = await decoded(encodeFrame(page, quality).bytes);
    const theirs = await decoded(
      await sharp(page.data, { raw: { width: page.widthPx, height: page.heightPx, channels: 3 } })
        .jpeg({ quality, chromaSubsampling: '4:2:0', optimiseCoding: false })
        .toBuffer(),
    );
    const difference = psnr(page, ours, whole(page)) - psnr(page, theirs, whole(page));
    expect(Math.abs(difference)).toBeLessThan(0.3);
  });

  it('is read without a warning, by a second decoder too, and encodes again as progressive', async () => {
    const { bytes } = encodeFrame(page, 85);
    const first = await decoded(bytes);
    const second = jpeg.decode(bytes, { useTArray: true, formatAsRGBA: false });
    expect([second.width, second.height]).toEqual([page.widthPx, page.heightPx]);
    // The second decoder repeats chroma where the first interpolates: alike, not equal.
    const other = { data: second.data, widthPx: second.width, heightPx: second.height };
    expect(psnr(first, other, whole(page))).toBeGreaterThan(35);
    const progressive = await sharp(bytes, { failOn: 'warning' }).jpeg({ progressive: true }).toBuffer();
    expect((await sharp(progressive, { failOn: 'warning' }).metadata()).isProgressive).toBe(true);
  });

  it.each([
    [1, 1],
    [15, 17],
    [16, 16],
    [47, 33],
    [300, 300],
    [750, 20],
  ])('takes %d × %d px of noise, with edges that are no whole blocks', async (widthPx, heightPx) => {
    const random = seeded(widthPx * 31 + heightPx);
    const data = Uint8Array.from({ length: widthPx * heightPx * 3 }, () => Math.floor(random() * 256));
    const frame = encodeFrame({ data, widthPx, heightPx }, 92);
    const back = await decoded(frame.bytes);
    expect([back.widthPx, back.heightPx]).toEqual([widthPx, heightPx]);
    expect(frame.starts.at(-1)).toBe(frame.bytes.length - 2);
  });

  it('cuts a row into intervals of equal length where one divides it', () => {
    expect(mcuGrid(1080, 1920)).toEqual({ columns: 68, rows: 120, restart: 4, intervals: 2040 });
    expect(mcuGrid(750, 1334)).toEqual({ columns: 47, rows: 84, restart: 4, intervals: 987 });
  });
});
