/** SVG fragments of a scene as a small tree, styles resolved. Anything a page cannot draw as vectors is named, not skipped. */
import { SaxesParser } from 'saxes';

export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export interface SvgNode {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: SvgNode[];
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The tree under a synthetic root. Throws on malformed markup. */
export function parseSvg(fragment: string): SvgNode {
  const parser = new SaxesParser({ xmlns: false });
  const root: SvgNode = { name: 'svg', attributes: {}, children: [] };
  const open: SvgNode[] = [root];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const node: SvgNode = { name: tag.name, attributes: tag.attributes, children: [] };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(`<svg>${fragment}</svg>`).close();
  return root.children[0] ?? root;
}

/** Elements by id, definitions included. */
export function nodesById(root: SvgNode): Map<string, SvgNode> {
  const found = new Map<string, SvgNode>();
  const walk = (node: SvgNode): void => {
    const id = node.attributes['id'];
    if (id !== undefined) found.set(id, node);
    node.children.forEach(walk);
  };
  walk(root);
  return found;
}

/** `url(#id)` → `id`. */
export function referenceOf(value: string | undefined): string | null {
  return /^url\(\s*["']?#([^"')]+)["']?\s*\)$/u.exec(value ?? '')?.[1] ?? null;
}

/** An attribute, a declaration in `style` winning over it. */
export function styleOf(node: SvgNode, name: string): string | undefined {
  const declared = new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`, 'u').exec(
    node.attributes['style'] ?? '',
  )?.[1];
  return declared?.trim() ?? node.attributes[name];
}

export function numberOf(node: SvgNode, name: string, otherwise: number): number {
  const value = styleOf(node, name);
  if (value === undefined) return otherwise;
  const parsed = Number.parseFloat(value);
  if (!Number.isFinite(parsed)) return otherwise;
  return value.trim().endsWith('%') ? parsed / 100 : parsed;
}

export function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

/** The matrix of a `transform` attribute; throws on a function that is not SVG 1.1. */
export function parseTransform(value: string | undefined): Matrix {
  let matrix = IDENTITY;
  for (const [, name, list] of (value ?? '').matchAll(/([a-zA-Z]+)\s*\(([^)]*)\)/gu)) {
    const v = (list ?? '')
      .split(/[\s,]+/u)
      .filter((part) => part !== '')
      .map(Number);
    matrix = multiply(matrix, single(name ?? '', v));
  }
  return matrix;
}

function single(name: string, v: readonly number[]): Matrix {
  const at = (i: number, otherwise = 0): number => v[i] ?? otherwise;
  const turn = (degrees: number): Matrix => {
    const r = (degrees * Math.PI) / 180;
    return [Math.cos(r), Math.sin(r), -Math.sin(r), Math.cos(r), 0, 0];
  };
  switch (name) {
    case 'matrix':
      return [at(0, 1), at(1), at(2), at(3, 1), at(4), at(5)];
    case 'translate':
      return [1, 0, 0, 1, at(0), at(1)];
    case 'scale':
      return [at(0, 1), 0, 0, at(1, at(0, 1)), 0, 0];
    case 'rotate':
      return multiply(multiply([1, 0, 0, 1, at(1), at(2)], turn(at(0))), [1, 0, 0, 1, -at(1), -at(2)]);
    case 'skewX':
      return [1, 0, Math.tan((at(0) * Math.PI) / 180), 1, 0, 0];
    case 'skewY':
      return [1, Math.tan((at(0) * Math.PI) / 180), 0, 1, 0, 0];
    default:
      throw new Error(`transform ${name}`);
  }
}

/** `#rgb`, `#rrggbb`, `#rrggbbaa` and a few names as shares of 1; null for `none`. Throws on what it does not know. */
export function parseColour(value: string): { rgb: readonly [number, number, number]; alpha: number } | null {
  const text = value.trim().toLowerCase();
  if (text === 'none' || text === 'transparent') return null;
  if (text === 'black') return { rgb: [0, 0, 0], alpha: 1 };
  if (text === 'white') return { rgb: [1, 1, 1], alpha: 1 };
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/u.exec(text);
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})?$/u.exec(text);
  const hex = short ? short.slice(1).map((h) => h + h) : long ? long.slice(1) : null;
  if (!hex) throw new Error(`colour ${value}`);
  const share = (i: number): number => Number.parseInt(hex[i] ?? 'ff', 16) / 255;
  return { rgb: [share(0), share(1), share(2)], alpha: hex[3] === undefined ? 1 : share(3) };
}
