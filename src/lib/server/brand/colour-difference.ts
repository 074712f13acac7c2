/** Colours as a mark's rules see them: difference by CIEDE2000, luminance and contrast by WCAG 2.2. Pure. */

/** 0 … 100; about 1 is what a trained eye tells apart, 3 what anybody does. Formula: Sharma, Wu, Dalal 2005. */
export function deltaE(a: string, b: string): number {
  const [l1, a1, b1] = lab(a);
  const [l2, a2, b2] = lab(b);
  const c1 = Math.hypot(a1, b1);
  const c2 = Math.hypot(a2, b2);
  const mean7 = ((c1 + c2) / 2) ** 7;
  const g = 0.5 * (1 - Math.sqrt(mean7 / (mean7 + 25 ** 7)));
  const p1 = { a: (1 + g) * a1, b: b1 };
  const p2 = { a: (1 + g) * a2, b: b2 };
  const cp1 = Math.hypot(p1.a, p1.b);
  const cp2 = Math.hypot(p2.a, p2.b);
  const h1 = hue(p1.a, p1.b);
  const h2 = hue(p2.a, p2.b);
  const dl = l2 - l1;
  const dc = cp2 - cp1;
  const turn = cp1 * cp2 === 0 ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const dh = 2 * Math.sqrt(cp1 * cp2) * Math.sin(rad(turn / 2));
  const lm = (l1 + l2) / 2;
  const cm = (cp1 + cp2) / 2;
  const hm = cp1 * cp2 === 0 ? h1 + h2 : meanHue(h1, h2);
  const t =
    1 -
    0.17 * Math.cos(rad(hm - 30)) +
    0.24 * Math.cos(rad(2 * hm)) +
    0.32 * Math.cos(rad(3 * hm + 6)) -
    0.2 * Math.cos(rad(4 * hm - 63));
  const sl = 1 + (0.015 * (lm - 50) ** 2) / Math.sqrt(20 + (lm - 50) ** 2);
  const sc = 1 + 0.045 * cm;
  const sh = 1 + 0.015 * cm * t;
  const cm7 = cm ** 7;
  const rt = -2 * Math.sqrt(cm7 / (cm7 + 25 ** 7)) * Math.sin(rad(60 * Math.exp(-(((hm - 275) / 25) ** 2))));
  return Math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh));
}

/** Relative luminance of `#rrggbb`, 0 … 1. */
export function luminanceOf(hex: string): number {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** 1 … 21. */
export function contrastOf(a: string, b: string): number {
  return contrastOfLuminances(luminanceOf(a), luminanceOf(b));
}

export function contrastOfLuminances(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function linear(hex: string): [number, number, number] {
  const v = Number.parseInt(hex.slice(1, 7), 16);
  const channel = (shift: number): number => {
    const c = ((v >> shift) & 255) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return [channel(16), channel(8), channel(0)];
}

/** CIELAB under D65. */
function lab(hex: string): [number, number, number] {
  const [r, g, b] = linear(hex);
  const x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047;
  const y = 0.2126729 * r + 0.7151522 * g + 0.072175 * b;
  const z = (0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883;
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))];
}

function hue(a: number, b: number): number {
  if (a === 0 && b === 0) return 0;
  return ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
}

function meanHue(a: number, b: number): number {
  const sum = a + b;
  if (Math.abs(a - b) <= 180) return sum / 2;
  return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
}

function rad(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
