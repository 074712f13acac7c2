/**
 * The codes in memory, so that a scan is answered without the database and also while the database is away. Filled at
 * start, kept up by notifications and, should one be missed, by asking for changes twice a minute.
 */

export interface KnownCode {
  /** A path of ours. */
  readonly destination: string;
  readonly recalled: boolean;
  /** Milliseconds since 1970; null = never. */
  readonly expiresAt: number | null;
}

export interface CodeRow extends KnownCode {
  readonly code: string;
}

/** Where codes come from: PostgreSQL in the house, a list in benchmarks. */
export interface CodeSource {
  /** Codes changed at or after this instant (milliseconds), all for 0, in batches; and the instant to ask from next time. */
  changedSince(since: number, take: (rows: readonly CodeRow[]) => void): Promise<number>;
  one(code: string): Promise<CodeRow | null>;
  /** Calls back whenever codes may have changed; returns how to stop. */
  watch(changed: () => void): Promise<() => Promise<void>>;
}

export interface CodeTable {
  /** Undefined: not known here, ask `find`. Null: known not to exist. */
  get(code: string): KnownCode | null | undefined;
  /** Asks the source for a code that is not in memory, and remembers the answer, also that there is none. */
  find(code: string): Promise<KnownCode | null>;
  refresh(): Promise<void>;
  readonly size: number;
  close(): Promise<void>;
}

const REFRESH_EVERY_MS = 30_000;
/** Unknown codes remembered, and for how long: a guesser costs one look-up a code, not one a request. */
const ABSENT_MAX = 50_000;
const ABSENT_MS = 30_000;

export async function openCodeTable(
  source: CodeSource,
  options: { onProblem?: (error: unknown) => void; now?: () => number } = {},
): Promise<CodeTable> {
  const now = options.now ?? Date.now;
  const known = new Map<string, KnownCode>();
  const absent = new Map<string, number>();
  let since = 0;
  let running: Promise<void> | null = null;
  let again = false;

  const take = (rows: readonly CodeRow[]): void => {
    for (const row of rows) {
      known.set(row.code, { destination: row.destination, recalled: row.recalled, expiresAt: row.expiresAt });
      absent.delete(row.code);
    }
  };

  const load = async (): Promise<void> => {
    since = await source.changedSince(since, take);
  };

  /** One at a time; a change during a refresh asks for one more. */
  const refresh = (): Promise<void> => {
    if (running !== null) {
      again = true;
      return running;
    }
    running = load().finally(() => {
      running = null;
      if (again) {
        again = false;
        quietly(refresh());
      }
    });
    return running;
  };

  const quietly = (work: Promise<void>): void => {
    work.catch((error: unknown) => options.onProblem?.(error));
  };

  await refresh();
  const unwatch = await source.watch(() => quietly(refresh()));
  const timer = setInterval(() => quietly(refresh()), REFRESH_EVERY_MS);
  timer.unref();

  return {
    get(code) {
      const found = known.get(code);
      if (found !== undefined) return found;
      const until = absent.get(code);
      return until !== undefined && until > now() ? null : undefined;
    },
    async find(code) {
      const row = await source.one(code);
      if (row === null) {
        if (absent.size >= ABSENT_MAX) absent.clear();
        absent.set(code, now() + ABSENT_MS);
        return null;
      }
      take([row]);
      return row;
    },
    refresh,
    get size() {
      return known.size;
    },
    async close() {
      clearInterval(timer);
      await unwatch();
      if (running !== null) await running.catch(() => {});
    },
  };
}

/** A code answers until it expires; afterwards it is as unknown as one that never was. */
export function isAnswered(code: KnownCode, nowMs: number): boolean {
  return code.expiresAt === null || code.expiresAt > nowMs;
}
