/** Relative luminance (WCAG 2.2) of a hex colour or an sRGB triple 0…255. */
export function luminance(colour: string | readonly [number, number, number]): number {
  const [r, g, b] = typeof colour === 'string' ? rgb(colour) : colour;
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** Contrast ratio of two luminances, 1…21. */
export function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

export function rgb(hex: string): [number, number, number] {
  const v = Number.parseInt(hex.slice(1), 16);
  return [(v >> 16) & 255, (v >> 8) & 255, v & 255];
}

/** `share` of `over` on `under`, as an opaque colour. */
export function mixColours(under: string, over: string, share: number): string {
  const a = rgb(under);
  const b = rgb(over);
  return (
    '#' +
    a
      .map((c, i) =>
        Math.round(c + ((b[i] ?? c) - c) * share)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')
  );
}

function linear(channel: number): number {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}
