/** Fixed windows in memory: how often one address may ask for what is not there. */

export interface Budget {
  /** Takes one; false when the window's budget is spent. */
  take(key: string): boolean;
}

const KEYS_MAX = 100_000;

export function budget(perWindow: number, windowMs: number, now: () => number = Date.now): Budget {
  let window = -1;
  let spent = new Map<string, number>();
  return {
    take(key) {
      const current = Math.floor(now() / windowMs);
      if (current !== window || spent.size >= KEYS_MAX) {
        window = current;
        spent = new Map();
      }
      const count = (spent.get(key) ?? 0) + 1;
      spent.set(key, count);
      return count <= perWindow;
    },
  };
}
