/** The other side of a folded sheet: everything already placed once more, turned by half a circle round a point. */
import type { Board } from '../compose.ts';
import type { Box } from '../formats.ts';
import { union, type Layer } from '../scene.ts';
import type { FontBook } from '../text/fonts.ts';

/** Adds one drawing (text as outlines) that is `layers` turned by 180° round `centre`. Pictures cannot be turned. */
export function turnedCopy(
  board: Board,
  layers: readonly Layer[],
  [cx, cy]: readonly [number, number],
): void {
  const [first, ...rest] = layers;
  if (!first) return;
  const [x, y, w, h] = rest.reduce<Box>((box, l) => union(box, l.box), first.box);
  const svg = layers.map((l) => asSvg(l, board.fonts)).join('');
  const box: Box = [2 * cx - x - w, 2 * cy - y - h, w, h];
  board.vector(
    'secondSide',
    box,
    `<g transform="rotate(180 ${cx} ${cy})">${svg}</g>`,
    box.map((v) => Math.round(v * 100) / 100).join(' '),
  );
}

function asSvg(layer: Layer, fonts: FontBook): string {
  const [x, y, w, h] = layer.box;
  switch (layer.kind) {
    case 'rect':
      return `<path fill="${layer.fill}" d="M${x} ${y}h${w}v${h}h${-w}z"/>`;
    case 'vector': {
      const [vx = 0, vy = 0, vw = w, vh = h] = layer.viewBox.split(' ').map(Number);
      const k = Math.min(w / vw, h / vh);
      const dx = x + (w - vw * k) / 2 - vx * k;
      const dy = y + (h - vh * k) / 2 - vy * k;
      return `<g transform="translate(${dx} ${dy}) scale(${k})">${layer.svg}</g>`;
    }
    case 'text':
      return layer.line.runs.flatMap((run) => outlines(layer, run, fonts)).join('');
    case 'picture':
      throw new Error('a picture cannot be turned');
  }
}

function outlines(
  layer: Extract<Layer, { kind: 'text' }>,
  run: { x: number; text: string },
  fonts: FontBook,
): string[] {
  let pen = layer.x + run.x;
  return [...run.text].map((character) => {
    const d = fonts.outline(layer.face, character, layer.size);
    const at = pen;
    pen += fonts.glyph(layer.face, character).advance * layer.size;
    const opacity = layer.opacity < 1 ? ` fill-opacity="${layer.opacity}"` : '';
    return d === ''
      ? ''
      : `<path fill="${layer.colour}"${opacity} transform="translate(${Math.round(at * 100) / 100} ${layer.baseline})" d="${d}"/>`;
  });
}
