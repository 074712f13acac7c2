/** Text of a scene as outlines, taken from the very drawing the screen gets: print and preview cannot disagree. */
import { sceneSvg } from '../render.ts';
import type { Scene, TextLayer } from '../scene.ts';
import type { FontBook } from '../text/fonts.ts';

/** Path data of each text layer, one string a run, in page pixels; in the order of the scene's text layers. */
export async function textOutlines(scene: Scene, fonts: FontBook): Promise<Map<TextLayer, string[]>> {
  const layers = scene.layers.filter((l): l is TextLayer => l.kind === 'text');
  const out = new Map<TextLayer, string[]>();
  if (layers.length === 0) return out;
  const svg = await sceneSvg({ ...scene, layers }, fonts, {});
  const paths = [...svg.matchAll(/<path\b[^>]*\sd="([^"]*)"/gu)].map((found) => found[1] ?? '');
  let next = 0;
  for (const layer of layers) {
    const runs = layer.line.runs.filter((run) => run.text.trim() !== '').length;
    out.set(layer, paths.slice(next, next + runs));
    next += runs;
  }
  // A run that draws nothing or twice would give every later line another one's outlines.
  if (next !== paths.length) throw new Error(`${paths.length} outlines for ${next} runs of text`);
  return out;
}
