/**
 * One line of the click journal: `<crc32, 8 hex digits> <JSON>\n`. The checksum tells a whole line from one that was torn
 * by a full disk or a power cut; a line that does not match is counted and passed over, never guessed at.
 */
import { crc32 } from 'node:zlib';

/** hit: a short link was opened. seen: the landing page was shown (its beacon). leave: somebody left for a shop. */
export type RecordKind = 'hit' | 'seen' | 'leave';

export interface JournalRecord {
  kind: RecordKind;
  /** The code that led here; null for a landing page opened without one. */
  code: string | null;
  /** Milliseconds since 1970, the clock of the web process. */
  at: number;
  /** The raw first-party id; the loader keeps only its hash. */
  visitor: string;
  /** Salted with the day: equal only within one day. */
  addressHash: string;
  /** The same of the /24 or /48. */
  networkHash: string;
  userAgent: string;
  /** HEAD or a declared prefetch. */
  ahead: boolean;
  /** See bots.ts. */
  own: string | null;
  /** County slug and offer, for `leave`; slug and campaign code, for `seen` without a code. */
  place: string | null;
}

const USER_AGENT_MAX = 300;

export function encodeRecord(record: JournalRecord): string {
  const json = JSON.stringify([
    record.kind,
    record.code,
    record.at,
    record.visitor,
    record.addressHash,
    record.networkHash,
    record.userAgent.length > USER_AGENT_MAX ? record.userAgent.slice(0, USER_AGENT_MAX) : record.userAgent,
    record.ahead ? 1 : 0,
    record.own,
    record.place,
  ]);
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
}

/** The record of one line without its line end, or null when the line is damaged. */
export function decodeRecord(line: string): JournalRecord | null {
  if (line.length < 10 || line.charAt(8) !== ' ') return null;
  const json = line.slice(9);
  if (Number.parseInt(line.slice(0, 8), 16) !== crc32(json)) return null;
  const fields: unknown = JSON.parse(json);
  if (!Array.isArray(fields) || fields.length < 10) return null;
  const [kind, code, at, visitor, addressHash, networkHash, userAgent, ahead, own, place] =
    fields as unknown[];
  if (kind !== 'hit' && kind !== 'seen' && kind !== 'leave') return null;
  if (typeof at !== 'number' || typeof visitor !== 'string') return null;
  return {
    kind,
    code: text(code),
    at,
    visitor,
    addressHash: text(addressHash) ?? '',
    networkHash: text(networkHash) ?? '',
    userAgent: text(userAgent) ?? '',
    ahead: ahead === 1,
    own: text(own),
    place: text(place),
  };
}

export interface JournalLine {
  /** Byte offset of the line's first byte in its file: with the file's name, the click's identity. */
  offset: number;
  /** Null when the line is damaged. */
  record: JournalRecord | null;
}

/**
 * The complete lines in `bytes`, which begin at byte `start` of the file, and the offset after the last of them. What
 * follows the last line end is left for later: it may still be being written.
 */
export function linesIn(bytes: Uint8Array, start: number): { lines: JournalLine[]; end: number } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lines: JournalLine[] = [];
  let from = 0;
  for (;;) {
    const newline = buffer.indexOf(10, from);
    if (newline === -1) return { lines, end: start + from };
    if (newline > from)
      lines.push({ offset: start + from, record: decodeRecord(buffer.toString('utf8', from, newline)) });
    from = newline + 1;
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
