import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, fitsNumbers, movement } from './allocation.ts';
import { decayWeight, positionWeights } from './model.ts';

const equal = (n: number) => new Array<number>(n).fill(1);

/** The same rule in BigInt throughout, written apart. */
function reference(amount: number, weights: readonly number[]): number[] {
  const a = BigInt(Math.abs(amount));
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  let running = 0n;
  let before = 0n;
  return weights.map((weight) => {
    running += BigInt(weight);
    const upTo = (2n * a * running + total) / (2n * total);
    const share = Number(upTo - before) * (amount < 0 ? -1 : 1);
    before = upTo;
    return share === 0 ? 0 : share;
  });
}

describe('worked example 2: rounding', () => {
  it.each([
    [100, 3, [33, 34, 33]],
    [1, 3, [0, 1, 0]],
    [2, 3, [1, 0, 1]],
    [1, 2, [1, 0]],
    [101, 2, [51, 50]],
    [5, 4, [1, 2, 1, 1]],
    [-7, 3, [-2, -3, -2]],
    [-100, 3, [-33, -34, -33]],
    [0, 3, [0, 0, 0]],
  ])('%i fen over %i equal weights', (amount, n, shares) => {
    expect(allocate(amount, equal(n))).toEqual(shares);
  });

  it('position: 999 over five touches', () => {
    expect(allocate(999, positionWeights(5))).toEqual([400, 66, 67, 66, 400]);
  });
});

describe('worked example 3: refunds', () => {
  it('the movement of a refund is the difference of two allocations', () => {
    expect(allocate(10_000, equal(3))).toEqual([3333, 3334, 3333]);
    expect(allocate(7_400, equal(3))).toEqual([2467, 2466, 2467]);
    expect(movement(10_000, 7_400, equal(3))).toEqual([-866, -868, -866]);
    expect(movement(7_400, 0, equal(3))).toEqual([-2467, -2466, -2467]);
    expect(allocate(-500, equal(3))).toEqual([-167, -166, -167]);
    expect(movement(0, -500, equal(3))).toEqual([-167, -166, -167]);
  });

  it('splitting the refund by itself would differ by a fen', () => {
    expect(allocate(-2_600, equal(3))).toEqual([-867, -866, -867]);
  });
});

describe('the limit of exact numbers', () => {
  it('lies where the specification puts it for decay with every weight 10^9', () => {
    for (const [n, fen] of [
      [1, 4_503_599],
      [10, 450_359],
      [500, 9_006],
    ] as const) {
      expect(fitsNumbers(fen, n * 1e9)).toBe(true);
      expect(fitsNumbers(fen + 1, n * 1e9)).toBe(false);
    }
  });

  it('an amount above 2^63 in its products is still exact', () => {
    expect(allocate(9_300_000, new Array<number>(500).fill(decayWeight(0)))).toEqual(
      new Array<number>(500).fill(18_600),
    );
  });

  it('both sides agree with the reference, right around the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1_000_000_000 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: -2000, max: 2000 }),
        (weights, offset) => {
          const total = weights.reduce((sum, weight) => sum + weight, 0);
          const limit = Math.floor((Number.MAX_SAFE_INTEGER / total - 1) / 2);
          const amount = Math.max(0, limit + offset);
          expect(allocate(amount, weights)).toEqual(reference(amount, weights));
          expect(allocate(-amount, weights)).toEqual(reference(-amount, weights));
        },
      ),
      { numRuns: 300 },
    );
  });
});

it('shares add up, never turn their sign, and stay within a fen of the ideal', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
      fc
        .array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 80 })
        .filter((w) => w.some((x) => x > 0)),
      (amount, weights) => {
        const shares = allocate(amount, weights);
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount);
        shares.forEach((share, i) => {
          expect(share === 0 || Math.sign(share) === Math.sign(amount)).toBe(true);
          expect(Math.abs(share - amount * ((weights[i] ?? 0) / total))).toBeLessThan(1.001);
        });
      },
    ),
    { numRuns: 400 },
  );
});

it('weights that add up to nothing are a fault of the caller', () => {
  expect(() => allocate(5, [0, 0])).toThrow(RangeError);
  expect(allocate(0, [])).toEqual([]);
});
