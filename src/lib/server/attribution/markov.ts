/**
 * Markov removal effect over paths of channels, for a year or an industry. It is a property of the whole graph:
 * never per order, never in the ledger, never in ROI.
 */

/** One kind of path and how often it was walked; `converts` false means it ended without a sale. */
export interface ChannelPath {
  channels: readonly string[];
  converts: boolean;
  count: number;
}

export interface RemovalEffects {
  /** Probability that a walk from the start ends in a sale. */
  conversion: number;
  effects: Map<string, number>;
  /** Effects divided by their sum. */
  shares: Map<string, number>;
}

/** Null when no walk converts (then there is nothing to share), or when no channel has an effect. */
export function removalEffects(paths: readonly ChannelPath[]): RemovalEffects | null {
  const channels = [...new Set(paths.flatMap((path) => path.channels))].sort();
  const transitions = countTransitions(paths, channels);
  const conversion = conversionProbability(transitions, null);
  if (!(conversion > 0)) return null;
  const effects = new Map(
    channels.map((channel, i) => [channel, 1 - conversionProbability(transitions, i + 1) / conversion]),
  );
  const sum = [...effects.values()].reduce((total, effect) => total + effect, 0);
  if (!(sum > 0)) return null;
  return {
    conversion,
    effects,
    shares: new Map([...effects].map(([channel, effect]) => [channel, effect / sum])),
  };
}

interface Transitions {
  /** State 0 is the start, then the channels; counts of steps between them. */
  steps: number[][];
  toSale: number[];
  totals: number[];
}

function countTransitions(paths: readonly ChannelPath[], channels: readonly string[]): Transitions {
  const size = channels.length + 1;
  const stateOf = new Map(channels.map((channel, i) => [channel, i + 1]));
  const steps = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const toSale = new Array<number>(size).fill(0);
  const totals = new Array<number>(size).fill(0);
  for (const path of paths) {
    let state = 0;
    for (const channel of path.channels) {
      const next = stateOf.get(channel) ?? 0;
      const row = steps[state];
      if (row !== undefined) row[next] = (row[next] ?? 0) + path.count;
      totals[state] = (totals[state] ?? 0) + path.count;
      state = next;
    }
    totals[state] = (totals[state] ?? 0) + path.count;
    if (path.converts) toSale[state] = (toSale[state] ?? 0) + path.count;
  }
  return { steps, toSale, totals };
}

/** Solves (I − Q) x = R for x[start]; every step into `removed` ends without a sale. */
function conversionProbability({ steps, toSale, totals }: Transitions, removed: number | null): number {
  const size = totals.length;
  const matrix = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => {
      const total = totals[i] ?? 0;
      const probability = total === 0 || j === removed ? 0 : (steps[i]?.[j] ?? 0) / total;
      return (i === j ? 1 : 0) - probability;
    }),
  );
  const right = toSale.map((count, i) => ((totals[i] ?? 0) === 0 ? 0 : count / (totals[i] ?? 1)));
  return solve(matrix, right)[0] ?? 0;
}

/** Gaussian elimination with partial pivoting (LU), in place. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  const at = (i: number, j: number) => matrix[i]?.[j] ?? 0;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let i = column + 1; i < size; i++)
      if (Math.abs(at(i, column)) > Math.abs(at(pivot, column))) pivot = i;
    swap(matrix, column, pivot);
    swap(right, column, pivot);
    const pivotRow = matrix[column] ?? [];
    const pivotValue = pivotRow[column] ?? 0;
    // A closed loop that never leaves: it converts with probability 0, so its row is left out.
    if (Math.abs(pivotValue) < 1e-14) continue;
    for (let i = column + 1; i < size; i++) {
      const row = matrix[i];
      const factor = at(i, column) / pivotValue;
      if (row === undefined || factor === 0) continue;
      for (let j = column; j < size; j++) row[j] = (row[j] ?? 0) - factor * (pivotRow[j] ?? 0);
      right[i] = (right[i] ?? 0) - factor * (right[column] ?? 0);
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    let value = right[i] ?? 0;
    for (let j = i + 1; j < size; j++) value -= at(i, j) * (solution[j] ?? 0);
    solution[i] = Math.abs(at(i, i)) < 1e-14 ? 0 : value / at(i, i);
  }
  return solution;
}

function swap<T>(list: T[], i: number, j: number): void {
  const a = list[i];
  const b = list[j];
  if (i === j || a === undefined || b === undefined) return;
  list[i] = b;
  list[j] = a;
}
