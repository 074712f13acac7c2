/**
 * A laid-out poster: layers in painting order, every line of text placed by us. The renderer only draws; it never wraps,
 * measures or moves anything, so preview, JPEG and later print agree.
 */
import type { Box } from './formats.ts';
import type { Face } from './text/fonts.ts';
import type { Line } from './text/measure.ts';

export interface TextLayer {
  kind: 'text';
  slot: string;
  face: Face;
  size: number;
  colour: string;
  opacity: number;
  line: Line;
  /** Left of the line box (not of the ink) and its baseline. */
  x: number;
  baseline: number;
  /** Ink box, for overlap and overflow. */
  box: Box;
}

export interface PictureLayer {
  kind: 'picture';
  slot: string;
  box: Box;
  /** Key of a prepared picture in the render's picture set. */
  picture: string;
}

export interface VectorLayer {
  kind: 'vector';
  slot: string;
  box: Box;
  viewBox: string;
  /** SVG elements, without the root. */
  svg: string;
  /** Every colour a text standing on it meets; none when no text does. */
  under?: readonly string[];
}

export interface RectLayer {
  kind: 'rect';
  slot: string;
  box: Box;
  fill: string;
}

export type Layer = TextLayer | PictureLayer | VectorLayer | RectLayer;

/** Boxes that differ from merchant to merchant, on the 16 px grid; null where a format has none. */
export interface PersonalSlots {
  name: Box | null;
  qr: Box | null;
  spokenCode: Box | null;
}

export const NO_PERSONAL_SLOTS: PersonalSlots = { name: null, qr: null, spokenCode: null };

export interface Scene {
  widthPx: number;
  heightPx: number;
  background: string;
  layers: Layer[];
  personalSlots: PersonalSlots;
}

/** Layers a merchant changes: everything else is the same picture for all. The second side repeats name and code. */
export const PERSONAL_SLOTS = ['merchant', 'qr', 'spokenCode', 'secondSide'] as const;

export function isPersonalLayer(layer: Layer): boolean {
  return (PERSONAL_SLOTS as readonly string[]).includes(layer.slot);
}

export interface SlotBox {
  slot: string;
  kind: Layer['kind'];
  box: Box;
}

/** Union of each slot's boxes, in painting order. */
export function slotBoxes(scene: Scene): SlotBox[] {
  const out = new Map<string, SlotBox>();
  for (const layer of scene.layers) {
    const known = out.get(layer.slot);
    if (!known) out.set(layer.slot, { slot: layer.slot, kind: layer.kind, box: layer.box });
    else known.box = union(known.box, layer.box);
  }
  return [...out.values()];
}

export function union(a: Box, b: Box): Box {
  const x = Math.min(a[0], b[0]);
  const y = Math.min(a[1], b[1]);
  return [x, y, Math.max(a[0] + a[2], b[0] + b[2]) - x, Math.max(a[1] + a[3], b[1] + b[3]) - y];
}

/** By how many px two boxes overlap in the lesser direction; 0 when they do not. */
export function overlapPx(a: Box, b: Box): number {
  const w = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const h = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  return w > 0 && h > 0 ? Math.min(w, h) : 0;
}

/** By how many px `inner` sticks out of `outer`. */
export function outsidePx(inner: Box, outer: Box): number {
  return Math.max(
    0,
    outer[0] - inner[0],
    outer[1] - inner[1],
    inner[0] + inner[2] - outer[0] - outer[2],
    inner[1] + inner[3] - outer[1] - outer[3],
  );
}
