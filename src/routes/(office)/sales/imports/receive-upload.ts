import { createHash, randomUUID } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import type { Actor } from '#lib/server/accounts/actor.ts';
import { registerUpload } from '#lib/server/sales/uploads.ts';
import type { App } from '#lib/server/web/app.ts';

export type Received =
  { ok: true; importId: string } | { ok: false; reason: 'missing' | 'too_large' | 'forbidden' };

const MOST_BYTES = 500 * 1024 * 1024;

class TooLarge extends Error {}

/** Streams an upload into storage, hashing on the way: its size never decides how much memory it takes. */
export async function receiveUpload(
  app: App,
  actor: Actor,
  fileName: string,
  body: ReadableStream<Uint8Array> | null,
): Promise<Received> {
  if (body === null) return { ok: false, reason: 'missing' };
  const storageKey = `imports/${randomUUID()}`;
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      if (sizeBytes > MOST_BYTES) return done(new TooLarge());
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
  source.on('error', (error) => counting.destroy(error));
  try {
    await app.storage.put(storageKey, source.pipe(counting), { contentType: 'application/octet-stream' });
  } catch (error) {
    await app.storage.remove(storageKey).catch(() => {});
    if (error instanceof TooLarge) return { ok: false, reason: 'too_large' };
    throw error;
  }
  if (sizeBytes === 0) {
    await app.storage.remove(storageKey);
    return { ok: false, reason: 'missing' };
  }
  const file = { fileName, storageKey, sha256: hash.digest('hex'), sizeBytes };
  const importId = await registerUpload(app.database, actor, file, { now: app.clock() });
  return importId === null ? { ok: false, reason: 'forbidden' } : { ok: true, importId };
}
