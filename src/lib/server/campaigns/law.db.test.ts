import { beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCampaign, makeCounty } from '../../../../tests/support/factories.ts';
import { loadContent, type CampaignContent } from './content.ts';
import { campaignHits } from './law.ts';
import { judge } from './submitting.ts';

let database: TestDatabase;
let countyId: string;
let content: CampaignContent;

beforeAll(async () => {
  database = await testDatabase();
  countyId = (await makeCounty(database.db)).id;
  const campaign = await makeCampaign(database.db, countyId, { name: '红心橙开园季' });
  const loaded = await loadContent(database.db, countyId, campaign.id);
  if (!loaded) throw new Error('no content');
  content = loaded;
});

const lacksOf = async (change: Partial<CampaignContent>) =>
  judge(database.db, countyId, null, { ...content, ...change }, '2026-11-24');

test('a blocked word in name, theme or introduction stops the submission, and is named', async () => {
  expect((await lacksOf({})).lacks).not.toContain('law');
  for (const change of [{ name: '全国最好的橙子节' }, { theme: '喝茶降血压' }, { introZh: '国家级品质' }]) {
    const judged = await lacksOf(change);
    expect(judged.lacks).toContain('law');
    expect(judged.context.lawWords).toHaveLength(1);
  }
});

test('what stays in the house is no advertising', async () => {
  expect((await lacksOf({ objective: '成为全国最好的橙子产地' })).lacks).not.toContain('law');
});

test('the county may name its own public brand', async () => {
  const hits = await campaignHits(
    database.db,
    countyId,
    { ...content, theme: '白沙良食发布季' },
    '2026-11-24',
  );
  expect(hits.every((h) => h.severity === 'notice')).toBe(true);
});
