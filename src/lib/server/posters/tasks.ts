import * as v from 'valibot';
import { dayOf } from '#lib/shared/dates.ts';
import { counties } from '../db/counties.ts';
import type { ScheduledTask, TaskList } from '../jobs/jobs.ts';
import { DRAW_CHUNK } from './batches/batches.ts';
import { drawChunk } from './batches/draw-chunk.ts';
import { MAKE_PACK, makePack } from './batches/packs.ts';
import { evictBases, evictFiles } from './eviction.ts';
import { recallEnded } from './recalls/ended.ts';
import { tellOfRisk } from './licence-risk.ts';

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

  /** Revoked licences and withdrawn consents bite at every download by themselves; here the pictures outside are recalled. */
  'posters.recall_ended': async (_payload, { database, clock, log }) => {
    const now = clock();
    for (const { id } of await database.db.select({ id: counties.id }).from(counties)) {
      const found = await recallEnded(database.db, id, { today: dayOf(now), now });
      if (found.recalled + found.proposed > 0) log('recalls opened', { county: id, ...found });
    }
  },

  /** Whoever may recall hears of pictures whose licences ended or end soon. */
  'posters.licence_risk': async (_payload, { database, clock, log }) => {
    const counties = await tellOfRisk(database.db, dayOf(clock()));
    if (counties > 0) log('licences at risk told', { counties });
  },
};

export const schedule: readonly ScheduledTask[] = [
  { task: 'posters.recall_ended', pattern: '*/5 * * * *' },
  { task: 'posters.sweep_files', pattern: '40 4 * * *' },
  { task: EVICT_FILES, pattern: '50 3 * * *' },
  { task: 'posters.licence_risk', pattern: '30 1 * * *' },
];
