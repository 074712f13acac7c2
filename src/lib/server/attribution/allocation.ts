/**
 * The only place where fen are split. Cumulative half-up: with S_i the running sum of weights and S their total,
 * share i is ⌊(2·A·S_i + S) / 2S⌋ − ⌊(2·A·S_{i−1} + S) / 2S⌋. The differences telescope, so the shares add up to A
 * exactly; each is less than one fen from its ideal; a positive amount never has a negative share.
 */

/**
 * Splits `amountFen` over `weights` (non-negative integers, at least one above zero), in their order.
 * A negative amount is split as its absolute value and negated. An empty list of weights gives an empty list.
 * Numbers are used where 2·|A|·S + S ≤ 2^53 − 1, `BigInt` above: the result is exact on both sides of that limit.
 */
export function allocate(amountFen: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  let total = 0;
  for (const weight of weights) total += weight;
  if (!Number.isSafeInteger(amountFen) || !Number.isSafeInteger(total) || total <= 0)
    throw new RangeError(`Cannot split ${amountFen} fen over weights that add up to ${total}`);
  const size = Math.abs(amountFen);
  const sign = amountFen < 0 ? -1 : 1;
  return fitsNumbers(size, total)
    ? byNumbers(size, weights, total, sign)
    : byBigInt(size, weights, total, sign);
}

/**
 * Whether 2·|A|·S + S = S·(2·|A| + 1) stays within a double's exact integers. The test itself is exact: a product above
 * 2^53 − 1 rounds to at least 2^53, and one at or below it is not rounded at all.
 */
export function fitsNumbers(sizeFen: number, totalWeight: number): boolean {
  return totalWeight * (2 * sizeFen + 1) <= Number.MAX_SAFE_INTEGER;
}

function byNumbers(size: number, weights: readonly number[], total: number, sign: number): number[] {
  const shares = new Array<number>(weights.length);
  const twice = 2 * size;
  const divisor = 2 * total;
  let running = 0;
  let before = 0;
  for (let i = 0; i < weights.length; i++) {
    running += weights[i] ?? 0;
    const upTo = Math.floor((twice * running + total) / divisor);
    const share = upTo - before;
    shares[i] = share === 0 ? 0 : sign * share;
    before = upTo;
  }
  return shares;
}

function byBigInt(size: number, weights: readonly number[], total: number, sign: number): number[] {
  const twice = 2n * BigInt(size);
  const whole = BigInt(total);
  const divisor = 2n * whole;
  let running = 0n;
  let before = 0n;
  return weights.map((weight) => {
    running += BigInt(weight);
    const upTo = (twice * running + whole) / divisor;
    const share = Number(upTo - before);
    before = upTo;
    return share === 0 ? 0 : sign * share;
  });
}

/**
 * The movement of each share when a net amount changes, for example by a refund: alloc(after) − alloc(before).
 * A refund is never split by itself: rounding it apart can differ by a fen from what the credits really lost.
 */
export function movement(beforeFen: number, afterFen: number, weights: readonly number[]): number[] {
  const before = allocate(beforeFen, weights);
  return allocate(afterFen, weights).map((share, i) => share - (before[i] ?? 0) || 0);
}
