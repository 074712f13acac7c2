/**
 * WOFF to plain sfnt. The renderer takes WOFF too, but inflates it in JavaScript, at the first picture of every process;
 * zlib does it once and quicker.
 */
import { inflateSync } from 'node:zlib';

const SIGNATURE = 0x774f4646;

/** The font file itself; anything that is no WOFF comes back as it is. https://www.w3.org/TR/WOFF/ */
export function sfntOf(data: Buffer): Buffer {
  if (data.readUInt32BE(0) !== SIGNATURE) return data;
  const count = data.readUInt16BE(12);
  const power = Math.floor(Math.log2(count));
  const head = Buffer.alloc(12 + 16 * count);
  head.writeUInt32BE(data.readUInt32BE(4), 0);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(16 * 2 ** power, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE(16 * count - 16 * 2 ** power, 10);
  const parts: Buffer[] = [head];
  let at = head.length;
  for (let i = 0; i < count; i += 1) {
    const entry = 44 + 20 * i;
    const offset = data.readUInt32BE(entry + 4);
    const packed = data.readUInt32BE(entry + 8);
    const length = data.readUInt32BE(entry + 12);
    const raw = data.subarray(offset, offset + packed);
    const table = packed < length ? inflateSync(raw) : raw;
    data.copy(head, 12 + 16 * i, entry, entry + 4);
    data.copy(head, 16 + 16 * i, entry + 16, entry + 20);
    head.writeUInt32BE(at, 20 + 16 * i);
    head.writeUInt32BE(length, 24 + 16 * i);
    const padding = (4 - (length % 4)) % 4;
    parts.push(table, Buffer.alloc(padding));
    at += length + padding;
  }
  return Buffer.concat(parts);
}
