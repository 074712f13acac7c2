/**
 * Formats as data. Platforms change their measures: a change is a new version of a row, and old posters keep theirs.
 */
import { PRINT_FORMATS } from './formats-print.ts';
import { SCREEN_FORMATS } from './formats-screen.ts';

export type Box = readonly [x: number, y: number, width: number, height: number];

/**
 * Whose code a format carries: the merchant's, the campaign's, the merchant's while the broadcast is on WeChat, or none
 * because the platform forbids it or nobody could scan it.
 */
export type QrPolicy = 'personal' | 'campaign' | 'wechat-only' | 'none';

export interface PosterFormat {
  id: string;
  version: number;
  nameZh: string;
  nameEn: string;
  medium: 'screen' | 'print';
  /** The page, for print the trimmed sheet in its raster fall-back. */
  widthPx: number;
  heightPx: number;
  /** Print only: the trimmed sheet, the raster's resolution and what grounds run over the edge. */
  print: { widthMm: number; heightMm: number; dpi: number; bleedMm: number; minQrMm: number | null } | null;
  /** Distance text, marks and QR keep from the edge. */
  safe: { top: number; right: number; bottom: number; left: number };
  /** Rectangles that stay free of text, marks and QR. */
  keepOut: readonly Box[];
  /** Crops the platform makes; title and mark must lie inside each. */
  crops: readonly Box[];
  qr: QrPolicy;
  /** A spoken code takes the place of the QR where the platform forbids it. */
  spokenCode: boolean;
  /** Our own limit for the JPEG a phone downloads. */
  maxKb: number;
  /** Limit of the lighter picture a page shows first. */
  previewKb: number;
  /** JPEG quality, 4:2:0. */
  quality: number;
  platforms: readonly string[];
}

export const FORMATS = { ...SCREEN_FORMATS, ...PRINT_FORMATS } satisfies Record<string, PosterFormat>;
export type FormatId = keyof typeof FORMATS;
export const FORMAT_IDS = Object.keys(FORMATS) as FormatId[];

export function isFormatId(value: string): value is FormatId {
  return Object.hasOwn(FORMATS, value);
}

export function formatOf(id: FormatId): PosterFormat {
  return FORMATS[id];
}

/** One hundredth of the short side, in px. */
export function unit(format: PosterFormat): number {
  return Math.min(format.widthPx, format.heightPx) / 100;
}

/** Whether a poster of this format says whose it is: with that person's own code, or with what to say in the shop. */
export function isPersonal(format: PosterFormat): boolean {
  return format.qr === 'personal' || format.qr === 'wechat-only' || format.spokenCode;
}

/** Whether a code picture may stand on this format at all. */
export function mayCarryQr(format: PosterFormat): boolean {
  return format.qr !== 'none';
}
