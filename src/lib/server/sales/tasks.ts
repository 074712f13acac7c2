import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import type { TaskContext, TaskList, ScheduledTask } from '../jobs/jobs.ts';
import type { Mapping } from './profiles/mapping.ts';
import { inspectUpload } from './imports/inspect.ts';
import { activeExclusions } from './imports/exclusions.ts';
import { countyCodePatterns, runImport } from './imports/run-import.ts';
import { committingStore } from './imports/store.ts';

const Payload = v.object({ countyId: v.pipe(v.string(), v.uuid()), importId: v.pipe(v.string(), v.uuid()) });
/** An upload nobody finished is forgotten after this. */
const KEPT_DAYS = 7;

export const tasks: TaskList = {
  /** Recognises an uploaded file. Run again it does the same again, until somebody has started the import. */
  'sales.inspect_import': async (payload, context) => {
    const { countyId, importId } = v.parse(Payload, payload);
    const { sql } = context.database;
    const [row] = await sql<{ state: string; storage_key: string | null; mapping: Mapping | null }[]>`
      select state, storage_key, mapping from order_imports where county_id = ${countyId} and id = ${importId}`;
    if (row?.state !== 'uploaded' || row.storage_key === null) return;
    const inspection = await withLocalFile(context, row.storage_key, async (file) =>
      inspectUpload(file, row.mapping, {
        phoneKey: { version: context.secrets.phoneKeyVersion, key: context.secrets.phoneKey(countyId) },
        remarks: {
          codePatterns: await countyCodePatterns(sql, countyId),
          exclusions: await activeExclusions(sql, countyId),
        },
      }),
    );
    if (inspection.kind === 'recognised') {
      const { detected, preview } = inspection;
      await sql`
        update order_imports set state = 'ready', reading = ${sql.json(detected as never)},
          preview = ${sql.json(preview as never)}, platform = ${detected.header.profile.platform},
          profile = ${detected.header.profile.id}, error = null
        where county_id = ${countyId} and id = ${importId} and state = 'uploaded'`;
    } else if (inspection.kind === 'mapping_needed') {
      await sql`
        update order_imports set preview = ${sql.json(inspection.preview as never)},
          error = ${sql.json(inspection.error as never)}
        where county_id = ${countyId} and id = ${importId} and state = 'uploaded'`;
    } else {
      await sql`
        update order_imports set state = 'refused', error = ${sql.json(inspection.error as never)}, finished_at = now()
        where county_id = ${countyId} and id = ${importId} and state = 'uploaded'`;
      await context.storage.remove(row.storage_key);
    }
  },

  /** Takes an import to its end; interrupted, the next start goes on from the last checkpoint. */
  'sales.run_import': async (payload, context) => {
    const { countyId, importId } = v.parse(Payload, payload);
    const { sql } = context.database;
    const [row] = await sql<{ state: string; storage_key: string | null }[]>`
      select state, storage_key from order_imports where county_id = ${countyId} and id = ${importId}`;
    if (row === undefined || row.storage_key === null) return;
    const key = row.storage_key;
    if (['staging', 'folding'].includes(row.state)) {
      const store = committingStore(sql);
      const result = await withLocalFile(context, key, (file) =>
        store.locked([`sales/import/${countyId}/${importId}`], () =>
          runImport(store, {
            countyId,
            importId,
            path: file,
            phoneKey: { version: context.secrets.phoneKeyVersion, key: context.secrets.phoneKey(countyId) },
            signal: context.signal,
          }),
        ),
      );
      context.log('orders imported', { importId, state: result.state });
      // A failed job is tried again: what was interrupted must be.
      if (result.state === 'interrupted') throw new Error('the import was interrupted');
    }
    await context.storage.remove(key);
    await sql`
      update order_imports set storage_key = null where county_id = ${countyId} and id = ${importId}
        and state in ('done', 'refused', 'cancelled', 'parked')`;
  },

  /** Uploads that nobody finished go after seven days, and with them the only place where personal data could lie. */
  'sales.forget_files': async (_payload, { database, storage }) => {
    const rows = await database.sql<{ county_id: string; id: string; storage_key: string }[]>`
      select county_id, id, storage_key from order_imports
      where storage_key is not null and created_at < now() - make_interval(days => ${KEPT_DAYS})`;
    for (const row of rows) {
      await storage.remove(row.storage_key);
      await database.sql`
        update order_imports set storage_key = null, finished_at = coalesce(finished_at, now()),
          state = case when state in ('uploaded', 'ready', 'staging') then 'cancelled' else state end
        where county_id = ${row.county_id} and id = ${row.id}`;
    }
  },
};

export const schedule: readonly ScheduledTask[] = [{ task: 'sales.forget_files', pattern: '15 4 * * *' }];

async function withLocalFile<T>(
  { storage }: TaskContext,
  key: string,
  work: (file: string) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'deep-alley-import-'));
  try {
    const file = path.join(directory, 'file');
    await pipeline(await storage.stream(key), createWriteStream(file, { mode: 0o600 }));
    return await work(file);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
