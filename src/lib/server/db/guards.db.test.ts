import { beforeAll, expect, test } from 'vitest';
import { makeActor, makeCounty } from '../../../../tests/support/factories.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { record } from '../audit/audit.ts';
import { auditEntries } from '../audit/schema.ts';
import { enqueue } from '../jobs/jobs.ts';
import { append, take } from '../outbox/outbox.ts';
import { openClient } from './database.ts';
import { expectedMigration, isMigrated } from './migrate.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});

test('the app role cannot make tables, and cannot change the audit log', async () => {
  const county = await makeCounty(database.db);
  const actor = await makeActor(database.db, county.id, ['planner']);
  await record(database.db, actor, { action: 'test.done', subject: 'test' });
  await expect(database.sql`create table stray (id int)`).rejects.toThrow('permission denied');
  await expect(database.sql`update audit_entries set action = 'x'`).rejects.toThrow('permission denied');
  await expect(database.sql`delete from audit_entries`).rejects.toThrow('permission denied');
  await expect(database.sql`truncate audit_entries`).rejects.toThrow('permission denied');
  expect(await database.db.select().from(auditEntries)).toHaveLength(1);
});

test('the owner cannot change the audit log by accident either', async () => {
  const owner = openClient(database.owner, { max: 1 });
  await expect(owner`delete from audit_entries`).rejects.toThrow('append-only');
  await owner.end();
});

test('a job enqueued in a transaction that rolls back was never there', async () => {
  const owner = openClient(database.owner, { max: 1 });
  await database.db
    .transaction(async (tx) => {
      await enqueue(tx, 'test.lost', { a: 1 });
      throw new Error('roll back');
    })
    .catch(() => {});
  await database.db.transaction((tx) => enqueue(tx, 'test.kept', { text: '深巷' }));
  const jobs = await owner`
    select t.identifier, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`;
  expect(jobs.map((j) => ({ ...j }))).toEqual([{ identifier: 'test.kept', payload: { text: '深巷' } }]);
  await owner.end();
});

test('two readers of the outbox never take one fact twice, and a roll back gives it back', async () => {
  const county = await makeCounty(database.db);
  await append(
    database.db,
    county.id,
    Array.from({ length: 20 }, (_, i) => ({ topic: 'test.fact', subjectId: String(i) })),
  );
  const took: string[] = [];
  await Promise.all(
    [1, 2].map(() =>
      database.db.transaction(async (tx) => {
        took.push(...(await take(tx, ['test.fact'], 10)).map((f) => f.subjectId));
        await new Promise((r) => setTimeout(r, 30));
      }),
    ),
  );
  expect(took.sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 20 }, (_, i) => String(i)));

  await append(database.db, county.id, { topic: 'test.fact', subjectId: 'again' });
  await database.db
    .transaction(async (tx) => {
      await take(tx, ['test.fact'], 10);
      throw new Error('roll back');
    })
    .catch(() => {});
  expect(await database.db.transaction((tx) => take(tx, ['test.fact'], 10))).toHaveLength(1);
});

test('the migrations are current', async () => {
  expect(await isMigrated(database.sql, expectedMigration())).toBe(true);
  expect(await isMigrated(database.sql, expectedMigration() + 1)).toBe(false);
});
