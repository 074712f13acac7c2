/** From configuration to a running, migrated database, whichever kind it is. */
import { openClient, openDatabase, type Connection, type Database } from './database.ts';
import { takeLease } from './embedded/lease.ts';

export interface DatabaseHome {
  /** For migrations, backup and the queue. */
  readonly owner: Connection;
  /** For everything else: no DDL, no change of the audit log. */
  readonly app: Connection;
  /** Gives the embedded server back; nothing for a server of its own. */
  release(): Promise<void>;
}

const DATABASE_NAME = 'deep_alley';

/** @param options.url a PostgreSQL server; without it the embedded one below `dataDirectory` is used. */
export async function openHome(options: {
  url: string | null;
  dataDirectory: string;
}): Promise<DatabaseHome> {
  if (options.url !== null) {
    return { owner: { kind: 'url', url: options.url }, app: asAppRole(options.url), release: async () => {} };
  }
  const lease = await takeLease({ dataDirectory: `${options.dataDirectory}/postgres` });
  const at = (user: string, database = DATABASE_NAME): Connection => ({
    kind: 'socket',
    socketDir: lease.socketDir,
    user,
    database,
  });
  try {
    await bootstrap(at('postgres', 'postgres'), DATABASE_NAME);
  } catch (error) {
    await lease.release();
    throw error;
  }
  return { owner: at('owner'), app: at('app'), release: () => lease.release() };
}

/** Roles and database of a fresh embedded cluster. */
export async function bootstrap(superuser: Connection, database: string): Promise<void> {
  const client = openClient(superuser, { max: 1 });
  try {
    // Two processes may bootstrap at the same moment.
    await client`select pg_advisory_lock(7415001)`;
    for (const [role, options] of [
      ['app', 'login'],
      ['owner', 'login createdb createrole'],
    ] as const) {
      const found = await client`select 1 from pg_roles where rolname = ${role}`;
      if (found.length === 0) await client.unsafe(`create role ${role} ${options}`);
    }
    await client.unsafe('grant app to owner');
    const found = await client`select 1 from pg_database where datname = ${database}`;
    if (found.length === 0) await client.unsafe(`create database "${database}" owner owner`);
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** On a server of one's own there is one URL; the app steps down to the role `app` as the session begins. */
function asAppRole(url: string): Connection {
  const address = new URL(url);
  const options = address.searchParams.get('options');
  address.searchParams.set('options', [options, '-c role=app'].filter(Boolean).join(' '));
  return { kind: 'url', url: address.toString() };
}

export function openApp(home: DatabaseHome, limits?: { max?: number }): Database {
  return openDatabase(home.app, limits);
}
