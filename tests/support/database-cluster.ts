/**
 * The database of the db tests: one cluster without fsync and one migrated template, shared by all files of a run (and by
 * runs at the same time). TEST_DATABASE_URL names a server instead: the same suite must pass there.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openClient, type Connection } from '#lib/server/db/database.ts';
import { bootstrap } from '#lib/server/db/connect.ts';
import { takeLease } from '#lib/server/db/embedded/lease.ts';
import { migrate } from '#lib/server/db/migrate.ts';

export type TestCluster =
  { kind: 'url'; url: string; template: string } | { kind: 'socket'; socketDir: string; template: string };

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: TestCluster;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await openCluster();
  project.provide('cluster', cluster.value);
  return cluster.close;
}

/** Of everything a migrated database is made of: a changed migration makes a new template. */
function schemaHash(): string {
  const hash = createHash('sha256');
  for (const file of [...globSync('drizzle/*.sql').sort(), 'src/lib/server/db/guards.sql'])
    hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

export async function openCluster(): Promise<{ value: TestCluster; close: () => Promise<void> }> {
  const template = `template_${schemaHash()}`;
  const url = process.env['TEST_DATABASE_URL'];
  if (url) {
    const value: TestCluster = { kind: 'url', url, template };
    await prepareTemplate((database) => ({ kind: 'url', url: withDatabase(url, database) }), template, null);
    return { value, close: async () => {} };
  }
  const lease = await takeLease({ dataDirectory: path.resolve('.cache/test-postgres'), durable: false });
  const at = (user: string) => (database: string) =>
    ({ kind: 'socket', socketDir: lease.socketDir, user, database }) as const;
  await prepareTemplate(at('owner'), template, at('postgres')('postgres'));
  return { value: { kind: 'socket', socketDir: lease.socketDir, template }, close: () => lease.release() };
}

export function withDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.toString();
}

/** Makes the template under another name, then renames it: whoever sees the name sees a finished template. */
async function prepareTemplate(
  at: (database: string) => Connection,
  template: string,
  superuser: Connection | null,
): Promise<void> {
  if (superuser) await bootstrap(superuser, 'deep_alley_test');
  const admin = openClient(at(superuser ? 'deep_alley_test' : 'postgres'), { max: 1 });
  try {
    await admin`select pg_advisory_lock(7415003)`;
    const found = await admin`select 1 from pg_database where datname = ${template}`;
    if (found.length > 0) return;
    const draft = `draft_${template}`;
    await admin.unsafe(`drop database if exists "${draft}"`);
    await admin.unsafe(`create database "${draft}"`);
    await migrate(at(draft));
    await admin.unsafe(`alter database "${draft}" rename to "${template}"`);
    const stale = await admin<{ datname: string }[]>`
      select datname from pg_database
      where (datname like 'template\\_%' or datname like 'test\\_%') and datname <> ${template}
        and not exists (select 1 from pg_stat_activity a where a.datname = pg_database.datname)`;
    for (const { datname } of stale) {
      if (/^(template|test)_[0-9a-f_]+$/.test(datname))
        await admin.unsafe(`drop database if exists "${datname}"`).catch(() => {});
    }
  } finally {
    await admin.end({ timeout: 5 });
  }
}
