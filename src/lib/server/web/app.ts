/**
 * The running application as routes see it. The built SvelteKit bundle has module state of its own, so the one App of
 * the process is handed over through globalThis by src/server.ts (or by the development server).
 */
import type { Config } from '../config/config.ts';
import type { Secrets } from '../config/secrets.ts';
import type { Database } from '../db/database.ts';
import type { FileStore } from '../storage/storage.ts';

export interface App {
  readonly database: Database;
  readonly config: Config;
  readonly secrets: Secrets;
  readonly storage: FileStore;
  readonly clock: () => Date;
  readonly version: string;
  readonly log: (message: string, fields?: Record<string, unknown>) => void;
}

const KEY = Symbol.for('deep-alley.app');
type Holder = { [KEY]?: App };

export function provideApp(app: App): void {
  (globalThis as Holder)[KEY] = app;
}

export function findApp(): App | null {
  return (globalThis as Holder)[KEY] ?? null;
}

/** @throws when nothing provided it: routes are only ever served by a process that did. */
export function getApp(): App {
  const app = findApp();
  if (!app) throw new Error('no App was provided: start through src/server.ts');
  return app;
}
