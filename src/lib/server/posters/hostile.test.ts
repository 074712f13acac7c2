import saxes from 'saxes';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { takePicture } from '../brand/assets/picture-intake.ts';
import { hostileImages } from '../../../../tests/support/hostile-images.ts';
import { seeded } from './art/random.ts';
import type { CampaignContent } from './content.ts';
import { createBaseRenderer } from './fast/base-renderer.ts';
import { FORMATS } from './formats.ts';
import { previewPoster, renderPoster } from './poster.ts';
import { sampleInputs, samplePerson } from './samples.ts';
import { shownName } from './text/names.ts';

vi.setConfig({ testTimeout: 180_000 });

const network = vi.spyOn(globalThis, 'fetch');

beforeAll(() => {
  network.mockImplementation(() => Promise.reject(new Error('no network')));
});
afterAll(() => network.mockRestore());

const PIECES = [
  ...[
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'/><svg onload=alert(1)>",
    ']]>',
    '<!--',
    '-->',
  ],
  ...[
    '&lt;b&gt;',
    '&#x3c;script&#x3e;',
    '<![CDATA[',
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '&x;',
  ],
  ...[
    '<image href="file:///etc/passwd"/>',
    'url(http://127.0.0.1:9/x)',
    'javascript:alert(1)',
    'data:text/html,<b>',
  ],
  ...[
    '\u202e',
    '\u202d',
    '\u2066',
    '\u2069',
    '\u200b',
    '\u200d',
    '\u200e',
    '\ufeff',
    '\u00ad',
    '\u034f',
    '\u2028',
    '\u2029',
  ],
  ...['😀', '👨‍👩‍👧‍👦', '🇨🇳', '👍🏽', '✔', '☎️', '0️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '\u{e0001}', '\u{10ffff}', '\ufffe'],
  ...['e\u0301\u0302\u0303\u0304', '茶\u20dd', 'Z\u0351\u036b\u0343\u032a', '\u0e33', 'ﷺ', '﷽', '𒐫', '꧅'],
  ...['\0', '\u0001', '\u001b[31m', '\u007f', '\b', '\t', '\r\n', '\ud800', '\udfff', '\ud83d', 'a\ud800b'],
  ...[
    '${process.env}',
    '{{7*7}}',
    '%s%n%x',
    '../../etc/passwd',
    "'; drop table posters; --",
    '__proto__',
    'constructor',
  ],
  ...['茶', '白沙', '㙟塝', '𠅤', 'Tea', '13°', '¥58', '，。', '（', '》', '……', '——', ' ', '　', '１２３'],
];

/** Three to eight pieces, or one of them very many times. */
function hostileTexts(count: number): string[] {
  const random = seeded(23);
  const pick = (): string => PIECES[Math.floor(random() * PIECES.length)] ?? '';
  return Array.from({ length: count }, (_, i) =>
    i % 40 === 39
      ? pick().repeat(400 + Math.floor(random() * 1200))
      : Array.from({ length: 1 + Math.floor(random() * 6) }, pick).join(''),
  );
}

const ELEMENTS = new Set(['svg', 'g', 'path', 'rect', 'image', 'mask', 'clipPath', 'defs']);

/** Everything in an SVG that does not belong there. */
function foreign(svg: string): string[] {
  const found: string[] = [];
  const parser = new saxes.SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (!ELEMENTS.has(name)) found.push(`<${name}>`);
    for (const [key, value] of Object.entries(attributes)) {
      if (/^on/iu.test(key)) found.push(key);
      if (/href$/u.test(key) && !/^data:image\/(png|jpeg|svg\+xml);base64,/u.test(value))
        found.push(value.slice(0, 60));
      if (/url\((?!#)/u.test(value)) found.push(value.slice(0, 60));
    }
  });
  parser.on('text', (text) => {
    if (text.trim() !== '') found.push(text.slice(0, 60));
  });
  parser.on('error', (error) => found.push(error.message));
  parser.on('doctype', () => found.push('doctype'));
  parser.on('processinginstruction', () => found.push('processing instruction'));
  parser.write(svg).close();
  return found;
}

function filled(content: CampaignContent, text: string, i: number): CampaignContent {
  switch (i % 6) {
    case 0:
      return { ...content, headline: text };
    case 1:
      return { ...content, slogan: text, sellingPoints: [text, text] };
    case 2:
      return { ...content, product: { name: text, spec: text } };
    case 3:
      return { ...content, disclosure: [text], qrCaption: text };
    case 4:
      return { ...content, venue: text, time: text, transit: text };
    default:
      return { ...content, organisers: { guide: [text], host: [text], undertake: [], assist: [text] } };
  }
}

describe('1,000 hostile texts', () => {
  const texts = hostileTexts(1000);

  it('draw only what a poster is made of, or are refused with their slot', async () => {
    const wrong: string[] = [];
    let refused = 0;
    for (const [i, text] of texts.entries()) {
      const base = sampleInputs(i % 2 === 0 ? 'brocade-band' : 'plain-price', 'oa-cover');
      const asName = i % 5 === 4;
      const inputs = asName
        ? sampleInputs('brocade-band', 'xhs', { person: samplePerson('xhs', text) })
        : { ...base, content: filled(base.content, text, i) };
      const { svg, issues } = await previewPoster(inputs);
      for (const found of foreign(svg)) wrong.push(`${JSON.stringify(text.slice(0, 40))}: ${found}`);
      if (issues.length > 0) refused += 1;
      for (const issue of issues) if (issue.slot === '') wrong.push(JSON.stringify(issue));
    }
    expect(wrong).toEqual([]);
    expect(refused).toBeGreaterThan(400);
    expect(network).not.toHaveBeenCalled();
  });

  it('as names and codes never make a fast way fail: a picture, or the issue', async () => {
    const { person: _person, ...shared } = sampleInputs('plain-price', 'square');
    const failures: unknown[] = [];
    const log = (message: string, error: unknown): number => failures.push([message, error]);
    const made = await createBaseRenderer(shared, { log });
    if (!made?.ok) throw new Error(JSON.stringify(made));
    for (const [i, text] of texts.slice(0, 240).entries()) {
      const address = i % 3 === 0 ? text : 'HTTPS://BS.EXAMPLE/7K3M9QZT';
      const name = i % 2 === 0 ? text : shownName({ name: text, shortName: null });
      const drawn = await made.renderer.draw({ nameShown: name, address, spokenCode: null });
      if (drawn.ok) expect((await sharp(drawn.bytes, { failOn: 'warning' }).metadata()).width).toBe(1080);
      else expect(drawn.issues.length).toBeGreaterThan(0);
    }
    expect(failures).toEqual([]);
  });
});

describe('50 hostile images', () => {
  it('are refused at the door, or come out as pixels and nothing else', async () => {
    const images = await hostileImages();
    expect(images).toHaveLength(50);
    const through: string[] = [];
    for (const { name, bytes } of images) {
      const taken = await takePicture(bytes);
      if (!taken.ok) continue;
      through.push(name);
      const { format, exif, icc, xmp } = await sharp(taken.picture.bytes).metadata();
      expect({ format: ['jpeg', 'png'].includes(format), exif, icc, xmp }).toEqual({ format: true });
      expect(taken.picture.bytes.includes('<script>')).toBe(false);
    }
    // Honest pictures with something behind them, or whose checksum of no pixel is wrong: what is behind does not stay.
    expect(through.every((name) => / and |checksum|text/u.test(name))).toBe(true);
    expect(network).not.toHaveBeenCalled();
  });

  it('on a poster are an issue of the picture, never a crash', async () => {
    const base = sampleInputs('brocade-band', 'oa-cover');
    for (const { name, bytes } of await hostileImages()) {
      const photo = {
        id: 'asset:x',
        hash: name,
        fileKey: 'x',
        bytes,
        widthPx: 1600,
        heightPx: 1200,
        cutout: false,
      };
      const inputs = {
        ...base,
        photo,
        content: { ...base.content, picture: { id: 'asset:x', focalX: 0.5, focalY: 0.5, scale: 1 } },
      };
      const drawn = await renderPoster(inputs);
      if (drawn.ok) expect(drawn.widthPx, name).toBe(FORMATS['oa-cover'].widthPx);
      else expect(drawn.issues, name).toContainEqual({ code: 'picture_missing', slot: 'picture' });
      const { svg } = await previewPoster(inputs);
      expect(foreign(svg), name).toEqual([]);
    }
  });
});
