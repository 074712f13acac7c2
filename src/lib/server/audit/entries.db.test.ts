import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../../tests/support/database.ts';
import { makeActor, makeCounty } from '../../../../tests/support/factories.ts';
import type { Actor } from '../accounts/actor.ts';
import type { Db } from '../db/database.ts';
import { record } from './audit.ts';
import { listAreas, listEntries } from './entries.ts';

let db: Db;
let actor: Actor;
beforeAll(async () => {
  ({ db } = await testDatabase());
  actor = await makeActor(db, (await makeCounty(db)).id, ['admin'], { name: '谢明珠' });
  await record(db, actor, { action: 'campaign.approved', subject: 'campaign', label: '春茶节_2026' });
  await record(db, actor, { action: 'account.disabled', subject: 'user', label: '符国强', reason: '离职' });
  const stranger = await makeActor(db, (await makeCounty(db)).id, ['admin']);
  await record(db, stranger, { action: 'account.disabled', subject: 'user', label: '外县' });
});

const find = (query: Partial<Parameters<typeof listEntries>[2]>) =>
  listEntries(db, actor.countyId, { page: 1, pageSize: 10, ...query });

test('the newest stands first and another county’s are not there', async () => {
  const { rows, total } = await find({});
  expect([total, rows.map((row) => row.action)]).toEqual([2, ['account.disabled', 'campaign.approved']]);
});

test.each([
  [{ area: 'account' }, ['符国强']],
  [{ text: '离职' }, ['符国强']],
  [{ text: '谢明' }, ['符国强', '春茶节_2026']],
  [{ text: '春茶节_' }, ['春茶节_2026']],
  [{ text: '春_节' }, []],
  [{ area: 'acc%' }, []],
  [{ to: '2020-01-01' }, []],
  [{ from: '2020-01-01' }, ['符国强', '春茶节_2026']],
])('%o finds %o', async (query, labels) => {
  expect((await find(query)).rows.map((row) => row.label)).toEqual(labels);
});

test('the areas are those that occur', async () => {
  expect(await listAreas(db, actor.countyId)).toEqual(['account', 'campaign']);
});
