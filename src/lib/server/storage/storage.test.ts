/** One contract, both implementations: a local folder, and S3 at the wire against a server of the tests' own. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveFiles } from './moving.ts';
import { openStorage, type FileStore } from './storage.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'storage-'));
let s3: S3rver | undefined;

async function localStore(): Promise<FileStore> {
  return openStorage({ s3: null, dataDirectory: path.join(scratch, 'local') });
}

let s3Port = 0;

async function s3Store(): Promise<FileStore> {
  await s3Server();
  return bucket('files');
}

async function s3Server(): Promise<void> {
  if (s3) return;
  s3 = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: path.join(scratch, 's3'),
    configureBuckets: ['files', 'moved'].map((name) => ({ name, configs: [] })),
  });
  s3Port = (await s3.run()).port;
}

async function bucket(name: string): Promise<FileStore> {
  await s3Server();
  return openStorage({
    dataDirectory: scratch,
    s3: {
      endpoint: `http://127.0.0.1:${s3Port}`,
      region: 'us-east-1',
      bucket: name,
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
  });
}

test('an old half-put file is removed from the folder, a young one stays', async () => {
  const dataDirectory = path.join(scratch, 'swept');
  const store = await openStorage({ s3: null, dataDirectory });
  await store.put('kept', Buffer.from('k'), { contentType: 'text/plain' });
  const aside = path.join(dataDirectory, 'files/incoming');
  mkdirSync(aside, { recursive: true });
  const hour = 3_600_000;
  writeFileSync(path.join(aside, `1-${Date.now() - 2 * hour}-0`), 'old');
  writeFileSync(path.join(aside, `1-${Date.now()}-0`), 'young');
  expect(await store.sweep({ olderThan: new Date(Date.now() - hour) })).toBe(1);
  expect(readdirSync(aside)).toHaveLength(1);
  expect(await store.exists('kept')).toBe(true);
});

test('files move from the folder to S3 and back, byte for byte, once, and go on after an interruption', async () => {
  const from = await openStorage({ s3: null, dataDirectory: path.join(scratch, 'moving') });
  const to = await bucket('moved');
  const keys = ['posters/a/one.jpg', 'posters/b/two.jpg', 'packs/three.zip'];
  for (const key of keys) await from.put(key, Buffer.from(key.repeat(999)), { contentType: 'image/jpeg' });
  const stop = new AbortController();
  const first = await moveFiles(from, to, {
    remove: false,
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  expect(first).toMatchObject({ copied: 1, alreadyThere: 0, failed: [] });
  const second = await moveFiles(from, to, { remove: true });
  expect(second).toMatchObject({ copied: 2, alreadyThere: 1, removed: 3, failed: [] });
  for (const key of keys) {
    expect(Buffer.from(await to.read(key)).toString()).toBe(key.repeat(999));
    expect(await from.exists(key)).toBe(false);
  }
  expect(await moveFiles(to, from, { remove: false })).toMatchObject({ copied: 3, failed: [] });
  expect(Buffer.from(await from.read('packs/three.zip')).toString()).toBe('packs/three.zip'.repeat(999));
});

test('a file that arrives damaged stays where it was and is named', async () => {
  const from = await openStorage({ s3: null, dataDirectory: path.join(scratch, 'damaged-from') });
  const whole = await openStorage({ s3: null, dataDirectory: path.join(scratch, 'damaged-to') });
  await from.put('a.jpg', Buffer.from('whole'), { contentType: 'image/jpeg' });
  const damaging: FileStore = {
    ...whole,
    put: (key, _data, options) => whole.put(key, Buffer.from('hal'), options),
  };
  const report = await moveFiles(from, damaging, { remove: true });
  expect(report.failed).toEqual([{ key: 'a.jpg', error: 'read back 3 bytes of 5' }]);
  expect(await from.exists('a.jpg')).toBe(true);
});

afterAll(async () => {
  if (s3) await s3.close();
  rmSync(scratch, { recursive: true, force: true });
});

describe.each([
  ['local folder', localStore],
  ['S3', s3Store],
])('file store: %s', (_name, open) => {
  let store: FileStore;
  beforeAll(async () => {
    store = await open();
  });

  test('what is put is read back, byte for byte', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31) % 256);
    await store.put('a/b/one.bin', bytes, { contentType: 'application/octet-stream' });
    expect(Buffer.compare(Buffer.from(await store.read('a/b/one.bin')), Buffer.from(bytes))).toBe(0);
  });

  test('a stream arrives whole', async () => {
    await store.put('streamed.txt', Readable.from([Buffer.from('深'), Buffer.from('巷')]), {
      contentType: 'text/plain',
    });
    expect(Buffer.from(await store.read('streamed.txt')).toString()).toBe('深巷');
    const parts: Buffer[] = [];
    for await (const part of await store.stream('streamed.txt')) parts.push(part as Buffer);
    expect(Buffer.concat(parts).toString()).toBe('深巷');
  });

  test('putting again replaces, removing twice is no error', async () => {
    await store.put('x', Buffer.from('1'), { contentType: 'text/plain' });
    await store.put('x', Buffer.from('22'), { contentType: 'text/plain' });
    expect(Buffer.from(await store.read('x')).toString()).toBe('22');
    await store.remove('x');
    await store.remove('x');
    expect(await store.exists('x')).toBe(false);
    await expect(store.read('x')).rejects.toThrow();
  });

  test('a move leaves nothing behind', async () => {
    await store.put('from', Buffer.from('m'), { contentType: 'text/plain' });
    await store.move('from', 'to/there');
    expect([await store.exists('from'), await store.exists('to/there')]).toEqual([false, true]);
  });

  test('lists what is there, by prefix, and nothing of what is still being put', async () => {
    for (const key of ['list/a.txt', 'list/deep/b.txt', 'other/c.txt'])
      await store.put(key, Buffer.from(key), { contentType: 'text/plain' });
    const keys: string[] = [];
    for await (const key of store.list('list/')) keys.push(key);
    expect(keys.sort()).toEqual(['list/a.txt', 'list/deep/b.txt']);
    const all: string[] = [];
    for await (const key of store.list('')) all.push(key);
    expect(all).toEqual(expect.arrayContaining(['list/a.txt', 'other/c.txt']));
    expect(all.filter((key) => key.startsWith('incoming/'))).toEqual([]);
  });

  test('what a killed process left half put is swept away, what is being put is not', async () => {
    let release = (): void => {};
    const waiting = new Promise<void>((resolve) => (release = resolve));
    const slow = Readable.from(
      (async function* () {
        yield Buffer.from('half');
        await waiting;
        yield Buffer.from('whole');
      })(),
    );
    const put = store.put('slow.txt', slow, { contentType: 'text/plain' });
    await store.put('quick.txt', Buffer.from('q'), { contentType: 'text/plain' });
    expect(await store.sweep({ olderThan: new Date(Date.now() - 3_600_000) })).toBe(0);
    release();
    await put;
    expect(Buffer.from(await store.read('slow.txt')).toString()).toBe('halfwhole');
  });

  test.each(['../up', '/abs', 'a//b', '中文', 'a/../b', '', 'a\0b'])(
    'a key that is no key is refused: %j',
    async (key) => {
      await expect(store.put(key, Buffer.from('x'), { contentType: 'text/plain' })).rejects.toThrow(
        'storage key',
      );
    },
  );
});
