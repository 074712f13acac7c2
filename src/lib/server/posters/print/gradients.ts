/** Linear and radial gradients of SVG as PDF shadings; a gradient that fades goes through a soft mask of its own. */
import { num } from './pdf-file.ts';
import type { Resources } from './resources.ts';
import {
  multiply,
  numberOf,
  parseColour,
  parseTransform,
  styleOf,
  type Matrix,
  type SvgNode,
} from './svg-nodes.ts';

interface Stop {
  at: number;
  rgb: readonly [number, number, number];
  alpha: number;
}

/**
 * Operators that fill the current clip with a gradient. `bounds` is the box of the shape in its own space, the unit of
 * `objectBoundingBox` gradients. `opacity` applies to the whole.
 */
export function gradientFill(
  resources: Resources,
  gradient: SvgNode,
  bounds: readonly [number, number, number, number],
  opacity: number,
): string[] {
  const stops = stopsOf(gradient);
  const own = parseTransform(gradient.attributes['gradientTransform']);
  const [x, y, w, h] = bounds;
  const matrix: Matrix =
    gradient.attributes['gradientUnits'] === 'userSpaceOnUse' ? own : multiply([w, 0, 0, h, x, y], own);
  const place = `${matrix.map(num).join(' ')} cm`;
  const geometry = geometryOf(gradient);
  const colour = resources.shading(
    `<< ${geometry} /ColorSpace /DeviceRGB /Function ${functionOf(stops, (s) => s.rgb)} >>`,
  );
  if (stops.every((s) => s.alpha === 1) && opacity === 1) return [place, colour];
  const alpha = resources.shading(
    `<< ${geometry} /ColorSpace /DeviceGray /Function ${functionOf(stops, (s) => [s.alpha * opacity])} >>`,
  );
  const mask = resources.form([place, alpha], [x - 1, y - 1, x + w + 1, y + h + 1], ' /CS /DeviceGray');
  return [resources.state(`<< /SMask << /S /Luminosity /G ${mask} >> >>`), place, colour];
}

function geometryOf(gradient: SvgNode): string {
  const at = (name: string, otherwise: number): number => numberOf(gradient, name, otherwise);
  if (gradient.name === 'linearGradient') {
    const coords = [at('x1', 0), at('y1', 0), at('x2', 1), at('y2', 0)];
    return `/ShadingType 2 /Coords [${coords.map(num).join(' ')}] /Extend [true true]`;
  }
  const [cx, cy, r] = [at('cx', 0.5), at('cy', 0.5), at('r', 0.5)];
  const coords = [at('fx', cx), at('fy', cy), 0, cx, cy, r];
  return `/ShadingType 3 /Coords [${coords.map(num).join(' ')}] /Extend [true true]`;
}

function stopsOf(gradient: SvgNode): Stop[] {
  let last = 0;
  const stops = gradient.children
    .filter((child) => child.name === 'stop')
    .map((child): Stop => {
      last = Math.max(last, Math.min(1, numberOf(child, 'offset', 0)));
      const colour = parseColour(styleOf(child, 'stop-color') ?? '#000000');
      const alpha = numberOf(child, 'stop-opacity', 1);
      return { at: last, rgb: colour?.rgb ?? [0, 0, 0], alpha: colour ? colour.alpha * alpha : 0 };
    });
  const [first] = stops;
  const end = stops.at(-1);
  if (!first || !end) throw new Error('gradient without stops');
  return [
    ...(first.at > 0 ? [{ ...first, at: 0 }] : []),
    ...stops,
    ...(end.at < 1 || stops.length === 1 ? [{ ...end, at: 1 }] : []),
  ];
}

/** A function from 0…1 to the value at each stop, linear in between. */
function functionOf(stops: readonly Stop[], value: (stop: Stop) => readonly number[]): string {
  const pieces = stops.slice(1).map((to, i) => {
    const from = stops[i] ?? to;
    return `<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [${value(from).map(num).join(' ')}] /C1 [${value(to).map(num).join(' ')}] >>`;
  });
  const inner = stops.slice(1, -1).map((s) => num(s.at));
  return `<< /FunctionType 3 /Domain [0 1] /Functions [${pieces.join(' ')}] /Bounds [${inner.join(' ')}] /Encode [${pieces.map(() => '0 1').join(' ')}] >>`;
}
