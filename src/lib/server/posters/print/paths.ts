/** SVG path data as absolute lines and cubic curves, the two things a page description knows. */
import { num } from './pdf-file.ts';

export type Segment =
  | { op: 'M' | 'L'; points: readonly [number, number] }
  | { op: 'C'; points: readonly [number, number, number, number, number, number] }
  | { op: 'Z' };

/** Numbers each command takes. */
const ARITY: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };

/** Every command of SVG 1.1 path data; throws on anything else rather than drawing half a shape. */
export function parsePath(d: string): Segment[] {
  const out: Segment[] = [];
  const reader = new PathReader(d);
  let x = 0;
  let y = 0;
  let startX = 0;
  let startY = 0;
  let controlX = 0;
  let controlY = 0;
  let previous = '';
  const cubic = (a: number, b: number, c: number, e: number, toX: number, toY: number): void => {
    out.push({ op: 'C', points: [a, b, c, e, toX, toY] });
    x = toX;
    y = toY;
  };
  const quadratic = (qx: number, qy: number, toX: number, toY: number): void => {
    const [fromX, fromY] = [x, y];
    cubic(
      fromX + ((qx - fromX) * 2) / 3,
      fromY + ((qy - fromY) * 2) / 3,
      toX + ((qx - toX) * 2) / 3,
      toY + ((qy - toY) * 2) / 3,
      toX,
      toY,
    );
    controlX = qx;
    controlY = qy;
  };
  const line = (toX: number, toY: number): void => {
    out.push({ op: 'L', points: [toX, toY] });
    x = toX;
    y = toY;
  };
  for (let command = reader.command(null); command !== null; command = reader.command(command)) {
    const upper = command.toUpperCase();
    const arity = ARITY[upper];
    if (arity === undefined) throw new Error(`path command ${command}`);
    const v = upper === 'A' ? reader.arc() : reader.numbers(arity);
    const dx = command === upper ? 0 : x;
    const dy = command === upper ? 0 : y;
    const at = (i: number): number => v[i] ?? 0;
    switch (upper) {
      case 'M':
        x = startX = at(0) + dx;
        y = startY = at(1) + dy;
        out.push({ op: 'M', points: [x, y] });
        break;
      case 'L':
        line(at(0) + dx, at(1) + dy);
        break;
      case 'H':
        line(at(0) + dx, y);
        break;
      case 'V':
        line(x, at(0) + dy);
        break;
      case 'C':
        controlX = at(2) + dx;
        controlY = at(3) + dy;
        cubic(at(0) + dx, at(1) + dy, controlX, controlY, at(4) + dx, at(5) + dy);
        break;
      case 'S': {
        const smooth = 'CS'.includes(previous || ' ');
        const ax = smooth ? 2 * x - controlX : x;
        const ay = smooth ? 2 * y - controlY : y;
        controlX = at(0) + dx;
        controlY = at(1) + dy;
        cubic(ax, ay, controlX, controlY, at(2) + dx, at(3) + dy);
        break;
      }
      case 'Q':
        quadratic(at(0) + dx, at(1) + dy, at(2) + dx, at(3) + dy);
        break;
      case 'T': {
        const smooth = 'QT'.includes(previous || ' ');
        quadratic(smooth ? 2 * x - controlX : x, smooth ? 2 * y - controlY : y, at(0) + dx, at(1) + dy);
        break;
      }
      case 'A':
        for (const c of arcToCubics(
          x,
          y,
          at(0),
          at(1),
          at(2),
          at(3) !== 0,
          at(4) !== 0,
          at(5) + dx,
          at(6) + dy,
        ))
          cubic(...c);
        break;
      default:
        out.push({ op: 'Z' });
        x = startX;
        y = startY;
    }
    previous = upper;
  }
  return out;
}

/** Path construction operators of a page. */
export function pathOperators(segments: readonly Segment[]): string {
  return segments
    .map((s) =>
      s.op === 'Z' ? 'h' : `${s.points.map(num).join(' ')} ${s.op === 'M' ? 'm' : s.op === 'L' ? 'l' : 'c'}`,
    )
    .join('\n');
}

/** Bounding box of what the path draws, curves sampled. */
export function pathBounds(segments: readonly Segment[]): [x: number, y: number, w: number, h: number] {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  let from: readonly [number, number] = [0, 0];
  const see = (x: number, y: number): void => {
    x0 = Math.min(x0, x);
    y0 = Math.min(y0, y);
    x1 = Math.max(x1, x);
    y1 = Math.max(y1, y);
  };
  for (const s of segments) {
    if (s.op === 'Z') continue;
    if (s.op === 'C') {
      const [ax, ay, bx, by, cx, cy] = s.points;
      for (let i = 0; i <= 24; i += 1) {
        const t = i / 24;
        const u = 1 - t;
        see(
          u ** 3 * from[0] + 3 * u * u * t * ax + 3 * u * t * t * bx + t ** 3 * cx,
          u ** 3 * from[1] + 3 * u * u * t * ay + 3 * u * t * t * by + t ** 3 * cy,
        );
      }
      from = [cx, cy];
    } else {
      see(...s.points);
      from = s.points;
    }
  }
  return x0 === Infinity ? [0, 0, 0, 0] : [x0, y0, x1 - x0, y1 - y0];
}

class PathReader {
  private at = 0;
  private readonly d: string;

  constructor(d: string) {
    this.d = d;
  }

  /** The next command, a repeated one without its letter included; null at the end. */
  command(previous: string | null): string | null {
    this.space();
    const ch = this.d[this.at];
    if (ch === undefined) return null;
    if (/[a-z]/iu.test(ch)) {
      this.at += 1;
      return ch;
    }
    if (previous === null || previous.toUpperCase() === 'Z') throw new Error(`path data at ${this.at}`);
    return previous === 'M' ? 'L' : previous === 'm' ? 'l' : previous;
  }

  numbers(count: number): number[] {
    return Array.from({ length: count }, () => this.number());
  }

  /** Arc flags may stand without a space: `a5 5 0 0110 0`. */
  arc(): number[] {
    const first = this.numbers(3);
    return [...first, this.flag(), this.flag(), ...this.numbers(2)];
  }

  private number(): number {
    this.space();
    const found = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iu.exec(this.d.slice(this.at, this.at + 32))?.[0];
    if (!found) throw new Error(`path number at ${this.at}`);
    this.at += found.length;
    return Number(found);
  }

  private flag(): number {
    this.space();
    const ch = this.d[this.at];
    if (ch !== '0' && ch !== '1') throw new Error(`path flag at ${this.at}`);
    this.at += 1;
    return Number(ch);
  }

  private space(): void {
    while (this.at < this.d.length && ' ,\n\t\r'.includes(this.d[this.at] ?? '')) this.at += 1;
  }
}

type Cubic = [number, number, number, number, number, number];

/** An elliptical arc as cubics of at most a quarter turn (SVG 1.1, appendix F.6.5). */
function arcToCubics(
  x1: number,
  y1: number,
  rxGiven: number,
  ryGiven: number,
  angle: number,
  large: boolean,
  sweep: boolean,
  x2: number,
  y2: number,
): Cubic[] {
  let rx = Math.abs(rxGiven);
  let ry = Math.abs(ryGiven);
  if (rx === 0 || ry === 0) return [[x1, y1, x2, y2, x2, y2]];
  if (x1 === x2 && y1 === y2) return [];
  const phi = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(phi), Math.sin(phi)];
  const mx = (cos * (x1 - x2)) / 2 + (sin * (y1 - y2)) / 2;
  const my = (-sin * (x1 - x2)) / 2 + (cos * (y1 - y2)) / 2;
  const stretch = Math.sqrt(Math.max(1, (mx / rx) ** 2 + (my / ry) ** 2));
  rx *= stretch;
  ry *= stretch;
  const under = (rx * ry) ** 2 - (rx * my) ** 2 - (ry * mx) ** 2;
  const over = (rx * my) ** 2 + (ry * mx) ** 2;
  const k = (large === sweep ? -1 : 1) * Math.sqrt(Math.max(0, under / over));
  const ox = (k * rx * my) / ry;
  const oy = (-k * ry * mx) / rx;
  const cx = cos * ox - sin * oy + (x1 + x2) / 2;
  const cy = sin * ox + cos * oy + (y1 + y2) / 2;
  const from = Math.atan2((my - oy) / ry, (mx - ox) / rx);
  let turn = Math.atan2((-my - oy) / ry, (-mx - ox) / rx) - from;
  if (sweep && turn < 0) turn += 2 * Math.PI;
  if (!sweep && turn > 0) turn -= 2 * Math.PI;
  const pieces = Math.max(1, Math.ceil(Math.abs(turn) / (Math.PI / 2) - 1e-9));
  const step = turn / pieces;
  const reach = (4 / 3) * Math.tan(step / 4);
  const place = (px: number, py: number): [number, number] => [
    cx + cos * rx * px - sin * ry * py,
    cy + sin * rx * px + cos * ry * py,
  ];
  return Array.from({ length: pieces }, (_, i): Cubic => {
    const a = from + i * step;
    const b = a + step;
    return [
      ...place(Math.cos(a) - reach * Math.sin(a), Math.sin(a) + reach * Math.cos(a)),
      ...place(Math.cos(b) + reach * Math.sin(b), Math.sin(b) - reach * Math.cos(b)),
      ...(i === pieces - 1 ? ([x2, y2] as const) : place(Math.cos(b), Math.sin(b))),
    ];
  });
}
