import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { openClient, openDatabase, type Connection, type Database } from '#lib/server/db/database.ts';
import { withDatabase } from './database-cluster.ts';

export interface TestDatabase extends Database {
  /** For what the app role may not do: tampering, looking into the queue. */
  readonly owner: Connection;
}

/** A fresh migrated database, entered as the app role; dropped after the test file. */
export async function testDatabase(): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const at = (user: 'owner' | 'app', database: string): Connection =>
    cluster.kind === 'socket'
      ? { kind: 'socket', socketDir: cluster.socketDir, user, database }
      : { kind: 'url', url: withDatabase(user === 'app' ? appUrl(cluster.url) : cluster.url, database) };

  const admin = openClient(at('owner', cluster.kind === 'socket' ? 'deep_alley_test' : 'postgres'), {
    max: 1,
  });
  await admin.unsafe(`create database "${name}" template "${cluster.template}" strategy file_copy`);
  const database = openDatabase(at('app', name), { max: 10 });
  afterAll(async () => {
    await database.close();
    await admin.unsafe(`drop database if exists "${name}" with (force)`);
    await admin.end({ timeout: 5 });
  });
  return { ...database, owner: at('owner', name) };
}

function appUrl(url: string): string {
  const address = new URL(url);
  address.searchParams.set('options', '-c role=app');
  return address.toString();
}
