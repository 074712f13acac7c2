/**
 * Fifty files that are no honest photographs: bombs, cut off, lying about their size, two kinds at once, programs in
 * pictures' clothes. Made here, byte by byte, so that none has to be kept.
 */
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';

export interface HostileImage {
  name: string;
  bytes: Buffer;
}

const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export async function hostileImages(): Promise<HostileImage[]> {
  const pixels = Buffer.alloc(480 * 360 * 3, 120);
  const plain = sharp(pixels, { raw: { width: 480, height: 360, channels: 3 } });
  const jpeg = await plain.clone().jpeg().toBuffer();
  const png = await plain.clone().png().toBuffer();
  const webp = await plain.clone().webp().toBuffer();
  const gif = await plain.clone().gif().toBuffer();
  const tiff = await plain.clone().tiff().toBuffer();
  const at = (buffer: Buffer, share: number): Buffer => buffer.subarray(0, Math.floor(buffer.length * share));
  const all: [string, Buffer][] = [
    ['empty', Buffer.alloc(0)],
    ['one byte', Buffer.from([0xff])],
    ['zeros', Buffer.alloc(4096)],
    ['noise', Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919 + (i >> 3)) & 255))],
    ['text', Buffer.from('this is not a picture\n'.repeat(40))],
    ['jpeg head alone', jpeg.subarray(0, 4)],
    ['jpeg cut at a tenth', at(jpeg, 0.1)],
    ['jpeg cut at half', at(jpeg, 0.5)],
    ['jpeg without its end', at(jpeg, 0.97)],
    ['png head alone', png.subarray(0, 8)],
    ['png cut at a tenth', at(png, 0.1)],
    ['png cut at half', at(png, 0.5)],
    ['webp cut at half', at(webp, 0.5)],
    ['gif', gif],
    ['tiff', tiff],
    ['png of 60000 × 60000', pngOf(60_000, 60_000, 2, Buffer.alloc(64))],
    ['png of 2147483647 × 1', pngOf(0x7fffffff, 1, 2, Buffer.alloc(64))],
    ['png of 0 × 0', pngOf(0, 0, 2, Buffer.alloc(16))],
    [
      'png bomb of 20000 × 20000',
      pngOf(20_000, 20_000, 0, deflateSync(Buffer.alloc(20_000 * 2_000), { level: 9 }), true),
    ],
    ['png with too little data', pngOf(800, 600, 2, deflateSync(Buffer.alloc(100)), true)],
    ['png with a wrong checksum', flipped(png, 29)],
    ['png with a chunk of 2 GB', longChunk(png)],
    ['png with a bomb of text', withText(png, deflateSync(Buffer.alloc(30_000_000), { level: 9 }))],
    ['jpeg of 65535 × 65535', sized(jpeg, 65_535, 65_535)],
    ['jpeg of 0 × 0', sized(jpeg, 0, 0)],
    ['jpeg of 50000 × 50000', sized(jpeg, 50_000, 50_000)],
    ['jpeg with a segment past the end', pastEnd(jpeg)],
    ['jpeg without tables', withoutTables(jpeg)],
    [
      'jpeg of nothing but starts',
      Buffer.from(Array.from({ length: 4000 }, (_, i) => (i % 2 ? 0xd8 : 0xff))),
    ],
    ['jpeg and html', Buffer.concat([jpeg, Buffer.from('<script>alert(1)</script>')])],
    ['html, then jpeg', Buffer.concat([Buffer.from('<html><script>alert(1)</script>'), jpeg])],
    ['jpeg and zip', Buffer.concat([jpeg, Buffer.from('PK\u0003\u0004'), Buffer.alloc(200)])],
    ['png and program', Buffer.concat([png, Buffer.from('MZ'), Buffer.alloc(200)])],
    ['zip named jpeg', Buffer.concat([Buffer.from('PK\u0003\u0004'), jpeg])],
    ['program', Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46]), Buffer.alloc(400)])],
    ['pdf', Buffer.from('%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\n%%EOF')],
    ['gzip bomb', gzipSync(Buffer.alloc(20_000_000), { level: 9 })],
    ['svg with a file', svg('<image href="file:///etc/passwd" width="400" height="400"/>')],
    ['svg with an address', svg('<image href="http://127.0.0.1:9/x.png" width="400" height="400"/>')],
    ['svg with xlink', svg('<image xlink:href="file:///etc/hostname" width="9" height="9"/>')],
    ['svg with script', svg('<script>fetch("http://127.0.0.1:9")</script>')],
    ['svg with an entity', entity('<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;')],
    ['svg that laughs', entity(laughs(), '&l9;')],
    [
      'svg of 100000 × 100000',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="100000" height="100000"/>'),
    ],
    ['svg with a style from outside', svg('<style>@import url("http://127.0.0.1:9/a.css");</style>')],
    ['svg that uses itself', svg('<g id="a"><use href="#a"/><use href="#a"/></g><use href="#a"/>')],
    ['svg behind a png head', Buffer.concat([PNG_HEAD, svg('<image href="file:///etc/passwd"/>')])],
    [
      'imagemagick script',
      Buffer.from('push graphic-context\nimage over 0,0 0,0 "https://127.0.0.1:9/x"\npop graphic-context'),
    ],
    ['heic', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(300)])],
    ['bmp of 4 GB', bmp(32_000, 32_000)],
  ];
  return all.map(([name, bytes]) => ({ name, bytes }));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function pngOf(width: number, height: number, colour: number, data: Buffer, deflated = false): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  head[9] = colour;
  const body = deflated ? data : deflateSync(data);
  return Buffer.concat([PNG_HEAD, chunk('IHDR', head), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))]);
}

function flipped(source: Buffer, at: number): Buffer {
  const out = Buffer.from(source);
  out.writeUInt8((out.readUInt8(at) ^ 0xff) & 255, at);
  return out;
}

function longChunk(png: Buffer): Buffer {
  const out = Buffer.from(png);
  out.writeUInt32BE(0x7fffffff, 33);
  return out;
}

function withText(png: Buffer, deflated: Buffer): Buffer {
  const text = chunk('zTXt', Buffer.concat([Buffer.from('a\0\0', 'latin1'), deflated]));
  return Buffer.concat([png.subarray(0, 33), text, png.subarray(33)]);
}

/** A JPEG whose frame header says another size. */
function sized(jpeg: Buffer, width: number, height: number): Buffer {
  const out = Buffer.from(jpeg);
  const at = out.indexOf(Buffer.from([0xff, 0xc0]));
  out.writeUInt16BE(height, at + 5);
  out.writeUInt16BE(width, at + 7);
  return out;
}

function pastEnd(jpeg: Buffer): Buffer {
  const out = Buffer.from(jpeg);
  out.writeUInt16BE(0xffff, 4);
  return out;
}

function withoutTables(jpeg: Buffer): Buffer {
  const out = Buffer.from(jpeg);
  for (let at = out.indexOf(Buffer.from([0xff, 0xdb])); at >= 0; at = out.indexOf(Buffer.from([0xff, 0xdb])))
    out[at + 1] = 0xfe;
  return out;
}

function svg(inside: string): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="400" height="400">${inside}</svg>`,
  );
}

function entity(declarations: string, text: string): Buffer {
  return Buffer.from(
    `<?xml version="1.0"?><!DOCTYPE svg [${declarations}]><svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><text y="20">${text}</text></svg>`,
  );
}

function laughs(): string {
  const more = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);
  return `<!ENTITY l0 "lol">${more.join('')}`;
}

function bmp(width: number, height: number): Buffer {
  const out = Buffer.alloc(64);
  out.write('BM', 0, 'latin1');
  out.writeUInt32LE(54, 10);
  out.writeUInt32LE(40, 14);
  out.writeInt32LE(width, 18);
  out.writeInt32LE(height, 22);
  out.writeUInt16LE(24, 28);
  return out;
}
