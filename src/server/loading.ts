/** Moves the journal into the database for as long as the web process runs: once a second, and once more at the end. */
import path from 'node:path';
import type { Database } from '#lib/server/db/database.ts';
import { flagFloods } from '#lib/server/links/floods.ts';
import { loadJournal } from '#lib/server/links/journal-loader.ts';

export interface Loading {
  /** Ends after a last pass over what has been written. */
  stop(): Promise<void>;
}

const PAUSE_MS = 1000;
/** While the database is away the clicks wait in their files. */
const PAUSE_AFTER_FAILURE_MS = 5000;
const FLOODS_EVERY_MS = 60_000;

export function journalDirectory(dataDirectory: string): string {
  return path.join(dataDirectory, 'journal');
}

export function startLoading(options: {
  database: Database;
  directory: string;
  clock: () => Date;
  onProblem: (message: string, error: unknown) => void;
}): Loading {
  let stopped = false;
  let failing = false;
  let wake: (() => void) | null = null;
  let floodsAt = 0;

  const pass = async (): Promise<boolean> => {
    try {
      const now = options.clock();
      const report = await loadJournal(options.database, options.directory, { now });
      if (report.damaged > 0)
        options.onProblem(`${report.damaged} damaged journal lines were passed over`, null);
      if (now.getTime() - floodsAt >= FLOODS_EVERY_MS) {
        floodsAt = now.getTime();
        await flagFloods(options.database, now);
      }
      failing = false;
      return true;
    } catch (error) {
      if (!failing) options.onProblem('the click journal could not be loaded; its files are kept', error);
      failing = true;
      return false;
    }
  };

  const loop = (async () => {
    while (!stopped) {
      const ok = await pass();
      if (stopped) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, ok ? PAUSE_MS : PAUSE_AFTER_FAILURE_MS).unref();
      });
    }
  })();

  return {
    async stop() {
      stopped = true;
      wake?.();
      await loop;
      await pass();
    },
  };
}
