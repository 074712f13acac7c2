import jpeg from 'jpeg-js';
import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { newCode } from '../../links/code.ts';
import { seeded } from '../art/random.ts';
import { Board } from '../compose.ts';
import type { TextLayer } from '../scene.ts';
import { fontBook } from '../text/fonts.ts';
import { opaqueRgb, type Coverage, type Rgb } from './coverage.ts';
import { GlyphCache } from './glyphs.ts';
import { encodeFrame } from './jpeg.ts';
import { qrRows } from './qr-matrix.ts';
import { joined, paintPerson, splice, type PersonalInk, type QrPlace } from './splice.ts';
import { makeBase, parseBase, serialiseBase, type StaticBase } from './static-base.ts';
import { exactStrip } from './strip.ts';

vi.setConfig({ testTimeout: 120_000 });

const fonts = fontBook();
const HAN = [
  ...'白沙牙叉镇细水元门邦溪打安七坊金波青松荣南开阜龙红旗黎明岭兴隆茶果园农场㙟塝堃龘𠅤蜂蜜橙香社',
];

/** A small page with a noisy ground, a white plate and room for a name over it. */
function page(widthPx: number, heightPx: number, plate: QrPlace, seed: number): StaticBase {
  const random = seeded(seed);
  const data = new Uint8Array(widthPx * heightPx * 3);
  for (let i = 0; i < data.length; i += 1) data[i] = 180 + Math.floor(random() * 40);
  const side = 37 * plate.modulePx;
  const quiet = 4 * plate.modulePx;
  for (let y = plate.y - quiet; y < plate.y - quiet + side; y += 1) {
    data.fill(255, (y * widthPx + plate.x - quiet) * 3, (y * widthPx + plate.x - quiet + side) * 3);
  }
  return makeBase(`test-${seed}`, { data, widthPx, heightPx }, 85);
}

function lines(name: string, base: StaticBase): TextLayer[] {
  const person = { nameShown: name, address: null, spokenCode: null };
  const context = { fonts, keep: [], person, contentType: 'advertisement' };
  const board = new Board(context as unknown as ConstructorParameters<typeof Board>[0]);
  const style = {
    face: 'sans-bold',
    size: 30,
    sizes: [30, 26],
    colour: '#22211d',
    maxLines: 2,
    leading: 1.2,
  } as const;
  board.merchantName(14, 40, { ...style, measure: base.raster.widthPx - 28, ink: true });
  const set = board.layers.filter((l) => l.kind === 'text');
  if (set.length === 0) throw new Error(`${name} was not set`);
  return set;
}

const cache = new GlyphCache();

async function inkOf(name: string, base: StaticBase): Promise<{ coverage: Coverage; colour: Rgb }[]> {
  const out: { coverage: Coverage; colour: Rgb }[] = [];
  for (const layer of lines(name, base)) {
    const colour = opaqueRgb(layer.colour) ?? [0, 0, 0];
    let known = cache.line(layer, fonts);
    if (known === 'missing') {
      cache.learn(layer, await exactStrip([layer], base.raster, fonts), fonts);
      known = cache.line(layer, fonts);
    }
    if (typeof known !== 'string') for (const coverage of known) out.push({ coverage, colour });
  }
  return out;
}

function whole(base: StaticBase, ink: PersonalInk): Uint8Array {
  const undo = paintPerson(base.raster, ink);
  const { bytes } = encodeFrame(base.raster, base.quality);
  undo();
  return bytes;
}

describe('a spliced JPEG', () => {
  it('is byte for byte the whole frame encoded, for 1,000 random names and codes, on the block grid and off it', async () => {
    const random = seeded(5);
    const on = page(368, 400, { x: 96, y: 128, modulePx: 8 }, 1);
    const off = page(333, 301, { x: 61, y: 99, modulePx: 6 }, 2);
    const before = [on, off].map((b) => Buffer.from(b.raster.data));
    let differing = 0;
    for (let i = 0; i < 1000; i += 1) {
      const [base, place] =
        i % 3 === 2 ? [off, { x: 61, y: 99, modulePx: 6 }] : [on, { x: 96, y: 128, modulePx: 8 }];
      const name = Array.from(
        { length: 2 + Math.floor(random() * 9) },
        () => HAN[Math.floor(random() * HAN.length)],
      ).join('');
      const code = newCode((n) => Uint8Array.from({ length: n }, () => Math.floor(random() * 256)));
      const rows = qrRows(`HTTPS://BS.EXAMPLE/${code}`);
      if (!rows) throw new Error('an address in capitals fits');
      const ink: PersonalInk = { inks: await inkOf(name, base), qr: { rows, place } };
      if (!joined(splice(base, ink)).equals(whole(base, ink))) differing += 1;
    }
    expect(differing).toBe(0);
    // Nothing of any merchant stays in the base.
    expect([on, off].map((b, i) => before[i]?.equals(b.raster.data))).toEqual([true, true]);
  });

  it('is read without a warning by two decoders', async () => {
    const base = page(368, 400, { x: 96, y: 128, modulePx: 8 }, 3);
    const rows = qrRows('HTTPS://BS.EXAMPLE/7K3M9QZT');
    if (!rows) throw new Error('an address in capitals fits');
    const qr = { rows, place: { x: 96, y: 128, modulePx: 8 } };
    const bytes = joined(splice(base, { inks: await inkOf('龘堃茶社', base), qr }));
    const { info } = await sharp(bytes, { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([368, 400]);
    expect(jpeg.decode(bytes).width).toBe(368);
    await sharp(bytes, { failOn: 'warning' }).jpeg({ progressive: true }).toBuffer();
  });

  it('is the base itself for nobody', () => {
    const base = page(368, 400, { x: 96, y: 128, modulePx: 8 }, 4);
    expect(joined(splice(base, { inks: [], qr: null })).equals(base.frame.bytes)).toBe(true);
  });
});

describe('a kept base', () => {
  it('comes back as it was, and not at all when a byte of its head, its size or its key is wrong', async () => {
    const base = page(368, 400, { x: 96, y: 128, modulePx: 8 }, 6);
    const bytes = await serialiseBase(base);
    const back = await parseBase(bytes, base.key);
    expect(back?.raster).toEqual(base.raster);
    expect(back?.frame).toEqual(base.frame);
    expect(await parseBase(bytes, 'another')).toBeNull();
    expect(await parseBase(bytes.subarray(0, bytes.length - 200), base.key)).toBeNull();
    expect(await parseBase(Buffer.from('no base'), base.key)).toBeNull();
  });
});

describe('ink from cached glyphs', () => {
  it('is the exact strip’s, pixel for pixel', async () => {
    const base = page(368, 400, { x: 96, y: 128, modulePx: 8 }, 7);
    const random = seeded(8);
    for (let i = 0; i < 60; i += 1) {
      const name = Array.from({ length: 2 + (i % 8) }, () => HAN[Math.floor(random() * HAN.length)]).join('');
      for (const layer of lines(name, base)) {
        const strip = await exactStrip([layer], base.raster, fonts);
        cache.learn(layer, strip, fonts);
        const glyphs = cache.line(layer, fonts);
        if (typeof glyphs === 'string' || !strip) throw new Error(`${name}: ${String(glyphs)}`);
        const sum = new Uint8Array(strip.alpha.length);
        for (const g of glyphs)
          g.alpha.forEach((a, at) => {
            const x = g.x + (at % g.width) - strip.x;
            const y = g.y + Math.floor(at / g.width) - strip.y;
            if (a > 0) sum[y * strip.width + x] = a;
          });
        expect(Buffer.from(sum).equals(strip.alpha), name).toBe(true);
      }
    }
  });

  it('is refused for what is kerned', () => {
    const base = page(368, 400, { x: 96, y: 128, modulePx: 8 }, 9);
    expect(lines('Tea 茶社', base).map((l) => cache.line(l, fonts))).toEqual(['no']);
  });
});
