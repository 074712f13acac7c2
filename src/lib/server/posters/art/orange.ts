/**
 * 红心橙: a cut half before a whole fruit with its leaf, on a transparent ground. Unequal segments with parallel gaps, rind
 * and pith, vesicles clipped to their segment, pores that fade to the rim, flat soft shadows.
 */
import { n, seeded } from './random.ts';

/** Natural size of the drawing; its view box begins left of 0 for the shadow. */
export const ORANGE_SIZE = { left: -28, width: 908, height: 838 } as const;

const CUT = { x: 316, y: 470, r: 314 };
const WHOLE = { x: 600, y: 350, r: 258 };

/** SVG elements for the view box −28 0 908 838. `id` keeps gradients apart when several are inlined. */
export function orange(id = 'o', seed = 11): string {
  const random = seeded(seed);
  return [
    defs(id),
    `<ellipse cx="${n(WHOLE.x + 10)}" cy="${n(WHOLE.y + WHOLE.r - 6)}" rx="250" ry="30" fill="url(#${id}shade)"/>`,
    `<ellipse cx="${n(CUT.x + 66)}" cy="${n(CUT.y + CUT.r - 2)}" rx="400" ry="38" fill="url(#${id}shade)"/>`,
    whole(id, random),
    cut(id, random),
  ].join('');
}

function defs(id: string): string {
  const { x, y, r } = WHOLE;
  return (
    `<defs><radialGradient id="${id}skin" cx="${n(x - 84)}" cy="${n(y - 96)}" r="${n(r * 1.42)}" gradientUnits="userSpaceOnUse">` +
    `<stop offset="0" stop-color="#f9b254"/><stop offset="0.28" stop-color="#f39530"/><stop offset="0.62" stop-color="#e8781d"/><stop offset="0.86" stop-color="#d35c10"/><stop offset="1" stop-color="#b1450b"/></radialGradient>` +
    `<radialGradient id="${id}shade"><stop offset="0" stop-color="#6b4a24" stop-opacity="0.5"/><stop offset="0.55" stop-color="#6b4a24" stop-opacity="0.24"/><stop offset="1" stop-color="#6b4a24" stop-opacity="0"/></radialGradient>` +
    `<linearGradient id="${id}rind" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#f6a63c"/><stop offset="0.5" stop-color="#ea861f"/><stop offset="1" stop-color="#cf5f0d"/></linearGradient>` +
    `<radialGradient id="${id}flesh" cx="${n(CUT.x)}" cy="${n(CUT.y)}" r="${n(CUT.r * 0.9)}" gradientUnits="userSpaceOnUse"><stop offset="0.1" stop-color="#d9290f"/><stop offset="0.55" stop-color="#e33c17"/><stop offset="0.86" stop-color="#ee5f28"/><stop offset="1" stop-color="#f47d3b"/></radialGradient>` +
    `<radialGradient id="${id}contact" cx="${n(CUT.x + 14)}" cy="${n(CUT.y - 4)}" r="${n(CUT.r + 92)}" gradientUnits="userSpaceOnUse"><stop offset="0.76" stop-color="#7d2c05" stop-opacity="0.62"/><stop offset="1" stop-color="#7d2c05" stop-opacity="0"/></radialGradient>` +
    `<linearGradient id="${id}leaf" x1="0" y1="1" x2="1" y2="0"><stop offset="0" stop-color="#2f8347"/><stop offset="0.6" stop-color="#4d9c52"/><stop offset="1" stop-color="#6bb35f"/></linearGradient>` +
    `<clipPath id="${id}body"><circle cx="${x}" cy="${y}" r="${r}"/></clipPath></defs>`
  );
}

function whole(id: string, random: () => number): string {
  const { x, y, r } = WHOLE;
  const out = [`<circle cx="${x}" cy="${y}" r="${r}" fill="url(#${id}skin)"/>`];
  const dark: string[] = [];
  const light: string[] = [];
  for (let i = 0; i < 420; i += 1) {
    const a = random() * Math.PI * 2;
    const d = Math.sqrt(random()) * 0.97;
    const size = (1 + random() * 1.3) * (1 - 0.5 * d);
    const px = x + Math.cos(a) * d * r;
    const py = y + Math.sin(a) * d * r;
    (random() < 0.62 ? dark : light).push(dot(px, py, size));
  }
  out.push(`<path fill="#a8480c" opacity="0.34" d="${dark.join('')}"/>`);
  out.push(`<path fill="#ffd694" opacity="0.38" d="${light.join('')}"/>`);
  out.push(
    `<g clip-path="url(#${id}body)"><circle cx="${CUT.x + 14}" cy="${CUT.y - 4}" r="${CUT.r + 92}" fill="url(#${id}contact)"/></g>`,
  );
  out.push(leafAndStem(id));
  return out.join('');
}

/** Calyx, stem and one leaf whose veins end inside it. */
function leafAndStem(id: string): string {
  const sx = WHOLE.x + 16;
  const sy = WHOLE.y - WHOLE.r + 26;
  const tip: [number, number] = [sx + 228, sy - 106];
  const back: [number, number] = [sx + 6, sy - 12];
  const upper = `C${n(sx + 44)} ${n(sy - 104)} ${n(sx + 140)} ${n(sy - 122)} ${n(tip[0])} ${n(tip[1])}`;
  const lower = `C${n(sx + 190)} ${n(sy - 16)} ${n(sx + 92)} ${n(sy + 24)} ${n(back[0])} ${n(back[1])}`;
  const midrib = `C${n(sx + 74)} ${n(sy - 44)} ${n(sx + 146)} ${n(sy - 74)} ${n(tip[0])} ${n(tip[1])}`;
  const veins: string[] = [];
  for (let i = 1; i <= 6; i += 1) {
    const t = 0.12 + i * 0.115;
    const [mx, my] = cubic(back, [sx + 74, sy - 44], [sx + 146, sy - 74], tip, t);
    const reach = 30 * Math.sin(Math.PI * Math.min(1, t + 0.08)) * 0.92;
    veins.push(
      `M${n(mx)} ${n(my)}q${n(reach * 0.42)} ${n(-reach * 0.32)} ${n(reach * 0.72)} ${n(-reach * 0.92)}`,
    );
    veins.push(
      `M${n(mx)} ${n(my)}q${n(reach * 0.6)} ${n(reach * 0.02)} ${n(reach * 1.02)} ${n(reach * 0.34)}`,
    );
  }
  return (
    `<ellipse cx="${n(sx - 6)}" cy="${n(sy + 5)}" rx="30" ry="10.5" fill="#a54d0d" opacity="0.62"/>` +
    `<path fill="url(#${id}leaf)" d="M${n(back[0])} ${n(back[1])}${upper}${lower}Z"/>` +
    `<path fill="#1f6b3f" d="M${n(back[0])} ${n(back[1])}${midrib}${lower}Z"/>` +
    `<path fill="none" stroke="#175231" stroke-opacity="0.5" stroke-width="1.8" stroke-linecap="round" d="${veins.join('')}"/>` +
    `<path fill="none" stroke="#14492c" stroke-width="2.6" stroke-linecap="round" d="M${n(back[0])} ${n(back[1])}${midrib}"/>` +
    `<path fill="#5a4a22" d="M${n(sx - 13)} ${n(sy + 7)}L${n(sx - 6)} ${n(sy - 24)}L${n(sx + 7)} ${n(sy - 20)}L${n(sx + 2)} ${n(sy + 8)}Z"/>`
  );
}

function cut(id: string, random: () => number): string {
  const { x, y, r } = CUT;
  const out = [
    `<circle cx="${n(x + 20)}" cy="${n(y + 11)}" r="${n(r - 2)}" fill="#b64a0c"/>`,
    `<circle cx="${n(x + 9)}" cy="${n(y + 5)}" r="${n(r - 1)}" fill="#c9570e"/>`,
    `<circle cx="${x}" cy="${y}" r="${r}" fill="url(#${id}rind)"/>`,
    `<circle cx="${x}" cy="${y}" r="${n(r - 12)}" fill="#fbd48d"/>`,
    `<circle cx="${x}" cy="${y}" r="${n(r - 17)}" fill="#fdf1d8"/>`,
  ];
  const shares = [0.094, 0.088, 0.1, 0.083, 0.096, 0.087, 0.092, 0.099, 0.084, 0.092, 0.085];
  let from = -1.71;
  shares.forEach((share, i) => {
    const to = from + share * Math.PI * 2;
    out.push(segment(`${id}c${i}`, `${id}flesh`, x, y, r - 36, 34, from, to, 25, random));
    from = to;
  });
  out.push(`<circle cx="${x}" cy="${y}" r="18" fill="#f9deb0"/>`);
  return out.join('');
}

/**
 * One segment: gap constant in px (so the white stays parallel), round joins by a stroke of the same fill, vesicles from
 * the heart to the rim clipped to it, a thin light line under the membrane.
 */
function segment(
  clip: string,
  fill: string,
  x: number,
  y: number,
  outer: number,
  inner: number,
  from: number,
  to: number,
  gap: number,
  random: () => number,
): string {
  const d = (radius: number): number => Math.asin(Math.min(0.98, gap / 2 / radius));
  const at = (radius: number, angle: number): string =>
    `${n(x + radius * Math.cos(angle))} ${n(y + radius * Math.sin(angle))}`;
  const middle = (from + to) / 2;
  const half = (to - from) / 2;
  const a = from + d(outer);
  const b = to - d(outer);
  const heart = Math.max(inner + 6, gap / 2 / Math.sin(half) + 4);
  const ha = from + Math.min(half * 0.8, d(heart));
  const hb = to - Math.min(half * 0.8, d(heart));
  const path = `M${at(heart, ha)}L${at(outer, a)}A${n(outer)} ${n(outer)} 0 0 1 ${at(outer, b)}L${at(heart, hb)}Z`;
  const juice: { d: string; light: boolean; opacity: number }[] = [];
  for (let i = 0; i < 46; i += 1) {
    const angle = middle + (random() - 0.5) * half * 1.9;
    const start = heart + (outer - heart) * (0.06 + random() * 0.82);
    const length = 22 + random() * 48;
    const w = 2.2 + random() * 3.6;
    juice.push({
      d: drop(x, y, start, Math.min(outer + 4, start + length), angle, w),
      light: random() < 0.64,
      opacity: 0.16 + random() * 0.2,
    });
  }
  const bucket = (light: boolean, low: boolean): string =>
    juice
      .filter((j) => j.light === light && j.opacity < 0.26 === low)
      .map((j) => j.d)
      .join('');
  const rim = `M${at(outer - 6, a + 0.05)}A${n(outer - 6)} ${n(outer - 6)} 0 0 1 ${at(outer - 6, b - 0.05)}`;
  return (
    `<clipPath id="${clip}"><path d="${path}"/></clipPath>` +
    `<path d="${path}" fill="url(#${fill})" stroke="url(#${fill})" stroke-width="17" stroke-linejoin="round"/>` +
    `<g clip-path="url(#${clip})"><path fill="#ff9a63" opacity="0.24" d="${bucket(true, true)}"/><path fill="#ffb27d" opacity="0.36" d="${bucket(true, false)}"/>` +
    `<path fill="#b01f0a" opacity="0.2" d="${bucket(false, true)}"/><path fill="#a81a08" opacity="0.3" d="${bucket(false, false)}"/></g>` +
    `<path d="${rim}" fill="none" stroke="#ffc594" stroke-opacity="0.55" stroke-width="3" stroke-linecap="round"/>`
  );
}

/** A juice vesicle: a drop along the ray, thicker outwards. */
function drop(x: number, y: number, from: number, to: number, angle: number, width: number): string {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const at = (along: number, across: number): string =>
    `${n(x + c * along - s * across)} ${n(y + s * along + c * across)}`;
  const belly = from + (to - from) * 0.68;
  return `M${at(from, 0)}Q${at(belly, -width)} ${at(to, 0)}Q${at(belly, width)} ${at(from, 0)}Z`;
}

function dot(x: number, y: number, r: number): string {
  return `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`;
}

function cubic(
  a: readonly [number, number],
  b: readonly [number, number],
  c: readonly [number, number],
  d: readonly [number, number],
  t: number,
): [number, number] {
  const u = 1 - t;
  const mixed = (i: 0 | 1): number =>
    u ** 3 * a[i] + 3 * u * u * t * b[i] + 3 * u * t * t * c[i] + t ** 3 * d[i];
  return [mixed(0), mixed(1)];
}
