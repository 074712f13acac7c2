import { beforeAll, describe, expect, it } from 'vitest';
import { and, eq } from 'drizzle-orm';
import { loadContent } from '../campaigns/content.ts';
import { campaignCodes, campaignDecisions, campaignProducts, campaigns } from '../campaigns/schema.ts';
import { productOffers } from '../merchants/schema.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCampaign, makeCounty, makeMerchant, makeProduct } from '../../../../tests/support/factories.ts';
import { findArrival, findLanding, findPublicCounty, listCurrent } from './landing.ts';
import { createShareCode } from './links.ts';
import { checkCode, listOwnCampaigns, listOwnMerchants, listOwnProducts } from './merchant-campaigns.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
const NOW = new Date('2026-04-12T10:00:00+08:00');

async function world() {
  const { db } = database;
  const county = await makeCounty(db);
  const tea = await makeProduct(db, county.id, { listPriceFen: 16_800 });
  const rice = await makeProduct(db, county.id);
  const [mine, other] = [
    await makeMerchant(db, county.id, {}, [tea.id]),
    await makeMerchant(db, county.id, {}, [tea.id, rice.id]),
  ];
  const members = { productIds: [tea.id, rice.id], merchantIds: [mine.id, other.id] };
  const campaign = await makeCampaign(db, county.id, {}, members);
  const offer = (merchantId: string, url: string | null) => ({
    countyId: county.id,
    merchantId,
    productId: tea.id,
    platform: 'taobao' as const,
    shopName: '店',
    url,
  });
  await db
    .insert(productOffers)
    .values([offer(other.id, 'https://x.taobao.com/'), offer(mine.id, 'https://evil.example/')]);
  return { db, county, tea, rice, mine, other, members, campaign };
}

describe('a landing page', () => {
  it('shows the shops of whoever recommended it first, and says which can be opened', async () => {
    const { db, county, tea, mine, other, campaign } = await world();
    const page = await findLanding(db, county, campaign.code.toLowerCase(), mine.id, NOW);
    expect(page?.campaign.phase).toBe('running');
    const product = page?.products.find((p) => p.id === tea.id);
    expect(product).toMatchObject({ priceFen: 16_800 });
    expect(product?.offers.map((o) => [o.merchantId, o.opens])).toEqual([
      [mine.id, false],
      [other.id, true],
    ]);
  });

  it('exists for what is public, and alike for nobody else', async () => {
    const { db, county } = await world();
    const theirs = await world();
    const draft = await makeCampaign(db, county.id, { state: 'draft' });
    const waiting = await makeCampaign(db, county.id, { state: 'awaiting_approval' });
    const dropped = await makeCampaign(db, county.id, { state: 'cancelled' });
    for (const code of [draft.code, waiting.code, dropped.code, theirs.campaign.code, 'nothing'])
      expect(await findLanding(db, county, code, null, NOW)).toBeNull();
    const calledOff = await makeCampaign(db, county.id, { state: 'cancelled', approvedAt: NOW });
    expect((await findLanding(db, county, calledOff.code, null, NOW))?.campaign.phase).toBe('cancelled');
  });

  it('shows what was approved last while a change waits', async () => {
    const { db, county, tea, campaign } = await world();
    const approved = await loadContent(db, county.id, campaign.id);
    if (!approved) throw new Error('no content');
    const decision = (
      products: { productId: string; priceFen: number; stockCommitment: null }[],
      at: string,
    ) => ({
      countyId: county.id,
      campaignId: campaign.id,
      round: 1,
      kind: 'approve' as const,
      userName: '符志远',
      content: { ...approved, name: '已批准的名称', products },
      createdAt: new Date(at),
    });
    const priced = (priceFen: number) => [{ productId: tea.id, priceFen, stockCommitment: null }];
    await db
      .insert(campaignDecisions)
      .values([decision(priced(15_000), '2026-03-01'), decision(priced(14_800), '2026-03-20')]);
    const where = and(eq(campaigns.countyId, county.id), eq(campaigns.id, campaign.id));
    await db.update(campaigns).set({ state: 'changing', name: '还没批的名称' }).where(where);
    await db
      .update(campaignProducts)
      .set({ priceFen: 9_900 })
      .where(eq(campaignProducts.campaignId, campaign.id));
    const read = async () => {
      const page = await findLanding(db, county, campaign.code, null, NOW);
      return [page?.campaign.name, page?.products.map((p) => p.priceFen)];
    };
    expect(await read()).toEqual(['已批准的名称', [14_800]]);
    expect((await listCurrent(db, county.id, null, NOW)).map((c) => c.name)).toEqual(['已批准的名称']);
    await db.update(campaigns).set({ state: 'running' }).where(where);
    expect(await read()).toEqual(['还没批的名称', [9_900, 9_900]]);
  });

  it('tells the merchant’s own words before the campaign’s', async () => {
    const { db, county, mine, other, campaign } = await world();
    const spoken = (code: string, merchantId: string | null, validTo: Date | null = null) => ({
      countyId: county.id,
      campaignId: campaign.id,
      kind: 'spoken' as const,
      code,
      merchantId,
      validTo,
    });
    await db
      .insert(campaignCodes)
      .values([
        spoken('白沙', null),
        spoken('白沙07', mine.id),
        spoken('白沙08', other.id, new Date('2026-04-01')),
      ]);
    const words = async (merchantId: string | null) =>
      (await findLanding(db, county, campaign.code, merchantId, NOW))?.spokenCode;
    expect([await words(mine.id), await words(other.id), await words(null)]).toEqual([
      '白沙07',
      '白沙',
      '白沙',
    ]);
  });

  it('knows whose code led here, in its own county only', async () => {
    const { db, county, mine, campaign } = await world();
    const theirs = await world();
    const { code } = await createShareCode(db, {
      countyId: county.id,
      campaignId: campaign.id,
      merchantId: mine.id,
    });
    expect(await findArrival(db, county, code, NOW)).toMatchObject({
      merchant: { id: mine.id },
      recalledAt: null,
    });
    expect(await findArrival(db, theirs.county, code, NOW)).toBeNull();
    expect(await findPublicCounty(db, county.slug)).toMatchObject({ id: county.id });
  });

  it('lists what runs before what comes, and never what is over', async () => {
    const { db, county, campaign } = await world();
    const next = await makeCampaign(db, county.id, {
      state: 'approved',
      startsOn: '2026-05-01',
      endsOn: '2026-05-05',
    });
    await makeCampaign(db, county.id, { startsOn: '2026-03-01', endsOn: '2026-04-11' });
    await makeCampaign(db, county.id, { state: 'draft' });
    expect((await listCurrent(db, county.id, null, NOW)).map((c) => c.id)).toEqual([campaign.id, next.id]);
  });
});

describe('a merchant’s phone', () => {
  it('shows only what the merchant takes part in and may sell', async () => {
    const { db, county, tea, mine, campaign } = await world();
    await makeCampaign(db, county.id);
    const own = await listOwnCampaigns(db, county.id, mine.id, NOW);
    expect([own.current.map((c) => c.id), own.upcoming, own.over]).toEqual([[campaign.id], [], []]);
    expect((await listOwnProducts(db, county.id, campaign.id, mine.id)).map((p) => p.id)).toEqual([tea.id]);
    expect((await listOwnMerchants(db, county.id, [mine.id])).map((m) => m.id)).toEqual([mine.id]);
    expect(await listOwnMerchants(db, (await world()).county.id, [mine.id])).toEqual([]);
  });

  it('tells a good code from one that is unknown, expired or suspended', async () => {
    const { db, county, campaign } = await world();
    const coupon = (code: string, over: Partial<typeof campaignCodes.$inferInsert> = {}) => ({
      countyId: county.id,
      campaignId: campaign.id,
      kind: 'coupon' as const,
      code,
      ...over,
    });
    await db
      .insert(campaignCodes)
      .values([
        coupon('TEA10'),
        coupon('OLD10', { validTo: new Date('2026-04-01') }),
        coupon('BAD10', { suspendedAt: new Date('2026-04-02') }),
      ]);
    const check = (typed: string) => checkCode(db, county.id, typed, NOW);
    expect(await check(' ｔｅａ10 ')).toMatchObject({ ok: true, campaign: campaign.name });
    expect(await check('old10')).toEqual({ ok: false, reason: 'expired' });
    expect(await check('BAD10')).toEqual({ ok: false, reason: 'suspended' });
    expect(await check('NOPE')).toEqual({ ok: false, reason: 'unknown' });
  });
});
