/** Geometry of a printed sheet in points: trim, bleed, and room for crop marks outside. */
import type { PosterFormat } from '../formats.ts';
import { num } from './pdf-file.ts';

const POINTS_PER_MM = 72 / 25.4;
/** Crop marks stand this far outside the bleed, in mm, and are this long. */
const MARK_LENGTH_MM = 5;

export interface Sheet {
  widthMm: number;
  heightMm: number;
  bleedMm: number;
  /** From the edge of the medium to the trimmed edge. */
  marginMm: number;
  marks: boolean;
}

/** The sheet of a print format; with `cropMarks` the medium is larger by their length. Throws for a screen format. */
export function sheetOf(format: PosterFormat, cropMarks: boolean): Sheet {
  if (!format.print) throw new Error(`${format.id} is not a print format`);
  const { widthMm, heightMm, bleedMm } = format.print;
  return {
    widthMm,
    heightMm,
    bleedMm,
    marginMm: bleedMm + (cropMarks ? MARK_LENGTH_MM + 1 : 0),
    marks: cropMarks,
  };
}

export function points(mm: number): number {
  return mm * POINTS_PER_MM;
}

/** MediaBox, BleedBox and TrimBox entries of the page. */
export function pageBoxes(s: Sheet): string {
  const box = (insetMm: number): string =>
    `[${[insetMm, insetMm, s.widthMm + 2 * s.marginMm - insetMm, s.heightMm + 2 * s.marginMm - insetMm]
      .map((v) => num(points(v)))
      .join(' ')}]`;
  const bleed = box(s.marginMm - s.bleedMm);
  return `/MediaBox ${box(0)} /CropBox ${box(0)} /BleedBox ${bleed} /TrimBox ${box(s.marginMm)} /ArtBox ${box(s.marginMm)}`;
}

/** From the pixels of a scene (origin at the trimmed page's top left) to points. */
export function pixelsToPoints(s: Sheet, widthPx: number, heightPx: number): string {
  const x = points(s.widthMm) / widthPx;
  const y = points(s.heightMm) / heightPx;
  return `${[x, 0, 0, -y, points(s.marginMm), points(s.marginMm + s.heightMm)].map(num6).join(' ')} cm`;
}

/** Hairlines in the four corners where the guillotine cuts, and ticks where the sheet is folded. */
export function cropMarks(s: Sheet, foldsMm: readonly number[] = []): string[] {
  if (!s.marks) return [];
  const m = s.marginMm;
  const start = m - s.bleedMm - 1;
  const end = start - MARK_LENGTH_MM + 1;
  const right = m + s.widthMm;
  const top = m + s.heightMm;
  const far = { x: right + s.bleedMm + 1, y: top + s.bleedMm + 1 };
  const stroke = (x1: number, y1: number, x2: number, y2: number): string =>
    `${[x1, y1].map((v) => num(points(v))).join(' ')} m ${[x2, y2].map((v) => num(points(v))).join(' ')} l`;
  const length = start - end;
  const lines = [
    ...[m, right].flatMap((x) => [stroke(x, end, x, start), stroke(x, far.y, x, far.y + length)]),
    ...[m, top].flatMap((y) => [stroke(end, y, start, y), stroke(far.x, y, far.x + length, y)]),
  ];
  const folds = foldsMm.flatMap((fromTop) => {
    const y = top - fromTop;
    return [stroke(end, y, start, y), stroke(far.x, y, far.x + length, y)];
  });
  return [
    'q 0 G 0.25 w [] 0 d',
    ...lines,
    'S',
    ...(folds.length > 0 ? ['[3 2] 0 d', ...folds, 'S'] : []),
    'Q',
  ];
}

function num6(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}
