/** Orders enter like anybody's: as export files through the import, one after the other, two shops at a time. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Secrets } from '#lib/server/config/secrets.ts';
import type { Database } from '#lib/server/db/database.ts';
import { importFile } from '#lib/server/sales/imports/imports.ts';
import { committingStore } from '#lib/server/sales/imports/store.ts';
import type { ExportFile } from '../files/plan.ts';

const AT_ONCE = 2;

/**
 * Files of one shop go in their order, other shops beside them. Repeating it changes nothing.
 * @throws when a file is refused: then the writer of that format is wrong.
 */
export async function importAll(
  database: Database,
  secrets: Secrets,
  options: {
    countyId: string;
    userId: string;
    files: readonly ExportFile[];
    onFile: (done: number, of: number) => void;
    signal?: AbortSignal;
  },
): Promise<void> {
  const { countyId, files } = options;
  const folder = await mkdtemp(path.join(tmpdir(), 'deep-alley-demo-'));
  const store = committingStore(database.sql);
  const phoneKey = { version: secrets.phoneKeyVersion, key: secrets.phoneKey(countyId) };
  const lanes = lanesOf(files);
  let done = 0;
  const work = async (lane: number): Promise<void> => {
    for (let next = lanes.shift(); next !== undefined; next = lanes.shift()) {
      for (const file of next) {
        const at = path.join(folder, `${lane}.csv`);
        await writeFile(at, file.bytes());
        const outcome = await importFile(store, {
          countyId,
          path: at,
          fileName: file.name,
          shop: file.shop,
          mapping: file.mapping,
          exportedAt: file.exportedAt,
          now: file.exportedAt,
          userId: options.userId,
          phoneKey,
          ...(options.signal ? { signal: options.signal } : {}),
        });
        if (outcome.state === 'refused') throw new Error(`${file.name}: ${outcome.error.messageZh}`);
        options.onFile(++done, files.length);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, lane) => work(lane)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What must stay in order: everything of one shop; sheets of stalls among themselves. */
function lanesOf(files: readonly ExportFile[]): ExportFile[][] {
  const lanes = new Map<string, ExportFile[]>();
  for (const file of files) {
    const key =
      file.platform === 'stall'
        ? 'stall'
        : file.name
            .replace(/^(订单报表|宝贝报表|抖店订单|抖店售后)/, file.platform)
            .replace(/-\d{8}\.csv$/, '');
    lanes.set(key, [...(lanes.get(key) ?? []), file]);
  }
  return [...lanes.values()].sort((a, b) => b.length - a.length);
}
