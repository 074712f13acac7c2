/**
 * What a file is, by its first bytes and never by its name. A strict list: what is not on it is refused by its own name,
 * with the way out.
 */
export type TakenKind = 'jpeg' | 'png' | 'webp' | 'mp4' | 'quicktime';

/** Known, and not taken. */
export type RefusedKind =
  | 'heic'
  | 'avif'
  | 'gif'
  | 'svg'
  | 'pdf'
  | 'tiff'
  | 'bmp'
  | 'icon'
  | 'psd'
  | 'webm'
  | 'avi'
  | 'html'
  | 'zip'
  | 'program'
  | 'unknown';

export type FileKind = { taken: true; kind: TakenKind } | { taken: false; kind: RefusedKind };

/** Bytes `fileKind` wants to see. */
export const HEAD_BYTES = 512;

const SIGNATURES: readonly (readonly [
  kind: TakenKind | RefusedKind,
  offset: number,
  bytes: readonly number[],
])[] = [
  ['jpeg', 0, [0xff, 0xd8, 0xff]],
  ['png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['gif', 0, ascii('GIF8')],
  ['pdf', 0, ascii('%PDF-')],
  ['tiff', 0, [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', 0, [0x49, 0x49, 0x2b, 0x00]],
  ['tiff', 0, [0x4d, 0x4d, 0x00, 0x2a]],
  ['psd', 0, ascii('8BPS')],
  ['webm', 0, [0x1a, 0x45, 0xdf, 0xa3]],
  ['zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['icon', 0, [0x00, 0x00, 0x01, 0x00]],
  ['bmp', 0, ascii('BM')],
  ['program', 0, ascii('MZ')],
  ['program', 0, [0x7f, 0x45, 0x4c, 0x46]],
];

/** ISO base media brands: the same container holds films and pictures. */
const BRANDS: Readonly<Record<string, TakenKind | RefusedKind>> = {
  heic: 'heic',
  heix: 'heic',
  hevc: 'heic',
  hevx: 'heic',
  heim: 'heic',
  heis: 'heic',
  mif1: 'heic',
  msf1: 'heic',
  avif: 'avif',
  avis: 'avif',
  'qt  ': 'quicktime',
  isom: 'mp4',
  iso2: 'mp4',
  iso4: 'mp4',
  iso5: 'mp4',
  iso6: 'mp4',
  mp41: 'mp4',
  mp42: 'mp4',
  avc1: 'mp4',
  'M4V ': 'mp4',
  MSNV: 'mp4',
};

/** @param head the first bytes of the file, `HEAD_BYTES` or the whole of a shorter one. */
export function fileKind(head: Uint8Array): FileKind {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, HEAD_BYTES));
  for (const [kind, offset, signature] of SIGNATURES)
    if (signature.every((b, i) => bytes[offset + i] === b)) return named(kind);
  const word = (at: number): string => bytes.toString('latin1', at, at + 4);
  if (word(0) === 'RIFF' && word(8) === 'WEBP') return named('webp');
  if (word(0) === 'RIFF' && word(8) === 'AVI ') return named('avi');
  if (word(4) === 'ftyp') return named(BRANDS[word(8)] ?? 'unknown');
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/u, '')
    .trimStart()
    .toLowerCase();
  if (/^<svg[\s>]|<svg[\s>]/u.test(text)) return named('svg');
  if (/^<!doctype html|^<html|^<script/u.test(text)) return named('html');
  return named('unknown');
}

const TAKEN: readonly string[] = ['jpeg', 'png', 'webp', 'mp4', 'quicktime'];

function named(kind: TakenKind | RefusedKind): FileKind {
  return TAKEN.includes(kind)
    ? { taken: true, kind: kind as TakenKind }
    : { taken: false, kind: kind as RefusedKind };
}

function ascii(text: string): number[] {
  return [...Buffer.from(text, 'latin1')];
}
