/**
 * Moves a county's files from one store to the other, each read back and compared before the next: what arrives is what
 * was there. Run again after any end, it goes on with what is missing.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { FileStore } from './storage.ts';

export interface MoveReport {
  /** Copied now, and found there before with the same bytes. */
  copied: number;
  alreadyThere: number;
  removed: number;
  bytes: number;
  /** Read back different: left where they were. */
  failed: { key: string; error: string }[];
}

/** @param options.remove takes each file away from where it was, once it has arrived. */
export async function moveFiles(
  from: FileStore,
  to: FileStore,
  options: { remove: boolean; onProgress?: (report: MoveReport) => void; signal?: AbortSignal },
): Promise<MoveReport> {
  const report: MoveReport = { copied: 0, alreadyThere: 0, removed: 0, bytes: 0, failed: [] };
  for await (const key of from.list('')) {
    if (options.signal?.aborted) break;
    try {
      const wanted = await digest(await from.stream(key));
      if ((await to.exists(key)) && same(await digest(await to.stream(key)), wanted)) {
        report.alreadyThere += 1;
      } else {
        await to.put(key, await from.stream(key), { contentType: contentTypeOf(key) });
        const arrived = await digest(await to.stream(key));
        if (!same(arrived, wanted)) throw new Error(`read back ${arrived.bytes} bytes of ${wanted.bytes}`);
        report.copied += 1;
        report.bytes += wanted.bytes;
      }
      if (options.remove) {
        await from.remove(key);
        report.removed += 1;
      }
    } catch (error) {
      report.failed.push({ key, error: error instanceof Error ? error.message : String(error) });
    }
    options.onProgress?.(report);
  }
  return report;
}

interface Digest {
  sha256: string;
  bytes: number;
}

async function digest(stream: Readable): Promise<Digest> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of stream) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

function same(a: Digest, b: Digest): boolean {
  return a.sha256 === b.sha256 && a.bytes === b.bytes;
}

const TYPES: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
  '.zip': 'application/zip',
  '.csv': 'text/csv',
  '.mp4': 'video/mp4',
};

/** Pages name the type themselves; a store only likes to know it. */
export function contentTypeOf(key: string): string {
  return TYPES[path.extname(key)] ?? 'application/octet-stream';
}
