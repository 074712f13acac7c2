/**
 * Formats for print, one row each. A code's side is at least a tenth of the distance it is scanned from; the raster is the
 * fall-back of the vector file.
 */
import type { Box, PosterFormat, QrPolicy } from './formats.ts';

const MM_PER_INCH = 25.4;

const row = (base: {
  id: string;
  nameZh: string;
  nameEn: string;
  mm: readonly [width: number, height: number];
  dpi: number;
  /** Where the printers' custom rounds otherwise. */
  px?: readonly [width: number, height: number];
  /** Distance text, marks and QR keep from the trimmed edge: top, right, bottom, left. */
  safeMm: readonly [number, number, number, number];
  keepOutMm?: readonly Box[];
  qr: QrPolicy;
  minQrMm: number | null;
}): PosterFormat => {
  const px = (mm: number): number => Math.round((mm / MM_PER_INCH) * base.dpi);
  const [widthMm, heightMm] = base.mm;
  const [top, right, bottom, left] = base.safeMm;
  return {
    id: base.id,
    version: 1,
    nameZh: base.nameZh,
    nameEn: base.nameEn,
    medium: 'print',
    widthPx: base.px?.[0] ?? px(widthMm),
    heightPx: base.px?.[1] ?? px(heightMm),
    print: { widthMm, heightMm, dpi: base.dpi, bleedMm: 3, minQrMm: base.minQrMm },
    safe: { top: px(top), right: px(right), bottom: px(bottom), left: px(left) },
    keepOut: (base.keepOutMm ?? []).map(([x, y, w, h]): Box => [px(x), px(y), px(w), px(h)]),
    crops: [],
    qr: base.qr,
    spokenCode: false,
    maxKb: 8000,
    previewKb: 400,
    quality: 90,
    platforms: ['print'],
  };
};

export const PRINT_FORMATS = {
  // The lowest 120 mm vanish in the base.
  rollup: row({
    id: 'rollup',
    nameZh: '易拉宝',
    nameEn: 'Roll-up banner',
    mm: [800, 2000],
    dpi: 100,
    safeMm: [60, 50, 140, 50],
    keepOutMm: [[0, 1880, 800, 120]],
    qr: 'campaign',
    minQrMm: 120,
  }),
  // An eyelet in each corner.
  'x-stand': row({
    id: 'x-stand',
    nameZh: 'X 展架',
    nameEn: 'X-stand banner',
    mm: [600, 1600],
    dpi: 100,
    safeMm: [50, 40, 60, 40],
    keepOutMm: [
      [0, 0, 40, 40],
      [560, 0, 40, 40],
      [0, 1560, 40, 40],
      [560, 1560, 40, 40],
    ],
    qr: 'campaign',
    minQrMm: 100,
  }),
  'table-a6': row({
    id: 'table-a6',
    nameZh: '桌牌',
    nameEn: 'Table card',
    mm: [105, 148],
    dpi: 300,
    safeMm: [8, 8, 8, 8],
    qr: 'personal',
    minQrMm: 30,
  }),
  'table-a5': row({
    id: 'table-a5',
    nameZh: '桌牌（大）',
    nameEn: 'Table card, large',
    mm: [148, 210],
    dpi: 300,
    safeMm: [10, 10, 10, 10],
    qr: 'personal',
    minQrMm: 30,
  }),
  // Both sides on one sheet, the upper one turned; the fold lies in the middle.
  'table-tent': row({
    id: 'table-tent',
    nameZh: '三角台卡',
    nameEn: 'Table tent',
    mm: [100, 200],
    dpi: 300,
    safeMm: [8, 8, 8, 8],
    keepOutMm: [[0, 96, 100, 8]],
    qr: 'personal',
    minQrMm: 30,
  }),
  'notice-a3': row({
    id: 'notice-a3',
    nameZh: '村务栏海报',
    nameEn: 'Village notice board',
    mm: [297, 420],
    dpi: 212,
    px: [2480, 3508],
    safeMm: [18, 18, 18, 18],
    qr: 'campaign',
    minQrMm: 45,
  }),
  // Seen from both sides.
  flag: row({
    id: 'flag',
    nameZh: '吊旗',
    nameEn: 'Hanging flag',
    mm: [376, 265],
    dpi: 150,
    px: [2221, 1565],
    safeMm: [20, 18, 18, 18],
    qr: 'none',
    minQrMm: null,
  }),
  'booth-sign': row({
    id: 'booth-sign',
    nameZh: '摊位牌',
    nameEn: 'Booth sign',
    mm: [900, 600],
    dpi: 100,
    safeMm: [45, 45, 45, 45],
    qr: 'personal',
    minQrMm: 90,
  }),
  sticker: row({
    id: 'sticker',
    nameZh: '包装贴／溯源贴',
    nameEn: 'Package sticker',
    mm: [90, 54],
    dpi: 300,
    safeMm: [4, 4, 4, 4],
    qr: 'personal',
    minQrMm: 18,
  }),
};
