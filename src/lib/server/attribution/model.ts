import { allocate } from './allocation.ts';
import type { Touch } from './touch.ts';

/** Six ways to divide one journey. Each gives integer weights; `allocate` turns them into fen. */
export const MODELS = ['last', 'lastNonDirect', 'first', 'linear', 'decay', 'position'] as const;
export type Model = (typeof MODELS)[number];

const HALF_LIFE_SECONDS = 604_800;

/**
 * Weight of a touch `ageSeconds` before the order: 10^9 · 2^(−age / 7 days), half-up, at least 1.
 * Written as floor(x + 0.5), as in SQL: PostgreSQL's round() goes half to even and differs at exactly 70 days.
 */
export function decayWeight(ageSeconds: number): number {
  return Math.max(1, Math.floor(1e9 * 2 ** (-ageSeconds / HALF_LIFE_SECONDS) + 0.5));
}

/** n = 1: 1; n = 2: 1, 1; n ≥ 3: the ends 2(n − 2), the middle 1 each, which is 40 / 20 / 40 exactly. */
export function positionWeights(n: number): number[] {
  if (n <= 2) return new Array<number>(n).fill(1);
  const weights = new Array<number>(n).fill(1);
  weights[0] = 2 * (n - 2);
  weights[n - 1] = 2 * (n - 2);
  return weights;
}

/** Weights of one model over a sorted journey whose order was placed at `placedAt` (seconds). */
export function weightsOf(model: Model, journey: readonly Touch[], placedAt: number): number[] {
  const n = journey.length;
  switch (model) {
    case 'last':
      return only(n, n - 1);
    case 'first':
      return only(n, 0);
    case 'lastNonDirect': {
      const index = journey.findLastIndex((touch) => touch.campaignId !== null);
      return only(n, index === -1 ? n - 1 : index);
    }
    case 'linear':
      return new Array<number>(n).fill(1);
    case 'decay':
      return journey.map((touch) => decayWeight(placedAt - touch.at));
    case 'position':
      return positionWeights(n);
  }
}

/** Fen of each touch by one model. Σ = `netFen`, or an empty list without touches. */
export function creditsOf(
  model: Model,
  netFen: number,
  journey: readonly Touch[],
  placedAt: number,
): number[] {
  return allocate(netFen, weightsOf(model, journey, placedAt));
}

function only(n: number, index: number): number[] {
  const weights = new Array<number>(n).fill(0);
  if (n > 0) weights[index] = 1;
  return weights;
}
