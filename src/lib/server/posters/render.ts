/**
 * A poster is a function: the same inputs give the same bytes. This is the only place where a scene becomes pixels.
 */
import { Resvg } from '@resvg/resvg-js';
import satori from 'satori';
import sharp from 'sharp';
import type { Layer, Scene } from './scene.ts';
import type { FontBook } from './text/fonts.ts';

/** Element as satori takes it (its React types are not needed for plain objects). */
interface Element {
  type: string;
  key: string;
  props: {
    style?: Record<string, string | number>;
    children?: Element[] | string;
    src?: string;
    width?: number;
    height?: number;
  };
}

/** Pictures by key, as data addresses already at the size of their box. */
export type PictureData = Readonly<Record<string, string>>;

/** The element tree of a scene: every line an absolutely placed box that does not wrap. */
export function elementTree(scene: Scene, fonts: FontBook, pictures: PictureData): Element {
  return {
    type: 'div',
    key: 'page',
    props: {
      style: {
        display: 'flex',
        position: 'relative',
        boxSizing: 'border-box',
        width: scene.widthPx,
        height: scene.heightPx,
        backgroundColor: scene.background,
      },
      children: scene.layers.flatMap((layer, i) => elements(layer, i, fonts, pictures)),
    },
  };
}

/** SVG of a scene, glyphs as paths. */
export async function sceneSvg(scene: Scene, fonts: FontBook, pictures: PictureData): Promise<string> {
  const tree = elementTree(scene, fonts, pictures);
  return satori(tree as unknown as Parameters<typeof satori>[0], {
    width: scene.widthPx,
    height: scene.heightPx,
    fonts: fonts.satori,
  });
}

/** Raw RGBA pixels of an SVG. */
export function rasterise(svg: string): { pixels: Buffer; width: number; height: number } {
  const image = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  return { pixels: image.pixels, width: image.width, height: image.height };
}

/** JPEG 4:2:0 of raw pixels. */
export async function encodeJpeg(
  raw: { pixels: Buffer; width: number; height: number },
  quality: number,
): Promise<Buffer> {
  return sharp(raw.pixels, { raw: { width: raw.width, height: raw.height, channels: 4 } })
    .removeAlpha()
    .jpeg({ quality, chromaSubsampling: '4:2:0', mozjpeg: false })
    .toBuffer();
}

function elements(layer: Layer, index: number, fonts: FontBook, pictures: PictureData): Element[] {
  const key = `${layer.slot}:${index}`;
  switch (layer.kind) {
    case 'text':
      return layer.line.runs.map((run, i) => ({
        type: 'div',
        key: `${key}:${i}`,
        props: {
          style: {
            position: 'absolute',
            display: 'flex',
            left: Math.round((layer.x + run.x) * 10) / 10,
            top: Math.round(layer.baseline - fonts.baseline(layer.face) * layer.size),
            ...fonts.family(layer.face),
            fontSize: Math.round(layer.size * 100) / 100,
            lineHeight: 1,
            whiteSpace: 'pre',
            color: layer.colour,
            opacity: layer.opacity,
          },
          children: run.text,
        },
      }));
    case 'rect':
      return [
        {
          type: 'div',
          key,
          props: { style: { position: 'absolute', ...place(layer.box), backgroundColor: layer.fill } },
        },
      ];
    case 'picture': {
      // A picture that could not be prepared is an issue: the preview shows the rest.
      const address = pictures[layer.picture];
      return address === undefined ? [] : [image(key, layer.box, address)];
    }
    case 'vector':
      return [image(key, layer.box, svgAddress(layer.svg, layer.viewBox, layer.box))];
  }
}

function image(key: string, box: Layer['box'], src: string): Element {
  return {
    type: 'img',
    key,
    props: { src, width: box[2], height: box[3], style: { position: 'absolute', ...place(box) } },
  };
}

function place(box: Layer['box']): Record<string, number> {
  return { left: box[0], top: box[1], width: box[2], height: box[3] };
}

function svgAddress(svg: string, viewBox: string, box: Layer['box']): string {
  const file = `<svg xmlns="http://www.w3.org/2000/svg" width="${box[2]}" height="${box[3]}" viewBox="${viewBox}">${svg}</svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(file).toString('base64')}`;
}
