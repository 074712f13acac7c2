/**
 * Coefficients to coded bytes. One writer over one growing buffer; its predictors start at zero with every interval, so an
 * interval's bytes depend on nothing before it.
 */
import { AC_CHROMA, AC_LUMA, DC_CHROMA, DC_LUMA, type HuffmanTable } from './jpeg-tables.ts';

/** An MCU cannot take more: 384 coefficients of at most 26 bits, each byte stuffed. */
const MCU_LIMIT_BYTES = 2600;

const LUMA = codes(DC_LUMA, AC_LUMA);
const CHROMA = codes(DC_CHROMA, AC_CHROMA);

export class EntropyWriter {
  bytes: Uint8Array;
  /** Bytes written so far. */
  length = 0;
  private bits = 0;
  private held = 0;
  private dcY = 0;
  private dcCb = 0;
  private dcCr = 0;

  constructor(capacity = 1 << 16) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Starts an interval: predictors at zero. */
  begin(): void {
    this.bits = 0;
    this.held = 0;
    this.dcY = 0;
    this.dcCb = 0;
    this.dcCr = 0;
    if (this.bytes.length - this.length < MCU_LIMIT_BYTES) this.grow();
  }

  /** Ends an interval: the last byte is filled with ones. */
  end(): void {
    if (this.held === 0) return;
    const fill = 8 - this.held;
    this.put((1 << fill) - 1, fill);
  }

  /** Marker RSTn of the interval that just ended. */
  restart(index: number): void {
    this.bytes[this.length] = 0xff;
    this.bytes[this.length + 1] = 0xd0 + (index & 7);
    this.length += 2;
  }

  endOfImage(): void {
    this.bytes[this.length] = 0xff;
    this.bytes[this.length + 1] = 0xd9;
    this.length += 2;
  }

  copy(from: Uint8Array): void {
    while (this.bytes.length - this.length < from.length + 2) this.grow();
    this.bytes.set(from, this.length);
    this.length += from.length;
  }

  /** The six blocks of an MCU. */
  mcu(coefficients: Int16Array, offset: number): void {
    if (this.bytes.length - this.length < MCU_LIMIT_BYTES) this.grow();
    for (let block = 0; block < 4; block += 1) {
      this.dcY = this.block(coefficients, offset + block * 64, this.dcY, LUMA);
    }
    this.dcCb = this.block(coefficients, offset + 256, this.dcCb, CHROMA);
    this.dcCr = this.block(coefficients, offset + 320, this.dcCr, CHROMA);
  }

  /** An MCU of four flat grey luma blocks: their DC values, no AC, no colour. */
  flatMcu(y0: number, y1: number, y2: number, y3: number): void {
    if (this.bytes.length - this.length < MCU_LIMIT_BYTES) this.grow();
    this.flatBlock(y0 - this.dcY, LUMA);
    this.flatBlock(y1 - y0, LUMA);
    this.flatBlock(y2 - y1, LUMA);
    this.flatBlock(y3 - y2, LUMA);
    this.dcY = y3;
    this.flatBlock(-this.dcCb, CHROMA);
    this.dcCb = 0;
    this.flatBlock(-this.dcCr, CHROMA);
    this.dcCr = 0;
  }

  private flatBlock(difference: number, table: Codes): void {
    this.difference(difference, table);
    this.put(table.ac[0] as number, table.acSize[0] as number);
  }

  private difference(difference: number, table: Codes): void {
    const size = 32 - Math.clz32(difference < 0 ? -difference : difference);
    const bits = difference < 0 ? difference + (1 << size) - 1 : difference;
    this.put(((table.dc[size] as number) << size) | bits, (table.dcSize[size] as number) + size);
  }

  private block(c: Int16Array, at: number, predictor: number, table: Codes): number {
    const dc = c[at] as number;
    this.difference(dc - predictor, table);
    let last = 63;
    while (last > 0 && c[at + last] === 0) last -= 1;
    const { ac, acSize } = table;
    const { bytes } = this;
    let { bits, held, length } = this;
    let run = 0;
    for (let k = 1; k <= last; k += 1) {
      const v = c[at + k] as number;
      if (v === 0) {
        run += 1;
        continue;
      }
      while (run > 15) {
        bits = (bits << (acSize[0xf0] as number)) | (ac[0xf0] as number);
        held += acSize[0xf0] as number;
        while (held >= 8) {
          held -= 8;
          const byte = (bits >>> held) & 255;
          bytes[length++] = byte;
          if (byte === 255) bytes[length++] = 0;
        }
        run -= 16;
      }
      const size = 32 - Math.clz32(v < 0 ? -v : v);
      const symbol = (run << 4) | size;
      run = 0;
      const codeSize = acSize[symbol] as number;
      const value = v < 0 ? v + (1 << size) - 1 : v;
      if (codeSize + size <= 24) {
        bits = (bits << (codeSize + size)) | ((ac[symbol] as number) << size) | value;
        held += codeSize + size;
      } else {
        // 7 bits held and 26 more do not fit in 32: the code first.
        bits = (bits << codeSize) | (ac[symbol] as number);
        held += codeSize;
        while (held >= 8) {
          held -= 8;
          const byte = (bits >>> held) & 255;
          bytes[length++] = byte;
          if (byte === 255) bytes[length++] = 0;
        }
        bits = (bits << size) | value;
        held += size;
      }
      while (held >= 8) {
        held -= 8;
        const byte = (bits >>> held) & 255;
        bytes[length++] = byte;
        if (byte === 255) bytes[length++] = 0;
      }
    }
    this.bits = bits;
    this.held = held;
    this.length = length;
    if (last < 63) this.put(ac[0] as number, acSize[0] as number);
    return dc;
  }

  /** At most 24 bits. */
  private put(code: number, size: number): void {
    let bits = (this.bits << size) | code;
    let held = this.held + size;
    while (held >= 8) {
      held -= 8;
      const byte = (bits >>> held) & 255;
      this.bytes[this.length++] = byte;
      if (byte === 255) this.bytes[this.length++] = 0;
    }
    bits &= 255;
    this.bits = bits;
    this.held = held;
  }

  private grow(): void {
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}

interface Codes {
  dc: Uint16Array;
  dcSize: Uint8Array;
  ac: Uint16Array;
  acSize: Uint8Array;
}

function codes(dc: HuffmanTable, ac: HuffmanTable): Codes {
  return { dc: dc.code, dcSize: dc.size, ac: ac.code, acSize: ac.size };
}
