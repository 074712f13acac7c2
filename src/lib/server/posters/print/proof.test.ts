import { PDFiumLibrary } from '@hyzyla/pdfium';
import jsqr from 'jsqr';
import sharp from 'sharp';
import { expect, it, vi } from 'vitest';
import { decodeQr } from '../decode.ts';
import { paperProof } from './proof.ts';

vi.setConfig({ testTimeout: 60_000 });

const jsQR = jsqr as unknown as Parameters<typeof decodeQr>[0];
const DPI = 254;
const px = (mm: number): number => Math.round((mm / 25.4) * DPI);

it('is an A4 sheet whose line is 100 mm long and whose three codes read', async () => {
  const address = 'HTTPS://BS.EXAMPLE';
  const proof = await paperProof(address, 'bs.example');
  if (!proof.ok) throw new Error(proof.reason);
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(proof.bytes);
  const image = await document.getPage(0).render({ width: px(210), height: px(297), render: 'bitmap' });
  library.destroy();
  const page = sharp(Buffer.from(image.data), {
    raw: { width: image.width, height: image.height, channels: 4 },
  }).removeAlpha();
  const row = await page
    .clone()
    .extract({ left: 0, top: px(82.1), width: image.width, height: 1 })
    .greyscale()
    .raw()
    .toBuffer();
  const dark = [...row].flatMap((v, i) => (v < 128 ? [i] : []));
  expect(((dark.at(-1) ?? 0) - (dark[0] ?? 0) + 1) / (DPI / 25.4)).toBeCloseTo(100, 0);
  for (const [x, side] of [
    [22, 18],
    [57, 30],
    [104, 45],
  ] as const) {
    const code = await page
      .clone()
      .extract({ left: px(x - 3), top: px(165 - side), width: px(side + 6), height: px(side + 6) })
      .resize(480)
      .png()
      .toBuffer();
    expect(await decodeQr(jsQR, code), `${side} mm`).toBe(address);
  }
});

it('says when an address is too long for a code', async () => {
  expect(await paperProof(`HTTPS://${'LONG-'.repeat(14)}EXAMPLE`, 'x')).toEqual({
    ok: false,
    reason: 'qr_too_long',
  });
});
