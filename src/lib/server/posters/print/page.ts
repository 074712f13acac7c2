/** A scene as the operators of one page, layer by layer in painting order. */
import { Resvg } from '@resvg/resvg-js';
import type { Box } from '../formats.ts';
import { pictureAddress } from '../pictures.ts';
import type { Layout } from '../poster.ts';
import type { Layer, PictureLayer, RectLayer, TextLayer, VectorLayer } from '../scene.ts';
import { extended, mirrors, type Edges } from './bleed.ts';
import { parsePath, pathOperators } from './paths.ts';
import { num, type Ref } from './pdf-file.ts';
import { imageObject, imagePlace } from './pictures.ts';
import type { Resources } from './resources.ts';
import { parseColour } from './svg-nodes.ts';
import { fillColour, NotVectorError, vectorOperators } from './vectors.ts';

export interface DrawnPage {
  operators: string[];
  /** Layers that no page description can draw as vectors, with what stood in the way. */
  asPixels: { slot: string; what: string }[];
}

/** Operators in pixels of the scene, y downwards; grounds reach into the bleed. */
export async function drawPage(
  resources: Resources,
  layout: Pick<Layout, 'scene' | 'picture' | 'cutout'>,
  outlines: ReadonlyMap<TextLayer, readonly string[]>,
  edges: Edges,
): Promise<DrawnPage> {
  const page: DrawnPage = { operators: [], asPixels: [] };
  const bleed: Box = [-edges.x, -edges.y, edges.widthPx + 2 * edges.x, edges.heightPx + 2 * edges.y];
  page.operators.push(
    `${rectangle(bleed)} W n`,
    ...fill(resources, layout.scene.background, 1),
    rectangle(bleed),
    'f',
  );
  const onPage = (layer: Layer, drawn: string[]): string[] => mirrored(resources, layer.box, drawn, edges);
  for (const layer of layout.scene.layers) {
    switch (layer.kind) {
      case 'text':
        page.operators.push(...text(resources, layer, outlines.get(layer) ?? []));
        break;
      case 'rect':
        page.operators.push(...flat(resources, layer, edges));
        break;
      case 'picture':
        page.operators.push(
          ...onPage(layer, image(resources, await pictureObject(resources, layout, layer), layer.box)),
        );
        break;
      case 'vector': {
        const drawn = vector(resources, layer);
        if (drawn.ok) page.operators.push(...onPage(layer, drawn.operators));
        else {
          page.asPixels.push({ slot: layer.slot, what: drawn.what });
          page.operators.push(...onPage(layer, image(resources, await pixels(resources, layer), layer.box)));
        }
      }
    }
  }
  return page;
}

function text(resources: Resources, layer: TextLayer, paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const drawn = paths.map((d) => pathOperators(parsePath(d)));
  return ['q', ...fill(resources, layer.colour, layer.opacity), ...drawn, 'f', 'Q'];
}

function flat(resources: Resources, layer: RectLayer, edges: Edges): string[] {
  return ['q', ...fill(resources, layer.fill, 1), rectangle(extended(layer.box, edges)), 'f', 'Q'];
}

function vector(
  resources: Resources,
  layer: VectorLayer,
): { ok: true; operators: string[] } | { ok: false; what: string } {
  try {
    const inner = vectorOperators(resources, layer.svg);
    const [x, y, w, h] = layer.box;
    const [vx = 0, vy = 0, vw = w, vh = h] = layer.viewBox.split(/[\s,]+/u).map(Number);
    const scale = Math.min(w / vw, h / vh);
    const left = x + (w - vw * scale) / 2 - vx * scale;
    const top = y + (h - vh * scale) / 2 - vy * scale;
    const place = `${[scale, 0, 0, scale, left, top].map(num).join(' ')} cm`;
    return { ok: true, operators: ['q', `${rectangle(layer.box)} W n`, place, ...inner, 'Q'] };
  } catch (error) {
    if (!(error instanceof NotVectorError)) throw error;
    return { ok: false, what: error.message };
  }
}

/** The drawing, and its reflections where it stands on the edge of the page. */
function mirrored(resources: Resources, box: Box, drawn: string[], edges: Edges): string[] {
  const matrices = mirrors(box, edges);
  if (matrices.length === 0) return drawn;
  const [x, y, w, h] = box;
  const draw = resources.draw(resources.form(drawn, [x, y, x + w, y + h], null));
  return [draw, ...matrices.flatMap((m) => ['q', `${m.map(num).join(' ')} cm`, draw, 'Q'])];
}

async function pictureObject(
  resources: Resources,
  layout: Pick<Layout, 'picture' | 'cutout'>,
  layer: PictureLayer,
): Promise<Ref> {
  if (!layout.picture) throw new Error(`picture ${layer.picture} was not prepared`);
  const address = await pictureAddress(layout.picture, layout.cutout, false);
  return imageObject(resources.file, Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'));
}

/** What only a rasteriser can draw, at the resolution of the format. */
async function pixels(resources: Resources, layer: VectorLayer): Promise<Ref> {
  const [, , w, h] = layer.box;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="${layer.viewBox}">${layer.svg}</svg>`;
  return imageObject(resources.file, new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng());
}

function image(resources: Resources, object: Ref, box: Box): string[] {
  return ['q', imagePlace(box), resources.draw(object), 'Q'];
}

function fill(resources: Resources, colour: string, opacity: number): string[] {
  const parsed = parseColour(colour);
  const alpha = (parsed?.alpha ?? 0) * opacity;
  return [
    ...(alpha < 1 ? [resources.state(`<< /ca ${num(alpha)} >>`)] : []),
    fillColour(parsed?.rgb ?? [0, 0, 0]),
  ];
}

function rectangle(box: Box): string {
  return `${box.map(num).join(' ')} re`;
}
