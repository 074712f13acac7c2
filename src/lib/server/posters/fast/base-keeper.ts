/** Bases beyond one process: pixels and pieces in the file store, the gate's verdict in the database. */
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import type { FileStore } from '../../storage/storage.ts';
import { posterBases } from '../schema.ts';
import type { BaseKeeper } from './base-renderer.ts';
import { parseBase, serialiseBase } from './static-base.ts';

export interface KeeperServices {
  readonly database: Pick<Database, 'db'>;
  readonly storage: FileStore;
}

/** Where a county's bases are kept. A base whose file is gone or damaged is drawn and judged anew. */
export function storedBases(app: KeeperServices, countyId: string): BaseKeeper {
  const { db } = app.database;
  const isBase = (key: string) => and(eq(posterBases.countyId, countyId), eq(posterBases.key, key));
  return {
    async find(key) {
      const [row] = await db.select().from(posterBases).where(isBase(key));
      if (!row) return null;
      const verdict = { state: row.state, reason: row.reason, figures: row.figures };
      if (row.state === 'full') return { base: null, verdict };
      if (row.fileKey === null || !(await app.storage.exists(row.fileKey))) return null;
      const base = await parseBase(await app.storage.read(row.fileKey), key);
      if (!base) return null;
      await db
        .update(posterBases)
        .set({ usedAt: sql`now()` })
        .where(isBase(key));
      return { base, verdict };
    },

    async keep(about, base, verdict) {
      let fileKey: string | null = null;
      let bytes = 0;
      if (base && verdict.state !== 'full') {
        const file = await serialiseBase(base);
        fileKey = `posters/bases/${countyId}/${about.key.slice(0, 2)}/${about.key}.base`;
        bytes = file.length;
        await app.storage.put(fileKey, file, { contentType: 'application/octet-stream' });
      }
      const row = {
        designId: about.designId,
        format: about.format,
        state: verdict.state,
        reason: verdict.reason,
        figures: verdict.figures,
        fileKey,
        bytes,
        setUpMs: about.setUpMs,
      };
      await db
        .insert(posterBases)
        .values({ countyId, key: about.key, ...row, usedAt: sql`now()` })
        .onConflictDoUpdate({
          target: [posterBases.countyId, posterBases.key],
          set: { ...row, usedAt: sql`now()`, updatedAt: sql`now()` },
        });
    },
  };
}
