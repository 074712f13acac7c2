/**
 * The drawings of the marks, kept as vector data: one silhouette each, one colour, no strokes, so that it can be printed in
 * any role and at 36 px. Form and proportion never change; a change is a new version of the mark.
 */
export interface Drawing {
  viewBox: string;
  /** Width ÷ height. */
  aspect: number;
  /** Path data, even-odd. */
  path: string;
}

const SIZE = 120;

/** Every built-in drawing by the stem the `marks` table names. */
export const DRAWINGS: Record<string, Drawing> = {
  'baisha-liangshi': square(countyBowl()),
  'baisha-tea': square(teaBud()),
  'baisha-orange': square(orangeSlice()),
  'baisha-rice': square(riceEar()),
  'product-crater-leaf': square(craterLeaf()),
  'product-two-hills': square(twoHills()),
  'product-honey-cell': square(honeyCell()),
  'product-sun-grove': square(sunGrove()),
};

/** The drawing of a mark, null when nobody has drawn it: a mark is never replaced by a picture of it. */
export function getDrawing(stem: string): Drawing | null {
  return DRAWINGS[stem] ?? null;
}

/** A stand-alone SVG file of a drawing in one colour. */
export function drawingSvg(drawing: Drawing, colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${drawing.viewBox}"><path fill="${colour}" fill-rule="evenodd" d="${drawing.path}"/></svg>\n`;
}

function square(path: string): Drawing {
  return { viewBox: `0 0 ${SIZE} ${SIZE}`, aspect: 1, path };
}

type Point = readonly [number, number];

function n(v: number): string {
  return String(Math.round(v * 100) / 100);
}

function closed(points: readonly Point[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join('') + 'Z';
}

function circle(x: number, y: number, r: number): string {
  return `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`;
}

/** 白沙良食: 山 of three low peaks over a bowl that two terraces cut. */
function countyBowl(): string {
  const peaks =
    'M10 61C19 59 23 42 31 37C34.5 35 38 38 42.5 43C48 37 52 16 60 13C68 16 72 36 77 41C81 34 85 29 90 29C98 31 99 56 110 61Z';
  const bowl = (x: number): number => 68 + Math.sqrt(Math.max(0, 1 - ((x - 60) / 50) ** 2)) * 43;
  const terrace =
    (base: number): ((x: number) => number) =>
    (x) =>
      base + 4.2 * Math.sin(((x - 10) / 100) * Math.PI * 2) - (x - 60) * -0.02;
  const band = (upper: (x: number) => number, lower: (x: number) => number): string => {
    const top: Point[] = [];
    const bottom: Point[] = [];
    for (let x = 10; x <= 110; x += 1) {
      const a = Math.max(68, upper(x));
      const b = Math.min(lower(x), bowl(x));
      if (b - a > 0.05) {
        top.push([x, a]);
        bottom.unshift([x, b]);
      }
    }
    return closed([...top, ...bottom]);
  };
  const first = terrace(78);
  const second = terrace(93);
  const gap = 3;
  return (
    peaks +
    band(
      () => 68,
      (x) => first(x) - gap,
    ) +
    band(
      (x) => first(x) + gap,
      (x) => second(x) - gap,
    ) +
    band((x) => second(x) + gap, bowl) +
    'M42 109.2H78V117H42Z'
  );
}

/** 白沙绿茶: a bud and two leaves inside a ring that opens above and below. */
function teaBud(): string {
  const bud = 'M60 18C71 32 73 50 60 70C47 50 49 32 60 18Z';
  const leaf = (s: 1 | -1): string =>
    closedCurve(s, [
      [60, 98],
      [64, 76],
      [82, 60],
      [101, 62],
      [101, 84],
      [84, 98],
    ]);
  return bud + leaf(1) + leaf(-1) + arcBand(60, 64, 53, 46.5, -52, 52) + arcBand(60, 64, 53, 46.5, 128, 232);
}

/** A leaf from the stem's foot: out along the upper edge, back along the lower; mirrored for `s` = −1. */
function closedCurve(s: 1 | -1, p: readonly Point[]): string {
  const m = (i: number): string => {
    const q = p[i] ?? [60, 60];
    return `${n(60 + s * (q[0] - 60))} ${n(q[1])}`;
  };
  return `M${m(0)}C${m(1)} ${m(2)} ${m(3)}C${m(4)} ${m(5)} ${m(0)}Z`;
}

/** Part of a ring from `from` to `to` degrees, clockwise from the right, ends square. */
function arcBand(cx: number, cy: number, outer: number, inner: number, from: number, to: number): string {
  const out: Point[] = [];
  const back: Point[] = [];
  for (let a = from; a <= to + 1e-9; a += (to - from) / 40) {
    const r = (a * Math.PI) / 180;
    out.push([cx + outer * Math.cos(r), cy + outer * Math.sin(r)]);
    back.unshift([cx + inner * Math.cos(r), cy + inner * Math.sin(r)]);
  }
  return closed([...out, ...back]);
}

/** 白沙红心橙: rind ring and ten segments with parallel gaps. */
function orangeSlice(): string {
  const rind = circle(60, 60, 53) + circle(60, 60, 45.5);
  let segments = '';
  const count = 9;
  for (let i = 0; i < count; i += 1) {
    const from = ((i + 0.5) / count) * Math.PI * 2 - Math.PI / 2;
    const to = ((i + 1.5) / count) * Math.PI * 2 - Math.PI / 2;
    segments += wedge(60, 60, 41, 6.5, from, to, 4.4);
  }
  return rind + segments;
}

/** A segment between two rays with a gap of constant width on both sides. */
function wedge(
  cx: number,
  cy: number,
  outer: number,
  inner: number,
  from: number,
  to: number,
  gap: number,
): string {
  const points: Point[] = [];
  const d = (r: number): number => Math.asin(Math.min(1, gap / 2 / r));
  for (let k = 0; k <= 8; k += 1) {
    const a = from + d(outer) + ((to - from - 2 * d(outer)) * k) / 8;
    points.push([cx + outer * Math.cos(a), cy + outer * Math.sin(a)]);
  }
  const middle = (from + to) / 2;
  const reach = Math.max(inner, gap / 2 / Math.sin((to - from) / 2) + 1);
  points.push([cx + reach * Math.cos(middle), cy + reach * Math.sin(middle)]);
  return closed(points);
}

/** 白沙山兰米: an ear that bends to the right, grains in pairs. */
function riceEar(): string {
  const stem = (t: number): Point => [34 + 8 * t + 44 * t * t, 112 - 104 * t + 10 * t * t];
  const outline: Point[] = [];
  const back: Point[] = [];
  for (let k = 0; k <= 24; k += 1) {
    const [x, y] = stem(k / 24);
    outline.push([x - 1.9, y]);
    back.unshift([x + 1.9, y]);
  }
  let grains = '';
  for (let k = 0; k < 6; k += 1) {
    const t = 0.42 + k * 0.1;
    const [x, y] = stem(t);
    const [x2, y2] = stem(t + 0.02);
    const dir = Math.atan2(y2 - y, x2 - x);
    grains += grain(x, y, dir - 0.62, 20 - k * 0.7) + grain(x, y, dir + 0.62, 20 - k * 0.7);
  }
  const [tx, ty] = stem(1);
  grains += grain(tx, ty, Math.atan2(-84, 96), 17);
  return closed([...outline, ...back]) + grains;
}

function grain(x: number, y: number, angle: number, length: number): string {
  const at = (along: number, across: number): string =>
    `${n(x + Math.cos(angle) * along - Math.sin(angle) * across)} ${n(y + Math.sin(angle) * along + Math.cos(angle) * across)}`;
  const w = length * 0.34;
  return `M${at(3, 0)}C${at(length * 0.35, -w)} ${at(length * 0.8, -w)} ${at(length, 0)}C${at(length * 0.8, w)} ${at(length * 0.35, w)} ${at(3, 0)}Z`;
}

/** A leaf standing in two rings of the crater. */
function craterLeaf(): string {
  return (
    'M60 14C80 34 82 62 60 84C38 62 40 34 60 14Z' +
    'M58.6 34H61.4V76H58.6Z' +
    arcBand(60, 58, 50, 44, 22, 158) +
    arcBand(60, 58, 38, 33, 34, 146)
  );
}

/** Two hills under a half-risen sun, all three on one ground line. */
function twoHills(): string {
  const sun: Point[] = [];
  for (let a = 180; a <= 360; a += 5) {
    const r = (a * Math.PI) / 180;
    sun.push([76 + 21 * Math.cos(r), 62 + 21 * Math.sin(r)]);
  }
  return (
    closed(sun) +
    'M6 104C18 78 32 62 45 62C58 62 66 80 74 104Z' +
    'M80 104C77 92 73 80 69 71C75 67 82 65 88 66C100 68 109 84 115 104Z'
  );
}

/** Three cells of a comb. */
function honeyCell(): string {
  const cell = (cx: number, cy: number, r: number): string =>
    closed(
      Array.from({ length: 6 }, (_, k): Point => {
        const a = (Math.PI / 3) * k + Math.PI / 6;
        return [cx + r * Math.cos(a), cy + r * Math.sin(a)];
      }),
    );
  return cell(60, 32, 25) + cell(60, 32, 13) + cell(36.5, 75, 25) + cell(83.5, 75, 25) + cell(83.5, 75, 13);
}

/** A tree crown with fruit over a straight trunk. */
function sunGrove(): string {
  return (
    circle(60, 50, 40) +
    circle(46, 42, 6.5) +
    circle(72, 36, 6.5) +
    circle(64, 62, 6.5) +
    'M55.5 89H64.5V112H55.5Z' +
    'M30 108H90V113H30Z'
  );
}
