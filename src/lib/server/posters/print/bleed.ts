/**
 * Grounds run over the trimmed edge: a flat one is drawn longer, a picture or a weave is mirrored at the edge, so that what
 * lies inside the trim is the same to the dot as on screen.
 */
import type { Box, PosterFormat } from '../formats.ts';
import type { Matrix } from './svg-nodes.ts';

/** The trimmed page and its bleed in pixels of the scene. */
export interface Edges {
  widthPx: number;
  heightPx: number;
  x: number;
  y: number;
}

/** How near to the edge counts as standing on it, px. */
const NEAR = 0.75;

export function edgesOf(format: PosterFormat): Edges {
  const print = format.print;
  if (!print) throw new Error(`${format.id} is not a print format`);
  return {
    widthPx: format.widthPx,
    heightPx: format.heightPx,
    x: (print.bleedMm / print.widthMm) * format.widthPx,
    y: (print.bleedMm / print.heightMm) * format.heightPx,
  };
}

/** A flat box with every side that stands on the trimmed edge moved out to the bleed. */
export function extended(box: Box, edges: Edges): Box {
  const on = sides(box, edges);
  const left = on.left ? -edges.x : box[0];
  const top = on.top ? -edges.y : box[1];
  const right = on.right ? edges.widthPx + edges.x : box[0] + box[2];
  const bottom = on.bottom ? edges.heightPx + edges.y : box[1] + box[3];
  return [left, top, right - left, bottom - top];
}

/** The reflections that fill the bleed beside a box; none for a box inside the page. */
export function mirrors(box: Box, edges: Edges): Matrix[] {
  const on = sides(box, edges);
  const across: Matrix[] = [
    ...(on.left ? [[-1, 0, 0, 1, 0, 0] as const] : []),
    ...(on.right ? [[-1, 0, 0, 1, 2 * edges.widthPx, 0] as const] : []),
  ];
  const down: Matrix[] = [
    ...(on.top ? [[1, 0, 0, -1, 0, 0] as const] : []),
    ...(on.bottom ? [[1, 0, 0, -1, 0, 2 * edges.heightPx] as const] : []),
  ];
  const corners = across.flatMap((a) => down.map((d): Matrix => [-1, 0, 0, -1, a[4], d[5]]));
  return [...across, ...down, ...corners];
}

function sides(box: Box, edges: Edges): Record<'left' | 'top' | 'right' | 'bottom', boolean> {
  const on = (distance: number): boolean => distance <= NEAR;
  return {
    left: on(box[0]),
    top: on(box[1]),
    right: on(edges.widthPx - box[0] - box[2]),
    bottom: on(edges.heightPx - box[1] - box[3]),
  };
}
