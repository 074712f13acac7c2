/**
 * What satori never says: text outside its page, two slots on each other, a title lost in a platform's crop. Run on every
 * layout; an overflow is an error, not a look.
 */
import type { Box, PosterFormat } from './formats.ts';
import type { PosterIssue } from './issue.ts';
import { outsidePx, overlapPx, type Layer, type Scene } from './scene.ts';

/** Slots that are ground for others. */
const GROUND = new Set(['picture', 'motif', 'ground', 'band', 'scrim']);
/** Slots a platform's crop must keep. */
const KEPT_BY_CROPS = new Set(['headline', 'product.name', 'brandBar', 'live.hour']);
/** Sub-pixel side bearings are not an overflow. */
const TOLERANCE_PX = 1.5;

export function checkScene(scene: Scene, format: PosterFormat): PosterIssue[] {
  const issues = new Map<string, PosterIssue>();
  const note = (slot: string, byPx: number, other?: string): void => {
    if (byPx <= TOLERANCE_PX) return;
    const key = `${slot}|${other ?? ''}`;
    const known = issues.get(key);
    const by = Math.ceil(byPx);
    if (!known || (known.code === 'overflow' && known.byPx < by)) {
      issues.set(key, { code: 'overflow', slot, byPx: by, ...(other ? { with: other } : {}) });
    }
  };
  const inner = scene.layers.filter((l) => !GROUND.has(l.slot));
  const s = format.safe;
  const safe: Box = [s.left, s.top, format.widthPx - s.left - s.right, format.heightPx - s.top - s.bottom];
  for (const layer of inner) {
    note(layer.slot, outsidePx(layer.box, safe));
    for (const out of format.keepOut) note(layer.slot, overlapPx(layer.box, out), 'keepOut');
    if (KEPT_BY_CROPS.has(layer.slot))
      for (const crop of format.crops) note(layer.slot, outsidePx(layer.box, crop), 'crop');
  }
  inner.forEach((a, i) => {
    for (const b of inner.slice(i + 1)) if (meet(a, b)) note(a.slot, overlapPx(a.box, b.box), b.slot);
  });
  for (const layer of inner) {
    if (layer.kind !== 'text') continue;
    for (const picture of scene.layers.filter((l) => l.slot === 'band'))
      note(layer.slot, overlapPx(layer.box, picture.box), 'band');
  }
  return [...issues.values()];
}

/** Pieces of one slot may touch (a mark and its word, fen beside yuan); lines of it may not. */
function meet(a: Layer, b: Layer): boolean {
  if (a.slot !== b.slot) return true;
  return (
    a.kind === 'text' &&
    b.kind === 'text' &&
    a.slot !== 'price' &&
    a.baseline !== b.baseline &&
    a.slot !== 'date'
  );
}
