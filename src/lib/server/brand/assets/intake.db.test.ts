import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../accounts/actor.ts';
import type { Database } from '../../db/database.ts';
import { openStorage, type FileStore } from '../../storage/storage.ts';
import { testDatabase } from '../../../../../tests/support/database.ts';
import { makeActor, makeCounty } from '../../../../../tests/support/factories.ts';
import { askAsset } from './gate.ts';
import { archiveAssets, describeAsset, restoreAssets, tagAssets, type AssetDetails } from './assets.ts';
import { takeAsset, type IntakeResult } from './intake.ts';
import { listAssets } from './listing.ts';

let database: Database;
let storage: FileStore;
let folder: string;
let actor: Actor;
const NOW = new Date('2026-06-01T02:00:00Z');
let files = 0;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'deep-alley-assets-'));
  storage = await openStorage({ s3: null, dataDirectory: folder });
  const county = await makeCounty(database.db);
  actor = await makeActor(database.db, county.id, ['planner']);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function take(bytes: Uint8Array, fileName = '照片.jpg', by = actor): Promise<IntakeResult> {
  const path = join(folder, `upload-${files++}`);
  await writeFile(path, bytes);
  return takeAsset({ database, storage, clock: () => NOW }, by, { fileName, path, sizeBytes: bytes.length });
}

function refusal(result: IntakeResult): unknown {
  return result.ok ? 'taken' : result.reason === 'refused' ? result.failure : result.reason;
}

function photo(width: number, height: number, seed = 1) {
  return sharp({
    create: { width, height, channels: 3, background: { r: (seed * 37) % 256, g: 140, b: 90 } },
  });
}

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** A PNG that says it has this size, with next to nothing in it. */
function bomb(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(Buffer.alloc(1000))),
    pngChunk('IEND', new Uint8Array()),
  ]);
}

describe('a photo from a phone', () => {
  it('is turned upright, loses place and camera, becomes sRGB, and lies in three sizes', async () => {
    const source = await photo(1200, 800)
      .withIccProfile('p3')
      .withExif({
        IFD0: { Make: 'Camera', Model: 'X' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '19/1 13/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '109/1 27/1 0/1',
        },
      })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(source).metadata()).exif).toBeDefined();
    const result = await take(source);
    if (!result.ok) throw new Error(JSON.stringify(result));
    const { asset } = result;
    expect([asset.widthPx, asset.heightPx, asset.kind, asset.cutout]).toEqual([800, 1200, 'photo', false]);
    const kept = await storage.read(asset.fileKey);
    const meta = await sharp(kept).metadata();
    expect([meta.exif, meta.icc, meta.xmp, meta.orientation, meta.space]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      'srgb',
    ]);
    expect(Buffer.from(kept).includes('Camera')).toBe(false);
    expect(createHash('sha256').update(kept).digest('hex')).toBe(asset.contentHash);
    for (const key of [asset.thumbKey, asset.webKey]) expect(await storage.exists(key ?? '')).toBe(true);
    expect(asset.fileKey).not.toContain('照片');
  });

  it('keeps its transparent ground', async () => {
    const cut = await sharp({
      create: { width: 600, height: 600, channels: 4, background: { r: 200, g: 90, b: 20, alpha: 0.4 } },
    })
      .png()
      .toBuffer();
    const result = await take(cut, '橙.png');
    expect(result.ok && [result.asset.cutout, result.asset.contentType]).toEqual([true, 'image/png']);
  });

  it('is taken once, whatever it is called and whatever is written inside', async () => {
    const plain = await photo(700, 500, 5).jpeg({ quality: 90 }).toBuffer();
    const first = await take(plain, 'a.jpg');
    const renamed = await take(plain, 'b.jpg');
    const withWords = await take(
      await sharp(plain)
        .keepExif()
        .withExif({ IFD0: { Copyright: '别的' } })
        .png()
        .toBuffer(),
      'c.png',
    );
    expect(first.ok).toBe(true);
    expect(refusal(renamed)).toBe('already_there');
    expect(refusal(withWords)).toBe('already_there');
  });

  it('loses a path, control and direction characters in its name', async () => {
    const result = await take(
      await photo(640, 480, 9).jpeg().toBuffer(),
      '../../etc/\u202Egpj.茶\u0007园.jpg',
    );
    expect(result.ok && result.asset.fileName).toBe('gpj.茶园.jpg');
  });
});

describe('what is refused, with its reason', () => {
  it.each([
    [
      'an SVG',
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      { code: 'kind', kind: 'svg' },
    ],
    [
      'a HEIC photo',
      Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(80)]),
      { code: 'kind', kind: 'heic' },
    ],
    ['a web page', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), { code: 'kind', kind: 'html' }],
    ['a PDF', Buffer.from('%PDF-1.7 '), { code: 'kind', kind: 'pdf' }],
    ['a program', Buffer.from('MZ'), { code: 'kind', kind: 'program' }],
    ['a GIF that is also a script', Buffer.from('GIF89a=1;alert(1)'), { code: 'kind', kind: 'gif' }],
    ['nothing', Buffer.alloc(0), { code: 'empty' }],
    [
      'a PNG of 30,000 × 30,000 pixels in a kilobyte',
      bomb(30_000, 30_000),
      { code: 'too_many_pixels', widthPx: 30_000, heightPx: 30_000, most: 50_000_000 },
    ],
    ['a PNG that lies about its size', bomb(2000, 2000), { code: 'broken' }],
  ])('%s', async (_, bytes, failure) => {
    expect(refusal(await take(bytes))).toEqual(failure);
  });

  it('an animation, of either kind', async () => {
    const frames = await sharp(
      [await photo(400, 400, 2).png().toBuffer(), await photo(400, 400, 3).png().toBuffer()],
      {
        join: { animated: true },
      },
    )
      .webp()
      .toBuffer();
    expect(refusal(await take(frames))).toEqual({ code: 'animated', frames: 2 });
    const png = await photo(400, 400, 4).png().toBuffer();
    const control = Buffer.alloc(8);
    control.writeUInt32BE(3, 0);
    const animated = Buffer.concat([png.subarray(0, 33), pngChunk('acTL', control), png.subarray(33)]);
    expect(refusal(await take(animated))).toEqual({ code: 'animated', frames: 3 });
  });

  it('a file cut off half-way, and one too small to print', async () => {
    const noisy = await sharp({
      create: {
        width: 900,
        height: 900,
        channels: 3,
        background: '#000',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .jpeg()
      .toBuffer();
    expect(refusal(await take(noisy.subarray(0, noisy.length / 2)))).toEqual({ code: 'broken' });
    expect(refusal(await take(await photo(200, 900).jpeg().toBuffer()))).toEqual({
      code: 'too_small',
      widthPx: 200,
      heightPx: 900,
      least: 320,
    });
  });

  it('anything appended: a ZIP behind a PNG does not survive', async () => {
    const png = await photo(500, 500, 12).png().toBuffer();
    const result = await take(Buffer.concat([png, Buffer.from('PK\u0003\u0004 hidden')]));
    if (!result.ok) throw new Error(JSON.stringify(result));
    expect(Buffer.from(await storage.read(result.asset.fileKey)).includes('hidden')).toBe(false);
  });

  it('an upload by somebody without the right', async () => {
    const auditor = { ...actor, roles: ['auditor'] as const };
    expect(refusal(await take(await photo(500, 400, 20).jpeg().toBuffer(), 'x.jpg', auditor))).toBe(
      'not_allowed',
    );
  });
});

describe('an asset in the library', () => {
  const details: AssetDetails = {
    title: '春茶开采',
    description: '茶农在梯田采茶',
    author: '王海燕',
    source: 'commissioned',
    licence: 'permission',
    uses: ['poster'],
    territory: null,
    rightsFrom: '2026-01-01',
    rightsTo: '2026-12-31',
    rightsNote: '',
    recognisable: true,
    isOfficial: false,
    aiMade: false,
    tags: ['春茶', '春茶', ' 梯田 '],
    productId: null,
    townshipId: null,
    merchantId: null,
    focalX: 0.5,
    focalY: 0.4,
    drawing: false,
  };

  it('is unusable until its rights and the consent of who is seen are written down', async () => {
    const taken = await take(await photo(800, 600, 31).jpeg().toBuffer());
    if (!taken.ok) throw new Error('refused');
    const ask = async () =>
      (
        await askAsset(database.db, actor.countyId, taken.asset.id, {
          use: 'poster',
          until: null,
          besideGoods: true,
          now: NOW,
        })
      ).refusal;
    expect(await ask()).toBe('rights_unknown');
    const described = await describeAsset(database.db, actor, { id: taken.asset.id, revision: 1, details });
    expect(described.ok && described.asset.tags).toEqual(['春茶', '梯田']);
    expect(await ask()).toBe('consent_missing');
    expect(await describeAsset(database.db, actor, { id: taken.asset.id, revision: 1, details })).toEqual({
      ok: false,
      reason: 'stale',
    });
    const plain = { ...details, recognisable: false };
    await describeAsset(database.db, actor, { id: taken.asset.id, revision: 2, details: plain });
    expect(await ask()).toBeNull();
  });

  it('is found by a part of its words, tagged with others, archived and brought back', async () => {
    const taken = await take(await photo(820, 600, 41).jpeg().toBuffer(), '晒青_100%.jpg');
    if (!taken.ok) throw new Error('refused');
    const { id } = taken.asset;
    const list = (text: string, standing?: 'archived') =>
      listAssets(database.db, actor.countyId, {
        text,
        ...(standing ? { standing } : {}),
        today: '2026-06-01',
        page: 1,
        pageSize: 10,
      });
    expect((await list('100%')).rows.map((r) => r.asset.id)).toEqual([id]);
    expect((await list('_')).rows.map((r) => r.asset.id)).toEqual([id]);
    await tagAssets(database.db, actor, { ids: [id, 'no-id'], add: ['晾晒', '夏'], remove: [] });
    expect((await list('晾晒')).total).toBe(1);
    expect(await archiveAssets(database.db, actor, [id], NOW)).toEqual([id]);
    expect((await list('晾晒')).total).toBe(0);
    expect((await list('晾晒', 'archived')).total).toBe(1);
    expect(await restoreAssets(database.db, actor, [id])).toEqual([id]);
    expect((await list('晾晒')).total).toBe(1);
  });

  it('of another county is not found', async () => {
    const other = await makeCounty(database.db);
    const stranger = await makeActor(database.db, other.id, ['planner']);
    const taken = await take(await photo(830, 600, 51).jpeg().toBuffer());
    if (!taken.ok) throw new Error('refused');
    expect(await describeAsset(database.db, stranger, { id: taken.asset.id, revision: 1, details })).toEqual({
      ok: false,
      reason: 'not_found',
    });
    expect(await archiveAssets(database.db, stranger, [taken.asset.id], NOW)).toEqual([]);
    const question = { use: 'poster' as const, until: null, besideGoods: false, now: NOW };
    expect((await askAsset(database.db, other.id, taken.asset.id, question)).asset).toBeNull();
  });
});
