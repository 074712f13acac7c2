/** Chance that is the same on every machine: named streams of one seed, so that a new draw in one place moves no other. */
import { createHash, hash } from 'node:crypto';

export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** Whole, both ends inclusive. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** By weights that need not sum to 1; all zero = the first. */
  weighted<T>(list: readonly T[], weightOf: (one: T) => number): T;
  /** `count` different ones, in random order; all when there are fewer. */
  sample<T>(list: readonly T[], count: number): T[];
  /** Mean 0, standard deviation 1. */
  normal(): number;
  /** Number of events with this mean (≥ 0). */
  poisson(mean: number): number;
  /** Decimal digits, the first never 0. */
  digits(length: number): string;
}

/** sfc32 seeded by SHA-256 of the names. */
export function randomOf(...names: readonly (string | number)[]): Random {
  const seed = createHash('sha256').update(names.join('\u0000')).digest();
  let [a, b, c, d] = [0, 4, 8, 12].map((at) => seed.readInt32LE(at)) as [number, number, number, number];
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 12; i++) next();

  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const at = <T>(list: readonly T[], index: number): T => {
    const one = list[index];
    if (one === undefined) throw new RangeError(`no element ${index} in a list of ${list.length}`);
    return one;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    int,
    normal,
    chance: (probability) => next() < probability,
    pick: (list) => at(list, Math.floor(next() * list.length)),
    weighted(list, weightOf) {
      let left = next() * list.reduce((sum, one) => sum + weightOf(one), 0);
      for (const one of list) {
        left -= weightOf(one);
        if (left < 0) return one;
      }
      return at(list, 0);
    },
    sample(list, count) {
      const rest = [...list];
      const taken = Math.min(count, rest.length);
      for (let i = 0; i < taken; i++) {
        const j = int(i, rest.length - 1);
        [rest[i], rest[j]] = [at(rest, j), at(rest, i)];
      }
      return rest.slice(0, taken);
    },
    poisson(mean) {
      if (mean <= 0) return 0;
      if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      const limit = Math.exp(-mean);
      let product = next();
      let count = 0;
      while (product > limit) {
        product *= next();
        count += 1;
      }
      return count;
    },
    digits(length) {
      let text = String(int(1, 9));
      for (let i = 1; i < length; i++) text += String(Math.floor(next() * 10));
      return text;
    },
  };
}

const BASE_MS = Date.UTC(2024, 10, 1);

/** A UUIDv7-shaped id named by its key: the same row has the same id in every demo of one seed. */
export function seedId(seed: string, kind: string, key: string): string {
  const digest = hash('sha256', `${seed}\u0000${kind}\u0000${key}`, 'hex');
  const time = (BASE_MS + (Number.parseInt(digest.slice(12, 20), 16) % 86_400_000))
    .toString(16)
    .padStart(12, '0');
  const variant = '89ab'.charAt(Number.parseInt(digest.charAt(3), 16) & 3);
  const hex = `${time}7${digest.slice(0, 3)}${variant}${digest.slice(4, 7)}${digest.slice(20, 32)}`;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
