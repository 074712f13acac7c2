import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type postgres from 'postgres';
import { uuidv7 } from '../../db/uuid.ts';
import type { Mapping } from '../profiles/mapping.ts';
import { profileOfMapping } from '../profiles/mapping.ts';
import { FileError, type FileErrorReport } from '../reading/file-error.ts';
import { detectFile, type DetectedFile } from '../reading/source.ts';
import type { PhoneKey } from '../rows/privacy.ts';
import { parseTime } from '../rows/time.ts';
import { runImport, type RunResult } from './run-import.ts';
import type { ImportStore } from './store.ts';

/** Files that are brought in: the public face of intake. */
export interface FileToImport {
  countyId: string;
  /** Where the bytes are on this machine. */
  path: string;
  /** Display text, never a path. */
  fileName: string;
  shop?: string | null;
  mapping?: Mapping | null;
  /** When the platform made the file; else a time in its name, else `now`. */
  exportedAt?: Date | null;
  now: Date;
  userId?: string | null;
  phoneKey: PhoneKey;
  /** Orders that the report will show as the file tells them. */
  showOrders?: readonly string[];
  signal?: AbortSignal;
  onStaged?: () => void;
}

export type ImportOutcome =
  | { state: 'refused'; error: FileErrorReport }
  | { state: Exclude<RunResult['state'], 'refused'>; importId: string; resumed: boolean };

/** What the file is: profile, encoding, header. Expected refusals are values. */
export async function inspectFile(
  filePath: string,
  mapping: Mapping | null = null,
): Promise<{ ok: true; detected: DetectedFile } | { ok: false; error: FileErrorReport }> {
  try {
    return { ok: true, detected: await detectWith(filePath, mapping) };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { ok: false, error: error.report() };
  }
}

/**
 * Imports a file from beginning to end. An import of the same bytes that was interrupted goes on where it stopped; when
 * another process is at work on it, this one imports by itself, and finds everything unchanged.
 */
export async function importFile(store: ImportStore, file: FileToImport): Promise<ImportOutcome> {
  const inspected = await inspectFile(file.path, file.mapping ?? null);
  if (!inspected.ok) return { state: 'refused', error: inspected.error };
  const { detected } = inspected;
  if (detected.header.columns.shop === undefined && !file.shop) {
    return { state: 'refused', error: new FileError('shop_missing').report() };
  }
  const sha256 = await hashFile(file.path);
  const unfinished = await findUnfinished(store.read, file, sha256);
  const importId = unfinished ?? (await createImport(store, file, detected, sha256));
  const result = await store.locked([`sales/import/${file.countyId}/${importId}`], () =>
    runImport(store, {
      countyId: file.countyId,
      importId,
      path: file.path,
      phoneKey: file.phoneKey,
      ...(file.showOrders ? { showOrders: file.showOrders } : {}),
      ...(file.signal ? { signal: file.signal } : {}),
      ...(file.onStaged ? { onStaged: file.onStaged } : {}),
    }),
  );
  if (result.state === 'refused') {
    await store.step(
      (tx) => tx`delete from order_imports where county_id = ${file.countyId} and id = ${importId}`,
    );
    return result;
  }
  return { state: result.state, importId, resumed: unfinished !== null };
}

async function createImport(
  store: ImportStore,
  file: FileToImport,
  detected: DetectedFile,
  sha256: string,
): Promise<string> {
  const id = uuidv7();
  const { size } = await stat(file.path);
  const exportedAt = file.exportedAt ?? timeInName(file.fileName) ?? file.now;
  await store.step(
    (tx) => tx`
      insert into order_imports (county_id, id, file_name, sha256, size_bytes, platform, profile, reading, mapping,
        chosen_shop, exported_at, state, created_by)
      values (${file.countyId}, ${id}, ${path.basename(file.fileName)}, ${sha256}, ${size},
        ${detected.header.profile.platform}, ${detected.header.profile.id}, ${tx.json(detected as never)},
        ${file.mapping ? tx.json(file.mapping as never) : null}, ${file.shop ?? null}, ${exportedAt}, 'ready',
        ${file.userId ?? null})`,
  );
  return id;
}

async function findUnfinished(
  sql: postgres.Sql | postgres.TransactionSql,
  file: FileToImport,
  sha256: string,
): Promise<string | null> {
  const exportedAt = file.exportedAt ?? null;
  const [row] = await sql<{ id: string }[]>`
    select id from order_imports
    where county_id = ${file.countyId} and sha256 = ${sha256} and state in ('ready', 'staging', 'folding')
      and chosen_shop is not distinct from ${file.shop ?? null} and storage_key is null
      and (${exportedAt}::timestamptz is null or exported_at = ${exportedAt}::timestamptz)
    order by created_at desc, id desc limit 1`;
  return row?.id ?? null;
}

export async function detectWith(filePath: string, mapping: Mapping | null): Promise<DetectedFile> {
  if (mapping === null) return detectFile(filePath);
  try {
    return await detectFile(filePath, { profiles: [profileOfMapping(mapping)], minimumMatches: 1 });
  } catch (error) {
    const unfit = error instanceof FileError && ['profile_unknown', 'not_an_order_file'].includes(error.code);
    throw unfit
      ? new FileError('mapping_invalid', { detail: Object.values(mapping.columns).join(', ') })
      : error;
  }
}

export async function hashFile(filePath: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(filePath)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** `订单_20261016093000.csv`, `orders-2026-10-16.xlsx`: when the platform made the file, Beijing time. */
export function timeInName(fileName: string): Date | null {
  const match =
    /(20\d{2})[-_.]?(\d{2})[-_.]?(\d{2})(?:[-_ T]?(\d{2})[-_:.]?(\d{2})(?:[-_:.]?(\d{2}))?)?(?!\d)/.exec(
      fileName,
    );
  if (!match) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = match;
  const time = parseTime(`${year}-${month}-${day} ${hour}:${minute}:${second}`);
  return time.kind === 'time' ? new Date(time.epochSeconds * 1000) : null;
}
