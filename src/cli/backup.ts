/**
 * Backup and restore without pg_dump (the embedded PostgreSQL has none): a gzip of text that COPY writes and reads.
 *
 *   {"deepAlleyBackup":1,"version":…,"migration":…,"madeAt":…}
 *   {"table":"counties","columns":["id",…]}     rows in COPY text form, then a line `\.`
 *   {"file":"posters/…","size":…,"sha256":…}    one line of base64 (local storage only)
 *   {"end":true,"tables":…,"rows":…,"files":…}
 *
 * All tables are read in one snapshot. The installation's secret is not in the file: keep `secret.key` apart.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable, type Duplex, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type postgres from 'postgres';
import { chunksOf } from '#lib/server/db/copy.ts';
import { openClient, type Sql } from '#lib/server/db/database.ts';
import { expectedMigration } from '#lib/server/db/migrate.ts';
import { parse, print, UsageError } from './arguments.ts';
import { openRuntime } from './runtime.ts';

interface Counts {
  tables: number;
  rows: number;
  files: number;
}

export async function backupCommand(argv: string[]): Promise<number> {
  const usage = 'deep-alley backup --out FILE [--json]';
  const { values } = parse(argv, { out: { type: 'string' }, json: { type: 'boolean' } }, usage);
  if (!values.out) throw new UsageError(usage);
  const runtime = await openRuntime({ connections: 1 });
  const client = openClient(runtime.home.owner, { max: 1 });
  const aside = `${values.out}.part`;
  try {
    const filesDirectory = runtime.app.config.s3
      ? null
      : path.join(runtime.app.config.dataDirectory, 'files');
    const counts: Counts = { tables: 0, rows: 0, files: 0 };
    await client.begin('isolation level repeatable read read only', async (tx) => {
      await pipeline(
        Readable.from(backupLines(tx, runtime.app.version, filesDirectory, counts)),
        createGzip(),
        createWriteStream(aside),
      );
    });
    renameSync(aside, values.out);
    print(values.json, { out: values.out, ...counts, storage: filesDirectory ? 'included' : 's3' }, [
      `已备份 ${counts.tables} 张表、${counts.rows} 行、${counts.files} 个文件到 ${values.out}。`,
      `Backed up ${counts.tables} tables, ${counts.rows} rows and ${counts.files} files to ${values.out}.`,
      '密钥 secret.key 不在备份内，请另行保管。The key secret.key is not in it: keep it apart.',
    ]);
    return 0;
  } finally {
    rmSync(aside, { force: true });
    await client.end({ timeout: 5 });
    await runtime.close();
  }
}

async function* backupLines(
  tx: postgres.TransactionSql,
  version: string,
  files: string | null,
  counts: Counts,
) {
  yield (
    JSON.stringify({
      deepAlleyBackup: 1,
      version,
      migration: expectedMigration(),
      madeAt: new Date().toISOString(),
    }) + '\n'
  );
  for (const table of await tablesInOrder(tx)) {
    yield JSON.stringify({ table: table.name, columns: table.columns }) + '\n';
    const columns = table.columns.map((c) => `"${c}"`).join(', ');
    const rows = await tx.unsafe(`copy "${table.name}" (${columns}) to stdout`).readable();
    for await (const chunk of chunksOf(rows)) {
      for (const byte of chunk) if (byte === 10) counts.rows++;
      yield chunk;
    }
    yield '\\.\n';
    counts.tables++;
  }
  for (const key of files ? listFiles(files) : []) {
    const bytes = await readFile(path.join(files ?? '', key));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    yield `${JSON.stringify({ file: key, size: bytes.length, sha256 })}\n${bytes.toString('base64')}\n`;
    counts.files++;
  }
  yield JSON.stringify({ end: true, ...counts }) + '\n';
}

function listFiles(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => path.relative(directory, path.join(e.parentPath, e.name)).split(path.sep).join('/'))
    .filter((key) => !key.startsWith('incoming/'))
    .sort();
}

interface Table {
  name: string;
  columns: string[];
}

/** Referenced tables first, so that restoring never meets a missing parent. Generated columns are left out. */
async function tablesInOrder(sql: Sql | postgres.TransactionSql): Promise<Table[]> {
  const tables = await sql<Table[]>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    group by c.relname order by c.relname`;
  const edges = await sql<{ from: string; to: string }[]>`
    select distinct conrelid::regclass::text as from, confrelid::regclass::text as to
    from pg_constraint where contype = 'f' and conrelid <> confrelid and connamespace = 'public'::regnamespace`;
  const done = new Set<string>();
  const ordered: Table[] = [];
  while (ordered.length < tables.length) {
    const ready = tables.filter(
      (t) => !done.has(t.name) && edges.every((e) => e.from !== t.name || done.has(e.to)),
    );
    if (ready.length === 0) throw new Error('the foreign keys form a circle: no order to restore in');
    for (const table of ready) done.add(table.name);
    ordered.push(...ready);
  }
  return ordered;
}

export async function restoreCommand(argv: string[]): Promise<number> {
  const usage = 'deep-alley restore FILE [--json]   (into an empty database)';
  const { values, positionals } = parse(argv, { json: { type: 'boolean' } }, usage);
  const [file] = positionals;
  if (!file) throw new UsageError(usage);
  if (!existsSync(file)) throw new UsageError(`没有文件 ${file}。There is no file ${file}.`);
  const runtime = await openRuntime({ connections: 1 });
  const client = openClient(runtime.home.owner, { max: 1 });
  try {
    const [filled] = await client`select 1 from counties limit 1`;
    if (filled) {
      throw new UsageError(
        '数据库不是空的：请恢复到新的 DATA_DIR 或新库。The database is not empty: restore into a new DATA_DIR or database.',
      );
    }
    const counts = await client
      .begin(async (tx) => {
        const result = await restoreLines(tx, file, async (key, bytes) => {
          await runtime.app.storage.put(key, bytes, { contentType: 'application/octet-stream' });
        });
        await resetSequences(tx);
        return result;
      })
      .catch((error: unknown) => {
        throw isDataError(error) ? damaged(error.message) : error;
      });
    print(values.json, counts, [
      `已恢复 ${counts.tables} 张表、${counts.rows} 行、${counts.files} 个文件。`,
      `Restored ${counts.tables} tables, ${counts.rows} rows and ${counts.files} files.`,
    ]);
    return 0;
  } finally {
    await client.end({ timeout: 5 });
    await runtime.close();
  }
}

const damaged = (why: string) => new UsageError(`备份文件不可用：${why}。The backup cannot be used: ${why}.`);

/** Altered bytes reach COPY before gzip's checksum at the end of the file tells: classes 22 and 23 speak of data. */
const isDataError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code));

/** @throws UsageError when the file is none of ours, of another version, damaged or cut off; nothing is kept then. */
async function restoreLines(
  tx: postgres.TransactionSql,
  file: string,
  putFile: (key: string, bytes: Uint8Array) => Promise<void>,
): Promise<Counts> {
  const source = createGunzip();
  const lines = splitLines(createReadStream(file), source)[Symbol.asyncIterator]();
  const next = async () => {
    const line = await lines.next().catch((error: unknown) => {
      throw damaged(error instanceof Error ? error.message : String(error));
    });
    return line.done ? null : line.value;
  };
  const read = (line: string | null): Record<string, unknown> => {
    if (line === null) throw damaged('cut off');
    try {
      return JSON.parse(line) as Record<string, unknown>;
    } catch {
      throw damaged('not a backup');
    }
  };
  const head = read(await next());
  if (head['deepAlleyBackup'] !== 1) throw damaged('not a backup of Deep Alley');
  if (head['migration'] !== expectedMigration())
    throw damaged(`made by version ${String(head['version'])}; use that version to restore`);
  const known = new Map((await tablesInOrder(tx)).map((t) => [t.name, t.columns]));
  const counts: Counts = { tables: 0, rows: 0, files: 0 };
  for (;;) {
    const part = read(await next());
    if (part['end'] === true) {
      if (part['rows'] !== counts.rows || part['tables'] !== counts.tables || part['files'] !== counts.files)
        throw damaged('incomplete');
      return counts;
    }
    if (typeof part['file'] === 'string') {
      const bytes = Buffer.from((await next()) ?? '', 'base64');
      if (createHash('sha256').update(bytes).digest('hex') !== part['sha256']) throw damaged(part['file']);
      await putFile(part['file'], bytes);
      counts.files++;
      continue;
    }
    const name = String(part['table']);
    const columns = Array.isArray(part['columns']) ? part['columns'].map(String) : [];
    const allowed = known.get(name);
    if (!allowed || columns.some((c) => !allowed.includes(c))) throw damaged(`table ${name}`);
    const target: Writable = await tx
      .unsafe(`copy "${name}" (${columns.map((c) => `"${c}"`).join(', ')}) from stdin`)
      .writable();
    async function* rows() {
      for (let batch = ''; ;) {
        const line = await next();
        if (line === null) throw damaged('cut off');
        if (line === '\\.') {
          if (batch) yield batch;
          return;
        }
        counts.rows++;
        batch += line + '\n';
        if (batch.length > 65_536) {
          yield batch;
          batch = '';
        }
      }
    }
    await pipeline(Readable.from(rows()), target);
    counts.tables++;
  }
}

/** Lines end at byte 10 only: node:readline would also split at U+2028, which COPY does not escape. */
async function* splitLines(file: Readable, gunzip: Duplex): AsyncGenerator<string> {
  file.once('error', (error) => gunzip.destroy(error));
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of file.pipe(gunzip) as AsyncIterable<Buffer>) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, from)) {
      yield rest.toString('utf8', from, end);
      from = end + 1;
    }
    rest = rest.subarray(from);
  }
  if (rest.length > 0) yield rest.toString('utf8');
}

async function resetSequences(tx: postgres.TransactionSql): Promise<void> {
  const identities = await tx<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and is_identity = 'YES'`;
  for (const { table, column } of identities) {
    await tx.unsafe(
      `select setval(pg_get_serial_sequence('"${table}"', '${column}'), coalesce((select max("${column}") from "${table}"), 0) + 1, false)`,
    );
  }
}
