/** A small seeded generator (mulberry32): the same design gives the same picture on every machine. */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Smooth one-dimensional noise in −1…1 with `octaves` octaves, period-free. */
export function noise1d(seed: number, octaves = 3): (x: number) => number {
  const random = seeded(seed);
  const table = Array.from({ length: 512 }, () => random() * 2 - 1);
  const value = (i: number): number => table[((i % 512) + 512) % 512] ?? 0;
  const smooth = (x: number): number => {
    const i = Math.floor(x);
    const f = x - i;
    const s = f * f * f * (f * (f * 6 - 15) + 10);
    return value(i) * (1 - s) + value(i + 1) * s;
  };
  return (x) => {
    let sum = 0;
    let amplitude = 1;
    let norm = 0;
    for (let o = 0; o < octaves; o += 1) {
      sum += smooth(x * 2 ** o + o * 37.3) * amplitude;
      norm += amplitude;
      amplitude *= 0.5;
    }
    return sum / norm;
  };
}

/** Number for a path: one decimal, no trailing zero. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Closed path through points; curves are sampled finely enough that straight pieces do not show. */
export function polygon(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join('') + 'Z';
}
