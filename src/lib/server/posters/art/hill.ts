/** A terraced tea hill: contours painted back to front, every row in three flats with a bushy edge. */
import { n, seeded } from './random.ts';

export type Curve = (x: number) => number;
export type Rgb = readonly [number, number, number];

export interface HillColours {
  /** Lit top, body and shade of a row, at the ridge and at the foot. */
  ridge: { lit: Rgb; mid: Rgb; shade: Rgb };
  foot: { lit: Rgb; mid: Rgb; shade: Rgb };
}

export interface HillShape {
  ridge: Curve;
  foot: Curve;
  from: number;
  to: number;
  bottom: number;
  rows: number;
  /** How much rows grow towards the viewer. */
  power: number;
  /** Width and height of a bush at the ridge and at the foot, px. */
  bush: { far: readonly [number, number]; near: readonly [number, number] };
  seed: number;
}

export function terracedHill(shape: HillShape, colours: HillColours): string {
  const random = seeded(shape.seed);
  const contour =
    (t: number): Curve =>
    (x) =>
      shape.ridge(x) + t ** shape.power * (shape.foot(x) - shape.ridge(x));
  const out: string[] = [];
  for (let k = 0; k < shape.rows; k += 1) {
    const t = k / shape.rows;
    const here = contour(t);
    const below = contour((k + 1) / shape.rows);
    const between =
      (share: number): Curve =>
      (x) =>
        here(x) + share * (below(x) - here(x));
    const w = mix(shape.bush.far[0], shape.bush.near[0], t);
    const a = mix(shape.bush.far[1], shape.bush.near[1], t);
    const lit = css(blend(colours.ridge.lit, colours.foot.lit, t));
    const mid = css(blend(colours.ridge.mid, colours.foot.mid, t));
    const shade = css(blend(colours.ridge.shade, colours.foot.shade, t));
    out.push(`<path fill="${lit}" d="${bushes(shape, between(0), w, a, random)}"/>`);
    out.push(`<path fill="${mid}" d="${bushes(shape, between(0.3), w * 0.82, a * 0.72, random)}"/>`);
    out.push(`<path fill="${shade}" d="${bushes(shape, between(0.74), w * 1.1, a * 0.6, random)}"/>`);
  }
  return out.join('');
}

/** Everything below a curve whose edge is a row of round bushes. */
function bushes(shape: HillShape, edge: Curve, width: number, height: number, random: () => number): string {
  let x = shape.from - random() * width;
  const parts = [`M${n(x)} ${n(edge(x))}`];
  while (x < shape.to) {
    const w = width * (0.75 + random() * 0.5);
    const a = height * (0.75 + random() * 0.5);
    const next = x + w;
    const middle = x + w / 2;
    parts.push(`Q${n(middle)} ${n(edge(middle) - 2 * a)} ${n(next)} ${n(edge(next))}`);
    x = next;
  }
  parts.push(`L${n(x)} ${n(shape.bottom)}L${n(shape.from)} ${n(shape.bottom)}Z`);
  return parts.join('');
}

export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

export function blend(a: Rgb, b: Rgb, t: number): Rgb {
  return [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];
}

export function css(c: Rgb): string {
  return (
    '#' +
    c
      .map((v) =>
        Math.round(Math.max(0, Math.min(255, v)))
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')
  );
}
