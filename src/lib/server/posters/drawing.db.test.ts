import { and, eq } from 'drizzle-orm';
import jsqr from 'jsqr';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { FileStore } from '#lib/server/storage/storage.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import {
  makeCampaign,
  makeCounty,
  makeIndustry,
  makeMerchant,
  makeProduct,
} from '../../../../tests/support/factories.ts';
import { decodeQr } from './decode.ts';
import { drawOutput, findOutput, redrawOutput, storedBytes } from './drawing.ts';
import { evictBases, evictFiles } from './eviction.ts';
import { storedBases } from './fast/base-keeper.ts';
import { createBaseRenderer } from './fast/base-renderer.ts';
import { BaseShelf } from './fast/base-shelf.ts';
import type { PosterInputs } from './poster.ts';
import { posterBases, posterContents, posterOutputs, posters } from './schema.ts';
import { sampleInputs, samplePerson } from './samples.ts';

vi.setConfig({ testTimeout: 120_000 });

const jsQR = jsqr as unknown as Parameters<typeof decodeQr>[0];
const NOW = new Date('2026-11-24T08:00:00Z');
const NAMES = ['牙叉镇春芽茶行', '七坊阿伦果园', '白沙㙟塝村合作社', '细水小满农家乐', '元门福来蜂业'];

let database: TestDatabase;
let countyId: string;
let contentId: string;
let merchantIds: string[];
let files: Map<string, Uint8Array>;
let app: { database: TestDatabase; storage: FileStore; clock: () => Date; log: (message: string) => void };
const told: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  countyId = (await makeCounty(db)).id;
  const industry = await makeIndustry(db, countyId, { code: 'tea', name: '白沙绿茶' });
  const product = await makeProduct(db, countyId, { industryId: industry.id, name: '绿茶', spec: '250 克' });
  merchantIds = [];
  for (const name of NAMES) merchantIds.push((await makeMerchant(db, countyId, { name }, [product.id])).id);
  const campaign = await makeCampaign(
    db,
    countyId,
    { name: '开茶节', startsOn: '2026-11-20', endsOn: '2026-12-20' },
    { productIds: [product.id], merchantIds },
  );
  const [poster] = await db
    .insert(posters)
    .values({ countyId, campaignId: campaign.id, name: '开茶节' })
    .returning();
  const { design, content } = sampleInputs('brocade-band', 'square');
  const [version] = await db
    .insert(posterContents)
    .values({
      ...{ countyId, posterId: poster?.id ?? '', campaignId: campaign.id, version: 1, content },
      ...{ designId: design.id, designVersion: design.version, state: 'approved' as const },
    })
    .returning();
  contentId = version?.id ?? '';
  files = new Map();
  app = { database, storage: memoryStore(files), clock: () => NOW, log: (message) => told.push(message) };
});

function inputs(i: number): PosterInputs {
  const address = `HTTPS://BS.EXAMPLE/7K3M9QZ${i}`;
  return sampleInputs('brocade-band', 'square', { person: samplePerson('square', NAMES[i] ?? '', address) });
}

function facts(i: number) {
  return {
    ...{ countyId, hash: `hash-${i}`, contentId, merchantId: merchantIds[i] ?? null },
    ...{ format: 'square', formatVersion: 1, code: `7K3M9QZ${i}`, licenceIds: [], lawListVersion: '2026-11' },
  };
}

describe('pictures of one content for five merchants', () => {
  it('are drawn whole at first and from a base then, each recorded with its way, its hash and its code read back', async () => {
    const shelf = new BaseShelf();
    for (const i of [0, 1, 2, 3, 4]) {
      const drawn = await drawOutput(app, inputs(i), facts(i), shelf);
      if (!drawn.ok) throw new Error(drawn.reason);
      expect(drawn.output).toMatchObject({
        path: i === 0 ? 'R' : 'F3',
        qrRead: true,
        lawListVersion: '2026-11',
      });
      const bytes = await app.storage.read(drawn.output.fileKey);
      expect(bytes).toHaveLength(drawn.output.bytes);
      expect(await decodeQr(jsQR, bytes)).toBe(`HTTPS://BS.EXAMPLE/7K3M9QZ${i}`);
    }
    const [base, ...others] = await database.db
      .select()
      .from(posterBases)
      .where(eq(posterBases.countyId, countyId));
    expect(others).toEqual([]);
    expect(base).toMatchObject({ state: 'glyphs', reason: null, designId: 'brocade-band', format: 'square' });
    expect(base?.figures).toMatchObject({ outside: 0, exactDb: 99, glyphDb: 99, qr: true });
    expect(told).toEqual([]);
  });

  it('come out of the base another process kept, the same to the byte', async () => {
    const other = new BaseShelf();
    for (const i of [1, 2]) {
      const known = await findOutput(database.db, countyId, `hash-${i}`);
      if (!known) throw new Error('it was recorded');
      await app.storage.remove(known.fileKey);
      const again = await redrawOutput(app, inputs(i), known, other);
      expect(again.ok).toBe(true);
      expect(await findOutput(database.db, countyId, `hash-${i}`)).toMatchObject({
        fileSha256: known.fileSha256,
      });
    }
    expect(told).toEqual([]);
  });

  it('whose file is gone are drawn again the way they were drawn, a full render too', async () => {
    const known = await findOutput(database.db, countyId, 'hash-0');
    if (!known) throw new Error('it was recorded');
    expect(known.path).toBe('R');
    await app.storage.remove(known.fileKey);
    await redrawOutput(app, inputs(0), known);
    expect(await findOutput(database.db, countyId, 'hash-0')).toMatchObject({
      path: 'R',
      fileSha256: known.fileSha256,
    });
    expect(told).toEqual([]);
  });

  it('that come out otherwise than recorded are told of, and the record follows', async () => {
    const known = await findOutput(database.db, countyId, 'hash-0');
    if (!known) throw new Error('it was recorded');
    await redrawOutput(app, inputs(0), { ...known, fileSha256: '0'.repeat(64) });
    expect(told).toEqual(['a poster drawn again has other bytes']);
    told.length = 0;
  });

  it('give their files back least recently fetched first, and not more than needed', async () => {
    const isHash = (i: number) =>
      and(eq(posterOutputs.countyId, countyId), eq(posterOutputs.hash, `hash-${i}`));
    for (const [i, minute] of [
      [3, 1],
      [1, 2],
      [0, 3],
      [2, 4],
      [4, 5],
    ] as const)
      await database.db
        .update(posterOutputs)
        .set({ fetchedAt: new Date(NOW.getTime() + minute * 60_000) })
        .where(isHash(i));
    const rows = await database.db.select().from(posterOutputs).where(eq(posterOutputs.countyId, countyId));
    const total = rows.reduce((sum, row) => sum + row.bytes, 0);
    const two = [3, 1].map((i) => rows.find((row) => row.hash === `hash-${i}`)?.bytes ?? 0);
    const limitBytes = total - (two[0] ?? 0) - 1;
    expect(await evictFiles(app, countyId, { limitBytes })).toEqual({
      removed: 2,
      bytes: (two[0] ?? 0) + (two[1] ?? 0),
    });
    expect(await evictFiles(app, countyId, { limitBytes })).toEqual({ removed: 0, bytes: 0 });
    const left = await database.db.select().from(posterOutputs).where(eq(posterOutputs.countyId, countyId));
    expect(
      left
        .filter((row) => row.evictedAt === null)
        .map((row) => row.hash)
        .sort(),
    ).toEqual(['hash-0', 'hash-2', 'hash-4']);
    const evicted = await findOutput(database.db, countyId, 'hash-3');
    if (!evicted) throw new Error('rows stay');
    expect(files.has(evicted.fileKey)).toBe(false);
    await redrawOutput(app, inputs(3), evicted);
    expect(await findOutput(database.db, countyId, 'hash-3')).toMatchObject({
      evictedAt: null,
      fileSha256: evicted.fileSha256,
    });
    expect(await storedBytes(app, evicted)).toHaveLength(evicted.bytes);
  });
});

describe('a kept base', () => {
  it('that is damaged is drawn and judged anew', async () => {
    const [row] = await database.db.select().from(posterBases).where(eq(posterBases.countyId, countyId));
    const key = row?.fileKey ?? '';
    files.set(key, new Uint8Array(files.get(key)?.subarray(0, 5000) ?? []));
    expect(await storedBases(app, countyId).find(row?.key ?? '')).toBeNull();
    const { person: _person, ...shared } = inputs(0);
    const made = await createBaseRenderer(shared, { keeper: storedBases(app, countyId) });
    expect(made?.ok && made.renderer.verdict.state).toBe('glyphs');
    expect((await storedBases(app, countyId).find(row?.key ?? ''))?.base?.key).toBe(row?.key);
  });

  it('that nobody drew from for a month leaves its verdict and gives its file back', async () => {
    const later = { ...app, clock: () => new Date(Date.now() + 31 * 24 * 3_600_000) };
    expect(await evictBases(later, countyId)).toBe(1);
    const [row] = await database.db.select().from(posterBases).where(eq(posterBases.countyId, countyId));
    expect(row).toMatchObject({ state: 'glyphs', fileKey: null, bytes: 0 });
    expect([...files.keys()].filter((key) => key.endsWith('.base'))).toEqual([]);
  });

  it('that may only be drawn as a whole says so to whoever asks, and nothing is copied from it', async () => {
    const [row] = await database.db.select().from(posterBases).where(eq(posterBases.countyId, countyId));
    await database.db
      .update(posterBases)
      .set({ state: 'full', reason: 'layout_moves' })
      .where(eq(posterBases.key, row?.key ?? ''));
    const { person, ...shared } = inputs(0);
    const made = await createBaseRenderer(shared, { keeper: storedBases(app, countyId) });
    if (!made?.ok || !person) throw new Error('it can be drawn');
    expect(made.renderer.verdict).toMatchObject({ state: 'full', reason: 'layout_moves' });
    expect(await made.renderer.draw(person)).toMatchObject({ ok: true, path: 'R' });
  });
});

function memoryStore(kept: Map<string, Uint8Array>): FileStore {
  const store: Pick<FileStore, 'put' | 'read' | 'exists' | 'remove'> = {
    put: (key, data) => {
      if (!(data instanceof Uint8Array)) throw new Error('bytes only');
      kept.set(key, data);
      return Promise.resolve();
    },
    read: (key) => {
      const data = kept.get(key);
      return data ? Promise.resolve(data) : Promise.reject(new Error(`no file ${key}`));
    },
    exists: (key) => Promise.resolve(kept.has(key)),
    remove: (key) => {
      kept.delete(key);
      return Promise.resolve();
    },
  };
  return store as FileStore;
}
