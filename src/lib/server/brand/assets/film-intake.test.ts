import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { takeFilm, type FilmIntake } from './film-intake.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deep-alley-film-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function box(type: string, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

function movieHead(scale: number, length: number): Buffer {
  const body = Buffer.alloc(100);
  body.writeUInt32BE(scale, 12);
  body.writeUInt32BE(length, 16);
  return box('mvhd', body);
}

function track(handler: string, width = 0, height = 0, turned = false): Buffer {
  const head = Buffer.alloc(84);
  head.writeInt32BE(turned ? 0 : 0x10000, 40);
  head.writeInt32BE(turned ? 0x10000 : 0, 44);
  head.writeUInt32BE(width * 65_536, 76);
  head.writeUInt32BE(height * 65_536, 80);
  const kind = Buffer.alloc(24);
  kind.write(handler, 8, 'latin1');
  return box('trak', box('tkhd', head), box('mdia', box('hdlr', kind)));
}

async function take(bytes: Buffer): Promise<{ result: FilmIntake; after: Buffer }> {
  const path = join(folder, 'film.mp4');
  await writeFile(path, bytes);
  const file = await open(path, 'r+');
  const result = await takeFilm(file, bytes.length);
  await file.close();
  return { result, after: await readFile(path) };
}

const FILM = [
  box('ftyp', Buffer.from('isom')),
  box(
    'moov',
    movieHead(600, 9_000),
    track('vide', 1920, 1080, true),
    track('soun'),
    box('udta', box('\u00a9xyz', Buffer.from('+19.2247+109.4510/'))),
    box('meta', Buffer.from('com.apple.quicktime.location.ISO6709 +19.2+109.4/')),
  ),
  box('mdat', Buffer.from('samples')),
];

it('a film says its length and upright size, and loses place and device without a sample moving', async () => {
  const bytes = Buffer.concat(FILM);
  const { result, after } = await take(bytes);
  expect(result).toEqual({ ok: true, film: { durationMs: 15_000, widthPx: 1080, heightPx: 1920 } });
  expect(after.length).toBe(bytes.length);
  expect(after.indexOf('samples')).toBe(bytes.indexOf('samples'));
  for (const told of ['+19', 'ISO6709', 'udta']) expect(after.includes(told)).toBe(false);
});

it.each([
  ['cut off', Buffer.concat(FILM).subarray(0, 120), 'film_incomplete'],
  ['without samples', Buffer.concat(FILM.slice(0, 2)), 'film_incomplete'],
  [
    'with a track that is neither seen nor heard',
    Buffer.concat([
      FILM[0] ?? box('x'),
      box('moov', movieHead(1, 1), track('vide', 640, 480), track('meta')),
      box('mdat'),
    ]),
    'film_tracks_places',
  ],
  [
    'that is only heard',
    Buffer.concat([FILM[0] ?? box('x'), box('moov', movieHead(1, 1), track('soun')), box('mdat')]),
    'film_no_picture',
  ],
])('a film %s is refused', async (_, bytes, code) => {
  expect((await take(bytes)).result).toEqual({ ok: false, failure: { code } });
});

it('boxes that claim to be larger than the file, or endlessly small, end the reading', async () => {
  const lying = box('moov', Buffer.alloc(4));
  lying.writeUInt32BE(0xffffffff, 0);
  expect((await take(lying)).result.ok).toBe(false);
  const tiny = Buffer.alloc(400_000);
  for (let at = 0; at < tiny.length; at += 8) tiny.writeUInt32BE(8, at);
  expect((await take(tiny)).result.ok).toBe(false);
  expect((await take(Buffer.alloc(4_096))).result.ok).toBe(false);
});
