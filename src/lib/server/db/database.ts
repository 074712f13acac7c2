/**
 * The connection to PostgreSQL. Two clients on purpose: drizzle changes the client it is given (dates become strings,
 * `sql.json` throws), so raw SQL and COPY have one of their own.
 */
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema.ts';

export type Db = PostgresJsDatabase<typeof schema>;
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];
export type DbOrTx = Db | Tx;
export type Sql = postgres.Sql;

export interface Database {
  readonly db: Db;
  readonly sql: Sql;
  readonly connection: Connection;
  close(): Promise<void>;
}

/** Where a PostgreSQL is and as whom to enter it. `url` for a server, `socketDir` for the embedded one. */
export type Connection =
  { kind: 'url'; url: string } | { kind: 'socket'; socketDir: string; user: string; database: string };

export interface ConnectionLimits {
  /** Connections of each of the two pools. */
  max?: number;
}

/** Options for postgres.js; the embedded server's address cannot be said as an URL that it understands. */
export function clientOptions(
  connection: Connection,
): postgres.Options<Record<string, postgres.PostgresType>> {
  const shared = {
    onnotice: () => {},
    connection: { application_name: 'deep-alley', TimeZone: 'Asia/Shanghai' },
  };
  if (connection.kind === 'url') return shared;
  return {
    ...shared,
    path: `${connection.socketDir}/.s.PGSQL.5432`,
    user: connection.user,
    database: connection.database,
  };
}

export function openClient(connection: Connection, limits: ConnectionLimits = {}): Sql {
  const options = { ...clientOptions(connection), max: limits.max ?? 8, idle_timeout: 60 };
  return connection.kind === 'url' ? postgres(connection.url, options) : postgres(options);
}

export function openDatabase(connection: Connection, limits: ConnectionLimits = {}): Database {
  const forDrizzle = openClient(connection, limits);
  const raw = openClient(connection, limits);
  return {
    db: drizzle(forDrizzle, { schema, casing: 'snake_case' }),
    sql: raw,
    connection,
    async close() {
      await Promise.all([forDrizzle.end({ timeout: 5 }), raw.end({ timeout: 5 })]);
    },
  };
}
