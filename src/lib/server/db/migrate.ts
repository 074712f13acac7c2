/** Brings a database to the state this version expects, and says whether it is there. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runDrizzleMigrations } from 'drizzle-orm/postgres-js/migrator';
import { runMigrations as runQueueMigrations } from 'graphile-worker';
import pg from 'pg';
import { openClient, type Connection, type Sql } from './database.ts';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const MIGRATIONS = path.resolve(HERE, '../../../../drizzle');
/** Any number, the same in every process: two starts never migrate at once. */
const MIGRATION_LOCK = 7_415_002;

/** @param owner a connection of the role that owns the tables; never the app role. */
export async function migrate(owner: Connection): Promise<void> {
  const client = openClient(owner, { max: 1 });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await ensureAppRole(client);
    await runDrizzleMigrations(drizzle(client), { migrationsFolder: MIGRATIONS });
    const pool = queuePool(owner, 2);
    try {
      await runQueueMigrations({ pgPool: pool });
    } finally {
      await pool.end();
    }
    await client.unsafe(readFileSync(path.join(HERE, 'guards.sql'), 'utf8'));
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function ensureAppRole(client: Sql): Promise<void> {
  const found = await client`select 1 from pg_roles where rolname = 'app'`;
  if (found.length === 0) {
    try {
      await client.unsafe('create role app nologin');
    } catch (cause) {
      throw new Error(
        '数据库里没有角色 app，当前用户也无权建立：请管理员执行 CREATE ROLE app; GRANT app TO <用户>;\n' +
          'The database has no role app and this user may not create it: ask an administrator for CREATE ROLE app; GRANT app TO <user>;',
        { cause },
      );
    }
  }
  const [member] = await client`select pg_has_role(current_user, 'app', 'member') as ok`;
  if (!member?.['ok']) await client.unsafe('grant app to current_user');
}

/** The newest migration of this version, as the journal states it (milliseconds). */
export function expectedMigration(): number {
  const journal = JSON.parse(readFileSync(path.join(MIGRATIONS, 'meta/_journal.json'), 'utf8')) as {
    entries: { when: number }[];
  };
  return Math.max(...journal.entries.map((e) => e.when));
}

/** Whether the database answers and holds every migration of this version. */
export async function isMigrated(sql: Sql, expected: number): Promise<boolean> {
  const [row] = await sql<{ newest: string | null }[]>`
    select max(created_at)::text as newest from drizzle.__drizzle_migrations`;
  return row?.newest !== null && row?.newest !== undefined && Number(row.newest) >= expected;
}

/** graphile-worker speaks through `pg`; it needs a small pool of its own. */
export function queuePool(connection: Connection, max: number): pg.Pool {
  const pool =
    connection.kind === 'url'
      ? new pg.Pool({ connectionString: connection.url, max })
      : new pg.Pool({
          host: connection.socketDir,
          user: connection.user,
          database: connection.database,
          max,
        });
  // An idle client that loses its server is replaced by the pool; without a listener the process would end.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
