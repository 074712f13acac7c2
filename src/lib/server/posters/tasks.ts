import * as v from 'valibot';
import { counties } from '../db/counties.ts';
import type { ScheduledTask, TaskList } from '../jobs/jobs.ts';
import { DRAW_CHUNK } from './batches/batches.ts';
import { drawChunk } from './batches/draw-chunk.ts';
import { MAKE_PACK, makePack } from './batches/packs.ts';
import { evictBases, evictFiles } from './eviction.ts';

const Pack = v.object({ countyId: v.pipe(v.string(), v.uuid()), packId: v.pipe(v.string(), v.uuid()) });
const Batch = v.object({ countyId: v.pipe(v.string(), v.uuid()), batchId: v.pipe(v.string(), v.uuid()) });

const EVICT_FILES = 'posters.evict_files';

export const tasks: TaskList = {
  /** One chunk of a batch; it sends the next one itself. */
  [DRAW_CHUNK]: async (payload, context) => {
    const end = await drawChunk(context, {
      ...v.parse(Batch, payload),
      signal: context.signal,
      log: context.log,
    });
    // A failed job is tried again: what was interrupted must be.
    if (end === 'interrupted') throw new Error('the batch was interrupted');
  },

  [MAKE_PACK]: (payload, context) => makePack(context, v.parse(Pack, payload)),

  /** Half-put files of killed processes: anything that has been under way for a day is of a dead one. */
  'posters.sweep_files': async (_payload, { storage, clock, log }) => {
    const removed = await storage.sweep({ olderThan: new Date(clock().getTime() - 24 * 3_600_000) });
    if (removed > 0) log('half-put files removed', { removed });
  },

  /** Files of personal posters and bases beyond their limits: both are drawn again when somebody asks. */
  [EVICT_FILES]: async (_payload, context) => {
    for (const { id } of await context.database.db.select({ id: counties.id }).from(counties)) {
      const gone = await evictFiles(context, id, { signal: context.signal });
      const bases = await evictBases(context, id);
      if (gone.removed > 0 || bases > 0) context.log('poster files evicted', { ...gone, bases });
    }
  },
};

export const schedule: readonly ScheduledTask[] = [
  { task: 'posters.sweep_files', pattern: '40 4 * * *' },
  { task: EVICT_FILES, pattern: '50 3 * * *' },
];
