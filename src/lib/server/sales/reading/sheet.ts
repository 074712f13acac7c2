import type { Cell } from '../rows/cell.ts';
import { FileError } from './file-error.ts';
import { LIMITS, type FileRecord } from './record.ts';
import type { Workbook } from './xlsx.ts';
import { parseXml } from './xml.ts';

/** One merged range; rows and columns count from 0, ends included. */
interface Merge {
  fromRow: number;
  toRow: number;
  fromColumn: number;
  toColumn: number;
}

const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g;
const MOST_MERGES = 200_000;
const KEPT_COLUMNS = LIMITS.columns * 2;

/**
 * The rows of one sheet, in batches. Merged ranges are written behind the rows, so the part is unpacked twice: once to
 * learn them (and to meet the caps before any row is used), once to read.
 */
export async function* readSheet(workbook: Workbook, part: string): AsyncGenerator<FileRecord[]> {
  const merges = new ActiveMerges(await readMerges(workbook, part));
  const batch: FileRecord[] = [];
  const parser = parseXml(rowHandlers(workbook.strings, merges, batch));
  let rows = 0;
  for await (const piece of workbook.open(part)) {
    parser.write(piece);
    if (batch.length > 0) {
      rows += batch.length;
      if (rows > LIMITS.xlsxRows) throw new FileError('too_many_rows');
      yield batch.splice(0);
    }
  }
  parser.end();
  if (batch.length > 0) yield batch.splice(0);
}

function rowHandlers(strings: readonly string[], merges: ActiveMerges, batch: FileRecord[]) {
  let cells: Cell[] = [];
  let row = 0;
  let column = -1;
  let type = '';
  let value = '';
  let inline = '';
  let inValue = false;
  let inText = false;
  let phonetic = 0;
  let tooLong = false;
  return {
    open(tag: string, attributes: Record<string, string>) {
      if (tag === 'c') {
        const reference = attributes['r'];
        column = reference === undefined ? column + 1 : columnOf(reference);
        type = attributes['t'] ?? 'n';
        value = '';
        inline = '';
      } else if (tag === 'v') inValue = true;
      else if (tag === 't') inText = phonetic === 0;
      else if (tag === 'rPh') phonetic += 1;
      else if (tag === 'row') {
        const stated = Number(attributes['r']);
        row = Number.isSafeInteger(stated) && stated > row ? stated : row + 1;
        column = -1;
        cells = [];
        tooLong = false;
      }
    },
    text(text: string) {
      if (inValue) value += text;
      else if (inText) inline += text;
    },
    close(tag: string) {
      if (tag === 'v') inValue = false;
      else if (tag === 't') inText = false;
      else if (tag === 'rPh') phonetic -= 1;
      else if (tag === 'c') {
        if (column >= KEPT_COLUMNS) return;
        const cell = cellOf(type, value, inline, strings);
        if (cell === '') return;
        if (typeof cell === 'string' && cell.length > LIMITS.cellChars) tooLong = true;
        while (cells.length < column) cells.push('');
        cells[column] = cell;
      } else if (tag === 'row') {
        merges.fill(row - 1, cells);
        batch.push({ line: row, cells, sheet: true, tooLong });
      }
    },
  };
}

function cellOf(type: string, value: string, inline: string, strings: readonly string[]): Cell {
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'inlineStr') return inline;
  if (type === 'str' || type === 'd') return value;
  if (type === 'b') return value === '1' ? 'TRUE' : value === '' ? '' : 'FALSE';
  if (type === 'e') return { kind: 'error', raw: value };
  return value === '' ? '' : { kind: 'number', raw: value };
}

function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i += 1) {
    const code = reference.charCodeAt(i);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

async function readMerges(workbook: Workbook, part: string): Promise<Merge[]> {
  const merges: Merge[] = [];
  let tail = '';
  for await (const piece of workbook.open(part)) {
    const text = tail + piece.toString('latin1');
    let last = 0;
    for (const match of text.matchAll(MERGE)) {
      const [, fromColumn = '', fromRow = '', toColumn = '', toRow = ''] = match;
      if (merges.length >= MOST_MERGES) throw new FileError('xlsx_invalid');
      merges.push({
        fromRow: Number(fromRow) - 1,
        toRow: Number(toRow) - 1,
        fromColumn: columnOf(fromColumn),
        toColumn: columnOf(toColumn),
      });
      last = match.index + match[0].length;
    }
    tail = text.slice(Math.max(last, text.length - 200));
  }
  return merges.sort((a, b) => a.fromRow - b.fromRow);
}

/** A cell covered by a merged range takes the range's first value (有赞 merges an order's columns over its items). */
class ActiveMerges {
  readonly #merges: readonly Merge[];
  #next = 0;
  #active: { merge: Merge; value: Cell }[] = [];

  constructor(merges: readonly Merge[]) {
    this.#merges = merges;
  }

  fill(row: number, cells: Cell[]): void {
    if (this.#merges.length === 0) return;
    this.#active = this.#active.filter(({ merge }) => merge.toRow >= row);
    for (
      let merge = this.#merges[this.#next];
      merge && merge.fromRow <= row;
      merge = this.#merges[this.#next]
    ) {
      this.#next += 1;
      if (merge.fromRow === row) this.#active.push({ merge, value: cells[merge.fromColumn] ?? '' });
    }
    for (const { merge, value } of this.#active) {
      const last = Math.min(merge.toColumn, KEPT_COLUMNS - 1);
      for (let column = merge.fromColumn; column <= last; column += 1) {
        while (cells.length <= column) cells.push('');
        if (cells[column] === '') cells[column] = value;
      }
    }
  }
}
