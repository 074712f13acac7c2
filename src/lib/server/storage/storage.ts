/**
 * Files by key: a local folder by default, S3 where configured. Content type, size and hash live in the database; keys
 * are content hashes or ids, ASCII, never a name that somebody typed.
 */
import type { Readable } from 'node:stream';
import { FileStorage, type StorageAdapter } from '@flystorage/file-storage';
import { LocalStorageAdapter } from '@flystorage/local-fs';
import type { Config, S3Config } from '../config/config.ts';

export interface FileStore {
  /** Replaces what was there; a reader sees the old or the new file, never a part. */
  put(key: string, data: Uint8Array | Readable, options: { contentType: string }): Promise<void>;
  /** @throws when there is no such file. */
  read(key: string): Promise<Uint8Array>;
  stream(key: string): Promise<Readable>;
  exists(key: string): Promise<boolean>;
  /** Does nothing when there is no such file. */
  remove(key: string): Promise<void>;
  move(from: string, to: string): Promise<void>;
  /** Every key under a prefix that ends with a slash (or all, for ''), in no order; files still being put are not among them. */
  list(prefix: string): AsyncIterable<string>;
  /** Removes what processes that were killed left half put. Returns how many. */
  sweep(options: { olderThan: Date }): Promise<number>;
}

/** Where files lie while they are being put. */
const ASIDE = 'incoming/';

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

function checked(key: string): string {
  if (!KEY.test(key) || key.length > 500) throw new Error(`not a storage key: ${JSON.stringify(key)}`);
  return key;
}

export async function openStorage(config: Pick<Config, 's3' | 'dataDirectory'>): Promise<FileStore> {
  return storeOver(
    config.s3 ? await s3Adapter(config.s3) : new LocalStorageAdapter(`${config.dataDirectory}/files`),
  );
}

async function s3Adapter(s3: S3Config): Promise<StorageAdapter> {
  // Loaded only when used: the SDK costs a second of start-up.
  const [{ S3Client }, { AwsS3StorageAdapter }] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('@flystorage/aws-s3'),
  ]);
  const client = new S3Client({
    region: s3.region,
    ...(s3.endpoint ? { endpoint: s3.endpoint, forcePathStyle: true } : {}),
    credentials: { accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey },
    // Many S3-compatible stores do not know the SDK's default trailing checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return new AwsS3StorageAdapter(client, { bucket: s3.bucket });
}

function storeOver(adapter: StorageAdapter): FileStore {
  const files = new FileStorage(adapter);
  let counter = 0;
  return {
    async put(key, data, { contentType }) {
      // Aside, then moved: a process killed half-way leaves the old file, and an incoming/ file for the sweep.
      const aside = `${ASIDE}${process.pid}-${Date.now()}-${counter++}`;
      await files.write(aside, data instanceof Uint8Array ? Buffer.from(data) : data, {
        mimeType: contentType,
      });
      await files.moveFile(aside, checked(key));
    },
    async read(key) {
      return files.readToUint8Array(checked(key));
    },
    async stream(key) {
      return files.read(checked(key));
    },
    async exists(key) {
      return files.fileExists(checked(key));
    },
    async remove(key) {
      if (await files.fileExists(checked(key))) await files.deleteFile(key);
    },
    async move(from, to) {
      await files.moveFile(checked(from), checked(to));
    },
    async *list(prefix) {
      for await (const entry of files.list(prefix, { deep: true })) {
        if (entry.isFile && !entry.path.startsWith(ASIDE)) yield entry.path;
      }
    },
    async sweep({ olderThan }) {
      let removed = 0;
      for await (const entry of files.list(ASIDE, { deep: true })) {
        if (!entry.isFile) continue;
        const madeAt = Number(/^\d+-(\d+)-/.exec(entry.path.slice(ASIDE.length))?.[1] ?? 0);
        if (madeAt >= olderThan.getTime()) continue;
        await files.deleteFile(entry.path);
        removed += 1;
      }
      return removed;
    },
  };
}
