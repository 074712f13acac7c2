/**
 * Contrast of every text against what is really under it: 4.5, or 3 for text of 6u and more. Under a text lies the topmost
 * opaque rectangle, drawing with known colours or picture; over a picture the 5th and 95th percentile of its luminance
 * count.
 */
import { contrast, luminance } from './colour.ts';
import { VEIL, type Tone } from './compose.ts';
import type { PosterIssue } from './issue.ts';
import type { Palette } from './kit.ts';
import { luminanceUnder, type PreparedPicture } from './pictures.ts';
import type { Layer, Scene, TextLayer } from './scene.ts';

export function contrastIssues(
  scene: Scene,
  palette: Palette,
  picture: PreparedPicture | null,
  tone: Tone,
): PosterIssue[] {
  const unit = Math.min(scene.widthPx, scene.heightPx) / 100;
  const worst = new Map<string, PosterIssue>();
  scene.layers.forEach((layer, i) => {
    if (layer.kind !== 'text') return;
    const own = luminance(layer.colour);
    const needs = layer.size >= 6 * unit ? 3 : 4.5;
    const grounds = groundsUnder(layer, scene.layers.slice(0, i), scene.background, palette, picture, tone);
    const ratio = Math.min(...grounds.map((g) => contrast(own, g)));
    if (ratio < needs)
      worst.set(layer.slot, {
        code: 'contrast_too_low',
        slot: layer.slot,
        ratio: Math.floor(ratio * 100) / 100,
        needs,
      });
  });
  return [...worst.values()];
}

/** Luminances under a box: one, or the least and the most of a picture. */
export function groundsUnder(
  text: Pick<TextLayer, 'box'>,
  below: readonly Layer[],
  background: string,
  palette: Palette,
  picture: PreparedPicture | null,
  tone: Tone,
): number[] {
  for (const layer of below.toReversed()) {
    if (layer.kind === 'text' || !inside(text.box, layer.box)) continue;
    if (layer.kind === 'rect' && layer.fill.length === 7) return [luminance(layer.fill)];
    if (layer.kind === 'vector' && layer.under) return layer.under.map((c) => luminance(c));
    if (layer.kind === 'picture' && picture && picture.rgb.length > 0) {
      const l = luminanceUnder(picture, [
        text.box[0] - layer.box[0],
        text.box[1] - layer.box[1],
        text.box[2],
        text.box[3],
      ]);
      return [l.low, l.high].map((g) => underVeil(g, luminance(palette.primary), VEIL[tone]));
    }
  }
  return [luminance(background)];
}

/** Luminance under a veil: the mixing happens in sRGB, not in linear light. */
function underVeil(ground: number, veil: number, share: number): number {
  return (ground ** (1 / 2.2) * (1 - share) + veil ** (1 / 2.2) * share) ** 2.2;
}

function inside(a: readonly number[], b: readonly number[]): boolean {
  const [ax = 0, ay = 0, aw = 0, ah = 0] = a;
  const [bx = 0, by = 0, bw = 0, bh = 0] = b;
  return ax + aw / 2 > bx && ax + aw / 2 < bx + bw && ay + ah / 2 > by && ay + ah / 2 < by + bh;
}
