/**
 * How a mark's version is drawn: the county's own drawing where it loaded one, else the built-in. A picture uses one colour,
 * so the one-colour variant comes first.
 */
import { getDrawing, type Drawing } from './drawings.ts';
import type { Mark, MarkVariantRow } from './schema.ts';

const ORDER = ['mono', 'full', 'reversed'] as const;

/** Null when nobody has drawn it: a mark is never replaced by a picture of it. */
export function markRecordDrawing(
  mark: Pick<Mark, 'drawing'>,
  variants: readonly Pick<MarkVariantRow, 'variant' | 'viewBox' | 'paths'>[],
): Drawing | null {
  for (const variant of ORDER) {
    const own = variants.find((row) => row.variant === variant);
    if (own) return drawingOf(own);
  }
  return getDrawing(mark.drawing);
}

/** Several paths become one: in one colour they are painted together, even-odd inside each. */
export function drawingOf(variant: Pick<MarkVariantRow, 'viewBox' | 'paths'>): Drawing {
  const [, , width = 1, height = 1] = variant.viewBox.split(' ').map(Number);
  return {
    viewBox: variant.viewBox,
    aspect: width / height,
    path: variant.paths.map((p) => p.d).join(''),
  };
}
