/**
 * Formats as data. Platforms change their measures: a change is a new version of a row, and old posters keep theirs.
 */
export type Box = readonly [x: number, y: number, width: number, height: number];

export type QrPolicy = 'personal' | 'none';

export interface PosterFormat {
  id: string;
  version: number;
  nameZh: string;
  nameEn: string;
  widthPx: number;
  heightPx: number;
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
  /** JPEG quality, 4:2:0. */
  quality: number;
  platforms: readonly string[];
}

export const FORMAT_IDS = ['moments', 'square', 'oa-cover', 'xhs'] as const;
export type FormatId = (typeof FORMAT_IDS)[number];

export const FORMATS: Record<FormatId, PosterFormat> = {
  moments: {
    id: 'moments',
    version: 1,
    nameZh: '朋友圈海报',
    nameEn: 'Moments poster',
    widthPx: 1080,
    heightPx: 1920,
    safe: { top: 96, right: 64, bottom: 128, left: 64 },
    keepOut: [],
    crops: [],
    qr: 'personal',
    spokenCode: false,
    maxKb: 800,
    quality: 85,
    platforms: ['wechat'],
  },
  square: {
    id: 'square',
    version: 1,
    nameZh: '方图',
    nameEn: 'Square',
    widthPx: 1080,
    heightPx: 1080,
    safe: { top: 64, right: 64, bottom: 64, left: 64 },
    keepOut: [],
    crops: [],
    qr: 'personal',
    spokenCode: false,
    maxKb: 500,
    quality: 85,
    platforms: ['wechat'],
  },
  'oa-cover': {
    id: 'oa-cover',
    version: 1,
    nameZh: '公众号首图',
    nameEn: 'Official account cover',
    widthPx: 900,
    heightPx: 383,
    safe: { top: 24, right: 24, bottom: 24, left: 24 },
    keepOut: [],
    crops: [[258, 0, 383, 383]],
    qr: 'none',
    spokenCode: false,
    maxKb: 150,
    quality: 88,
    platforms: ['wechat'],
  },
  xhs: {
    id: 'xhs',
    version: 1,
    nameZh: '小红书图',
    nameEn: 'Xiaohongshu picture',
    widthPx: 1080,
    heightPx: 1440,
    safe: { top: 64, right: 64, bottom: 64, left: 64 },
    keepOut: [[0, 1296, 1080, 144]],
    crops: [],
    qr: 'none',
    spokenCode: true,
    maxKb: 700,
    quality: 85,
    platforms: ['xiaohongshu'],
  },
};

export function isFormatId(value: string): value is FormatId {
  return (FORMAT_IDS as readonly string[]).includes(value);
}

/** One hundredth of the short side, in px. */
export function unit(format: PosterFormat): number {
  return Math.min(format.widthPx, format.heightPx) / 100;
}
