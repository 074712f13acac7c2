/** An App over a test's database, as the command line would make it. */
import { readConfig } from '#lib/server/config/config.ts';
import { deriveSecrets } from '#lib/server/config/secrets.ts';
import type { Database } from '#lib/server/db/database.ts';
import { openStorage } from '#lib/server/storage/storage.ts';
import type { App } from '#lib/server/web/app.ts';

export async function makeApp(
  database: Database,
  environment: Record<string, string> & { DATA_DIR: string },
  log: App['log'] = () => {},
): Promise<App> {
  const result = readConfig({ PORT: '0', ...environment });
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return {
    database,
    config: result.config,
    secrets: deriveSecrets('a secret key for tests, 32 letters'),
    storage: await openStorage(result.config),
    clock: () => new Date(),
    version: '0.0.0-test',
    log,
  };
}
