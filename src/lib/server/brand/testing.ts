/** A county with a brand that can be granted, for tests of licences. */
import sharp from 'sharp';
import type { FileStore } from '../storage/storage.ts';
import type { BrandServices } from './files.ts';

/** Files in a map: what the rules of papers need, without a disk. */
export function memoryStorage(): Pick<FileStore, 'put' | 'read' | 'exists' | 'remove'> & {
  files: Map<string, Uint8Array>;
} {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    async put(key, data) {
      if (data instanceof Uint8Array) files.set(key, data);
    },
    async read(key) {
      const bytes = files.get(key);
      if (!bytes) throw new Error(`no file ${key}`);
      return bytes;
    },
    async exists(key) {
      return files.has(key);
    },
    async remove(key) {
      files.delete(key);
    },
  };
}

export async function photograph(): Promise<Uint8Array> {
  return sharp({ create: { width: 64, height: 48, channels: 3, background: '#c8452f' } })
    .withExif({ IFD0: { Copyright: 'somebody' }, IFD3: { GPSLatitude: '19/1 13/1 0/1' } })
    .jpeg()
    .toBuffer();
}

export function servicesFor(database: BrandServices['database'], now: () => Date): BrandServices {
  return { database, storage: memoryStorage() as unknown as FileStore, clock: now };
}
