import { beforeAll, expect, test } from 'vitest';
import {
  makeActor,
  makeCampaign,
  makeCounty,
  makeMerchant,
  makeProduct,
} from '../../../../tests/support/factories.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { search } from './search.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});

test('finds by any part of a name or code, in this county only, and only what the roles may see', async () => {
  const { db } = database;
  const [here, elsewhere] = [await makeCounty(db), await makeCounty(db)];
  const planner = await makeActor(db, here.id, ['planner']);
  const countersigner = await makeActor(db, here.id, ['countersigner']);
  await makeCampaign(db, here.id, { code: 'BS2604', name: '谷雨春茶节' });
  await makeCampaign(db, elsewhere.id, { code: 'XX2604', name: '别县春茶节' });
  await makeMerchant(db, here.id, { name: '白沙春茶专业合作社' });
  await makeProduct(db, here.id, { name: '春茶绿茶' });

  const found = await search(db, planner, '  春茶 ');
  expect(found.campaigns.map((c) => c.code)).toEqual(['BS2604']);
  expect(found.merchants.map((x) => x.name)).toEqual(['白沙春茶专业合作社']);
  expect(found.products.map((x) => x.name)).toEqual(['春茶绿茶']);

  expect((await search(db, planner, 'bs26')).campaigns).toHaveLength(1);
  expect((await search(db, countersigner, '春茶')).merchants).toEqual([]);
});

test('a wildcard is an ordinary letter, and nothing typed finds nothing', async () => {
  const { db } = database;
  const county = await makeCounty(db);
  const planner = await makeActor(db, county.id, ['planner']);
  await makeCampaign(db, county.id, { name: '双11县域馆' });
  for (const text of ['%', '_', '\\', '', '   '])
    expect((await search(db, planner, text)).campaigns).toEqual([]);
});
