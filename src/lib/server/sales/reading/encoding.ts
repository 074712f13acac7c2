import { isUtf8 } from 'node:buffer';
import { open, type FileHandle } from 'node:fs/promises';
import { FileError } from './file-error.ts';
import { LIMITS } from './record.ts';

/**
 * Which characters a file's bytes are. Strict: an invalid byte refuses the file, no character is dropped or replaced.
 * Files are read in pieces that end with a line, so a piece decodes on its own and a checkpoint is a byte offset.
 */
export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface TextPiece {
  text: string;
  /** Byte offset in the file just behind this piece. */
  end: number;
}

/** A few hundred rows: what is read young dies young. */
const PIECE_BYTES = 128 * 1024;
/** A record of 256 KiB characters is at most this long in any of the encodings. */
const LONGEST_RECORD_BYTES = LIMITS.recordChars * 4;

/** Reads the whole file once and names its encoding. @throws FileError `encoding_invalid`, `row_too_long` */
export async function decideEncoding(path: string): Promise<Encoding> {
  const handle = await open(path, 'r');
  try {
    const head = Buffer.alloc(3);
    const { bytesRead } = await handle.read(head, 0, 3, 0);
    const marked = bytesRead >= 2 ? encodingOfMark(head.subarray(0, bytesRead)) : null;
    if (marked !== null) {
      await checkStrictly(handle, marked);
      return marked;
    }
    if (await isUtf8Throughout(handle)) return 'utf-8';
    await checkStrictly(handle, 'gb18030');
    return 'gb18030';
  } finally {
    await handle.close();
  }
}

/** The text from byte `from` on, in pieces that end with a line (the last one excepted). */
export async function* readTextPieces(path: string, encoding: Encoding, from = 0): AsyncGenerator<TextPiece> {
  const handle = await open(path, 'r');
  try {
    const decoder = decoderOf(encoding);
    let line = 1;
    for await (const piece of readBytePieces(handle, encoding, Math.max(from, markLength(encoding)))) {
      let text: string;
      try {
        text = decoder.decode(piece.bytes);
      } catch {
        throw invalidByte(decoder, piece.bytes, encoding, line);
      }
      line = NaN; // lines are counted by the parser; an invalid byte was already found by the first pass
      yield { text, end: piece.end };
    }
  } finally {
    await handle.close();
  }
}

function encodingOfMark(head: Buffer): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8-bom';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}

function markLength(encoding: Encoding): number {
  if (encoding === 'utf-8-bom') return 3;
  return encoding === 'utf-16le' || encoding === 'utf-16be' ? 2 : 0;
}

function decoderOf(encoding: Encoding): TextDecoder {
  return new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding, { fatal: true, ignoreBOM: true });
}

async function isUtf8Throughout(handle: FileHandle): Promise<boolean> {
  for await (const piece of readBytePieces(handle, 'utf-8', 0)) {
    if (!isUtf8(piece.bytes)) return false;
  }
  return true;
}

async function checkStrictly(handle: FileHandle, encoding: Encoding): Promise<void> {
  const decoder = decoderOf(encoding);
  const utf8 = encoding === 'utf-8-bom';
  let line = 1;
  for await (const piece of readBytePieces(handle, encoding, markLength(encoding))) {
    if (utf8 ? !isUtf8(piece.bytes) : !decodes(decoder, piece.bytes)) {
      throw invalidByte(decoder, piece.bytes, encoding, line);
    }
    line += countLines(piece.bytes);
  }
}

function decodes(decoder: TextDecoder, bytes: Uint8Array): boolean {
  try {
    decoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Names the line of the first byte that cannot be decoded. */
function invalidByte(decoder: TextDecoder, bytes: Buffer, encoding: Encoding, firstLine: number): FileError {
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  if (wide) return new FileError('encoding_invalid', { line: firstLine });
  let line = firstLine;
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline + 1;
    if (!decodes(decoder, bytes.subarray(start, end))) break;
    line += 1;
    start = end;
  }
  return new FileError('encoding_invalid', { line });
}

async function* readBytePieces(
  handle: FileHandle,
  encoding: Encoding,
  from: number,
): AsyncGenerator<{ bytes: Buffer; end: number }> {
  let position = from;
  let rest: Buffer = Buffer.alloc(0);
  for (;;) {
    const buffer = Buffer.allocUnsafe(PIECE_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, PIECE_BYTES, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    const read = buffer.subarray(0, bytesRead);
    const bytes = rest.length === 0 ? read : Buffer.concat([rest, read]);
    const cut = endOfLastLine(bytes, encoding);
    if (cut === 0) {
      // A record may hold quoted newlines, so a line this long is longer than any record.
      if (bytes.length > LONGEST_RECORD_BYTES + PIECE_BYTES) throw new FileError('row_too_long');
      rest = bytes;
      continue;
    }
    yield { bytes: bytes.subarray(0, cut), end: position - (bytes.length - cut) };
    rest = Buffer.from(bytes.subarray(cut));
  }
  if (rest.length > 0) yield { bytes: rest, end: position };
}

/** A newline byte is never a part of another character in UTF-8 and GB18030; UTF-16 has its own shape. */
function endOfLastLine(bytes: Buffer, encoding: Encoding): number {
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return bytes.lastIndexOf(0x0a) + 1;
  const low = encoding === 'utf-16le' ? 0 : 1;
  for (let i = bytes.length - (bytes.length % 2) - 2; i >= 0; i -= 2) {
    if (bytes[i + low] === 0x0a && bytes[i + 1 - low] === 0) return i + 2;
  }
  return 0;
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) count += 1;
  return count;
}
