import type { Profile } from '../profiles/profile.ts';
import { PROFILES } from '../profiles/profiles.ts';
import { cellText } from '../rows/cell.ts';
import { CsvParser } from './csv.ts';
import { decideEncoding, readTextPieces, type Encoding } from './encoding.ts';
import { FileError } from './file-error.ts';
import { findHeader, headerNames, type Header, type HeaderSearch } from './header.ts';
import { fileKind } from './kind.ts';
import { LIMITS, type FileRecord } from './record.ts';
import { openWorkbookThread, type WorkbookThread } from './workbook-thread.ts';

/** Where reading goes on: in text a byte offset and its line, in a workbook the sheet's row. */
export interface Position {
  offset: number;
  line: number;
}

export interface Batch {
  records: FileRecord[];
  /** Set where everything up to here can be committed. */
  position: Position | null;
}

/** How a file is read, found once and then stored, so that a resumed import reads it the same way. */
export interface Reading {
  format: 'csv' | 'xlsx';
  encoding: Encoding | null;
  delimiter: string | null;
  sheet: { name: string; part: string } | null;
  otherSheets: string[];
}

export interface DetectedFile {
  reading: Reading;
  header: Header;
}

/** The first rows of a file that no profile fits: for mapping its columns by hand. */
export interface FileSample {
  reading: Reading;
  rows: { line: number; cells: string[] }[];
}

const DELIMITERS = [',', '\t', ';'];

/**
 * Finds out how a file is to be read and what it is. `profiles` limits the search (a mapping, or a person's choice).
 * @throws FileError
 */
export async function detectFile(
  path: string,
  { profiles = PROFILES, minimumMatches }: { profiles?: readonly Profile[]; minimumMatches?: number } = {},
): Promise<DetectedFile> {
  const kind = await fileKind(path);
  return kind === 'xlsx'
    ? detectWorkbook(path, profiles, minimumMatches)
    : detectText(path, profiles, minimumMatches);
}

/** The head of a file, for the page where a person points at columns. Personal content stays in the caller's hands. */
export async function sampleFile(path: string): Promise<FileSample> {
  const kind = await fileKind(path);
  if (kind === 'xlsx') {
    const thread = openWorkbookThread(path);
    try {
      const [sheet, ...others] = await thread.sheets();
      if (sheet === undefined) throw new FileError('file_empty');
      const head = await takeHead(recordsOfSheet(thread, sheet.part));
      return {
        reading: {
          format: 'xlsx',
          encoding: null,
          delimiter: null,
          sheet,
          otherSheets: others.map((s) => s.name),
        },
        rows: head.map(({ line, cells }) => ({ line, cells: cells.map(cellText) })),
      };
    } finally {
      await thread.close();
    }
  }
  const encoding = await decideEncoding(path);
  const heads = await Promise.all(
    DELIMITERS.map(async (delimiter) => ({ delimiter, head: await textHead(path, encoding, delimiter) })),
  );
  const widest = heads.reduce((a, b) => (widthOf(b.head) > widthOf(a.head) ? b : a));
  return {
    reading: { format: 'csv', encoding, delimiter: widest.delimiter, sheet: null, otherSheets: [] },
    rows: widest.head.map(({ line, cells }) => ({ line, cells: cells.map(cellText) })),
  };
}

/** Every record of the file from a position on (from its first when absent), the header's own row left out. */
export async function* readBatches(path: string, file: DetectedFile, from?: Position): AsyncGenerator<Batch> {
  const { reading, header } = file;
  const batches =
    reading.sheet === null ? textBatches(path, file, from) : sheetBatches(path, reading.sheet.part, from);
  let rows = 0;
  for await (const batch of batches) {
    rows += batch.records.length;
    if (reading.format === 'csv' && rows > LIMITS.csvRows) throw new FileError('too_many_rows');
    const records = batch.records.filter((record) => record.line !== header.line);
    yield { records, position: batch.position };
  }
}

async function detectText(
  path: string,
  profiles: readonly Profile[],
  minimum?: number,
): Promise<DetectedFile> {
  const encoding = await decideEncoding(path);
  let widest: { delimiter: string; header: Header } | null = null;
  const failures: HeaderSearch[] = [];
  for (const delimiter of DELIMITERS) {
    const head = await textHead(path, encoding, delimiter);
    if (head.length === 0) throw new FileError('file_empty');
    const search = findHeader(head, profiles, minimum);
    if (search.kind !== 'found') failures.push(search);
    else if (widest === null || search.header.names.length > widest.header.names.length) {
      widest = { delimiter, header: search.header };
    }
  }
  if (widest === null) throw notFound(failures);
  const reading: Reading = {
    format: 'csv',
    encoding,
    delimiter: widest.delimiter,
    sheet: null,
    otherSheets: [],
  };
  return { reading, header: widest.header };
}

async function detectWorkbook(
  path: string,
  profiles: readonly Profile[],
  minimum?: number,
): Promise<DetectedFile> {
  const thread = openWorkbookThread(path);
  try {
    const sheets = await thread.sheets();
    const failures: HeaderSearch[] = [];
    for (const sheet of sheets) {
      const head = await takeHead(recordsOfSheet(thread, sheet.part));
      if (head.length === 0) continue;
      const search = findHeader(head, profiles, minimum);
      if (search.kind === 'found') {
        const otherSheets = sheets.filter((other) => other !== sheet).map((other) => other.name);
        return {
          reading: { format: 'xlsx', encoding: null, delimiter: null, sheet, otherSheets },
          header: search.header,
        };
      }
      failures.push(search);
    }
    if (failures.length === 0) throw new FileError('file_empty');
    throw notFound(failures);
  } finally {
    await thread.close();
  }
}

function notFound(failures: readonly HeaderSearch[]): FileError {
  const ambiguous = failures.find((search) => search.kind === 'ambiguous');
  if (ambiguous?.kind === 'ambiguous') {
    return new FileError('profile_ambiguous', {
      detail: ambiguous.profiles.map((profile) => profile.id).join(', '),
    });
  }
  return new FileError(
    failures.some((search) => search.kind === 'bill') ? 'not_an_order_file' : 'profile_unknown',
  );
}

async function* textBatches(path: string, file: DetectedFile, from?: Position): AsyncGenerator<Batch> {
  const { encoding, delimiter } = file.reading;
  if (encoding === null || delimiter === null) throw new Error('a text file has an encoding and a delimiter');
  const parser = new CsvParser({ delimiter, line: from?.line ?? 1, unread: unreadColumns(file.header) });
  for await (const piece of readTextPieces(path, encoding, from?.offset ?? 0)) {
    const records = parser.push(piece.text);
    yield { records, position: parser.pending ? null : { offset: piece.end, line: parser.line } };
  }
  const last = parser.end();
  if (last.length > 0) yield { records: last, position: null };
}

function unreadColumns({ names, columns }: Header): Uint8Array {
  const unread = new Uint8Array(names.length).fill(1);
  for (const at of Object.values(columns).flat()) unread[at] = 0;
  return unread;
}

async function* sheetBatches(path: string, part: string, from?: Position): AsyncGenerator<Batch> {
  const thread = openWorkbookThread(path);
  const done = from?.line ?? 0;
  try {
    for await (const batch of thread.rows(part)) {
      const records = done === 0 ? batch : batch.filter((record) => record.line > done);
      const last = batch.at(-1);
      if (records.length > 0 && last) yield { records, position: { offset: 0, line: last.line } };
    }
  } finally {
    await thread.close();
  }
}

async function* recordsOfSheet(thread: WorkbookThread, part: string): AsyncGenerator<FileRecord> {
  for await (const batch of thread.rows(part)) yield* batch;
}

async function textHead(path: string, encoding: Encoding, delimiter: string): Promise<FileRecord[]> {
  async function* records(): AsyncGenerator<FileRecord> {
    const parser = new CsvParser({ delimiter });
    for await (const piece of readTextPieces(path, encoding)) yield* parser.push(piece.text);
    yield* parser.end();
  }
  return takeHead(records());
}

async function takeHead(records: AsyncGenerator<FileRecord>): Promise<FileRecord[]> {
  const head: FileRecord[] = [];
  for await (const record of records) {
    if (record.cells.every((cell) => cellText(cell) === '')) continue;
    headerNames(record);
    head.push(record);
    if (head.length === LIMITS.headRows) break;
  }
  return head;
}

function widthOf(head: readonly FileRecord[]): number {
  return Math.max(0, ...head.map((record) => record.cells.length));
}
