/** A county with an approved festival poster and merchants to draw it for, over real files. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { Actor } from '#lib/server/accounts/actor.ts';
import { brands, marks } from '#lib/server/brand/schema.ts';
import type { Campaign } from '#lib/server/campaigns/schema.ts';
import type { Database } from '#lib/server/db/database.ts';
import type { Merchant } from '#lib/server/merchants/schema.ts';
import { merchantUsers } from '#lib/server/merchants/schema.ts';
import { approveContent, createPoster, submitContent } from '#lib/server/posters/contents.ts';
import type { PosterServices } from '#lib/server/posters/outputs.ts';
import type { PosterContent } from '#lib/server/posters/schema.ts';
import { openStorage } from '#lib/server/storage/storage.ts';
import { makeActor, makeCampaign, makeCounty, makeIndustry, makeMerchant, makeProduct } from './factories.ts';

export interface PosterCounty {
  app: PosterServices;
  filesDirectory: string;
  countyId: string;
  planner: Actor;
  leader: Actor;
  productId: string;
  brandId: string;
  merchants: Merchant[];
  /** Signs in for the first merchant. */
  merchantActor: Actor;
  campaign: Campaign;
}

export const NOW = new Date('2026-11-24T08:00:00Z');

export async function makePosterCounty(
  database: Pick<Database, 'db'>,
  options: { merchantNames: readonly string[]; dataDirectory?: string },
): Promise<PosterCounty> {
  const { db } = database;
  const county = await makeCounty(db);
  const countyId = county.id;
  const planner = await makeActor(db, countyId, ['planner']);
  const leader = await makeActor(db, countyId, ['leader']);
  const industry = await makeIndustry(db, countyId, { name: '红心橙' });
  const product = await makeProduct(db, countyId, {
    industryId: industry.id,
    name: '红心橙',
    spec: '5 斤装',
  });
  const merchants: Merchant[] = [];
  for (const name of options.merchantNames)
    merchants.push(await makeMerchant(db, countyId, { name }, [product.id]));
  const [first] = merchants;
  const signedIn = await makeActor(db, countyId, ['merchant']);
  if (first && signedIn.userId)
    await db.insert(merchantUsers).values({ countyId, merchantId: first.id, userId: signedIn.userId });
  const campaign = await makeCampaign(
    db,
    countyId,
    { name: '红心橙开园季', startsOn: '2026-11-20', endsOn: '2026-12-20' },
    { productIds: [product.id], merchantIds: merchants.map((m) => m.id) },
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
  await db.insert(marks).values({
    countyId,
    brandId: brand?.id ?? '',
    version: 1,
    drawing: 'baisha-liangshi',
    viewBox: '0 0 120 120',
    wordmark: '白沙良食',
    validFrom: '2018-11-01',
  });
  const dataDirectory = options.dataDirectory ?? (await scratchDirectory());
  const app: PosterServices = {
    database,
    storage: await openStorage({ s3: null, dataDirectory }),
    config: { shortOrigin: 'http://localhost:3000' },
    clock: () => NOW,
  };
  return {
    app,
    filesDirectory: path.join(dataDirectory, 'files'),
    countyId,
    planner,
    leader,
    productId: product.id,
    brandId: brand?.id ?? '',
    merchants,
    merchantActor: { ...signedIn, merchantIds: first ? [first.id] : [] },
    campaign,
  };
}

/** From draft to approval, by two people. */
export async function makeApprovedPoster(
  database: Pick<Database, 'db'>,
  county: PosterCounty,
  designId = 'brocade-band',
): Promise<PosterContent> {
  const { db } = database;
  const { planner, leader, campaign } = county;
  const made = await createPoster(db, planner, { campaignId: campaign.id, designId });
  if (!made.ok) throw new Error(made.reason);
  const { posterId } = made.version;
  const submitted = await submitContent(db, planner, { posterId, now: NOW });
  if (!submitted.ok) throw new Error(`${submitted.reason} ${JSON.stringify(submitted.issues)}`);
  const approved = await approveContent(db, leader, { posterId, now: NOW });
  if (!approved.ok) throw new Error(approved.reason);
  return approved.version;
}

async function scratchDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'posters-'));
  afterAll(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
