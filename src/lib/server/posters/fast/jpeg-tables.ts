/**
 * Tables of baseline JPEG (ITU-T T.81): quantisation and Huffman tables of Annex K, the zigzag, and the header written
 * from them. Fixed tables, so that a stretch of blocks always has the same bytes wherever it is encoded.
 */

/** Natural index of each coefficient in zigzag order (figure A.6). */
export const ZIGZAG = Uint8Array.of(
  ...[0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6],
  ...[7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31],
  ...[39, 46, 53, 60, 61, 54, 47, 55, 62, 63],
);

/** Table K.1, luminance, in natural order. */
const LUMA_QUANT = [
  ...[16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56],
  ...[14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92],
  ...[49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99],
];

/** Table K.2, chrominance. */
const CHROMA_QUANT = [
  ...[17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99],
  ...[47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99],
  ...[99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99],
];

export interface HuffmanTable {
  /** Codes of each length 1–16, then the symbols in order of their codes. */
  counts: readonly number[];
  symbols: Uint8Array;
  /** Code and its length by symbol. */
  code: Uint16Array;
  size: Uint8Array;
}

/** Tables K.3 and K.4: size categories of DC differences. */
export const DC_LUMA = huffman(
  [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
);
export const DC_CHROMA = huffman(
  [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0],
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
);

/** Tables K.5 and K.6: zero run (high four bits) and size of an AC coefficient. */
export const AC_LUMA = huffman(
  [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125],
  bytes(
    '0102030004110512213141061351610722711432' +
      '8191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435' +
      '363738393a434445464748494a535455565758595a636465666768696a737475' +
      '767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2' +
      'b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6' +
      'e7e8e9eaf1f2f3f4f5f6f7f8f9fa',
  ),
);
export const AC_CHROMA = huffman(
  [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 119],
  bytes(
    '0001020311040521310612415107617113223281' +
      '08144291a1b1c109233352f0156272d10a162434e125f11718191a262728292a' +
      '35363738393a434445464748494a535455565758595a636465666768696a7374' +
      '75767778797a82838485868788898a92939495969798999aa2a3a4a5a6a7a8a9' +
      'aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5' +
      'e6e7e8e9eaf2f3f4f5f6f7f8f9fa',
  ),
);

/** Quantisers of a quality from 1 to 100 in natural order, scaled as the IJG library does. */
export function quantisers(quality: number): { luma: Uint8Array; chroma: Uint8Array } {
  const q = Math.min(100, Math.max(1, Math.round(quality)));
  const scale = q < 50 ? Math.floor(5000 / q) : 200 - q * 2;
  const scaled = (base: readonly number[]): Uint8Array =>
    Uint8Array.from(base, (v) => Math.min(255, Math.max(1, Math.floor((v * scale + 50) / 100))));
  return { luma: scaled(LUMA_QUANT), chroma: scaled(CHROMA_QUANT) };
}

/** Everything before the first coded byte: three components, 4:2:0, a restart marker every `restart` MCUs. */
export function jpegHeader(widthPx: number, heightPx: number, quality: number, restart: number): Uint8Array {
  const out: number[] = [0xff, 0xd8];
  const segment = (marker: number, body: readonly number[]): void => {
    out.push(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255, ...body);
  };
  segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
  const { luma, chroma } = quantisers(quality);
  [luma, chroma].forEach((table, id) => {
    segment(0xdb, [id, ...Array.from(ZIGZAG, (at) => table[at] ?? 0)]);
  });
  const [w, h] = [
    [widthPx >> 8, widthPx & 255],
    [heightPx >> 8, heightPx & 255],
  ];
  segment(0xc0, [8, ...h, ...w, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
  for (const [id, table] of [
    [0x00, DC_LUMA],
    [0x10, AC_LUMA],
    [0x01, DC_CHROMA],
    [0x11, AC_CHROMA],
  ] as const) {
    segment(0xc4, [id, ...table.counts, ...table.symbols]);
  }
  segment(0xdd, [restart >> 8, restart & 255]);
  segment(0xda, [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]);
  return Uint8Array.from(out);
}

function huffman(counts: readonly number[], list: ArrayLike<number>): HuffmanTable {
  const symbols = Uint8Array.from(list);
  const code = new Uint16Array(256);
  const size = new Uint8Array(256);
  let next = 0;
  let at = 0;
  counts.forEach((count, i) => {
    for (let k = 0; k < count; k += 1) {
      const symbol = symbols[at] ?? 0;
      code[symbol] = next;
      size[symbol] = i + 1;
      next += 1;
      at += 1;
    }
    next <<= 1;
  });
  return { counts, symbols, code, size };
}

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));
}
