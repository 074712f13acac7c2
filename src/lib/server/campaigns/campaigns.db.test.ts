import { beforeAll, expect, test } from 'vitest';
import { budgetLines, campaignIndustries, campaignOrganisers } from './schema.ts';
import {
  makeCampaign,
  makeCounty,
  makeIndustry,
  makeMerchant,
  makeOrganisation,
} from '../../../../tests/support/factories.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { CampaignNotFound, getByIdOrCode, list, requireByIdOrCode } from './campaigns.ts';

let database: TestDatabase;
let countyId: string;
let tea: string;

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  countyId = (await makeCounty(db)).id;
  tea = (await makeIndustry(db, countyId, { code: 'tea', name: '茶' })).id;
  const host = await makeOrganisation(db, countyId, { name: '县农业农村局', shortName: '农业局' });
  const merchant = await makeMerchant(db, countyId);
  const opening = await makeCampaign(
    db,
    countyId,
    { code: 'BS2601', name: '100%早春开茶', startsOn: '2026-03-01', endsOn: '2026-03-20', state: 'running' },
    { merchantIds: [merchant.id] },
  );
  await db
    .insert(campaignIndustries)
    .values({ countyId, campaignId: opening.id, industryId: tea, shareBp: 10000 });
  await db
    .insert(campaignOrganisers)
    .values({ countyId, campaignId: opening.id, organisationId: host.id, part: 'host' });
  await db.insert(budgetLines).values([
    { countyId, campaignId: opening.id, subject: 'venue', amountFen: 300 },
    { countyId, campaignId: opening.id, subject: 'publicity', amountFen: 200 },
  ]);
  const fair = await makeCampaign(db, countyId, {
    code: 'BS2602',
    name: '年货大集',
    startsOn: '2026-12-20',
    endsOn: '2027-01-20',
    state: 'draft',
  });
  await db.insert(budgetLines).values({ countyId, campaignId: fair.id, subject: 'venue', amountFen: 900 });
  await makeCampaign(db, (await makeCounty(db)).id, { code: 'BS2601', name: '别县的活动' });
});

const codes = async (filter: Parameters<typeof list>[2]) =>
  (await list(database.db, countyId, filter)).rows.map((row) => row.code);

test('a campaign is found by id and by code in any case, another county’s never', async () => {
  const campaign = await requireByIdOrCode(database.db, countyId, 'bs2601');
  expect((await getByIdOrCode(database.db, countyId, campaign.id.toUpperCase()))?.code).toBe('BS2601');
  await expect(requireByIdOrCode(database.db, countyId, 'bs2699')).rejects.toThrow(CampaignNotFound);
});

test('the list shows each campaign with its industries, hosts, merchants and budget', async () => {
  const { rows, total } = await list(database.db, countyId);
  expect(total).toBe(2);
  expect(
    rows.map((r) => [r.code, r.budgetFen, r.hosts, r.merchantCount, r.industries.map((i) => i.code)]),
  ).toEqual([
    ['BS2602', 900, [], 0, []],
    ['BS2601', 500, ['农业局'], 1, ['tea']],
  ]);
});

test('filters narrow it: text is matched as written, a year touches what reaches into it', async () => {
  expect(await codes({ text: '100%' })).toEqual(['BS2601']);
  expect(await codes({ text: '%' })).toEqual(['BS2601']);
  expect(await codes({ text: '农业' })).toEqual(['BS2601']);
  expect(await codes({ states: ['draft', 'returned'] })).toEqual(['BS2602']);
  expect(await codes({ industryId: tea })).toEqual(['BS2601']);
  expect(await codes({ year: 2027 })).toEqual(['BS2602']);
  expect(await codes({ from: '2026-03-20', to: '2026-03-31' })).toEqual(['BS2601']);
  expect(await codes({ from: '2026-03-21', to: '2026-12-19' })).toEqual([]);
});

test('it sorts by what it is asked and pages', async () => {
  expect(await codes({ sort: 'budget', descending: false })).toEqual(['BS2601', 'BS2602']);
  expect(await codes({ sort: 'starts', descending: true, page: 2, pageSize: 1 })).toEqual(['BS2601']);
});
