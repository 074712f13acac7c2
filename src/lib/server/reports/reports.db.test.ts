import { beforeAll, describe, expect, it } from 'vitest';
import { houseActor } from '../accounts/actor.ts';
import * as attribution from '../attribution/attribution.ts';
import { budgetLines, campaignCodes, campaignIndustries } from '../campaigns/schema.ts';
import { budgetLineSources, fundAllocations, fundPayments, fundSources } from '../funds/schema.ts';
import { orderLines, orders, shops } from '../sales/schema.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import {
  makeCampaign,
  makeCounty,
  makeIndustry,
  makeMerchant,
  makeProduct,
} from '../../../../tests/support/factories.ts';
import { listCampaignResults } from './campaign-list.ts';
import { listCampaignOrders } from './campaign-orders.ts';
import {
  listCampaignActivities,
  listCampaignDays,
  listCampaignMerchants,
  listCampaignProducts,
} from './campaign-parts.ts';
import { getCampaignResult, type CampaignResult } from './campaign-result.ts';
import { listReportChoices } from './choices.ts';
import { getMerchantResults } from './merchant-results.ts';
import { getUndecidedDuplicates } from './undecided-duplicates.ts';
import { getYearOverview } from './year-overview.ts';

let database: TestDatabase;
let countyId: string;
const ids = {
  tea: '',
  rice: '',
  spring: '',
  quiet: '',
  empty: '',
  merchant: '',
  teaIndustry: '',
  riceIndustry: '',
  shop: '',
};
let counter = 0;

async function sell(fields: {
  fen: number;
  day: string;
  code?: string;
  product?: string;
  refundedFen?: number;
}) {
  const { fen, day, code, product = ids.tea, refundedFen = 0 } = fields;
  const at = new Date(`${day}T10:00:00+08:00`);
  const [order] = await database.db
    .insert(orders)
    .values({
      ...{
        countyId,
        shopId: ids.shop,
        platform: 'taobao',
        orderNo: `${++counter}`.padStart(18, '3'),
        stage: 'completed',
        status: 'completed',
      },
      ...{
        counted: true,
        orderedAt: at,
        paidAt: at,
        soldAt: at,
        paidFen: fen,
        refundedFen,
        exportedAt: at,
        facts: '{}',
      },
      codes: code === undefined ? null : [code],
    })
    .returning();
  await database.db.insert(orderLines).values({
    ...{
      countyId,
      orderId: order?.id ?? '',
      lineKey: '*',
      position: 0,
      stage: 'completed',
      matchedProductId: product,
    },
    ...{ paidFen: fen, refundedFen },
  });
}

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  countyId = (await makeCounty(db)).id;
  ids.teaIndustry = (await makeIndustry(db, countyId, { name: '绿茶', position: 1 })).id;
  ids.riceIndustry = (await makeIndustry(db, countyId, { name: '山兰米', position: 2 })).id;
  ids.tea = (
    await makeProduct(db, countyId, { industryId: ids.teaIndustry, marginBp: 3333, name: '=白沙绿茶' })
  ).id;
  ids.rice = (await makeProduct(db, countyId, { industryId: ids.riceIndustry, marginBp: null })).id;
  ids.merchant = (await makeMerchant(db, countyId)).id;
  ids.spring = (await makeCampaign(db, countyId, { name: '春茶节' }, { productIds: [ids.tea] })).id;
  ids.quiet = (
    await makeCampaign(db, countyId, { name: '秋米节', startsOn: '2026-09-01', endsOn: '2026-09-10' })
  ).id;
  ids.empty = (await makeCampaign(db, countyId, { name: '草稿', state: 'draft' })).id;
  const [shop] = await db
    .insert(shops)
    .values({ countyId, platform: 'taobao', name: '白沙茶行', merchantId: ids.merchant })
    .returning();
  ids.shop = shop?.id ?? '';
  await db.insert(campaignCodes).values([
    { countyId, kind: 'coupon', code: 'SPRING', campaignId: ids.spring },
    { countyId, kind: 'coupon', code: 'RICE', campaignId: ids.quiet, merchantId: ids.merchant },
  ]);
  await db.insert(campaignIndustries).values([
    { countyId, campaignId: ids.spring, industryId: ids.teaIndustry, shareBp: 6667 },
    { countyId, campaignId: ids.spring, industryId: ids.riceIndustry, shareBp: 3333 },
  ]);
  const [source] = await db
    .insert(fundSources)
    .values({ countyId, name: '专项资金', kind: 'special_fund', year: 2026, amountFen: 5_000_000 })
    .returning();
  const [allocation] = await db
    .insert(fundAllocations)
    .values({ countyId, sourceId: source?.id ?? '', campaignId: ids.spring, amountFen: 1_000_000 })
    .returning();
  const [line] = await db
    .insert(budgetLines)
    .values({ countyId, campaignId: ids.spring, subject: 'publicity', amountFen: 1_500_000 })
    .returning();
  const budgetLineId = line?.id ?? '';
  await db
    .insert(budgetLineSources)
    .values({ countyId, budgetLineId, allocationId: allocation?.id ?? '', amountFen: 1_000_000 });
  await db.insert(fundPayments).values([
    { countyId, budgetLineId, amountFen: 900_000, paidOn: '2026-04-30', payee: '印刷厂', voucherNo: 'V1' },
    { countyId, budgetLineId, amountFen: 300_000, paidOn: '2026-05-02', payee: '电视台', voucherNo: 'V2' },
  ]);
  await sell({ fen: 5_000, day: '2026-04-12', code: 'SPRING' });
  await sell({ fen: 7_345, day: '2026-04-13', code: 'SPRING' });
  await sell({ fen: 4_000, day: '2026-04-13', code: 'SPRING', refundedFen: 4_000 });
  await sell({ fen: 2_000, day: '2026-04-14' });
  await sell({ fen: 6_000, day: '2026-09-03', code: 'RICE', product: ids.rice });
  await attribution.update(database, countyId);
});

async function result(campaignId: string): Promise<CampaignResult> {
  const found = await getCampaignResult(database, countyId, campaignId);
  if (found === null || found.scope === null) throw new Error('no result');
  return found;
}

describe('one campaign', () => {
  it('cost and revenue are added up apart: two payments and three orders do not multiply', async () => {
    expect(await result(ids.spring)).toMatchObject({
      attributedFen: 12_345,
      byTier: [{ tier: '1', fen: 12_345, orders: 3 }],
      orders: 3,
      haloFen: 0,
      touchedFen: 12_345,
      byModel: { last: 12_345, linear: 12_345 },
      spend: {
        settledFen: 1_200_000,
        plannedFen: 1_500_000,
        bySource: [
          { kind: 'special_fund', settledFen: 1_000_000 },
          { kind: 'unnamed', settledFen: 200_000 },
        ],
      },
      // Once per product and campaign: 12,345 at 33.33% is 4,115.
      marginFen: 4_115,
      salesPerYuan: 12_345 / 1_200_000,
      roi: (4_115 - 1_200_000) / 1_200_000,
    });
  });

  it('without spend there is no ratio, without a margin no ROI', async () => {
    expect(await result(ids.quiet)).toMatchObject({
      attributedFen: 6_000,
      marginFen: null,
      withoutMarginFen: 6_000,
      salesPerYuan: null,
      roi: null,
    });
  });

  it('its parts add up to it and its days cover every day', async () => {
    const { scope, attributedFen } = await result(ids.spring);
    const sum = (rows: readonly { fen: number }[]) => rows.reduce((total, row) => total + row.fen, 0);
    expect(sum(await listCampaignMerchants(database, scope, ids.spring))).toBe(attributedFen);
    expect(sum(await listCampaignProducts(database, scope, ids.spring))).toBe(attributedFen);
    expect(sum(await listCampaignActivities(database, scope, ids.spring))).toBe(attributedFen);
    expect(await listCampaignDays(database, scope, ids.spring, '2026-04-11', '2026-04-14')).toEqual([
      { day: '2026-04-11', attributedFen: 0, productsNetFen: 0 },
      { day: '2026-04-12', attributedFen: 5_000, productsNetFen: 5_000 },
      { day: '2026-04-13', attributedFen: 7_345, productsNetFen: 7_345 },
      { day: '2026-04-14', attributedFen: 0, productsNetFen: 2_000 },
    ]);
  });

  it('opens the orders behind each figure', async () => {
    const { scope } = await result(ids.spring);
    const all = await listCampaignOrders(database, scope, ids.spring);
    expect(all).toMatchObject({ total: 3, sumFen: 12_345 });
    const one = await listCampaignOrders(database, scope, ids.spring, {
      tier: '1',
      fromDay: '2026-04-12',
      toDay: '2026-04-12',
    });
    expect(one).toMatchObject({
      total: 1,
      sumFen: 5_000,
      rows: [{ tiers: ['1'], soldOn: '2026-04-12', products: ['=白沙绿茶'] }],
    });
    expect((await listCampaignOrders(database, scope, ids.spring, { tier: '2' })).total).toBe(0);
    expect((await listCampaignOrders(database, scope, ids.spring, { merchantId: 'none' })).total).toBe(0);
    const paged = await listCampaignOrders(database, scope, ids.spring, {}, { limit: 1, offset: 1 });
    expect([paged.rows.length, paged.total]).toEqual([1, 3]);
    expect(await getUndecidedDuplicates(database, scope, ids.spring)).toEqual({ pairs: 0, sumFen: 0 });
  });

  it('another county’s campaign is not found', async () => {
    const other = await makeCounty(database.db);
    expect(await getCampaignResult(database, other.id, ids.spring)).toBeNull();
    const [own] = [await makeCampaign(database.db, other.id)];
    expect(await getCampaignResult(database, other.id, own.id)).toMatchObject({ scope: null });
    expect(houseActor(other.id).countyId).toBe(other.id);
  });
});

describe('all campaigns', () => {
  it('sorts by each figure with what is unknown last, and sums without averaging ratios', async () => {
    const list = (
      key: 'attributed' | 'roi' | 'per_yuan' | 'name' | 'coded' | 'margin',
      descending: boolean,
    ) =>
      listCampaignResults(database, countyId, {}, { key, descending }).then(({ rows }) =>
        rows.map((row) => row.campaign.name),
      );
    expect(await list('attributed', true)).toEqual(['春茶节', '秋米节']);
    expect(await list('attributed', false)).toEqual(['秋米节', '春茶节']);
    for (const key of ['roi', 'per_yuan', 'margin'] as const) {
      expect((await list(key, true)).at(-1)).toBe('秋米节');
      expect((await list(key, false)).at(-1)).toBe('秋米节');
    }
    const { total } = await listCampaignResults(database, countyId);
    expect(total).toMatchObject({
      campaigns: 2,
      withoutSpend: 1,
      attributedFen: 18_345,
      spendFen: 1_200_000,
      salesPerYuan: 12_345 / 1_200_000,
    });
  });

  it('filters by year, industry and words', async () => {
    const names = async (filter: Parameters<typeof listCampaignResults>[2]) =>
      (await listCampaignResults(database, countyId, filter)).rows.map((row) => row.campaign.name);
    expect(await names({ year: 2025 })).toEqual([]);
    expect(await names({ industryId: ids.riceIndustry })).toEqual(['春茶节']);
    expect(await names({ text: '秋' })).toEqual(['秋米节']);
    expect((await listReportChoices(database, countyId)).years).toEqual([2026]);
  });
});

it('a year adds up by month and by industry', async () => {
  const overview = await getYearOverview(database, countyId, 2026);
  expect(overview?.total).toEqual({
    netFen: 20_345,
    attributedFen: 18_345,
    withoutCampaignFen: 0,
    unattributedFen: 2_000,
    spendFen: 1_200_000,
  });
  for (const key of ['netFen', 'attributedFen', 'unattributedFen', 'spendFen'] as const) {
    expect(overview?.industries.reduce((sum, row) => sum + row[key], 0)).toBe(overview?.total[key]);
    expect(overview?.months.reduce((sum, row) => sum + row[key], 0)).toBe(overview?.total[key]);
  }
  // Spend by the plan's shares, cumulative half-up.
  expect(overview?.industries.map((row) => row.spendFen)).toEqual([800_040, 399_960]);
});

it('a merchant sees own orders and scans', async () => {
  expect(await getMerchantResults(database, countyId, ids.merchant)).toMatchObject({
    scans: 0,
    orders: 3,
    netFen: 18_345,
  });
  expect(await getMerchantResults(database, countyId, ids.merchant, '2026-05-01')).toMatchObject({
    orders: 1,
    netFen: 6_000,
  });
});
