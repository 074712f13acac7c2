import { and, eq } from 'drizzle-orm';
import { beforeAll, expect, it, vi } from 'vitest';
import { auditEntries } from '#lib/server/audit/schema.ts';
import { licences } from '#lib/server/brand/schema.ts';
import { campaigns } from '#lib/server/campaigns/schema.ts';
import { makeCounty } from '../../../../../tests/support/factories.ts';
import { testDatabase, type TestDatabase } from '../../../../../tests/support/database.ts';
import {
  makeApprovedPoster,
  makePosterCounty,
  type PosterCounty,
} from '../../../../../tests/support/posters.ts';
import { posterDownloads } from '../schema.ts';
import { printPoster } from './printing.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let database: TestDatabase;
let county: PosterCounty;
let posterId: string;
let merchantId: string;

beforeAll(async () => {
  database = await testDatabase();
  county = await makePosterCounty(database, { merchantNames: ['牙叉镇阿伦水果店', '元门乡阿芬茶铺'] });
  ({ posterId } = await makeApprovedPoster(database, county, 'storefront'));
  merchantId = county.merchants[0]?.id ?? '';
});

it('asks the licence gate before any ink flows', async () => {
  const ask = () => printPoster(county.app, county.planner, { posterId, merchantId, format: 'table-a6' });
  expect(await ask()).toMatchObject({ ok: false, reason: 'licence_gate' });
  await database.db.insert(licences).values({
    countyId: county.countyId,
    brandId: county.brandId,
    holderMerchantId: merchantId,
    uses: ['advertising'],
    validFrom: '2026-01-01',
    validTo: '2026-12-20',
    status: 'granted',
    documentNo: 'A',
  });
  expect(await ask()).toMatchObject({ ok: true });
});

it('hands out the PDF of a table card with its merchant’s name, counts it and writes it down', async () => {
  const job = await printPoster(county.app, county.planner, { posterId, merchantId, format: 'table-a6' });
  if (!job.ok) throw new Error(JSON.stringify(job));
  expect(job.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(job.fileName).toMatch(/^牙叉镇阿伦水果店-.*桌牌\.pdf$/u);
  expect(job.warnings).toEqual([]);
  const { db } = database;
  const counted = await db.select().from(posterDownloads).where(eq(posterDownloads.merchantId, merchantId));
  expect(counted.map((d) => d.kind)).toEqual(['download', 'download']);
  const [entry] = await db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.countyId, county.countyId), eq(auditEntries.action, 'poster.printed')));
  expect(entry).toMatchObject({ subjectId: posterId, userId: county.planner.userId });
});

it('prints nothing for a screen, a stranger, or a campaign that is called off', async () => {
  const ask = { posterId, merchantId, format: 'table-a6' } as const;
  expect(await printPoster(county.app, county.planner, { ...ask, format: 'square' })).toMatchObject({
    ok: false,
    reason: 'not_a_print_format',
  });
  const elsewhere = { ...county.planner, countyId: (await makeCounty(database.db)).id };
  expect(await printPoster(county.app, elsewhere, ask)).toMatchObject({ ok: false, reason: 'not_found' });
  const nobody = { ...county.merchantActor, merchantIds: [] };
  expect(await printPoster(county.app, nobody, ask)).toMatchObject({ ok: false, reason: 'not_found' });
  await database.db
    .update(campaigns)
    .set({ state: 'cancelled' })
    .where(and(eq(campaigns.countyId, county.countyId), eq(campaigns.id, county.campaign.id)));
  expect(await printPoster(county.app, county.planner, ask)).toMatchObject({
    ok: false,
    reason: 'no_poster',
  });
});
