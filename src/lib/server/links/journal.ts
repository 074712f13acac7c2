/**
 * The click journal: a click is on disk before its answer leaves. All records of one event-loop turn go out with one
 * `write`, then their answers are sent; the operating system holds them from then on, so kill -9 of this process loses
 * nothing. `fdatasync` follows every 50 ms (a power cut loses at most that), or comes before every answer when asked for.
 *
 * A disk that is full must not stop a festival's QR codes: such records are answered, counted as unrecorded and reported.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, fdatasync, fdatasyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { encodeRecord, type JournalRecord } from './journal-record.ts';

export interface JournalOptions {
  /** The folder of the journal's files; made when absent. */
  directory: string;
  /** 'interval': fdatasync every 50 ms. 'answer': before every answer, which also survives a power cut. */
  sync?: 'interval' | 'answer';
  /** A file is closed and a new one begun after this many bytes (default 16 MB) … */
  rotateBytes?: number;
  /** … or this age in milliseconds (default one hour). Loaders rely on no file being written after a day. */
  rotateMs?: number;
  /** Told of every failure to write, at most once a second. */
  onProblem?: (error: unknown, unrecorded: number) => void;
}

export interface Journal {
  /** Writes the record with this turn's others, then calls `done`: send the answer there and not before. */
  append(record: JournalRecord, done: () => void): void;
  /** The file being written, for the loader's tests and the status page. */
  readonly file: string;
  /** Records that could not be written since the start. */
  readonly unrecorded: number;
  /** Writes what is waiting, syncs and closes. */
  close(): void;
}

export const JOURNAL_SUFFIX = '.clicks';
const SYNC_EVERY_MS = 50;

/** `<begun, ms base 36>-<random>.clicks`: unique over processes and machines, sorted by time. */
export function journalFileName(now: number): string {
  return `${now.toString(36).padStart(9, '0')}-${randomBytes(6).toString('hex')}${JOURNAL_SUFFIX}`;
}

/** When the file was begun, from its name; null when the name is not a journal's. */
export function journalBegunAt(fileName: string): number | null {
  const match = /^([0-9a-z]{9})-[0-9a-f]{12}\.clicks$/.exec(fileName);
  return match?.[1] === undefined ? null : Number.parseInt(match[1], 36);
}

export function openJournal(options: JournalOptions): Journal {
  const rotateBytes = options.rotateBytes ?? 16 * 1024 * 1024;
  const rotateMs = options.rotateMs ?? 60 * 60 * 1000;
  const syncFirst = options.sync === 'answer';
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });

  let fd = -1;
  let file = '';
  let size = 0;
  let begun = 0;
  let tornTail = false;
  let lines: string[] = [];
  let waiting: (() => void)[] = [];
  let scheduled = false;
  let syncTimer: NodeJS.Timeout | null = null;
  let unrecorded = 0;
  let lastReport = 0;
  let closed = false;

  begin();

  function begin(): void {
    begun = Date.now();
    const name = journalFileName(begun);
    const next = openSync(path.join(options.directory, name), 'ax', 0o600);
    if (fd !== -1) {
      fdatasyncSync(fd);
      closeSync(fd);
    }
    fd = next;
    file = name;
    size = 0;
    tornTail = false;
  }

  function writeAll(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) {
      const written = writeSync(fd, bytes, at, bytes.length - at);
      at += written;
      size += written;
      tornTail = at < bytes.length;
    }
  }

  function flush(): void {
    scheduled = false;
    if (lines.length === 0) return;
    const batch = lines;
    const answers = waiting;
    lines = [];
    waiting = [];
    try {
      if (size >= rotateBytes || (size > 0 && Date.now() - begun >= rotateMs)) begin();
      // After a failed write the last line may be torn: end it, so that only that line is lost.
      writeAll(Buffer.from(tornTail ? `\n${batch.join('')}` : batch.join(''), 'utf8'));
      if (syncFirst) fdatasyncSync(fd);
      else syncTimer ??= setTimeout(sync, SYNC_EVERY_MS);
    } catch (error) {
      tornTail = true;
      unrecorded += batch.length;
      report(error);
    }
    for (const answer of answers) answer();
  }

  function sync(): void {
    syncTimer = null;
    if (closed) return;
    // A rotation closes the descriptor after a sync of its own: EBADF here means that it has already been done.
    fdatasync(fd, (error) => {
      if (error && error.code !== 'EBADF') report(error);
    });
  }

  function report(error: unknown): void {
    const now = Date.now();
    if (now - lastReport < 1000) return;
    lastReport = now;
    options.onProblem?.(error, unrecorded);
  }

  return {
    append(record, done) {
      lines.push(encodeRecord(record));
      waiting.push(done);
      if (scheduled) return;
      scheduled = true;
      setImmediate(flush);
    },
    get file() {
      return file;
    },
    get unrecorded() {
      return unrecorded;
    },
    close() {
      if (closed) return;
      flush();
      closed = true;
      if (syncTimer) clearTimeout(syncTimer);
      fdatasyncSync(fd);
      closeSync(fd);
    },
  };
}
