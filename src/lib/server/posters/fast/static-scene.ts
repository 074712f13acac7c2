/** Which layers of a laid-out poster belong to the merchant, and what is left without them. */
import type { Person } from '../compose.ts';
import type { Layout } from '../full-render.ts';
import { QR_QUIET } from '../qr.ts';
import type { Layer, Scene, TextLayer } from '../scene.ts';
import { opaqueRgb } from './coverage.ts';
import { QR_MODULES } from './qr-matrix.ts';
import type { QrPlace } from './splice.ts';

export interface StaticScene {
  /** The poster without its merchant: the plate of the code empty, name and spoken code left out. */
  scene: Scene;
  /** Text of the equality of two static scenes. */
  text: string;
  names: TextLayer[];
  place: QrPlace | null;
}

/** Null, with the reason, when this layout cannot be taken apart. */
export function withoutPerson(
  layout: Layout,
  person: Person,
): { ok: true; parts: StaticScene } | { ok: false; reason: string } {
  const repeated = layout.repeat(person);
  const own = new Set(repeated.layers.map((l) => JSON.stringify(l)));
  const names: TextLayer[] = [];
  const kept: Layer[] = [];
  let place: QrPlace | null = null;
  for (const layer of layout.scene.layers) {
    if (own.has(JSON.stringify(layer))) {
      if (layer.kind !== 'text') return { ok: false, reason: 'personal_shape' };
      if (layer.opacity !== 1 || !opaqueRgb(layer.colour)) return { ok: false, reason: 'translucent_name' };
      names.push(layer);
    } else if (layer.slot === 'qr' && layer.kind === 'vector') {
      if (place) return { ok: false, reason: 'two_codes' };
      place = placeOf(layer.box);
      if (!place) return { ok: false, reason: 'code_off_pixels' };
      kept.push({ kind: 'rect', slot: 'qr', box: layer.box, fill: '#ffffff' });
    } else kept.push(layer);
  }
  if (names.length !== repeated.layers.length) return { ok: false, reason: 'name_not_repeatable' };
  const scene = { ...layout.scene, layers: kept };
  return { ok: true, parts: { scene, text: JSON.stringify(scene), names, place } };
}

/** Where the modules begin; null when they do not cover whole pixels. */
function placeOf([x, y, width, height]: Layer['box']): QrPlace | null {
  const modulePx = width / (QR_MODULES + 2 * QR_QUIET);
  if (![x, y, modulePx].every(Number.isInteger) || width !== height || modulePx < 1) return null;
  return { x: x + QR_QUIET * modulePx, y: y + QR_QUIET * modulePx, modulePx };
}
