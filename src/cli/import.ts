import { access, constants, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '#lib/server/db/database.ts';
import type { Secrets } from '#lib/server/config/secrets.ts';
import { importFile, type ImportOutcome } from '#lib/server/sales/imports/imports.ts';
import { readReport } from '#lib/server/sales/imports/report-of-import.ts';
import { committingStore, withoutCommitting, type ImportStore } from '#lib/server/sales/imports/store.ts';
import { parseMapping, type Mapping } from '#lib/server/sales/profiles/mapping.ts';
import { FileError, type FileErrorReport } from '#lib/server/sales/reading/file-error.ts';
import type { ImportReport } from '#lib/server/sales/report.ts';
import { parseTime } from '#lib/server/sales/rows/time.ts';
import { formatFen } from '#lib/shared/money.ts';
import { parse, UsageError } from './arguments.ts';
import { openRuntime } from './runtime.ts';

const USAGE =
  'deep-alley import FILE… [--county SLUG] [--shop NAME] [--mapping M.json] [--exported-at T] [--dry-run] [--json] [--show-order NO]…';

export interface ImportSurroundings {
  database: Database;
  secrets: Secrets;
  clock: () => Date;
  write: (text: string) => void;
  writeError: (text: string) => void;
  signal?: AbortSignal;
}

/** `deep-alley import` on the installation's own database. */
export async function importFiles(argv: string[]): Promise<number> {
  const runtime = await openRuntime({ connections: 8 });
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    return await importCommand(argv, {
      database: runtime.app.database,
      secrets: runtime.app.secrets,
      clock: runtime.app.clock,
      write: (text) => process.stdout.write(text),
      writeError: (text) => process.stderr.write(text),
      signal: stop.signal,
    });
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    await runtime.close();
  }
}

/**
 * Imports files in the order given. @returns 0 all rows accepted, 1 some rows rejected, 2 a file refused (nothing of it
 * written), 3 interrupted: the same command goes on where it stopped. The highest of all files counts.
 */
export async function importCommand(
  argv: readonly string[],
  surroundings: ImportSurroundings,
): Promise<number> {
  const { values, positionals: files } = parse(
    argv,
    {
      county: { type: 'string' },
      shop: { type: 'string' },
      mapping: { type: 'string' },
      'exported-at': { type: 'string' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
      'show-order': { type: 'string', multiple: true },
    },
    USAGE,
  );
  if (files.length === 0) throw new UsageError(USAGE);
  for (const file of files) await requireFile(file);
  const countyId = await findCounty(surroundings.database, values.county);
  const exportedAt = readTime(values['exported-at']);
  const mapping = await readMapping(values.mapping);
  let status = 0;
  for (const file of files) {
    const { sql } = surroundings.database;
    const bring = (store: ImportStore) =>
      mapping?.ok === false
        ? Promise.resolve({ outcome: { state: 'refused' as const, error: mapping.error }, report: null })
        : bringFile(
            store,
            file,
            { ...values, countyId, exportedAt, mapping: mapping?.mapping ?? null },
            surroundings,
          );
    const { outcome, report } = values['dry-run']
      ? await withoutCommitting(sql, bring)
      : await bring(committingStore(sql));
    status = Math.max(status, tell(file, outcome, report, values.json ?? false, surroundings));
    if (status === 3) break;
  }
  return status;
}

interface Wanted {
  countyId: string;
  shop?: string | undefined;
  exportedAt: Date | null;
  mapping: Mapping | null;
  'show-order'?: string[] | undefined;
}

async function bringFile(store: ImportStore, file: string, wanted: Wanted, surroundings: ImportSurroundings) {
  const { countyId } = wanted;
  const outcome = await importFile(store, {
    countyId,
    path: file,
    fileName: path.basename(file),
    shop: wanted.shop ?? null,
    mapping: wanted.mapping,
    exportedAt: wanted.exportedAt,
    now: surroundings.clock(),
    phoneKey: {
      version: surroundings.secrets.phoneKeyVersion,
      key: surroundings.secrets.phoneKey(countyId),
    },
    showOrders: wanted['show-order'] ?? [],
    ...(surroundings.signal ? { signal: surroundings.signal } : {}),
  });
  const done = outcome.state === 'done';
  const report = done
    ? await readReport(store.read, countyId, outcome.importId, wanted['show-order'] ?? [])
    : null;
  return { outcome, report };
}

function tell(
  file: string,
  outcome: ImportOutcome,
  report: ImportReport | null,
  json: boolean,
  { write, writeError }: ImportSurroundings,
): number {
  const name = path.basename(file);
  if (outcome.state === 'refused') {
    if (json) write(`${JSON.stringify({ file: name, error: outcome.error })}\n`);
    else writeError(`${name}：${outcome.error.messageZh}\n${name}: ${outcome.error.messageEn}\n`);
    return 2;
  }
  if (report === null) {
    writeError(
      `${name}：已中断，再次运行同一命令会接着导入。Interrupted: run the same command again to go on.\n`,
    );
    return 3;
  }
  write(json ? `${JSON.stringify(report)}\n` : summary(report));
  return report.rowsRejected.length === 0 ? 0 : 1;
}

function summary(report: ImportReport): string {
  const { changes } = report;
  const lines = [
    `${report.file}  ${report.profile}  ${report.encoding ?? report.format}  ${report.shops.join('、')}`,
    `  行 rows ${report.rowsRead}  接受 accepted ${report.rowsAccepted}  拒绝 rejected ${report.rowsRejected.length}`,
    `  订单 orders ${report.orders}  明细 lines ${report.lines}  销售 gross ${formatFen(report.grossFen)}  退款 refunds ${formatFen(report.refundedFen)}  净额 net ${formatFen(report.netFen)}`,
  ];
  if (changes) {
    lines.push(
      `  新增 added ${changes.added}  更新 changed ${changes.changed}  未变 unchanged ${changes.unchanged}  较旧 stale ${changes.stale}`,
    );
  }
  for (const [code, count] of Object.entries(report.warnings)) lines.push(`  ! ${code} ${count}`);
  for (const row of report.rowsRejected.slice(0, 20)) lines.push(`  × ${row.messageZh}`);
  const more = report.rowsRejected.length - 20;
  if (more > 0) lines.push(`  × … ${more}`);
  return lines.map((line) => `${line}\n`).join('');
}

/** Asked of all files before the first is imported: a slip of the pen leaves nothing half done. */
async function requireFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile())
    throw new UsageError(`没有文件 ${file}：请核对路径。There is no file ${file}: check the path.`);
  const readable = await access(file, constants.R_OK).then(
    () => true,
    () => false,
  );
  if (!readable)
    throw new UsageError(
      `文件 ${file} 不能读取：请检查权限。The file ${file} cannot be read: check its permissions.`,
    );
}

async function findCounty(database: Database, wanted: string | undefined): Promise<string> {
  const counties = await database.sql<
    { id: string; slug: string }[]
  >`select id, slug from counties order by slug`;
  const found =
    wanted === undefined && counties.length === 1
      ? counties[0]
      : counties.find(({ id, slug }) => wanted === slug || wanted === id);
  if (found === undefined) {
    const names = counties.map(({ slug }) => slug).join(', ');
    throw new UsageError(
      names === ''
        ? '还没有县：先运行 deep-alley county add。There is no county yet: run deep-alley county add first.'
        : `请用 --county 指明县：${names}。Name the county with --county: ${names}.`,
    );
  }
  return found.id;
}

function readTime(text: string | undefined): Date | null {
  if (text === undefined) return null;
  const time = parseTime(text);
  if (time.kind !== 'time') {
    throw new UsageError(
      `--exported-at 是“${text}”，不是时间：写成 2026-10-16T09:00:00+08:00。--exported-at is "${text}": write it like 2026-10-16T09:00:00+08:00.`,
    );
  }
  return new Date(time.epochSeconds * 1000);
}

async function readMapping(
  file: string | undefined,
): Promise<{ ok: true; mapping: Mapping } | { ok: false; error: FileErrorReport } | null> {
  if (file === undefined) return null;
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, error: new FileError('mapping_invalid', { detail }).report() };
  }
  const parsed = parseMapping(value);
  return parsed.ok
    ? parsed
    : { ok: false, error: new FileError('mapping_invalid', { detail: parsed.detail }).report() };
}
