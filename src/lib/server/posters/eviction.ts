/**
 * Room for new pictures: files of merchants' own posters go, least recently fetched first, once they take more than their
 * limit. Their rows stay, and a picture that is asked for again is drawn again in milliseconds.
 */
import { and, asc, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import type { FileStore } from '../storage/storage.ts';
import { posterBases, posterOutputs } from './schema.ts';

/** About sixteen thousand posters for Moments. */
export const PERSONAL_FILES_BYTES = 4 * 1024 ** 3;
const AT_ONCE = 200;
/** A base nobody drew from for so long is drawn again when it is needed. */
const BASE_DAYS = 30;

export interface EvictionServices {
  readonly database: Pick<Database, 'db'>;
  readonly storage: FileStore;
  readonly clock: () => Date;
}

/** Removes files until a county's personal posters take no more than `limitBytes`. Safe to stop and to run twice. */
export async function evictFiles(
  app: EvictionServices,
  countyId: string,
  options: { limitBytes?: number; signal?: AbortSignal } = {},
): Promise<{ removed: number; bytes: number }> {
  const { db } = app.database;
  const stored = and(
    eq(posterOutputs.countyId, countyId),
    isNotNull(posterOutputs.merchantId),
    isNull(posterOutputs.evictedAt),
  );
  const [sum] = await db
    .select({ bytes: sql<string>`coalesce(sum(${posterOutputs.bytes}), 0)` })
    .from(posterOutputs)
    .where(stored);
  let over = Number(sum?.bytes ?? 0) - (options.limitBytes ?? PERSONAL_FILES_BYTES);
  const gone = { removed: 0, bytes: 0 };
  while (over > 0 && options.signal?.aborted !== true) {
    const oldest = await db
      .select({ hash: posterOutputs.hash, fileKey: posterOutputs.fileKey, bytes: posterOutputs.bytes })
      .from(posterOutputs)
      .where(stored)
      .orderBy(
        asc(sql`coalesce(${posterOutputs.fetchedAt}, ${posterOutputs.createdAt})`),
        asc(posterOutputs.hash),
      )
      .limit(AT_ONCE);
    if (oldest.length === 0) break;
    for (const file of oldest) {
      if (over <= 0) break;
      // The row first: a file that is gone and not marked would be drawn again all the same.
      await db
        .update(posterOutputs)
        .set({ evictedAt: app.clock() })
        .where(and(eq(posterOutputs.countyId, countyId), eq(posterOutputs.hash, file.hash)));
      await app.storage.remove(file.fileKey);
      over -= file.bytes;
      gone.removed += 1;
      gone.bytes += file.bytes;
    }
  }
  return gone;
}

/** Files of bases nobody has drawn from for a month; their verdicts stay. */
export async function evictBases(app: EvictionServices, countyId: string): Promise<number> {
  const { db } = app.database;
  const before = new Date(app.clock().getTime() - BASE_DAYS * 24 * 3_600_000);
  const old = await db
    .select({ key: posterBases.key, fileKey: posterBases.fileKey })
    .from(posterBases)
    .where(
      and(
        eq(posterBases.countyId, countyId),
        isNotNull(posterBases.fileKey),
        or(isNull(posterBases.usedAt), lt(posterBases.usedAt, before)),
      ),
    );
  for (const base of old) {
    await db
      .update(posterBases)
      .set({ fileKey: null, bytes: 0 })
      .where(and(eq(posterBases.countyId, countyId), eq(posterBases.key, base.key)));
    if (base.fileKey !== null) await app.storage.remove(base.fileKey);
  }
  return old.length;
}
