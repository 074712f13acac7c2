import { PDFiumLibrary } from '@hyzyla/pdfium';
import jsqr from 'jsqr';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { decodeQr } from '../decode.ts';
import { carriesQr } from '../designs/design.ts';
import { DESIGNS, requireFamily } from '../designs/families.ts';
import { FORMATS, type FormatId } from '../formats.ts';
import { renderPoster, type PosterInputs } from '../poster.ts';
import { sampleInputs } from '../samples.ts';
import { renderPrint, type PrintOptions } from './print.ts';

vi.setConfig({ testTimeout: 240_000 });

const jsQR = jsqr as unknown as Parameters<typeof decodeQr>[0];
/** Six pixels on three millimetres of bleed: about 50 dots an inch, and whole pixels at the trim. */
const DPI = 50.8;
/** Both pictures are drawn finer and made smaller in the same way, so that not the two programs' edges are compared. */
const finer = (format: FormatId): number => (printOf(format).dpi >= 200 ? 4 : 2);

let library: PDFiumLibrary;
beforeAll(async () => {
  library = await PDFiumLibrary.init();
});
afterAll(() => {
  library.destroy();
});

const printed = DESIGNS.flatMap((d) =>
  d.formats.filter((f) => FORMATS[f].medium === 'print').map((f) => [d.id, f] as const),
);

/** Roll-ups are large: every picture and page of this file is drawn once. */
const drawn = new Map<string, ReturnType<typeof drawBoth>>();

function both(family: string, format: FormatId): ReturnType<typeof drawBoth> {
  const key = `${family} ${format}`;
  const known = drawn.get(key) ?? drawBoth(sampleInputs(family, format));
  drawn.set(key, known);
  return known;
}

async function drawBoth(inputs: PosterInputs) {
  const page = await renderPoster(inputs);
  if (!page.ok) throw new Error(JSON.stringify(page.issues));
  return { inputs, page, pdf: await pdfOf(inputs) };
}

async function pdfOf(inputs: PosterInputs, options: PrintOptions = {}) {
  const result = await renderPrint(inputs, options);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result;
}

/** The page as another program sees it, RGB. */
async function seen(pdf: Uint8Array, format: FormatId, dpi: number) {
  const { widthMm, heightMm, bleedMm } = printOf(format);
  const px = (mm: number): number => Math.round((mm / 25.4) * dpi);
  const document = await library.loadDocument(pdf);
  const image = await document.getPage(0).render({
    width: px(widthMm + 2 * bleedMm),
    height: px(heightMm + 2 * bleedMm),
    render: 'bitmap',
  });
  const sheet = sharp(Buffer.from(image.data), {
    raw: { width: image.width, height: image.height, channels: 4 },
  }).removeAlpha();
  const trim = { left: px(bleedMm), top: px(bleedMm), width: px(widthMm), height: px(heightMm) };
  document.destroy();
  return { sheet, trim };
}

function printOf(format: FormatId) {
  const { print } = FORMATS[format];
  if (!print) throw new Error(`${format} is for screens`);
  return print;
}

function psnr(a: Buffer, b: Buffer): number {
  let sum = 0;
  a.forEach((v, i) => (sum += (v - (b[i] ?? 0)) ** 2));
  return 10 * Math.log10(255 ** 2 / (sum / a.length));
}

describe.each(printed)('%s on paper as %s', (family, format) => {
  it('looks like its screen picture, with grounds that run into the bleed', async () => {
    const { page, pdf } = await both(family, format);
    expect(pdf.warnings).toEqual([]);
    const times = finer(format);
    const { sheet, trim } = await seen(pdf.bytes, format, DPI * times);
    const small = (picture: Sharp): Promise<Buffer> =>
      picture
        .resize(trim.width / times, trim.height / times, {
          fit: 'fill',
          kernel: 'mitchell',
          fastShrinkOnLoad: false,
        })
        .removeAlpha()
        .raw()
        .toBuffer();
    const onScreen = await small(sharp(page.bytes));
    const onPaper = await small(sharp(await sheet.clone().extract(trim).png().toBuffer()));
    expect(psnr(onPaper, onScreen)).toBeGreaterThanOrEqual(30);
    const { data, info } = await sheet.clone().raw().toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number): number[] => [
      ...data.subarray((y * info.width + x) * 3).subarray(0, 3),
    ];
    for (const y of [0, Math.floor(info.height / 2), info.height - 1]) {
      for (const x of [0, info.width - 1]) expect(Math.min(...at(x, y)), `${x},${y}`).toBeLessThan(253);
    }
  });

  it('says trim, bleed and the meaning of its colours, and is the same file for the same inputs', async () => {
    const { inputs, pdf } = await both(family, format);
    const again = await pdfOf(inputs);
    expect(again.bytes.equals(pdf.bytes)).toBe(true);
    const text = pdf.bytes.toString('latin1');
    const { widthMm, heightMm, bleedMm } = printOf(format);
    const box = (name: string): number[] =>
      (new RegExp(`/${name} \\[([^\\]]+)\\]`, 'u').exec(text)?.[1] ?? '').split(' ').map(Number);
    const mm = (points: number): number => (points / 72) * 25.4;
    const [left = 0, bottom = 0, right = 0, top = 0] = box('TrimBox').map(mm);
    expect(right - left).toBeCloseTo(widthMm, 2);
    expect(top - bottom).toBeCloseTo(heightMm, 2);
    const [bleedLeft = 0] = box('BleedBox').map(mm);
    expect(left - bleedLeft).toBeCloseTo(bleedMm, 2);
    expect(text).toContain('/OutputIntents');
    expect(text).not.toMatch(/\/Font\b/u);
  });

  it.runIf(carriesQr(requireFamily(family).design, FORMATS[format]))(
    'carries a code of the least size, black on white, that reads',
    async () => {
      const { inputs, page, pdf } = await both(family, format);
      const plate = page.boxes.find((b) => b.slot === 'qr')?.box;
      if (!plate) throw new Error(`${format} has no code`);
      const { sheet, trim } = await seen(pdf.bytes, format, DPI * finer(format));
      const k = trim.width / inputs.format.widthPx;
      const code = await sheet
        .extract({
          left: Math.round(trim.left + plate[0] * k),
          top: Math.round(trim.top + plate[1] * k),
          width: Math.round(plate[2] * k),
          height: Math.round(plate[3] * k),
        })
        .resize(600, 600)
        .png()
        .toBuffer();
      expect(await decodeQr(jsQR, code)).toBe(inputs.person?.address);
      const { widthMm, minQrMm } = printOf(format);
      // The plate is 37 modules wide, the code itself 29.
      const codeMm = ((plate[2] * 29) / 37 / inputs.format.widthPx) * widthMm;
      expect(codeMm).toBeGreaterThanOrEqual(minQrMm ?? 0);
      expect(codeMm / 29).toBeGreaterThanOrEqual(0.4);
    },
  );
});

describe('a sheet', () => {
  const inputs = () => sampleInputs('storefront', 'table-a6');

  it('with crop marks is larger and keeps its trim', async () => {
    const bare = (await pdfOf(inputs())).bytes.toString('latin1');
    const marked = (await pdfOf(inputs(), { cropMarks: true })).bytes.toString('latin1');
    const media = (text: string): number => Number(/\/MediaBox \[0 0 ([\d.]+)/u.exec(text)?.[1]);
    expect(((media(marked) - media(bare)) / 72) * 25.4).toBeCloseTo(12, 2);
  });

  it('is refused for a screen format and for a poster that cannot be drawn', async () => {
    expect(await renderPrint(sampleInputs('storefront', 'square'))).toEqual({
      ok: false,
      reason: 'not_a_print_format',
    });
    const bad = inputs();
    expect(await renderPrint({ ...bad, content: { ...bad.content, slogan: '好茶😀' } })).toMatchObject({
      ok: false,
      reason: 'not_drawable',
    });
  });
});
