import { beforeAll, expect, test } from 'vitest';
import { makeActor, makeCounty, makeIndustry } from '../../../../tests/support/factories.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { auditEntries } from '../audit/schema.ts';
import * as catalogue from './catalogue.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});

const draft = {
  code: 'LC01',
  name: '白沙绿茶',
  nameEn: 'Green tea',
  spec: '250 克罐',
  unit: '罐',
  listPriceFen: 12_800,
  marginBp: null,
  picture: null,
  storyZh: '',
  storyEn: '',
};

test('a product is added, changed and shelved, each in the log', async () => {
  const { db } = database;
  const county = await makeCounty(db);
  const actor = await makeActor(db, county.id, ['planner']);
  const industryId = (await makeIndustry(db, county.id)).id;
  const added = await catalogue.saveProduct(db, actor, null, { ...draft, industryId });
  const id = added.ok ? added.id : '';
  expect(await catalogue.saveProduct(db, actor, id, { ...draft, industryId, listPriceFen: 9_900 })).toEqual({
    ok: true,
    id,
  });
  expect(await catalogue.setShelved(db, actor, id, new Date())).toBe(true);
  expect(await catalogue.getProduct(db, county.id, id)).toMatchObject({
    listPriceFen: 9_900,
    shelvedAt: expect.any(Date),
  });
  expect((await db.select().from(auditEntries)).map((e) => e.action)).toEqual([
    'product.added',
    'product.changed',
    'product.shelved',
  ]);
});

test('a code is taken once in a county; an industry or product of another county is not found', async () => {
  const { db } = database;
  const [here, elsewhere] = [await makeCounty(db), await makeCounty(db)];
  const [actor, stranger] = [
    await makeActor(db, here.id, ['planner']),
    await makeActor(db, elsewhere.id, ['planner']),
  ];
  const industryId = (await makeIndustry(db, here.id)).id;
  const added = await catalogue.saveProduct(db, actor, null, { ...draft, industryId });
  const id = added.ok ? added.id : '';
  expect(await catalogue.saveProduct(db, actor, null, { ...draft, industryId })).toEqual({
    ok: false,
    reason: 'taken',
  });
  expect(await catalogue.saveProduct(db, stranger, null, { ...draft, industryId })).toEqual({
    ok: false,
    reason: 'not_found',
  });
  const theirs = (await makeIndustry(db, elsewhere.id)).id;
  expect(await catalogue.saveProduct(db, stranger, id, { ...draft, industryId: theirs })).toEqual({
    ok: false,
    reason: 'not_found',
  });
  expect(await catalogue.setShelved(db, stranger, id, null)).toBe(false);
});

test('units, industries and townships keep one name each', async () => {
  const { db } = database;
  const county = await makeCounty(db);
  const actor = await makeActor(db, county.id, ['admin']);
  const unit = { name: '县商务局', shortName: null, team: 'a', isGovernment: true } as const;
  expect((await catalogue.addOrganisation(db, actor, unit)).ok).toBe(true);
  expect(await catalogue.addOrganisation(db, actor, unit)).toEqual({ ok: false, reason: 'taken' });
  expect((await catalogue.addTownship(db, actor, '牙叉镇')).ok).toBe(true);
  expect((await catalogue.addTownship(db, actor, '牙叉镇')).ok).toBe(false);
  expect((await catalogue.addIndustry(db, actor, { code: 'tea', name: '绿茶', nameEn: 'Tea' })).ok).toBe(
    true,
  );
});
