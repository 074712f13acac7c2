/** One contract, both implementations: a local folder, and S3 at the wire against a server of the tests' own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStorage, type FileStore } from './storage.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'storage-'));
let s3: S3rver | undefined;

async function localStore(): Promise<FileStore> {
  return openStorage({ s3: null, dataDirectory: path.join(scratch, 'local') });
}

async function s3Store(): Promise<FileStore> {
  s3 = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: path.join(scratch, 's3'),
    configureBuckets: [{ name: 'files', configs: [] }],
  });
  const address = await s3.run();
  return openStorage({
    dataDirectory: scratch,
    s3: {
      endpoint: `http://127.0.0.1:${address.port}`,
      region: 'us-east-1',
      bucket: 'files',
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
  });
}

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

  test.each(['../up', '/abs', 'a//b', '中文', 'a/../b', '', 'a\0b'])(
    'a key that is no key is refused: %j',
    async (key) => {
      await expect(store.put(key, Buffer.from('x'), { contentType: 'text/plain' })).rejects.toThrow(
        'storage key',
      );
    },
  );
});
