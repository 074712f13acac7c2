import { finished } from 'node:stream/promises';
import type postgres from 'postgres';

/**
 * Rows for `COPY … FROM STDIN` in its text format, and the writing of them. A row is a string of bytes: each of its
 * characters stands for one byte of UTF-8. Exports repeat their Chinese texts, so each is encoded once, and millions of
 * rows need not be.
 */
export type CopyValue = string | number | boolean | null | undefined | readonly string[];

export const NULL = '\\N';
const PLAIN = /^[\x20-\x5b\x5d-\x7e]*$/;
const SPECIALS = /[\\\t\n\r\0]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '' };
const MOST_TEXTS = 20_000;
const LONGEST_TEXT = 300;
const fields = new Map<string, string>();
const texts = new Map<string, string>();

/** One line of COPY text. A null character cannot be stored and is left out. */
export function copyRow(values: readonly CopyValue[]): string {
  let line = '';
  for (let i = 0; i < values.length; i += 1) {
    if (i > 0) line += '\t';
    line += copyField(values[i]);
  }
  return `${line}\n`;
}

export function copyField(value: CopyValue): string {
  if (value === null || value === undefined) return NULL;
  if (typeof value === 'string') return copyText(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return copyText(`{${value.map((item) => `"${item.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`);
}

/** A text as a field of a row. */
export function copyText(text: string): string {
  return PLAIN.test(text) ? text : remembered(fields, text, escaped);
}

/** A text as bytes, nothing escaped. */
export function byteText(text: string): string {
  return PLAIN.test(text) ? text : remembered(texts, text, bytesOf);
}

function remembered(cache: Map<string, string>, text: string, make: (text: string) => string): string {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const made = make(text);
  if (text.length > LONGEST_TEXT) return made;
  if (cache.size >= MOST_TEXTS) cache.clear();
  // A piece of a file's text would keep all of that text alive.
  cache.set(Buffer.from(text, 'utf16le').toString('utf16le'), made);
  return made;
}

function escaped(text: string): string {
  return bytesOf(text.replace(SPECIALS, (char) => ESCAPES[char] ?? char));
}

function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1');
}

const ROWS_A_PIECE = 500;
const DAY = 86_400;
const days = new Map<number, string>();

/** Epoch seconds as PostgreSQL reads them. */
export function copyInstant(epochSeconds: number | null | undefined): string | null {
  if (epochSeconds === null || epochSeconds === undefined) return null;
  const { date, rest } = dayText(epochSeconds);
  return `${date} ${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}+00`;
}

/** The day and the seconds into it. Days repeat over a file, so their text is made once. */
export function dayText(epochSeconds: number): { date: string; rest: number } {
  const day = Math.floor(epochSeconds / DAY);
  let date = days.get(day);
  if (date === undefined) {
    if (days.size > 5_000) days.clear();
    days.set(day, (date = new Date(day * DAY * 1000).toISOString().slice(0, 10)));
  }
  return { date, rest: epochSeconds - day * DAY };
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** @param target `table (columns)`: written by this domain's code, never from input. */
export async function copyInto(
  tx: postgres.TransactionSql,
  target: string,
  rows: readonly string[],
): Promise<void> {
  if (rows.length > 0) await copyBytes(tx, target, encodeRows(rows));
}

/** Rows as bytes, some at a time: what is joined into one string is copied once more. */
export function encodeRows(rows: readonly string[]): Buffer[] {
  const pieces: Buffer[] = [];
  for (let from = 0; from < rows.length; from += ROWS_A_PIECE) {
    pieces.push(Buffer.from(rows.slice(from, from + ROWS_A_PIECE).join(''), 'latin1'));
  }
  return pieces;
}

export async function copyBytes(
  tx: postgres.TransactionSql,
  target: string,
  pieces: readonly Buffer[],
): Promise<void> {
  if (pieces.length === 0) return;
  const stream = await tx.unsafe(`copy ${target} from stdin`).writable();
  const done = finished(stream);
  for (const piece of pieces) {
    if (!stream.write(piece))
      await Promise.race([done, new Promise((resolve) => stream.once('drain', resolve))]);
  }
  stream.end();
  await done;
}
