/** What every command needs: configuration, a database that is running and migrated, and the App over it. */
import { readFileSync } from 'node:fs';
import { readConfig, type Config } from '#lib/server/config/config.ts';
import { log } from '#lib/server/config/log.ts';
import { loadSecrets } from '#lib/server/config/secrets.ts';
import { openApp, openHome, type DatabaseHome } from '#lib/server/db/connect.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { openStorage } from '#lib/server/storage/storage.ts';
import type { App } from '#lib/server/web/app.ts';
import { UsageError } from './arguments.ts';

export interface Runtime {
  readonly app: App;
  readonly home: DatabaseHome;
  close(): Promise<void>;
}

export function requireConfig(): Config {
  const result = readConfig(process.env);
  if (!result.ok) throw new UsageError(result.problems.join('\n'));
  return result.config;
}

export function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** @param options.migrate false to look at a database as it is. */
export async function openRuntime(
  options: { migrate?: boolean; connections?: number } = {},
): Promise<Runtime> {
  const config = requireConfig();
  const home = await openHome({ url: config.databaseUrl, dataDirectory: config.dataDirectory });
  try {
    if (options.migrate !== false) await migrate(home.owner);
    const database = openApp(home, options.connections ? { max: options.connections } : {});
    const app: App = {
      database,
      config,
      secrets: loadSecrets(config),
      storage: await openStorage(config),
      clock: () => new Date(),
      version: version(),
      log,
    };
    return {
      app,
      home,
      async close() {
        await database.close();
        await home.release();
      },
    };
  } catch (error) {
    await home.release();
    throw error;
  }
}
