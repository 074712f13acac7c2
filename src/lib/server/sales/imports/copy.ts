import { finished } from 'node:stream/promises';
import type postgres from 'postgres';

/** Rows for `COPY … FROM STDIN` in its text format, and the writing of them. */
export type CopyValue = string | number | boolean | null | undefined | readonly string[];

const SPECIAL = /[\\\t\n\r\0]/;
const SPECIALS = /[\\\t\n\r\0]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '' };

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
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escapeField(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return escapeField(`{${value.map((item) => `"${item.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`);
}

export function escapeField(text: string): string {
  return SPECIAL.test(text) ? text.replace(SPECIALS, (char) => ESCAPES[char] ?? char) : text;
}

const ROWS_A_PIECE = 500;
const DAY = 86_400;
const days = new Map<number, string>();

/** Epoch seconds as PostgreSQL reads them. Days repeat over a file, so their text is made once. */
export function copyInstant(epochSeconds: number | null | undefined): string | null {
  if (epochSeconds === null || epochSeconds === undefined) return null;
  const day = Math.floor(epochSeconds / DAY);
  let date = days.get(day);
  if (date === undefined) {
    if (days.size > 5_000) days.clear();
    days.set(day, (date = new Date(day * DAY * 1000).toISOString().slice(0, 10)));
  }
  const rest = epochSeconds - day * DAY;
  return `${date} ${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}+00`;
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
    pieces.push(Buffer.from(rows.slice(from, from + ROWS_A_PIECE).join('')));
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
