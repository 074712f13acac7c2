import { n, seeded } from './random.ts';

/** An areca palm (槟榔): a thin leaning trunk, a green shaft and feathered fronds. It says Hainan; it stays small. */
export function arecaPalm(
  x: number,
  foot: number,
  height: number,
  seed: number,
  trunk: string,
  frond: string,
): string {
  const random = seeded(seed);
  const lean = (random() - 0.5) * height * 0.07;
  const top = foot - height;
  const half = height * 0.011;
  const cx = x + lean;
  const stem = `M${n(x - half * 1.5)} ${n(foot)}Q${n(x + lean * 0.2 - half)} ${n(foot - height * 0.5)} ${n(cx - half)} ${n(top)}L${n(cx + half)} ${n(top)}Q${n(x + lean * 0.2 + half)} ${n(foot - height * 0.5)} ${n(x + half * 1.5)} ${n(foot)}Z`;
  const fronds: string[] = [];
  const angles = [-168, -140, -112, -72, -44, -14];
  for (const base of angles) {
    const angle = ((base + (random() - 0.5) * 14) * Math.PI) / 180;
    const length = height * (0.31 + random() * 0.06);
    fronds.push(frondPath(cx, top, angle, length));
  }
  return `<path fill="${trunk}" d="${stem}"/><path fill="${frond}" d="${fronds.join('')}"/>`;
}

/** A rib that bends under its weight; the leaflets read as one crescent, notched below like a comb. */
function frondPath(x: number, y: number, angle: number, length: number): string {
  const dx = Math.cos(angle);
  const dy = Math.sin(angle);
  const at = (t: number): [number, number] => [
    x + dx * length * t,
    y + dy * length * t * (1 - 0.2 * t) + length * 0.55 * t * t,
  ];
  const steps = 14;
  const upper: string[] = [];
  const lower: string[] = [];
  for (let i = 0; i <= steps; i += 1) {
    const t = i / steps;
    const [px, py] = at(t);
    const depth = length * 0.16 * Math.sin(Math.PI * Math.min(1, 0.1 + 0.9 * t)) ** 0.8;
    upper.push(`${i === 0 ? 'M' : 'L'}${n(px)} ${n(py)}`);
    const notch = i % 2 === 0 ? 0.42 : 1;
    lower.unshift(`L${n(px + dx * depth * notch * 0.5)} ${n(py + depth * notch)}`);
  }
  return upper.join('') + lower.join('') + 'Z';
}
