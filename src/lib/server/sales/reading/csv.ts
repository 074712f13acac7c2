import { FileError } from './file-error.ts';
import { LIMITS, type FileRecord } from './record.ts';

/**
 * Comma-separated values after RFC 4180, fed in pieces of any size. Between two records the whole state is the next
 * line number: a checkpoint taken where `pending` is false needs nothing else to go on.
 */
export class CsvParser {
  readonly delimiter: string;
  readonly #delimiterCode: number;
  readonly #maxCells: number;
  readonly #unread: Uint8Array;
  #line: number;
  #width = 0;
  #tail = '';

  constructor({
    delimiter,
    line = 1,
    maxCells = LIMITS.columns * 2,
    unread = NOTHING_UNREAD,
  }: {
    delimiter: string;
    line?: number;
    maxCells?: number;
    /**
     * 1 for columns nobody reads: behind the record's first visible cell they come as '' where they are not quoted. Most
     * columns of an export mean nothing here, and each would be a string of its own.
     */
    unread?: Uint8Array;
  }) {
    this.delimiter = delimiter;
    this.#delimiterCode = delimiter.charCodeAt(0);
    this.#maxCells = maxCells;
    this.#unread = unread;
    this.#line = line;
  }

  /** The line the next record starts on. */
  get line(): number {
    return this.#line;
  }

  /** Whether the pieces so far end inside a record. */
  get pending(): boolean {
    return this.#tail !== '';
  }

  /** The records completed by this piece. */
  push(text: string): FileRecord[] {
    return this.#scan(this.#tail === '' ? text : this.#tail + text, false);
  }

  /** The last record, when the file does not end with a newline. */
  end(): FileRecord[] {
    const text = this.#tail;
    this.#tail = '';
    return text === '' ? [] : this.#scan(text, true);
  }

  #scan(text: string, final: boolean): FileRecord[] {
    const records: FileRecord[] = [];
    const delimiter = this.#delimiterCode;
    const unread = this.#unread;
    const length = text.length;
    let start = 0;
    let line = this.#line;
    while (start < length) {
      // As long as the record before it: an array that grows to forty cells is copied three times.
      const cells = new Array<string>(this.#width);
      let count = 0;
      let position = start;
      let newlines = 0;
      let tooLong = false;
      let complete = false;
      let open = false;
      let visible = false;
      for (;;) {
        let value: string;
        let next: number;
        if (text.charCodeAt(position) === 0x22 /* " */) {
          let from = position + 1;
          let collected = '';
          let close: number;
          for (;;) {
            close = text.indexOf('"', from);
            if (close === -1 || (close + 1 >= length && !final)) break;
            if (text.charCodeAt(close + 1) !== 0x22) break;
            collected += text.slice(from, close + 1);
            from = close + 2;
          }
          if (close === -1 || (close + 1 >= length && !final)) {
            open = close === -1;
            break;
          }
          value = collected === '' ? text.slice(from, close) : collected + text.slice(from, close);
          if (value.includes('\n')) newlines += countNewlines(value);
          next = findEnd(text, close + 1, delimiter);
          if (next > close + 1) value += stripReturn(text, close + 1, next);
        } else {
          next = findEnd(text, position, delimiter);
          if (visible && unread[count] === 1) {
            if (next - position > LIMITS.cellChars) tooLong = true;
            value = '';
          } else {
            value = stripReturn(text, position, next);
            visible ||= isVisible(value);
          }
        }
        if (next === length && !final) break;
        if (value.length > LIMITS.cellChars) tooLong = true;
        if (count < this.#maxCells) cells[count++] = value;
        if (next === length) {
          complete = true;
          position = length;
          break;
        }
        position = next + 1;
        if (text.charCodeAt(next) === 0x0a) {
          complete = true;
          newlines += 1;
          break;
        }
        if (position === length && final) {
          if (count < this.#maxCells) cells[count++] = '';
          complete = true;
          break;
        }
        if (position === length) break;
      }
      const size = (complete ? position : length) - start;
      if (size > LIMITS.recordChars) throw new FileError('row_too_long', { line });
      if (!complete) {
        if (final && open) throw new FileError('csv_unclosed_quote', { line });
        break;
      }
      if (count !== this.#width) this.#width = cells.length = count;
      records.push(tooLong ? { line, cells, tooLong } : { line, cells });
      line += newlines;
      start = position;
    }
    this.#tail = start === 0 ? text : text.slice(start);
    this.#line = line;
    return records;
  }
}

const NOTHING_UNREAD = new Uint8Array(0);

/** Begins with what cannot be trimmed away. */
function isVisible(value: string): boolean {
  const code = value.charCodeAt(0);
  return code > 0x20 && code < 0x7f;
}

function findEnd(text: string, from: number, delimiter: number): number {
  const length = text.length;
  for (let i = from; i < length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === delimiter || code === 0x0a) return i;
  }
  return length;
}

function stripReturn(text: string, from: number, to: number): string {
  const atLineEnd = to === text.length || text.charCodeAt(to) === 0x0a;
  return text.slice(from, atLineEnd && to > from && text.charCodeAt(to - 1) === 0x0d ? to - 1 : to);
}

function countNewlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Writes one record; a cell is quoted only when it must be. */
export function writeCsvRecord(cells: readonly string[], delimiter = ','): string {
  return `${cells.map((cell) => (needsQuotes(cell, delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter)}\r\n`;
}

function needsQuotes(cell: string, delimiter: string): boolean {
  return /["\r\n]/.test(cell) || cell.includes(delimiter);
}

/** Spreadsheets run what looks like a formula: such a cell gets a leading `'`. */
export function formulaSafe(cell: string): string {
  return /^\s*[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
}
