import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import jsqr from 'jsqr';
import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { newCode } from '../links/code.ts';
import { seeded } from './art/random.ts';
import { decodeQr } from './decode.ts';
import { carriesQr } from './designs/design.ts';
import { DESIGNS } from './designs/families.ts';
import { FORMATS, type FormatId } from './formats.ts';
import { codePlate } from './personal.ts';
import { previewPoster, posterHash, renderPoster, type PosterInputs } from './poster.ts';
import { sampleInputs, samplePerson } from './samples.ts';

// Full pictures, many of them: a busy machine needs longer than the default.
vi.setConfig({ testTimeout: 120_000 });

const jsQR = jsqr as unknown as Parameters<typeof decodeQr>[0];

async function drawn(inputs: PosterInputs) {
  const result = await renderPoster(inputs);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result;
}

describe.each(DESIGNS.map((d) => [d.id, d] as const))('%s', (family, design) => {
  it.each(design.formats)('is drawn in %s as it was approved by eye', async (format) => {
    const { svg, issues } = await previewPoster(sampleInputs(family, format));
    expect(issues).toEqual([]);
    const golden = new URL(`./golden/${family}-${format}.svg`, import.meta.url);
    const now = normalise(svg);
    // UPDATE_GOLDEN=1 writes them anew; the diff is reviewed by looking at the pictures.
    if (process.env['UPDATE_GOLDEN'] || !existsSync(golden)) {
      mkdirSync(new URL('./golden/', import.meta.url), { recursive: true });
      writeFileSync(golden, now);
    }
    expect(now).toBe(readFileSync(golden, 'utf8'));
  });

  const onScreen = design.formats.filter((f) => FORMATS[f].medium === 'screen');
  const scanned = onScreen.filter((f) => carriesQr(design, FORMATS[f]));
  const silent = onScreen.filter((f) => !carriesQr(design, FORMATS[f]));
  const half = (format: FormatId): number => Math.round(FORMATS[format].widthPx / 2);

  it.runIf(scanned.length > 0).each(scanned)(
    'carries codes in %s that read at full size and, after JPEG 60, at half',
    async (format) => {
      const random = seeded(7);
      for (let i = 0; i < 3; i += 1) {
        const code = newCode((size) => Uint8Array.from({ length: size }, () => Math.floor(random() * 256)));
        const address = `HTTPS://BS.EXAMPLE/${code}`;
        const { bytes } = await drawn(
          sampleInputs(family, format, { person: samplePerson(format, '白沙㙟塝村合作社', address) }),
        );
        expect(await decodeQr(jsQR, bytes)).toBe(address);
        expect(await decodeQr(jsQR, bytes, { widthPx: half(format), quality: 60 })).toBe(address);
      }
    },
  );

  it.runIf(silent.length > 0).each(silent)('has no code to scan in %s', async (format) => {
    const { bytes } = await drawn(sampleInputs(family, format));
    expect(await decodeQr(jsQR, bytes)).toBeNull();
  });

  it('gives the same bytes and the same hash for the same inputs, others for others', async () => {
    const [format = 'moments'] = silent;
    const one = await drawn(sampleInputs(family, format));
    const two = await drawn(sampleInputs(family, format));
    expect(two.bytes.equals(one.bytes)).toBe(true);
    expect(two.hash).toBe(one.hash);
    const inputs = sampleInputs(family, 'moments');
    expect(posterHash({ ...inputs, person: samplePerson('moments', '阿芬') })).not.toBe(posterHash(inputs));
    expect(posterHash({ ...inputs, marks: [] })).not.toBe(posterHash(inputs));
  });

  it('stays under the size a phone downloads', async () => {
    for (const format of onScreen) {
      const inputs = sampleInputs(family, format);
      const { bytes, widthPx, heightPx } = await drawn(inputs);
      expect(bytes.length).toBeLessThanOrEqual(inputs.format.maxKb * 1024);
      expect([widthPx, heightPx]).toEqual([inputs.format.widthPx, inputs.format.heightPx]);
    }
  });
});

describe('the code on the picture', () => {
  it('is black and white on the 8 px grid', async () => {
    const inputs = sampleInputs('plain-price', 'square');
    const { svg } = await previewPoster(inputs);
    const plate = codePlate([704, 704, 304, 304]);
    const { Resvg } = await import('@resvg/resvg-js');
    const page = new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
    const { data } = await sharp(page)
      .extract({ left: plate[0], top: plate[1], width: plate[2], height: plate[3] })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const levels = new Set<number>();
    for (let y = 0; y < plate[3]; y += 8) {
      for (let x = 0; x < plate[2]; x += 8) {
        const module = new Set<number>();
        for (let dy = 0; dy < 8; dy += 1)
          for (let dx = 0; dx < 8; dx += 1) module.add(data[((y + dy) * plate[2] + x + dx) * 3] ?? -1);
        expect(module.size).toBe(1);
        for (const level of module) levels.add(level);
      }
    }
    expect([...levels].sort((a, b) => a - b)).toEqual([0, 255]);
  });

  it('is refused when the address does not fit version 3', async () => {
    const address = `HTTPS://${'LONG-'.repeat(14)}EXAMPLE/7K3M9QZT`;
    const result = await renderPoster(
      sampleInputs('plain-price', 'moments', { person: samplePerson('moments', '阿芬', address) }),
    );
    expect(result).toMatchObject({ ok: false, issues: [{ code: 'qr_too_long', slot: 'qr' }] });
  });
});

/** Long path data and embedded pictures are named by their hash: the golden shows place, colour and kind. */
function normalise(svg: string): string {
  const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
  return (
    svg
      .replace(
        /(href=")(data:image\/(?:png|jpeg);base64,)([^"]+)"/gu,
        (_, a: string, b: string) => `${a}${b}…"`,
      )
      .replace(
        /(href=")(data:image\/svg\+xml;base64,)([^"]+)"/gu,
        (_, a: string, b: string, c: string) => `${a}${b}…${short(c)}"`,
      )
      .replace(
        / d="([^"]{60})([^"]*)"/gu,
        (_, head: string, rest: string) => ` d="${head}…${short(head + rest)}"`,
      )
      .replace(/></gu, '>\n<') + '\n'
  );
}
