import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { uuidv7 } from '../db/uuid.ts';
import { makeCampaign, makeCounty, makeMerchant } from '../../../../tests/support/factories.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { databaseCodeSource } from './code-source.ts';
import { openCodeTable } from './code-table.ts';
import { createLink, createPosterCode, createShareCode, getCode, recall } from './links.ts';
import { linkCodes, links } from './schema.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});

async function world() {
  const county = await makeCounty(database.db);
  const campaign = await makeCampaign(database.db, county.id);
  const merchant = await makeMerchant(database.db, county.id);
  return { county, campaign, merchant };
}

describe('a link', () => {
  it('is one row for one touch point, also without a campaign or a merchant', async () => {
    const { county, campaign, merchant } = await world();
    const points = [
      { campaignId: campaign.id, merchantId: merchant.id },
      { campaignId: campaign.id, merchantId: null },
      { campaignId: null, merchantId: merchant.id },
    ];
    for (const point of points) {
      const first = await createLink(database.db, { countyId: county.id, channel: 'share', ...point });
      const again = await createLink(database.db, { countyId: county.id, channel: 'share', ...point });
      expect(again.id).toBe(first.id);
    }
    expect(await database.db.select().from(links).where(eq(links.countyId, county.id))).toHaveLength(3);
  });
});

describe('a poster’s code', () => {
  it('is the same for the same picture and another for every other', async () => {
    const { county, campaign, merchant } = await world();
    const request = {
      countyId: county.id,
      campaignId: campaign.id,
      merchantId: merchant.id,
      contentId: uuidv7(),
      format: 'moments',
    };
    const { code } = await createPosterCode(database.db, request);
    expect(await createPosterCode(database.db, request)).toEqual({ code });
    const others = await Promise.all([
      createPosterCode(database.db, { ...request, format: 'square' }),
      createPosterCode(database.db, { ...request, contentId: uuidv7() }),
      createPosterCode(database.db, { ...request, merchantId: null }),
      createShareCode(database.db, { countyId: county.id, campaignId: campaign.id, merchantId: merchant.id }),
    ]);
    expect(new Set([code, ...others.map((o) => o.code)]).size).toBe(5);
    expect(await getCode(database.db, code)).toMatchObject({
      code: { type: 'scan', destination: `/c/${county.slug}/${campaign.code.toLowerCase()}` },
      link: { merchantId: merchant.id, campaignId: campaign.id, channel: 'poster' },
    });
  });

  it('is made once when two ask at the same moment', async () => {
    const { county, campaign, merchant } = await world();
    const request = {
      countyId: county.id,
      campaignId: campaign.id,
      merchantId: merchant.id,
      contentId: uuidv7(),
      format: 'moments',
    };
    const made = await Promise.all(
      Array.from({ length: 8 }, () => database.db.transaction((tx) => createPosterCode(tx, request))),
    );
    expect(new Set(made.map((m) => m.code)).size).toBe(1);
  });

  it('cannot be made for another county’s campaign', async () => {
    const ours = await world();
    const theirs = await world();
    await expect(
      createPosterCode(database.db, {
        countyId: ours.county.id,
        campaignId: theirs.campaign.id,
        merchantId: null,
        contentId: uuidv7(),
        format: 'moments',
      }),
    ).rejects.toThrow();
  });
});

describe('recalling', () => {
  it('takes the codes of its scope, once, and nobody else’s', async () => {
    const { county, campaign, merchant } = await world();
    const other = await world();
    const contentId = uuidv7();
    const base = { countyId: county.id, campaignId: campaign.id, contentId, format: 'moments' };
    const mine = await createPosterCode(database.db, { ...base, merchantId: merchant.id });
    const common = await createPosterCode(database.db, { ...base, merchantId: null });
    const newer = await createPosterCode(database.db, {
      ...base,
      merchantId: merchant.id,
      contentId: uuidv7(),
    });
    const at = new Date('2026-11-01T00:00:00Z');
    expect(await recall(database.db, other.county.id, { contentId }, { reason: '价格错误', at })).toEqual([]);
    expect(
      await recall(
        database.db,
        county.id,
        { contentId, merchantId: merchant.id },
        { reason: '价格错误', at },
      ),
    ).toEqual([mine.code]);
    expect(await recall(database.db, county.id, { contentId }, { reason: '日期变更', at })).toEqual([
      common.code,
    ]);
    expect((await getCode(database.db, mine.code))?.code).toMatchObject({
      recalledReason: '价格错误',
      recalledAt: at,
    });
    expect((await getCode(database.db, newer.code))?.code.recalledAt).toBeNull();
    expect(await recall(database.db, county.id, { campaignId: campaign.id }, { reason: '其他', at })).toEqual(
      [newer.code],
    );
  });
});

describe('the codes in memory', () => {
  it('follow the database: new, recalled, and a code asked for before it existed', async () => {
    const { county, campaign } = await world();
    const table = await openCodeTable(databaseCodeSource(database));
    try {
      expect(await table.find('ZZZZ9999')).toBeNull();
      expect(table.get('ZZZZ9999')).toBeNull();
      const { code } = await createShareCode(database.db, {
        countyId: county.id,
        campaignId: campaign.id,
        merchantId: null,
      });
      await expect
        .poll(() => table.get(code))
        .toEqual({
          destination: `/c/${county.slug}/${campaign.code.toLowerCase()}`,
          recalled: false,
          expiresAt: null,
        });
      await recall(database.db, county.id, { codes: [code] }, { reason: '其他', at: new Date() });
      await expect.poll(() => table.get(code)?.recalled).toBe(true);
      await database.db
        .update(linkCodes)
        .set({ code: 'ZZZZ9999', changedAt: new Date() })
        .where(eq(linkCodes.code, code));
      await table.refresh();
      expect(table.get('ZZZZ9999')?.recalled).toBe(true);
    } finally {
      await table.close();
    }
  });
});
