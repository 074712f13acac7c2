/**
 * Pixels of one MCU (16×16 px, 4:2:0) to its six blocks of quantised coefficients. Colour conversion in the fixed-point
 * arithmetic of the IJG library: a grey pixel has chroma of exactly 128, so a flat black or white block is nothing but its
 * DC. The transform is the scaled float DCT of Arai, Agui and Nakajima, its factors folded into the quantisers.
 */
import { quantisers, ZIGZAG } from './jpeg-tables.ts';

/** Opaque pixels, three bytes each, rows without padding. */
export interface Raster {
  data: Uint8Array;
  widthPx: number;
  heightPx: number;
}

export const MCU_PX = 16;
/** Coefficients of one MCU: four luma blocks, Cb, Cr, each 64 in zigzag order. */
export const MCU_COEFFICIENTS = 6 * 64;

export interface McuTransform {
  /** Writes the coefficients of MCU (column, row) at `offset`; outside the picture its last row and column repeat. */
  mcu(raster: Raster, column: number, row: number, out: Int16Array, offset: number): void;
  /** DC of a luma block whose 64 samples are all `level`. */
  flatDc(level: number): number;
}

// Indexed loads below carry `as number`: they never leave their arrays, and a `??` would cost a branch in the hottest loops.

export function createTransform(quality: number): McuTransform {
  const { luma, chroma } = quantisers(quality);
  const lumaScale = scales(luma);
  const chromaScale = scales(chroma);
  const samples = new Float64Array(6 * 64);

  return {
    mcu(raster, column, row, out, offset) {
      const x = column * MCU_PX;
      const y = row * MCU_PX;
      if (x + MCU_PX <= raster.widthPx && y + MCU_PX <= raster.heightPx) convertInside(raster, x, y, samples);
      else convertEdge(raster, x, y, samples);
      for (let block = 0; block < 6; block += 1) {
        transformBlock(samples, block * 64);
        quantise(samples, block * 64, block < 4 ? lumaScale : chromaScale, out, offset + block * 64);
      }
    },
    flatDc(level) {
      const sum = (level - 128) * 64;
      return Math.trunc(sum * (lumaScale[0] as number) + 16384.5) - 16384;
    },
  };
}

/** One over quantiser, times what the AAN transform leaves out of each coefficient. */
function scales(table: Uint8Array): Float64Array {
  const factor = Array.from({ length: 8 }, (_, k) =>
    k === 0 ? 1 : Math.cos((k * Math.PI) / 16) * Math.SQRT2,
  );
  return Float64Array.from(table, (q, i) => 1 / (q * (factor[i >> 3] ?? 1) * (factor[i & 7] ?? 1) * 8));
}

/** Luma of 256 px into four blocks, chroma of each 2×2 px into two, all around zero. */
function convertInside(raster: Raster, x: number, y: number, samples: Float64Array): void {
  const { data, widthPx } = raster;
  const stride = widthPx * 3;
  let chromaAt = 256;
  for (let dy = 0; dy < 16; dy += 2) {
    let at = ((y + dy) * widthPx + x) * 3;
    let lumaAt = (dy & 8) * 16 + (dy & 7) * 8;
    for (let dx = 0; dx < 16; dx += 2) {
      if (dx === 8) lumaAt += 56;
      const r0 = data[at] as number;
      const g0 = data[at + 1] as number;
      const b0 = data[at + 2] as number;
      const r1 = data[at + 3] as number;
      const g1 = data[at + 4] as number;
      const b1 = data[at + 5] as number;
      const below = at + stride;
      const r2 = data[below] as number;
      const g2 = data[below + 1] as number;
      const b2 = data[below + 2] as number;
      const r3 = data[below + 3] as number;
      const g3 = data[below + 4] as number;
      const b3 = data[below + 5] as number;
      samples[lumaAt] = ((19595 * r0 + 38470 * g0 + 7471 * b0 + 32768) >> 16) - 128;
      samples[lumaAt + 1] = ((19595 * r1 + 38470 * g1 + 7471 * b1 + 32768) >> 16) - 128;
      samples[lumaAt + 8] = ((19595 * r2 + 38470 * g2 + 7471 * b2 + 32768) >> 16) - 128;
      samples[lumaAt + 9] = ((19595 * r3 + 38470 * g3 + 7471 * b3 + 32768) >> 16) - 128;
      const r = r0 + r1 + r2 + r3;
      const g = g0 + g1 + g2 + g3;
      const b = b0 + b1 + b2 + b3;
      samples[chromaAt] = (-11059 * r - 21709 * g + 32768 * b + 131072) >> 18;
      samples[chromaAt + 64] = (32768 * r - 27439 * g - 5329 * b + 131072) >> 18;
      chromaAt += 1;
      lumaAt += 2;
      at += 6;
    }
  }
}

const edge: Raster = { data: new Uint8Array(MCU_PX * MCU_PX * 3), widthPx: MCU_PX, heightPx: MCU_PX };

function convertEdge(raster: Raster, x: number, y: number, samples: Float64Array): void {
  for (let dy = 0; dy < MCU_PX; dy += 1) {
    const fromY = Math.min(raster.heightPx - 1, y + dy);
    for (let dx = 0; dx < MCU_PX; dx += 1) {
      const from = (fromY * raster.widthPx + Math.min(raster.widthPx - 1, x + dx)) * 3;
      const to = (dy * MCU_PX + dx) * 3;
      edge.data[to] = raster.data[from] as number;
      edge.data[to + 1] = raster.data[from + 1] as number;
      edge.data[to + 2] = raster.data[from + 2] as number;
    }
  }
  convertInside(edge, 0, 0, samples);
}

/** AAN: 5 multiplications for each row and column. */
function transformBlock(s: Float64Array, at: number): void {
  for (let i = at; i < at + 64; i += 8) {
    const a0 = s[i] as number;
    const a1 = s[i + 1] as number;
    const a2 = s[i + 2] as number;
    const a3 = s[i + 3] as number;
    const a4 = s[i + 4] as number;
    const a5 = s[i + 5] as number;
    const a6 = s[i + 6] as number;
    const a7 = s[i + 7] as number;
    const t0 = a0 + a7;
    const t7 = a0 - a7;
    const t1 = a1 + a6;
    const t6 = a1 - a6;
    const t2 = a2 + a5;
    const t5 = a2 - a5;
    const t3 = a3 + a4;
    const t4 = a3 - a4;
    const t10 = t0 + t3;
    const t13 = t0 - t3;
    const t11 = t1 + t2;
    const t12 = t1 - t2;
    s[i] = t10 + t11;
    s[i + 4] = t10 - t11;
    const z1 = (t12 + t13) * 0.7071067811865476;
    s[i + 2] = t13 + z1;
    s[i + 6] = t13 - z1;
    const u10 = t4 + t5;
    const u11 = t5 + t6;
    const u12 = t6 + t7;
    const z5 = (u10 - u12) * 0.38268343236508984;
    const z2 = u10 * 0.5411961001461971 + z5;
    const z4 = u12 * 1.3065629648763766 + z5;
    const z3 = u11 * 0.7071067811865476;
    const z11 = t7 + z3;
    const z13 = t7 - z3;
    s[i + 5] = z13 + z2;
    s[i + 3] = z13 - z2;
    s[i + 1] = z11 + z4;
    s[i + 7] = z11 - z4;
  }
  for (let i = at; i < at + 8; i += 1) {
    const a0 = s[i] as number;
    const a1 = s[i + 8] as number;
    const a2 = s[i + 16] as number;
    const a3 = s[i + 24] as number;
    const a4 = s[i + 32] as number;
    const a5 = s[i + 40] as number;
    const a6 = s[i + 48] as number;
    const a7 = s[i + 56] as number;
    const t0 = a0 + a7;
    const t7 = a0 - a7;
    const t1 = a1 + a6;
    const t6 = a1 - a6;
    const t2 = a2 + a5;
    const t5 = a2 - a5;
    const t3 = a3 + a4;
    const t4 = a3 - a4;
    const t10 = t0 + t3;
    const t13 = t0 - t3;
    const t11 = t1 + t2;
    const t12 = t1 - t2;
    s[i] = t10 + t11;
    s[i + 32] = t10 - t11;
    const z1 = (t12 + t13) * 0.7071067811865476;
    s[i + 16] = t13 + z1;
    s[i + 48] = t13 - z1;
    const u10 = t4 + t5;
    const u11 = t5 + t6;
    const u12 = t6 + t7;
    const z5 = (u10 - u12) * 0.38268343236508984;
    const z2 = u10 * 0.5411961001461971 + z5;
    const z4 = u12 * 1.3065629648763766 + z5;
    const z3 = u11 * 0.7071067811865476;
    const z11 = t7 + z3;
    const z13 = t7 - z3;
    s[i + 40] = z13 + z2;
    s[i + 24] = z13 - z2;
    s[i + 8] = z11 + z4;
    s[i + 56] = z11 - z4;
  }
}

/** Rounds half away from zero for what occurs here; truncating a positive number needs no branch. */
function quantise(s: Float64Array, from: number, scale: Float64Array, out: Int16Array, to: number): void {
  for (let k = 0; k < 64; k += 1) {
    const at = ZIGZAG[k] as number;
    out[to + k] = (((s[from + at] as number) * (scale[at] as number) + 16384.5) | 0) - 16384;
  }
}
