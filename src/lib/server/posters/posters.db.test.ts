import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import jsqr from 'jsqr';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/server/accounts/actor.ts';
import { brands, licences, marks } from '#lib/server/brand/schema.ts';
import type { Campaign } from '#lib/server/campaigns/schema.ts';
import { campaigns } from '#lib/server/campaigns/schema.ts';
import { getCode } from '#lib/server/links/links.ts';
import { countySettings } from '#lib/server/county/schema.ts';
import type { Merchant } from '#lib/server/merchants/schema.ts';
import { merchantUsers } from '#lib/server/merchants/schema.ts';
import * as notices from '#lib/server/notices/notices.ts';
import { openStorage } from '#lib/server/storage/storage.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import {
  makeActor,
  makeCampaign,
  makeCounty,
  makeIndustry,
  makeMerchant,
  makeProduct,
} from '../../../../tests/support/factories.ts';
import * as contents from './contents.ts';
import { decodeQr } from './decode.ts';
import * as outputs from './outputs.ts';
import { posterDownloads } from './schema.ts';
import { openStudio } from './studio.ts';

const NOW = new Date('2026-11-24T08:00:00Z');
const jsQR = jsqr as unknown as Parameters<typeof decodeQr>[0];

let database: TestDatabase;
let countyId: string;
let planner: Actor;
let leader: Actor;
let merchant: Merchant;
let campaign: Campaign;
let merchantActor: Actor;
let app: outputs.PosterServices;
let countyBrandId: string;
let removeFiles: () => Promise<void>;

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  const county = await makeCounty(db);
  countyId = county.id;
  planner = await makeActor(db, countyId, ['planner']);
  leader = await makeActor(db, countyId, ['leader']);
  const industry = await makeIndustry(db, countyId, { code: 'orange', name: '红心橙' });
  const product = await makeProduct(db, countyId, {
    industryId: industry.id,
    name: '红心橙',
    spec: '5 斤装',
  });
  merchant = await makeMerchant(db, countyId, { name: '牙叉镇阿伦水果店' }, [product.id]);
  merchantActor = { ...(await makeActor(db, countyId, ['merchant'])), merchantIds: [merchant.id] };
  await db
    .insert(merchantUsers)
    .values({ countyId, merchantId: merchant.id, userId: merchantActor.userId ?? '' });
  campaign = await makeCampaign(
    db,
    countyId,
    { name: '红心橙开园季', startsOn: '2026-11-20', endsOn: '2026-12-20' },
    { productIds: [product.id], merchantIds: [merchant.id] },
  );
  const [brand] = await db
    .insert(brands)
    .values({
      countyId,
      level: 1,
      name: '白沙良食',
      nameEn: 'Baisha Fine Foods',
      owner: '县农产品协会',
      requiredOn: 'all_campaign_posters',
    })
    .returning();
  countyBrandId = brand?.id ?? '';
  await db.insert(marks).values({
    countyId,
    brandId: countyBrandId,
    version: 1,
    drawing: 'baisha-liangshi',
    viewBox: '0 0 120 120',
    wordmark: '白沙良食',
    validFrom: '2018-11-01',
  });
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'posters-'));
  removeFiles = () => rm(dataDirectory, { recursive: true, force: true });
  app = {
    database,
    storage: await openStorage({ s3: null, dataDirectory }),
    config: { shortOrigin: 'http://localhost:3000' },
    clock: () => NOW,
  };
});

afterAll(() => removeFiles());

describe('a poster from draft to phone and back', () => {
  it('is drafted from the campaign, checked, approved by another person, and readable on the phone', async () => {
    const { db } = database;
    const made = await contents.createPoster(db, planner, {
      campaignId: campaign.id,
      designId: 'brocade-band',
    });
    if (!made.ok) throw new Error(made.reason);
    expect(made.version).toMatchObject({ version: 1, state: 'draft' });
    expect(made.version.content).toMatchObject({ headline: '红心橙开园季', startsOn: '2026-11-20' });
    const { posterId } = made.version;

    const early = await outputs.personalPoster(app, merchantActor, {
      merchantId: merchant.id,
      campaignId: campaign.id,
      format: 'moments',
    });
    expect(early).toMatchObject({ ok: false, reason: 'no_poster' });

    const saved = await contents.saveContent(db, planner, {
      posterId,
      revision: made.version.revision,
      designId: 'brocade-band',
      content: { ...made.version.content, slogan: '白沙第三届' },
    });
    expect(saved.ok).toBe(true);
    expect(
      await contents.saveContent(db, planner, {
        posterId,
        revision: made.version.revision,
        designId: 'brocade-band',
        content: made.version.content,
      }),
    ).toMatchObject({ ok: false, reason: 'stale' });

    expect(await contents.submitContent(db, planner, { posterId, now: NOW })).toMatchObject({ ok: true });
    const alsoLeader: Actor = { ...planner, roles: ['planner', 'leader'] };
    expect(await contents.approveContent(db, alsoLeader, { posterId, now: NOW })).toMatchObject({
      ok: false,
      reason: 'own_work',
    });
    const approved = await contents.approveContent(db, leader, { posterId, now: NOW });
    if (!approved.ok) throw new Error(approved.reason);
    expect(approved.version.approvedHash).toMatch(/^[0-9a-f]{64}$/);

    const mine = await outputs.personalPoster(app, merchantActor, {
      merchantId: merchant.id,
      campaignId: campaign.id,
      format: 'moments',
    });
    if (!mine.ok) throw new Error(mine.reason);
    const served = await outputs.servePoster(app, mine.output.hash, { userId: null, kind: 'view' });
    if (!served.ok) throw new Error(served.reason);
    const address = await decodeQr(jsQR, await served.read());
    expect(address).toMatch(/^HTTP:\/\/LOCALHOST:3000\/[0-9A-HJKMNP-TV-Z]{8}$/);
    const code = await getCode(db, address?.slice(-8) ?? '');
    expect(code?.link).toMatchObject({ merchantId: merchant.id, campaignId: campaign.id, channel: 'poster' });
    expect(await db.select().from(posterDownloads)).toHaveLength(1);

    const again = await outputs.personalPoster(app, merchantActor, {
      merchantId: merchant.id,
      campaignId: campaign.id,
      format: 'moments',
    });
    expect(again.ok && again.output.hash).toBe(mine.output.hash);
  });

  it('becomes a new version with every change, and the old picture stays good until it is withdrawn', async () => {
    const { db } = database;
    const version = await outputs.currentVersion(db, countyId, campaign.id);
    if (!version) throw new Error('no current version');
    const before = await personal('moments');
    const changed = await contents.saveContent(db, planner, {
      posterId: version.posterId,
      revision: version.revision,
      designId: version.designId,
      content: { ...version.content, slogan: '白沙第四届' },
    });
    expect(changed).toMatchObject({ ok: true, version: { version: 2, state: 'draft' } });
    expect((await personal('moments')).hash).toBe(before.hash);
    await contents.submitContent(db, planner, { posterId: version.posterId, now: NOW });
    await contents.approveContent(db, leader, { posterId: version.posterId, now: NOW });
    const after = await personal('moments');
    expect(after.hash).not.toBe(before.hash);
    expect(await serve(before.hash)).toBe('ok');

    expect(
      await contents.withdrawContent(db, planner, {
        posterId: version.posterId,
        reason: 'date_changed',
        words: '改期',
        now: NOW,
      }),
    ).toMatchObject({ ok: true, version: { state: 'withdrawn' } });
    expect(await serve(after.hash)).toBe('withdrawn');
    const told = await notices.list(db, countyId, merchantActor.userId ?? '');
    expect(told.map((n) => n.kind)).toEqual(['poster.withdrawn']);
    const answered = await notices.list(db, countyId, planner.userId ?? '');
    expect(answered.map((n) => n.kind)).toContain('poster.approved');
    const asked = await notices.list(db, countyId, leader.userId ?? '');
    expect(asked.map((n) => n.kind)).toContain('poster.to_approve');
    expect(
      await outputs.personalPoster(app, merchantActor, {
        merchantId: merchant.id,
        campaignId: campaign.id,
        format: 'moments',
      }),
    ).toMatchObject({ ok: false, reason: 'no_poster' });
  });

  it('sells a merchant’s goods only under a licence that lasts to the end, asked at every download', async () => {
    const { db } = database;
    const made = await contents.createPoster(db, planner, {
      campaignId: campaign.id,
      designId: 'plain-price',
    });
    if (!made.ok) throw new Error(made.reason);
    const { posterId } = made.version;
    expect(await contents.submitContent(db, planner, { posterId, now: NOW })).toMatchObject({ ok: true });
    expect(await contents.approveContent(db, leader, { posterId, now: NOW })).toMatchObject({ ok: true });

    expect(await reason('square')).toBe('licence_gate');
    const licence = {
      countyId,
      brandId: countyBrandId,
      holderMerchantId: merchant.id,
      uses: ['advertising' as const],
      validFrom: '2026-01-01',
      status: 'granted' as const,
    };
    await db.insert(licences).values({ ...licence, validTo: '2026-12-19', documentNo: 'A' });
    expect(await reason('square')).toBe('licence_gate');
    await db.insert(licences).values({ ...licence, validTo: '2026-12-20', documentNo: 'B' });
    const poster = await personal('square');
    expect(await serve(poster.hash)).toBe('ok');
    expect(await personal('xhs')).toMatchObject({ format: 'xhs' });

    await db
      .update(licences)
      .set({ status: 'revoked', revokedOn: '2026-11-24' })
      .where(eq(licences.documentNo, 'B'));
    expect(await serve(poster.hash)).toBe('licence_gate');
  });

  it('is not found by another merchant, and says who does not take part', async () => {
    const { db } = database;
    const other = await makeMerchant(db, countyId);
    const stranger: Actor = { ...(await makeActor(db, countyId, ['merchant'])), merchantIds: [other.id] };
    const ask = (merchantId: string) =>
      outputs.personalPoster(app, stranger, { merchantId, campaignId: campaign.id, format: 'moments' });
    expect(await ask(merchant.id)).toMatchObject({ ok: false, reason: 'not_found' });
    expect(await ask(other.id)).toMatchObject({ ok: false, reason: 'not_taking_part' });
    await db.update(campaigns).set({ state: 'cancelled' }).where(eq(campaigns.id, campaign.id));
    expect(await ask(other.id)).toMatchObject({ ok: false, reason: 'no_poster' });
  });

  it('refuses a document edited by hand', async () => {
    const { db } = database;
    const made = await contents.createPoster(db, planner, {
      campaignId: campaign.id,
      designId: 'brocade-band',
    });
    if (!made.ok) throw new Error(made.reason);
    const result = await contents.saveContent(db, planner, {
      posterId: made.version.posterId,
      revision: made.version.revision,
      designId: 'brocade-band',
      content: made.version.content,
      overrides: { qr: { x: 0 }, picture: { scale: 9 } },
    });
    expect(result).toMatchObject({
      ok: false,
      reason: 'locked',
      issues: [
        { code: 'locked', slot: 'qr', property: 'x' },
        { code: 'out_of_bounds', slot: 'picture', property: 'scale' },
      ],
    });
  });

  it('is held back when the county’s colours change after the approval, until the old ones are back or a new version', async () => {
    const { db } = database;
    const fresh = await makeCampaign(
      db,
      countyId,
      { name: '新茶上市', startsOn: '2026-11-20', endsOn: '2026-12-20' },
      { productIds: [], merchantIds: [merchant.id] },
    );
    const made = await contents.createPoster(db, planner, {
      campaignId: fresh.id,
      designId: 'brocade-band',
    });
    if (!made.ok) throw new Error(made.reason);
    const { posterId } = made.version;
    const ask = () =>
      outputs.personalPoster(app, merchantActor, {
        merchantId: merchant.id,
        campaignId: fresh.id,
        format: 'square',
      });
    const paint = (palette: Record<string, string>) =>
      db.update(countySettings).set({ palette }).where(eq(countySettings.countyId, countyId));
    const [settings] = await db.select().from(countySettings).where(eq(countySettings.countyId, countyId));
    await contents.submitContent(db, planner, { posterId, now: NOW });
    const approved = await contents.approveContent(db, leader, { posterId, now: NOW });
    if (!approved.ok) throw new Error(`${approved.reason} ${JSON.stringify(approved.issues)}`);
    const before = await ask();
    if (!before.ok) throw new Error(before.reason);

    await paint({ ...settings?.palette, primary: '#1d4f91' });
    expect(await ask()).toMatchObject({ ok: false, reason: 'changed_since_approval' });
    expect(await serve(before.output.hash)).toBe('changed_since_approval');
    expect(await openStudio(db, planner, posterId, NOW)).toMatchObject({ heldBack: true });

    const next = await contents.saveContent(db, planner, {
      posterId,
      revision: approved.version.revision,
      designId: 'brocade-band',
      content: approved.version.content,
    });
    expect(next).toMatchObject({ ok: true, version: { version: 2, state: 'draft' } });
    await contents.submitContent(db, planner, { posterId, now: NOW });
    expect(await contents.approveContent(db, leader, { posterId, now: NOW })).toMatchObject({ ok: true });
    expect(await ask()).toMatchObject({ ok: true });
    expect(await openStudio(db, planner, posterId, NOW)).toMatchObject({ heldBack: false });
    await paint(settings?.palette ?? {});
  });
});

async function personal(format: 'moments' | 'square' | 'xhs') {
  const result = await outputs.personalPoster(app, merchantActor, {
    merchantId: merchant.id,
    campaignId: campaign.id,
    format,
  });
  if (!result.ok) throw new Error(`${result.reason} ${JSON.stringify(result.issues)}`);
  return result.output;
}

async function reason(format: 'square') {
  const result = await outputs.personalPoster(app, merchantActor, {
    merchantId: merchant.id,
    campaignId: campaign.id,
    format,
  });
  return result.ok ? 'ok' : result.reason;
}

async function serve(hash: string) {
  const result = await outputs.servePoster(app, hash, { userId: null, kind: 'view' });
  return result.ok ? 'ok' : result.reason;
}
