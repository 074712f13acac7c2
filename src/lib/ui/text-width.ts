/**
 * Length as Chinese forms count it: a full-width character is 1, a half-width one (ASCII, half-width katakana) is ½,
 * rounded up at the end. Counts code points, so a rare character outside the BMP is one.
 */
export function textWidth(text: string): number {
  let halves = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    halves += code <= 0xff || (code >= 0xff61 && code <= 0xffdc) ? 1 : 2;
  }
  return Math.ceil(halves / 2);
}
