/**
 * Moves the click journal into PostgreSQL. The only place where a click becomes a touch.
 *
 * A file's position is written in the transaction that writes its records, under a lock of the file's row: whatever dies
 * in between, each record arrives exactly once. The unique key (file, offset) is the second wall.
 */
import { closeSync, openSync, readdirSync, readSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { eq, sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { JOURNAL_SUFFIX, journalBegunAt } from './journal.ts';
import { linesIn } from './journal-record.ts';
import { record, type PlacedRecord } from './recording.ts';
import { journalFiles } from './schema.ts';

export interface LoadReport {
  records: number;
  /** Lines that do not match their checksum. */
  damaged: number;
  /** Files read to their end, too old to be written again, and removed. */
  removed: number;
}

/** Bytes of one transaction: about 1,500 records. */
const CHUNK = 512 * 1024;
/** A journal file is never written a day after it was begun (it rotates after an hour). */
const FINISHED_AFTER_MS = 24 * 60 * 60 * 1000;

/** Loads everything that is complete in the folder's files, oldest first. Safe to run in several processes at once. */
export async function loadJournal(
  database: Database,
  directory: string,
  options: { now: Date; signal?: AbortSignal },
): Promise<LoadReport> {
  const report: LoadReport = { records: 0, damaged: 0, removed: 0 };
  for (const name of journalFilesIn(directory)) {
    for (;;) {
      if (options.signal?.aborted === true) return report;
      const step = await loadChunk(database, directory, name, options.now);
      report.records += step.records;
      report.damaged += step.damaged;
      if (step.removed) report.removed++;
      if (!step.more) break;
    }
  }
  return report;
}

function journalFilesIn(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith(JOURNAL_SUFFIX) && journalBegunAt(name) !== null)
      .sort();
  } catch {
    return [];
  }
}

async function loadChunk(
  database: Database,
  directory: string,
  name: string,
  now: Date,
): Promise<{ records: number; damaged: number; more: boolean; removed: boolean }> {
  const file = path.join(directory, name);
  const step = await database.db.transaction(async (tx) => {
    await tx.insert(journalFiles).values({ name }).onConflictDoNothing();
    // Two loaders of one folder: the second waits here, then goes on where the first stopped.
    const [row] = await tx.select().from(journalFiles).where(eq(journalFiles.name, name)).for('update');
    if (row === undefined) throw new Error(`no row for journal file ${name}`);
    const bytes = readChunk(file, row.position);
    if (bytes === null) return { records: 0, damaged: 0, more: false, atEnd: false };
    const { lines, end } = linesIn(bytes, row.position);
    const records: PlacedRecord[] = [];
    let damaged = 0;
    for (const line of lines) {
      if (line.record === null) damaged++;
      else records.push({ file: name, offset: line.offset, ...line.record });
    }
    await record(tx, records);
    // A day-old file whose last line has no end was torn by a power cut: nothing will ever complete it.
    const old = now.getTime() - (journalBegunAt(name) ?? 0) > FINISHED_AFTER_MS;
    const full = bytes.length === CHUNK;
    const tail = row.position + bytes.length - end;
    const finished = old && !full;
    if (finished && tail > 0) damaged++;
    const position = finished ? end + tail : end;
    if (position !== row.position || finished)
      await tx
        .update(journalFiles)
        .set({
          position,
          records: sql`${journalFiles.records} + ${records.length}`,
          damaged: sql`${journalFiles.damaged} + ${damaged}`,
          finishedAt: finished ? now : null,
        })
        .where(eq(journalFiles.name, name));
    return { records: records.length, damaged, more: full && end > row.position, atEnd: finished };
  });
  if (step.atEnd) unlinkQuietly(file);
  return { records: step.records, damaged: step.damaged, more: step.more, removed: step.atEnd };
}

/** Up to CHUNK bytes from `position`, or null when another loader has removed the file. */
function readChunk(file: string, position: number): Buffer | null {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch {
    return null;
  }
  try {
    const buffer = Buffer.alloc(CHUNK);
    let length = 0;
    while (length < CHUNK) {
      const read = readSync(fd, buffer, length, CHUNK - length, position + length);
      if (read === 0) break;
      length += read;
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(fd);
  }
}

function unlinkQuietly(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Another loader was faster.
  }
}
