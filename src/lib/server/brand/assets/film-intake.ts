/**
 * A film is kept as it came, but for what it says about itself: boxes that hold titles, devices and places are made
 * `free` and emptied in place, so no sample moves and nothing is encoded again. Only the container is read; whether a
 * phone can play the codec is not known here.
 */
import type { FileHandle } from 'node:fs/promises';
import type { IntakeFailure } from './refusals.ts';

export const MOST_FILM_BYTES = 200 * 1024 * 1024;

export interface TakenFilm {
  durationMs: number | null;
  widthPx: number | null;
  heightPx: number | null;
}

export type FilmIntake = { ok: true; film: TakenFilm } | { ok: false; failure: IntakeFailure };

interface BoxAt {
  type: string;
  /** Of the whole box. */
  start: number;
  body: number;
  end: number;
}

/** Boxes of boxes that are looked into. */
const CONTAINERS = new Set(['moov', 'trak', 'mdia', 'moof', 'traf']);
/** Say who, where, with what. */
const TELLING = new Set(['udta', 'meta', 'uuid', 'xml ', 'bxml', 'ilst', 'keys']);
/** Handlers of tracks that are seen or heard. Any other may hold the place second by second: drones write it as subtitles. */
const PLAYED = new Set(['vide', 'soun', 'tmcd', 'clcp']);
const MOST_BOXES = 20_000;

/** Cleans the film in the file and says what is known of it. @param file opened for reading and writing. */
export async function takeFilm(file: FileHandle, sizeBytes: number): Promise<FilmIntake> {
  const found: BoxAt[] = [];
  if (!(await walk(file, 0, sizeBytes, found, 0))) return fail({ code: 'film_incomplete' });
  const moov = found.find((b) => b.type === 'moov');
  if (!moov || !found.some((b) => b.type === 'mdat')) return fail({ code: 'film_incomplete' });
  const film: TakenFilm = { durationMs: await duration(file, found), widthPx: null, heightPx: null };
  let pictures = 0;
  for (const track of found.filter((b) => b.type === 'trak')) {
    const inside = found.filter((b) => b.start > track.start && b.end <= track.end);
    const handler = inside.find((b) => b.type === 'hdlr');
    const kind = handler ? await word(file, handler.body + 8) : '';
    if (!PLAYED.has(kind)) return fail({ code: 'film_tracks_places' });
    if (kind !== 'vide') continue;
    pictures += 1;
    const head = inside.find((b) => b.type === 'tkhd');
    const size = head ? await trackSize(file, head) : null;
    if (size && film.widthPx === null) Object.assign(film, size);
  }
  if (pictures === 0) return fail({ code: 'film_no_picture' });
  for (const box of found.filter((b) => TELLING.has(b.type))) await empty(file, box);
  return { ok: true, film };
}

/** False when a box reaches beyond its parent, or there are absurdly many. */
async function walk(
  file: FileHandle,
  from: number,
  to: number,
  found: BoxAt[],
  depth: number,
): Promise<boolean> {
  let at = from;
  while (at + 8 <= to) {
    if (found.length > MOST_BOXES || depth > 8) return false;
    const head = Buffer.alloc(16);
    const { bytesRead } = await file.read(head, 0, 16, at);
    if (bytesRead < 8) return false;
    let size = head.readUInt32BE(0);
    let body = at + 8;
    const type = head.toString('latin1', 4, 8);
    if (size === 1) {
      const large = head.readBigUInt64BE(8);
      if (large > BigInt(Number.MAX_SAFE_INTEGER)) return false;
      size = Number(large);
      body = at + 16;
    } else if (size === 0) size = to - at;
    const end = at + size;
    if (size < body - at || end > to) return false;
    found.push({ type, start: at, body, end });
    if (CONTAINERS.has(type) && !(await walk(file, body, end, found, depth + 1))) return false;
    at = end;
  }
  return true;
}

async function duration(file: FileHandle, found: readonly BoxAt[]): Promise<number | null> {
  const head = found.find((b) => b.type === 'mvhd');
  if (!head || head.end - head.body < 32) return null;
  const bytes = await read(file, head.body, 32);
  const long = bytes[0] === 1;
  const scale = bytes.readUInt32BE(long ? 20 : 12);
  const length = long ? Number(bytes.readBigUInt64BE(24)) : bytes.readUInt32BE(16);
  const ms = scale === 0 ? Number.NaN : Math.round((length / scale) * 1000);
  return Number.isSafeInteger(ms) && ms > 0 && ms < 86_400_000 ? ms : null;
}

/** Upright width and height: a quarter turn in the matrix swaps them. */
async function trackSize(
  file: FileHandle,
  head: BoxAt,
): Promise<{ widthPx: number; heightPx: number } | null> {
  const long = (await read(file, head.body, 1))[0] === 1;
  const at = head.body + (long ? 52 : 40);
  if (at + 44 > head.end) return null;
  const bytes = await read(file, at, 44);
  const turned = bytes.readInt32BE(0) === 0 && bytes.readInt32BE(4) !== 0;
  const width = Math.round(bytes.readUInt32BE(36) / 65_536);
  const height = Math.round(bytes.readUInt32BE(40) / 65_536);
  if (width < 16 || height < 16) return null;
  return turned ? { widthPx: height, heightPx: width } : { widthPx: width, heightPx: height };
}

async function empty(file: FileHandle, box: BoxAt): Promise<void> {
  await file.write(Buffer.from('free', 'latin1'), 0, 4, box.start + 4);
  const zeros = Buffer.alloc(Math.min(64 * 1024, box.end - box.body));
  for (let at = box.body; at < box.end; at += zeros.length)
    await file.write(zeros, 0, Math.min(zeros.length, box.end - at), at);
}

async function word(file: FileHandle, at: number): Promise<string> {
  return (await read(file, at, 4)).toString('latin1');
}

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  await file.read(bytes, 0, length, at);
  return bytes;
}

function fail(failure: IntakeFailure): { ok: false; failure: IntakeFailure } {
  return { ok: false, failure };
}
