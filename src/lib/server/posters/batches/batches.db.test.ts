import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { campaignMerchants } from '#lib/server/campaigns/schema.ts';
import { openClient } from '#lib/server/db/database.ts';
import { merchants } from '#lib/server/merchants/schema.ts';
import * as notices from '#lib/server/notices/notices.ts';
import yauzl from 'yauzl';
import { testDatabase, type TestDatabase } from '../../../../../tests/support/database.ts';
import {
  makeApprovedPoster,
  makePosterCounty,
  NOW,
  type PosterCounty,
} from '../../../../../tests/support/posters.ts';
import { withdrawContent } from '../contents.ts';
import { posterBatches, posterBatchItems, posterOutputs, type PosterContent } from '../schema.ts';
import {
  cancelBatch,
  countItems,
  createBatch,
  findBatch,
  resumeBatch,
  retryBatch,
  type BatchRequest,
} from './batches.ts';
import { drawChunk } from './draw-chunk.ts';
import { makePack, openPack, orderPack } from './packs.ts';

const NAMES = ['符氏茶行', '羊角岭合作社', '阿伦水果店', '邦溪镇李记', '白沙㙟塝农庄'];

let database: TestDatabase;
let county: PosterCounty;
let version: PosterContent;
let request: BatchRequest;

beforeAll(async () => {
  database = await testDatabase();
});

beforeEach(async () => {
  county = await makePosterCounty(database, { merchantNames: NAMES.map((n, i) => `${n}${Date.now()}${i}`) });
  version = await makeApprovedPoster(database, county);
  request = {
    campaignId: county.campaign.id,
    posterId: version.posterId,
    formats: ['oa-cover', 'square'],
    filter: {},
  };
});

test('a batch draws every merchant in every format, each once, and tells whoever started it', async () => {
  const batch = await started();
  expect(await draw(batch.id)).toBe('done');
  expect(await countItems(database.db, batch)).toEqual({ waiting: 0, done: 10, skipped: 0, failed: 0 });
  const outputs = await outputsOf(version.id);
  expect(outputs).toHaveLength(10);
  expect(files().sort()).toEqual(outputs.map((o) => `${o.hash}.jpg`).sort());
  const told = await notices.list(database.db, county.countyId, county.planner.userId ?? '');
  expect(told[0]).toMatchObject({ kind: 'poster.batch_done', path: `/posters/batches/${batch.id}` });
});

test('interrupted and cancelled, it goes on where it was and draws nothing twice', async () => {
  const batch = await started();
  const stop = new AbortController();
  const { storage } = county.app;
  let drawn = 0;
  const counting = {
    ...county.app,
    storage: {
      ...storage,
      put: async (...put: Parameters<typeof storage.put>) => {
        await storage.put(...put);
        // The base that the pictures are drawn from is stored, too.
        if (put[0].endsWith('.jpg') && ++drawn === 3) stop.abort();
      },
    },
  };
  expect(
    await drawChunk(counting, { countyId: county.countyId, batchId: batch.id, signal: stop.signal }),
  ).toBe('interrupted');
  expect((await countItems(database.db, batch)).done).toBe(3);
  expect(await cancelBatch(database.db, county.planner, batch.id)).toMatchObject({ ok: true });
  expect(await draw(batch.id)).toBe('stopped');
  expect(await resumeBatch(database.db, county.planner, batch.id)).toMatchObject({ ok: true });
  expect(await drawChunk(counting, { countyId: county.countyId, batchId: batch.id })).toBe('done');
  expect(drawn).toBe(10);
  expect(await outputsOf(version.id)).toHaveLength(10);
});

test('an end between the picture and its item leaves one picture: the item finds it again', async () => {
  const batch = await started({ formats: ['oa-cover'] });
  expect(await draw(batch.id)).toBe('done');
  const before = await outputsOf(version.id);
  await database.db
    .update(posterBatchItems)
    .set({ state: 'waiting', hash: null, finishedAt: null })
    .where(eq(posterBatchItems.batchId, batch.id));
  await database.db.update(posterBatches).set({ state: 'running' }).where(eq(posterBatches.id, batch.id));
  expect(await draw(batch.id)).toBe('done');
  expect(await outputsOf(version.id)).toEqual(before);
  expect(files()).toHaveLength(5);
});

test('a merchant that may not have it is skipped with a reason, and drawn when the remedy is in place', async () => {
  const [gone] = county.merchants;
  const batch = await started({ formats: ['oa-cover'] });
  const part = and(
    eq(campaignMerchants.countyId, county.countyId),
    eq(campaignMerchants.merchantId, gone?.id ?? ''),
  );
  await database.db.delete(campaignMerchants).where(part);
  expect(await draw(batch.id)).toBe('done');
  const skipped = await database.db
    .select()
    .from(posterBatchItems)
    .where(and(eq(posterBatchItems.batchId, batch.id), eq(posterBatchItems.state, 'skipped')));
  expect(skipped).toMatchObject([{ merchantId: gone?.id, skipReason: 'not_taking_part' }]);
  await database.db
    .insert(campaignMerchants)
    .values({ countyId: county.countyId, campaignId: county.campaign.id, merchantId: gone?.id ?? '' });
  expect(await retryBatch(database.db, county.planner, batch.id)).toMatchObject({ ok: true });
  expect(await draw(batch.id)).toBe('done');
  expect((await countItems(database.db, batch)).done).toBe(5);
});

test('a version withdrawn under way stops the batch and says why', async () => {
  const batch = await started();
  await withdrawContent(database.db, county.planner, {
    posterId: version.posterId,
    reason: 'wrong_price',
    words: '价格印错了',
    now: NOW,
  });
  expect(await draw(batch.id)).toBe('paused');
  expect(await findBatch(database.db, county.countyId, batch.id)).toMatchObject({
    state: 'paused',
    pausedReason: 'version_gone',
  });
  expect(await outputsOf(version.id)).toEqual([]);
});

test('only approved versions, offered formats and people of the campaign make a batch', async () => {
  const { db } = database;
  const { planner, leader, merchantActor } = county;
  expect(await createBatch(db, merchantActor, request)).toEqual({ ok: false, reason: 'not_allowed' });
  expect(await createBatch(db, leader, request)).toEqual({ ok: false, reason: 'not_allowed' });
  expect(await createBatch(db, planner, { ...request, posterId: county.campaign.id })).toEqual({
    ok: false,
    reason: 'no_version',
  });
  expect(await createBatch(db, planner, { ...request, formats: ['postage-stamp'] })).toEqual({
    ok: false,
    reason: 'no_formats',
  });
  expect(
    await createBatch(db, planner, { ...request, filter: { merchantIds: [county.campaign.id] } }),
  ).toEqual({
    ok: false,
    reason: 'no_merchants',
  });
  await db.update(merchants).set({ state: 'suspended' }).where(eq(merchants.countyId, county.countyId));
  expect(await createBatch(db, planner, request)).toEqual({ ok: false, reason: 'no_merchants' });
});

test('two batches take turns: each sends its next chunk behind the other’s', async () => {
  await started({ formats: ['oa-cover'] });
  await started({ formats: ['square'] });
  const owner = openClient(database.owner, { max: 1 });
  const jobs = await owner`
    select q.queue_name, j.key from graphile_worker._private_jobs j
    join graphile_worker._private_job_queues q on q.id = j.job_queue_id
    where (j.payload ->> 'countyId') = ${county.countyId}`;
  await owner.end();
  expect(jobs).toHaveLength(2);
  expect(new Set(jobs.map((j) => j['queue_name']))).toEqual(new Set(['posters.draw_chunk']));
});

test('a pack holds every picture under its merchant’s name and a list; withdrawn, it is handed out no more', async () => {
  const batch = await started({ formats: ['oa-cover'] });
  await draw(batch.id);
  const ordered = await orderPack(database.db, county.planner, batch.id);
  if (!ordered.ok) throw new Error(ordered.reason);
  await makePack(county.app, { countyId: county.countyId, packId: ordered.pack.id });
  const request = { batchId: batch.id, packId: ordered.pack.id, part: 1 };
  const opened = await openPack(county.app, county.countyId, request);
  if (!opened.ok) throw new Error(opened.reason);
  const files = await unzip(await opened.stream());
  const expected = county.merchants.map((m) => `${m.name}-红心橙开园季-公众号首图.jpg`);
  expect([...files.keys()].sort()).toEqual([...expected, '清单.csv'].sort());
  const outputs = await outputsOf(version.id);
  const sums = [...files].filter(([name]) => name.endsWith('.jpg')).map(([, bytes]) => sha256(bytes));
  expect(sums.sort()).toEqual(outputs.map((o) => o.fileSha256).sort());
  expect(files.get('清单.csv')?.toString()).toContain(expected[0]);
  expect(opened.part.files).toBe(5);

  await withdrawContent(database.db, county.planner, {
    posterId: version.posterId,
    reason: 'wrong_price',
    words: '',
    now: NOW,
  });
  expect(await openPack(county.app, county.countyId, request)).toEqual({ ok: false, reason: 'withdrawn' });
});

test('a picture whose file was evicted is drawn again for the pack', async () => {
  const batch = await started({ formats: ['oa-cover'] });
  await draw(batch.id);
  const [evicted] = await outputsOf(version.id);
  await county.app.storage.remove(evicted?.fileKey ?? '');
  const ordered = await orderPack(database.db, county.planner, batch.id);
  if (!ordered.ok) throw new Error(ordered.reason);
  await makePack(county.app, { countyId: county.countyId, packId: ordered.pack.id });
  const opened = await openPack(county.app, county.countyId, {
    batchId: batch.id,
    packId: ordered.pack.id,
    part: 1,
  });
  if (!opened.ok) throw new Error(opened.reason);
  const sums = [...(await unzip(await opened.stream())).values()].map(sha256);
  expect(sums).toContain(evicted?.fileSha256);
});

test('a pack of another county, another batch or another part is not found', async () => {
  const batch = await started({ formats: ['oa-cover'] });
  await draw(batch.id);
  const ordered = await orderPack(database.db, county.planner, batch.id);
  if (!ordered.ok) throw new Error(ordered.reason);
  await makePack(county.app, { countyId: county.countyId, packId: ordered.pack.id });
  const { countyId } = county;
  const own = { batchId: batch.id, packId: ordered.pack.id, part: 1 };
  const elsewhere = await makePosterCounty(database, { merchantNames: [] });
  const notFound = { ok: false, reason: 'not_found' };
  expect(await openPack(county.app, elsewhere.countyId, own)).toEqual(notFound);
  expect(await openPack(county.app, countyId, { ...own, batchId: version.id })).toEqual(notFound);
  expect(await openPack(county.app, countyId, { ...own, part: 2 })).toEqual(notFound);
});

async function unzip(stream: Readable): Promise<Map<string, Buffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const zip = await yauzl.fromBufferPromise(Buffer.concat(chunks), { lazyEntries: true });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const bytes: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) bytes.push(chunk as Buffer);
    files.set(entry.fileName, Buffer.concat(bytes));
  }
  return files;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function started(values: Partial<BatchRequest> = {}) {
  const made = await createBatch(database.db, county.planner, { ...request, ...values });
  if (!made.ok) throw new Error(made.reason);
  return made.batch;
}

function draw(batchId: string) {
  return drawChunk(county.app, { countyId: county.countyId, batchId });
}

function outputsOf(contentId: string) {
  return database.db
    .select()
    .from(posterOutputs)
    .where(eq(posterOutputs.contentId, contentId))
    .orderBy(posterOutputs.hash);
}

/** Stored pictures; their base lies beside them. */
function files(): string[] {
  return readdirSync(county.filesDirectory, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && !e.name.endsWith('.base'))
    .map((e) => e.name);
}
