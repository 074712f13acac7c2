/**
 * Tea hills at sunrise, drawn from parameters for the box it fills: a sky of four stops, one flat sun cut by a ridge, two
 * far ridges, a dark one, three terraced hills, areca palms. Mist only thickens downwards and lies behind the next hill.
 */
import { css, terracedHill, type HillColours, type Rgb } from './hill.ts';
import { arecaPalm } from './palm.ts';
import { n, noise1d } from './random.ts';

export type LandscapeFraming = 'wide' | 'column' | 'cover' | 'strip';

interface Framing {
  /** Fractions of the box. */
  sun: { x: number; y: number; radius: number };
  horizon: number;
  palms: { x: number; height: number; far?: boolean }[];
  /** Ridge of the three hills at five evenly spaced places, and the last hill's. */
  back: readonly number[];
  right: readonly number[];
  front: readonly number[];
  rows: readonly [number, number, number];
  scale: number;
}

const FRAMINGS: Record<Exclude<LandscapeFraming, 'strip'>, Framing> = {
  wide: {
    sun: { x: 0.66, y: 0.402, radius: 0.095 },
    horizon: 0.475,
    palms: [
      { x: 0.075, height: 0.075, far: true },
      { x: 0.112, height: 0.095, far: true },
      { x: 0.149, height: 0.104, far: true },
      { x: 0.791, height: 0.137 },
      { x: 0.852, height: 0.112 },
    ],
    back: [0.705, 0.632, 0.628, 0.675, 0.715],
    right: [0.98, 0.955, 0.875, 0.722, 0.702],
    front: [0.845, 0.862, 0.925, 1.0, 1.06],
    rows: [12, 14, 8],
    scale: 1,
  },
  column: {
    sun: { x: 0.372, y: 0.4, radius: 0.064 },
    horizon: 0.475,
    palms: [
      { x: 0.68, height: 0.142 },
      { x: 0.83, height: 0.126 },
    ],
    back: [0.652, 0.672, 0.69, 0.7, 0.71],
    right: [0.9, 0.832, 0.752, 0.712, 0.692],
    front: [0.93, 0.958, 0.985, 1.01, 1.04],
    rows: [12, 15, 5],
    scale: 1,
  },
  cover: {
    sun: { x: 0.34, y: 0.4, radius: 0.094 },
    horizon: 0.475,
    palms: [
      { x: 0.6, height: 0.142 },
      { x: 0.74, height: 0.12 },
    ],
    back: [0.652, 0.662, 0.68, 0.7, 0.71],
    right: [0.93, 0.862, 0.772, 0.722, 0.702],
    front: [0.9, 0.938, 0.985, 1.02, 1.05],
    rows: [10, 11, 5],
    scale: 0.62,
  },
};

/** A strip more than three times as wide as high is drawn for itself: a wide one cut to it would slice the sun. */
const STRIP: Framing = {
  sun: { x: 0.4, y: 0.2, radius: 0.165 },
  horizon: 0.33,
  palms: [
    { x: 0.075, height: 0.13, far: true },
    { x: 0.112, height: 0.16, far: true },
    { x: 0.149, height: 0.175, far: true },
  ],
  back: [0.66, 0.57, 0.555, 0.61, 0.72],
  right: [1.16, 1.12, 0.94, 0.74, 0.66],
  front: [0.9, 0.92, 1.0, 1.08, 1.14],
  rows: [11, 13, 6],
  scale: 0.62,
};

const FAR: HillColours = {
  ridge: { lit: [170, 206, 134], mid: [139, 186, 122], shade: [104, 160, 110] },
  foot: { lit: [205, 219, 166], mid: [186, 208, 156], shade: [160, 192, 146] },
};
const MIDDLE: HillColours = {
  ridge: { lit: [123, 181, 95], mid: [84, 153, 82], shade: [49, 117, 74] },
  foot: { lit: [88, 158, 82], mid: [52, 125, 74], shade: [27, 92, 64] },
};
const NEAR: HillColours = {
  ridge: { lit: [84, 160, 84], mid: [45, 122, 72], shade: [24, 87, 61] },
  foot: { lit: [52, 128, 74], mid: [28, 96, 64], shade: [16, 66, 52] },
};

const SKY: readonly (readonly [number, string])[] = [
  [0, '#bbd3ca'],
  [0.4, '#d3dfcb'],
  [0.74, '#f3e4bf'],
  [1, '#fbdfb0'],
];

/** SVG elements for a picture of `width` × `height` px. */
export function landscape(
  width: number,
  height: number,
  framing: LandscapeFraming = 'wide',
  seed = 7,
): string {
  const f = framing === 'strip' ? STRIP : FRAMINGS[framing];
  const s =
    framing === 'wide'
      ? Math.max(0.45, height / 960)
      : framing === 'strip'
        ? Math.max(0.2, height / 450)
        : f.scale;
  const horizon = f.horizon * height;
  const sun = { x: f.sun.x * width, y: f.sun.y * height, r: f.sun.radius * height };
  const curve = (points: readonly number[], wobble: number, phase: number) => {
    const noise = noise1d(seed + phase, 2);
    return (x: number): number => spline(points, x / width) * height + noise(x / (260 * s)) * wobble * s;
  };
  const ridge = (seedOffset: number, base: number, swing: number, length: number, octaves: number) => {
    const noise = noise1d(seed + seedOffset, octaves);
    return (x: number): number => base - (noise(x / (length * s)) * 0.5 + 0.5) * swing * s;
  };
  const back = curve(f.back, 5, 11);
  const right = curve(f.right, 4, 13);
  const front = curve(f.front, 3, 17);
  const far1 = ridge(23, horizon + 0.021 * height, (0.156 * height) / s, 215, 4);
  const far2 = ridge(31, horizon + 0.081 * height, (0.156 * height) / s, 200, 4);
  const dark = ridge(41, horizon + 0.108 * height, (0.077 * height) / s, 235, 3);
  const id = `l${framing === 'strip' ? 't' : (framing[0] ?? 'w')}`;
  const stops = SKY.map(([at, c]) => `<stop offset="${at}" stop-color="${c}"/>`).join('');
  const palms = f.palms.map((p, i) => {
    const x = p.x * width;
    const foot = (p.far ? dark(x) : Math.min(right(x), back(x))) + 6 * s;
    return arecaPalm(
      x,
      foot,
      p.height * height,
      seed + 50 + i,
      p.far ? '#5f9477' : '#1d5a44',
      p.far ? '#5f9477' : '#1d5a44',
    );
  });
  const hillBase = { from: -30, to: width + 30, bottom: height + 4 };
  return [
    `<defs><linearGradient id="${id}s" x1="0" y1="0" x2="0" y2="${n(horizon + 40 * s)}" gradientUnits="userSpaceOnUse">${stops}</linearGradient>`,
    `<radialGradient id="${id}g" cx="${n(sun.x)}" cy="${n(sun.y)}" r="${n(height * 0.5)}" gradientUnits="userSpaceOnUse"><stop offset="0.12" stop-color="#fff1c6" stop-opacity="0.95"/><stop offset="0.5" stop-color="#fdeabf" stop-opacity="0.4"/><stop offset="1" stop-color="#fdeabf" stop-opacity="0"/></radialGradient>`,
    fade(`${id}1`, horizon - 70 * s, horizon + 110 * s, [196, 212, 184], [242, 230, 202]),
    fade(`${id}2`, horizon - 40 * s, horizon + 130 * s, [166, 196, 170], [233, 230, 206]),
    fade(`${id}3`, horizon + 40 * s, horizon + 250 * s, [122, 168, 138], [231, 231, 209]),
    `<linearGradient id="${id}m" x1="0" y1="${n(height * 0.68)}" x2="0" y2="${n(height * 0.9)}" gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="#efead2" stop-opacity="0"/><stop offset="1" stop-color="#efead2" stop-opacity="0.9"/></linearGradient>`,
    `</defs>`,
    `<path fill="url(#${id}s)" d="M0 0h${n(width)}v${n(height)}h-${n(width)}z"/>`,
    `<path fill="url(#${id}g)" d="M0 0h${n(width)}v${n(height)}h-${n(width)}z"/>`,
    `<circle cx="${n(sun.x)}" cy="${n(sun.y)}" r="${n(sun.r)}" fill="#f2a23e"/>`,
    `<path fill="url(#${id}1)" d="${below(far1, width, height)}"/>`,
    `<path fill="url(#${id}2)" d="${below(far2, width, height)}"/>`,
    ...palms.filter((_, i) => f.palms[i]?.far),
    `<path fill="url(#${id}3)" d="${below(dark, width, height)}"/>`,
    terracedHill(
      {
        ...hillBase,
        ridge: back,
        foot: (x) => back(x) + height * 0.3,
        rows: f.rows[0],
        power: 1.25,
        bush: { far: [12 * s, 0.9 * s], near: [26 * s, 1.9 * s] },
        seed: seed + 101,
      },
      FAR,
    ),
    `<path fill="url(#${id}m)" d="${below((x) => back(x) - 6, width, height)}"/>`,
    ...palms.filter((_, i) => !f.palms[i]?.far),
    terracedHill(
      {
        ...hillBase,
        ridge: right,
        foot: (x) => Math.max(right(x) + height * 0.1, height * (0.99 + 0.2 * (x / width))),
        rows: f.rows[1],
        power: 1.3,
        bush: { far: [14 * s, 1.2 * s], near: [40 * s, 3.9 * s] },
        seed: seed + 211,
      },
      MIDDLE,
    ),
    terracedHill(
      {
        ...hillBase,
        ridge: front,
        foot: (x) => front(x) + height * (0.2 + 0.02 * (x / width)),
        rows: f.rows[2],
        power: 1.35,
        bush: { far: [24 * s, 2.2 * s], near: [46 * s, 5.4 * s] },
        seed: seed + 307,
      },
      NEAR,
    ),
  ].join('');
}

function below(edge: (x: number) => number, width: number, height: number): string {
  const points: string[] = [];
  for (let x = -4; x <= width + 4; x += 4) points.push(`${x === -4 ? 'M' : 'L'}${n(x)} ${n(edge(x))}`);
  return `${points.join('')}L${n(width + 4)} ${n(height)}L-4 ${n(height)}Z`;
}

function fade(id: string, from: number, to: number, top: Rgb, bottom: Rgb): string {
  return `<linearGradient id="${id}" x1="0" y1="${n(from)}" x2="0" y2="${n(to)}" gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="${css(top)}"/><stop offset="1" stop-color="${css(bottom)}"/></linearGradient>`;
}

/** Catmull-Rom through evenly spaced values, `t` in 0…1, the ends held. */
function spline(values: readonly number[], t: number): number {
  const last = values.length - 1;
  const p = Math.max(0, Math.min(1, t)) * last;
  const i = Math.min(last - 1, Math.floor(p));
  const f = p - i;
  const v = (k: number): number => values[Math.max(0, Math.min(last, k))] ?? 0;
  const [a, b, c, d] = [v(i - 1), v(i), v(i + 1), v(i + 2)];
  return b + 0.5 * f * (c - a + f * (2 * a - 5 * b + 4 * c - d + f * (3 * (b - c) + d - a)));
}
