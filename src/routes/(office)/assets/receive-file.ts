/**
 * From a request's body to a file of the machine, counted while it comes. What a broken-off upload leaves is swept away by
 * the next one after a day.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { randomUUID } from 'node:crypto';
import type { Arrived } from '#lib/server/brand/assets/intake.ts';

export const MOST_UPLOAD_BYTES = 200 * 1024 * 1024;
const FOLDER = join(tmpdir(), 'deep-alley-uploads');
const DAY_MS = 86_400_000;

class TooLarge extends Error {}

/** Hands the arrived file to `use` and removes it afterwards, whatever happens; null when it is larger than anything taken. */
export async function withArrived<T>(
  fileName: string,
  body: ReadableStream<Uint8Array> | null,
  use: (arrived: Arrived) => Promise<T>,
): Promise<T | null> {
  await sweep();
  const path = join(FOLDER, randomUUID());
  let sizeBytes = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      done(sizeBytes > MOST_UPLOAD_BYTES ? new TooLarge() : null, chunk);
    },
  });
  const source =
    body === null ? Readable.from([]) : Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
  try {
    await pipeline(source, counting, createWriteStream(path, { mode: 0o600 }));
    return await use({ fileName, path, sizeBytes });
  } catch (error) {
    if (error instanceof TooLarge) return null;
    throw error;
  } finally {
    await rm(path, { force: true });
  }
}

async function sweep(): Promise<void> {
  await mkdir(FOLDER, { recursive: true, mode: 0o700 });
  for (const name of await readdir(FOLDER)) {
    const path = join(FOLDER, name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > DAY_MS) await rm(path, { force: true });
  }
}
