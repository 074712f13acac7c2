/**
 * SVG fragments as page operators: shapes, strokes, gradients, groups, clip paths. What a page description does not know
 * (filters, patterns, masks, text, pictures) is refused by name, so that the caller draws that layer as pixels and says so.
 */
import { gradientFill } from './gradients.ts';
import { parsePath, pathBounds, pathOperators, type Segment } from './paths.ts';
import { num } from './pdf-file.ts';
import type { Resources } from './resources.ts';
import {
  nodesById,
  numberOf,
  parseColour,
  parseSvg,
  parseTransform,
  referenceOf,
  styleOf,
  type Matrix,
  type SvgNode,
} from './svg-nodes.ts';

export class NotVectorError extends Error {}

const SHAPES = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polygon', 'polyline']);
const SILENT = new Set(['defs', 'linearGradient', 'radialGradient', 'clipPath', 'title', 'desc', 'metadata']);
const REFUSED = ['mask', 'filter'] as const;
const EVERYTHING = [-100_000, -100_000, 100_000, 100_000] as const;

/** Properties a child takes from its parent. */
const INHERITED = [
  'fill',
  'fill-rule',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-miterlimit',
  'stroke-dasharray',
  'stroke-dashoffset',
  'clip-rule',
] as const;

type Style = Readonly<Partial<Record<(typeof INHERITED)[number], string>>>;

/** Operators that draw a fragment in its own coordinates. Throws `NotVectorError` when it cannot be drawn as vectors. */
export function vectorOperators(resources: Resources, svg: string): string[] {
  try {
    const root = parseSvg(svg);
    return new Drawing(resources, nodesById(root)).children(root, {}, 1);
  } catch (error) {
    throw error instanceof NotVectorError ? error : new NotVectorError(String(error));
  }
}

class Drawing {
  private readonly resources: Resources;
  private readonly byId: Map<string, SvgNode>;

  constructor(resources: Resources, byId: Map<string, SvgNode>) {
    this.resources = resources;
    this.byId = byId;
  }

  children(node: SvgNode, style: Style, opacity: number): string[] {
    return node.children.flatMap((child) => this.node(child, style, opacity));
  }

  private node(node: SvgNode, parent: Style, parentOpacity: number): string[] {
    if (SILENT.has(node.name)) return [];
    for (const name of REFUSED) {
      const value = styleOf(node, name);
      if (value !== undefined && value !== 'none') throw new NotVectorError(name);
    }
    const style = inherit(parent, node);
    const opacity = numberOf(node, 'opacity', 1);
    if (node.name === 'g' || node.name === 'svg') {
      if (node.name === 'svg' && node.attributes['viewBox']) throw new NotVectorError('nested svg');
      const several = opacity < 1 && node.children.length > 1;
      const inner = this.children(node, style, several ? 1 : opacity * parentOpacity);
      if (inner.length === 0) return [];
      const drawn = several
        ? [
            this.resources.state(
              `<< /ca ${num(opacity * parentOpacity)} /CA ${num(opacity * parentOpacity)} >>`,
            ),
            this.resources.draw(this.resources.form(inner, EVERYTHING, ' /I true')),
          ]
        : inner;
      return ['q', ...place(node), ...this.clip(node), ...drawn, 'Q'];
    }
    if (!SHAPES.has(node.name)) throw new NotVectorError(node.name);
    const segments = shapeOf(node);
    if (segments.length === 0) return [];
    const fill = this.fill(style, segments, opacity * parentOpacity, node.name === 'line');
    const stroke = strokeOperators(this.resources, style, segments, opacity * parentOpacity);
    if (fill.length + stroke.length === 0) return [];
    return ['q', ...place(node), ...this.clip(node), ...fill, ...stroke, 'Q'];
  }

  private fill(style: Style, segments: readonly Segment[], opacity: number, isLine: boolean): string[] {
    const paint = style.fill ?? '#000000';
    if (paint === 'none' || isLine) return [];
    const evenOdd = style['fill-rule'] === 'evenodd' ? '*' : '';
    const share = opacity * number(style['fill-opacity'], 1);
    if (share === 0) return [];
    const path = pathOperators(segments);
    const reference = referenceOf(paint);
    if (reference !== null) {
      const gradient = this.byId.get(reference);
      if (!gradient?.name.endsWith('Gradient')) throw new NotVectorError(`fill ${paint}`);
      if (gradient.attributes['href'] ?? gradient.attributes['xlink:href'])
        throw new NotVectorError('gradient href');
      return [
        'q',
        path,
        `W${evenOdd} n`,
        ...gradientFill(this.resources, gradient, pathBounds(segments), share),
        'Q',
      ];
    }
    const colour = parseColour(paint);
    if (!colour) return [];
    const alpha = colour.alpha * share;
    return [
      ...(alpha < 1 ? [this.resources.state(`<< /ca ${num(alpha)} >>`)] : []),
      fillColour(colour.rgb),
      path,
      `f${evenOdd}`,
      ...(alpha < 1 ? [this.resources.state('<< /ca 1 >>')] : []),
    ];
  }

  private clip(node: SvgNode): string[] {
    const value = styleOf(node, 'clip-path');
    if (value === undefined || value === 'none') return [];
    const clip = this.byId.get(referenceOf(value) ?? '');
    if (clip?.name !== 'clipPath' || clip.attributes['clipPathUnits'] === 'objectBoundingBox')
      throw new NotVectorError(`clip-path ${value}`);
    const base = parseTransform(clip.attributes['transform']);
    const segments = clip.children.flatMap((child) => {
      if (!SHAPES.has(child.name)) throw new NotVectorError(`clipPath ${child.name}`);
      return transformed(transformed(shapeOf(child), parseTransform(child.attributes['transform'])), base);
    });
    const evenOdd = clip.children.some((c) => styleOf(c, 'clip-rule') === 'evenodd') ? '*' : '';
    return [pathOperators(segments), `W${evenOdd} n`];
  }
}

/** Colour of fills. Pure black and white go to the black plate alone: a code and small type must not be four inks. */
export function fillColour(rgb: readonly [number, number, number]): string {
  return colourOperator(rgb, 'g', 'rg');
}

function colourOperator(rgb: readonly [number, number, number], grey: string, colour: string): string {
  const [r, g, b] = rgb;
  if (r === g && g === b && (r === 0 || r === 1)) return `${r} ${grey}`;
  return `${rgb.map(num).join(' ')} ${colour}`;
}

function strokeOperators(
  resources: Resources,
  style: Style,
  segments: readonly Segment[],
  opacity: number,
): string[] {
  const paint = style.stroke ?? 'none';
  const width = number(style['stroke-width'], 1);
  if (paint === 'none' || width === 0) return [];
  if (referenceOf(paint) !== null) throw new NotVectorError(`stroke ${paint}`);
  const colour = parseColour(paint);
  if (!colour) return [];
  const alpha = colour.alpha * opacity * number(style['stroke-opacity'], 1);
  const caps: Record<string, number> = { round: 1, square: 2 };
  const joins: Record<string, number> = { round: 1, bevel: 2 };
  const dashes = (style['stroke-dasharray'] ?? 'none')
    .split(/[\s,]+/u)
    .map(Number)
    .filter((d) => Number.isFinite(d));
  return [
    ...(alpha < 1 ? [resources.state(`<< /CA ${num(alpha)} >>`)] : []),
    `${num(width)} w ${caps[style['stroke-linecap'] ?? ''] ?? 0} J ${joins[style['stroke-linejoin'] ?? ''] ?? 0} j ${num(number(style['stroke-miterlimit'], 4))} M`,
    `[${dashes.map(num).join(' ')}] ${num(number(style['stroke-dashoffset'], 0))} d`,
    colourOperator(colour.rgb, 'G', 'RG'),
    pathOperators(segments),
    'S',
  ];
}

function inherit(parent: Style, node: SvgNode): Style {
  const own: Partial<Record<(typeof INHERITED)[number], string>> = { ...parent };
  for (const name of INHERITED) {
    const value = styleOf(node, name);
    if (value !== undefined && value !== 'inherit') own[name] = value;
  }
  return own;
}

function place(node: SvgNode): string[] {
  const value = node.attributes['transform'];
  return value === undefined ? [] : [`${parseTransform(value).map(num).join(' ')} cm`];
}

function shapeOf(node: SvgNode): Segment[] {
  const at = (name: string, otherwise = 0): number => numberOf(node, name, otherwise);
  switch (node.name) {
    case 'path':
      return parsePath(node.attributes['d'] ?? '');
    case 'rect': {
      const [x, y, w, h] = [at('x'), at('y'), at('width'), at('height')];
      if (w <= 0 || h <= 0) return [];
      const rx = Math.min(w / 2, at('rx', at('ry')));
      const ry = Math.min(h / 2, at('ry', rx));
      if (rx <= 0 || ry <= 0) return parsePath(`M${x} ${y}h${w}v${h}h${-w}z`);
      const arc = (dx: number, dy: number): string => `a${rx} ${ry} 0 0 1 ${dx} ${dy}`;
      return parsePath(
        `M${x + rx} ${y}h${w - 2 * rx}${arc(rx, ry)}v${h - 2 * ry}${arc(-rx, ry)}h${2 * rx - w}${arc(-rx, -ry)}v${2 * ry - h}${arc(rx, -ry)}z`,
      );
    }
    case 'circle':
    case 'ellipse': {
      const rx = node.name === 'circle' ? at('r') : at('rx');
      const ry = node.name === 'circle' ? rx : at('ry');
      if (rx <= 0 || ry <= 0) return [];
      return parsePath(
        `M${at('cx') - rx} ${at('cy')}a${rx} ${ry} 0 1 1 ${2 * rx} 0a${rx} ${ry} 0 1 1 ${-2 * rx} 0z`,
      );
    }
    case 'line':
      return parsePath(`M${at('x1')} ${at('y1')}L${at('x2')} ${at('y2')}`);
    default: {
      const points = node.attributes['points'] ?? '';
      return points.trim() === '' ? [] : parsePath(`M${points}${node.name === 'polygon' ? 'z' : ''}`);
    }
  }
}

function transformed(segments: readonly Segment[], m: Matrix): Segment[] {
  const point = (x: number, y: number): [number, number] => [
    m[0] * x + m[2] * y + m[4],
    m[1] * x + m[3] * y + m[5],
  ];
  return segments.map((s): Segment => {
    if (s.op === 'Z') return s;
    if (s.op !== 'C') return { op: s.op, points: point(...s.points) };
    const [a, b, c, d, e, f] = s.points;
    return { op: 'C', points: [...point(a, b), ...point(c, d), ...point(e, f)] };
  });
}

function number(value: string | undefined, otherwise: number): number {
  const parsed = Number.parseFloat(value ?? '');
  return Number.isFinite(parsed) ? parsed : otherwise;
}
