/** COPY in PostgreSQL's text format, both ways: the fastest road for millions of rows, in bounded memory. */
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** A field of a row, or null for `\N`. */
export type Field = string | null;

/**
 * Chunks of a `copy … to stdout`. postgres.js pauses its socket when the stream is full and resumes it when the stream is
 * read; when the end arrives while it is paused, nobody reads again, and the next query on that connection would wait for
 * ever. So the socket is resumed at the end.
 */
export async function* chunksOf(stream: Readable): AsyncGenerator<Buffer, undefined> {
  for await (const chunk of stream) yield chunk as Buffer;
  stream._read(0);
}

/** Reads rows of `copy (…) to stdout`. `peek` and `next` are synchronous while rows are buffered; `fill` gets more. */
export class CopyReader {
  readonly #chunks: AsyncIterator<Buffer, undefined>;
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';
  #lines: string[] = [];
  #at = 0;
  #done = false;

  constructor(stream: Readable) {
    this.#chunks = chunksOf(stream);
  }

  /** The next row without taking it; undefined when the buffer is empty. */
  peek(): string | undefined {
    return this.#lines[this.#at];
  }

  take(): void {
    this.#at += 1;
  }

  /** Buffers at least one more row. False at the end. */
  async fill(): Promise<boolean> {
    while (this.#at >= this.#lines.length) {
      if (this.#done) return false;
      const { value, done } = await this.#chunks.next();
      if (done === true) {
        this.#done = true;
        return false;
      }
      const text = this.#rest + this.#decoder.write(value);
      const lines = text.split('\n');
      this.#rest = lines.pop() ?? '';
      this.#lines = lines;
      this.#at = 0;
    }
    return true;
  }
}

export function fieldsOf(line: string): Field[] {
  const fields: Field[] = line.split('\t');
  if (!line.includes('\\')) return fields;
  return fields.map((field) => (field === '\\N' || field === null ? null : unescape(field)));
}

function unescape(field: string): string {
  if (!field.includes('\\')) return field;
  return field.replace(/\\(.)/gs, (_, letter: string) => {
    if (letter === 't') return '\t';
    if (letter === 'n') return '\n';
    if (letter === 'r') return '\r';
    if (letter === 'b') return '\b';
    if (letter === 'f') return '\f';
    if (letter === 'v') return '\v';
    return letter;
  });
}

/** One field as COPY reads it. */
export function copyField(value: string | number | boolean | null): string {
  if (value === null) return '\\N';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number') return String(value);
  return /[\\\t\n\r]/.test(value)
    ? value.replace(
        /[\\\t\n\r]/g,
        (letter) => `\\${letter === '\t' ? 't' : letter === '\n' ? 'n' : letter === '\r' ? 'r' : letter}`,
      )
    : value;
}

/** Writes prepared lines to a `copy … from stdin` and waits until the server has taken them. */
export async function writeAll(
  stream: Writable,
  chunks: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const finished = new Promise<void>((resolve, reject) => {
    stream.once('error', reject);
    stream.once('finish', resolve);
  });
  // A refused COPY rejects `finished`; the wait for `drain` must not hang then.
  for await (const chunk of chunks) {
    if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), finished]);
  }
  stream.end();
  await finished;
}
