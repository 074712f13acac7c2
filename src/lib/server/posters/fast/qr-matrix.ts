/**
 * QR code of version 3, level M (ISO/IEC 18004), the one our posters carry, made with whole rows as bits: 29 modules fit in
 * an integer. Equal to the general encoder's matrix, ten times as fast; anything but capitals goes to that one.
 */

export const QR_MODULES = 29;
const DATA_CODEWORDS = 44;
const CHECK_CODEWORDS = 26;
const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
/** Longest address in capitals that version 3 at level M holds. */
export const QR_CAPACITY = 61;

/** Rows as integers, bit x for module x, 1 for dark. */
export type QrRows = Int32Array;

/** The matrix, or null when the text is not all capitals or too long. */
export function qrRows(text: string): QrRows | null {
  const codewords = dataCodewords(text);
  if (!codewords) return null;
  appendCheck(codewords);
  const rows = new Int32Array(QR_MODULES);
  const columns = new Int32Array(QR_MODULES);
  for (let i = 0; i < codewords.length * 8; i += 1) {
    if (((codewords[i >> 3] as number) >> (7 - (i & 7))) & 1) {
      const place = PLACES[i] as number;
      const x = place % QR_MODULES;
      const y = (place - x) / QR_MODULES;
      rows[y] = (rows[y] as number) | (1 << x);
      columns[x] = (columns[x] as number) | (1 << y);
    }
  }
  let best = Number.POSITIVE_INFINITY;
  let chosen = rows;
  for (const mask of MASKS) {
    const maskedRows = rows.map((r, y) => (r ^ (mask.rows[y] as number)) | (mask.fixedRows[y] as number));
    const maskedColumns = columns.map(
      (c, x) => (c ^ (mask.columns[x] as number)) | (mask.fixedColumns[x] as number),
    );
    const penalty = penaltyOf(maskedRows, maskedColumns);
    if (penalty < best) {
      best = penalty;
      chosen = maskedRows;
    }
  }
  return chosen;
}

function dataCodewords(text: string): Uint8Array | null {
  if (text.length === 0 || text.length > QR_CAPACITY) return null;
  const out = new Uint8Array(DATA_CODEWORDS + CHECK_CODEWORDS);
  let at = 0;
  const put = (value: number, bits: number): void => {
    for (let i = bits - 1; i >= 0; i -= 1) {
      if ((value >> i) & 1) out[at >> 3] = (out[at >> 3] as number) | (0x80 >> (at & 7));
      at += 1;
    }
  };
  put(0b0010, 4);
  put(text.length, 9);
  for (let i = 0; i < text.length; i += 2) {
    const first = ALPHANUMERIC.indexOf(text.charAt(i));
    if (first < 0) return null;
    if (i + 1 === text.length) put(first, 6);
    else {
      const second = ALPHANUMERIC.indexOf(text.charAt(i + 1));
      if (second < 0) return null;
      put(first * 45 + second, 11);
    }
  }
  at = Math.min(DATA_CODEWORDS * 8, at + 4);
  let filled = Math.ceil(at / 8);
  for (let pad = 0xec; filled < DATA_CODEWORDS; pad ^= 0xec ^ 0x11) {
    out[filled] = pad;
    filled += 1;
  }
  return out;
}

// ── Reed-Solomon over GF(256), polynomial 0x11d ────────────────────────────────────────────────────────────────────────

const EXP = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let i = 0, x = 1; i < 255; i += 1) {
  EXP[i] = x;
  EXP[i + 255] = x;
  LOG[x] = i;
  x <<= 1;
  if (x & 0x100) x ^= 0x11d;
}

function multiply(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : (EXP[(LOG[a] as number) + (LOG[b] as number)] as number);
}

const GENERATOR = generator();

function generator(): Uint8Array {
  const out = new Uint8Array(CHECK_CODEWORDS);
  out[CHECK_CODEWORDS - 1] = 1;
  let root = 1;
  for (let i = 0; i < CHECK_CODEWORDS; i += 1) {
    for (let j = 0; j < CHECK_CODEWORDS; j += 1) {
      out[j] = multiply(out[j] as number, root) ^ (j + 1 < CHECK_CODEWORDS ? (out[j + 1] as number) : 0);
    }
    root = multiply(root, 2);
  }
  return out;
}

function appendCheck(codewords: Uint8Array): void {
  const check = codewords.subarray(DATA_CODEWORDS);
  for (let i = 0; i < DATA_CODEWORDS; i += 1) {
    const factor = (codewords[i] as number) ^ (check[0] as number);
    check.copyWithin(0, 1);
    check[CHECK_CODEWORDS - 1] = 0;
    for (let j = 0; j < CHECK_CODEWORDS; j += 1) {
      check[j] = (check[j] as number) ^ multiply(GENERATOR[j] as number, factor);
    }
  }
}

// ── Fixed patterns, masks and the order of data modules ────────────────────────────────────────────────────────────────

interface Mask {
  /** What the mask turns over in data modules. */
  rows: Int32Array;
  columns: Int32Array;
  /** Finder, timing, alignment and format modules that are dark. */
  fixedRows: Int32Array;
  fixedColumns: Int32Array;
}

const { fixed: FIXED, reserved: RESERVED } = patterns();
const PLACES = places();
const MASKS = Array.from({ length: 8 }, (_, i) => maskOf(i));

function patterns(): { fixed: boolean[][]; reserved: boolean[][] } {
  const grid = (): boolean[][] =>
    Array.from({ length: QR_MODULES }, () => Array<boolean>(QR_MODULES).fill(false));
  const fixed = grid();
  const reserved = grid();
  const set = (x: number, y: number, dark: boolean): void => {
    const [f, r] = [fixed[y], reserved[y]];
    if (!f || !r || x < 0 || x >= QR_MODULES) return;
    f[x] = dark;
    r[x] = true;
  };
  for (let i = 0; i < QR_MODULES; i += 1) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  for (const [cx, cy] of [
    [3, 3],
    [QR_MODULES - 4, 3],
    [3, QR_MODULES - 4],
  ] as const) {
    for (let dy = -4; dy <= 4; dy += 1)
      for (let dx = -4; dx <= 4; dx += 1) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        set(cx + dx, cy + dy, ring !== 2 && ring !== 4);
      }
  }
  for (let dy = -2; dy <= 2; dy += 1)
    for (let dx = -2; dx <= 2; dx += 1)
      set(QR_MODULES - 7 + dx, QR_MODULES - 7 + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
  for (const [x, y] of formatPlaces().flat()) set(x, y, false);
  set(8, QR_MODULES - 8, true);
  return { fixed, reserved };
}

/** Both places of each of the 15 format bits, lowest first. */
function formatPlaces(): (readonly [number, number])[][] {
  const n = QR_MODULES;
  return Array.from({ length: 15 }, (_, i) => [
    i < 6 ? [8, i] : i === 6 ? [8, 7] : i === 7 ? [8, 8] : i === 8 ? [7, 8] : [14 - i, 8],
    i < 8 ? [n - 1 - i, 8] : [8, n - 15 + i],
  ]);
}

function places(): Uint16Array {
  const out: number[] = [];
  for (let right = QR_MODULES - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const upward = ((right + 1) & 2) === 0;
    for (let i = 0; i < QR_MODULES; i += 1) {
      const y = upward ? QR_MODULES - 1 - i : i;
      for (const x of [right, right - 1]) if (!RESERVED[y]?.[x]) out.push(y * QR_MODULES + x);
    }
  }
  return Uint16Array.from(out);
}

function maskOf(index: number): Mask {
  const turns = (x: number, y: number): boolean => {
    switch (index) {
      case 0:
        return (x + y) % 2 === 0;
      case 1:
        return y % 2 === 0;
      case 2:
        return x % 3 === 0;
      case 3:
        return (x + y) % 3 === 0;
      case 4:
        return (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0;
      case 5:
        return ((x * y) % 2) + ((x * y) % 3) === 0;
      case 6:
        return (((x * y) % 2) + ((x * y) % 3)) % 2 === 0;
      default:
        return (((x + y) % 2) + ((x * y) % 3)) % 2 === 0;
    }
  };
  // Level M is 00; ten check bits by the polynomial 0x537, then the fixed mask 0x5412.
  let rest = index;
  for (let i = 0; i < 10; i += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const format = ((index << 10) | rest) ^ 0x5412;
  const own = FIXED.map((row) => [...row]);
  formatPlaces().forEach((pair, bit) => {
    for (const [x, y] of pair) {
      const row = own[y];
      if (row) row[x] = ((format >> bit) & 1) === 1;
    }
  });
  const mask: Mask = {
    rows: new Int32Array(QR_MODULES),
    columns: new Int32Array(QR_MODULES),
    fixedRows: new Int32Array(QR_MODULES),
    fixedColumns: new Int32Array(QR_MODULES),
  };
  const mark = (lines: Int32Array, line: number, bit: number): void => {
    lines[line] = (lines[line] ?? 0) | (1 << bit);
  };
  for (let y = 0; y < QR_MODULES; y += 1)
    for (let x = 0; x < QR_MODULES; x += 1) {
      if (RESERVED[y]?.[x]) {
        if (own[y]?.[x]) {
          mark(mask.fixedRows, y, x);
          mark(mask.fixedColumns, x, y);
        }
      } else if (turns(x, y)) {
        mark(mask.rows, y, x);
        mark(mask.columns, x, y);
      }
    }
  return mask;
}

// ── Which mask reads best (the four rules of the standard, section 7.8.3) ──────────────────────────────────────────────

const ALL = (1 << QR_MODULES) - 1;
const PAIRS = ALL >> 1;

function penaltyOf(rows: Int32Array, columns: Int32Array): number {
  let penalty = 0;
  let dark = 0;
  for (let i = 0; i < QR_MODULES; i += 1) {
    const row = rows[i] as number;
    penalty += runPenalty(row) + runPenalty(columns[i] as number);
    penalty += finderPenalty(row) + finderPenalty(columns[i] as number);
    dark += ones(row);
    if (i + 1 < QR_MODULES) {
      const next = rows[i + 1] as number;
      const both = row & next;
      const neither = ~row & ~next;
      penalty += 3 * (ones(both & (both >> 1) & PAIRS) + ones(neither & (neither >> 1) & PAIRS));
    }
  }
  const total = QR_MODULES * QR_MODULES;
  return penalty + 10 * (Math.ceil(Math.abs(dark * 20 - total * 10) / total) - 1);
}

/** Runs of five and more of one colour: three points and one for each module beyond five. */
function runPenalty(line: number): number {
  const same = ~(line ^ (line >> 1)) & PAIRS;
  const five = same & (same >> 1) & (same >> 2) & (same >> 3);
  return five === 0 ? 0 : ones(five) + 2 * ones(five & ~(five << 1));
}

/** 1:1:3:1:1 with four light modules on one side and one on the other, in any scale; beyond the edge all is light. */
function finderPenalty(line: number): number {
  let penalty = 0;
  let core = line & ~(line >> 1) & (line >> 2) & (line >> 3) & (line >> 4) & ~(line >> 5) & (line >> 6);
  while (core !== 0) {
    const at = 31 - Math.clz32(core & -core);
    core &= core - 1;
    penalty += sides(line, at, 7, 1);
  }
  const six = line & (line >> 1) & (line >> 2) & (line >> 3) & (line >> 4) & (line >> 5);
  if (six !== 0) {
    for (let unit = 2; unit * 7 <= QR_MODULES; unit += 1) {
      const block = (1 << unit) - 1;
      const pattern = block | (((1 << (unit * 3)) - 1) << (unit * 2)) | (block << (unit * 6));
      const window = unit * 7 === QR_MODULES ? ALL : (1 << (unit * 7)) - 1;
      for (let at = 0; at + unit * 7 <= QR_MODULES; at += 1)
        if (((line >> at) & window) === pattern) penalty += sides(line, at, unit * 7, unit);
    }
  }
  return penalty;
}

function sides(line: number, at: number, width: number, unit: number): number {
  const before = light(line, at - unit, unit) ? (light(line, at - unit * 4, unit * 4) ? 2 : 1) : 0;
  const after = light(line, at + width, unit) ? (light(line, at + width, unit * 4) ? 2 : 1) : 0;
  return (before === 2 && after >= 1 ? 40 : 0) + (after === 2 && before >= 1 ? 40 : 0);
}

/** Whether `count` modules from `from` are light; those outside are. */
function light(line: number, from: number, count: number): boolean {
  const start = Math.max(0, from);
  const end = Math.min(QR_MODULES, from + count);
  if (end <= start) return true;
  return ((line >> start) & ((1 << (end - start)) - 1)) === 0;
}

function ones(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
