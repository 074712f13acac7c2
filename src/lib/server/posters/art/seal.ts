/**
 * 印: a cut seal of one to four characters, read from right to left and from top to bottom. The edge and the inner line are
 * a little worn, each seed in its own way; the characters are cut out of the red (白文) or stand in it (朱文).
 */
import type { Box } from '../formats.ts';
import type { FontBook } from '../text/fonts.ts';
import { fillPath, type Point } from './curves.ts';
import { n, seeded } from './random.ts';

export interface SealOptions {
  /** What shows in the cut: the ground, or the light role. */
  light: string;
  /** 白文 cuts the characters out of the red, 朱文 leaves them standing. */
  cut?: 'white' | 'red';
}

interface Place {
  /** Cell of the character in shares of the inner square. */
  x: number;
  y: number;
  w: number;
  h: number;
}

/** A square seal; `text` has one to four characters, more are not a seal. */
export function seal(
  box: Box,
  colour: string,
  seed: number,
  text: string,
  fonts: FontBook,
  options: SealOptions,
): string {
  const [left, top, width, height] = box;
  const side = Math.min(width, height);
  const unit = side / 120;
  const random = seeded(seed);
  const white = (options.cut ?? 'white') === 'white';
  const origin: Point = [left + (width - side) / 2, top + (height - side) / 2];
  const square = (inset: number, wear: number): string =>
    worn(origin, side, inset * unit, wear * unit, random);
  const edge = square(1.2, 1.1);
  const parts = white
    ? [fillPath(edge, colour), fillPath(square(8.5, 0.5) + square(10.6, 0.5), options.light)]
    : [fillPath(edge + square(6.4, 0.8), colour)];
  const margin = (white ? 16 : 13.5) * unit;
  const inner = side - 2 * margin;
  const glyphs = [...text];
  const places = PLACES[glyphs.length] ?? [];
  glyphs.forEach((ch, i) => {
    const place = places[i];
    if (!place) return;
    parts.push(
      character(
        ch,
        place,
        [origin[0] + margin, origin[1] + margin],
        inner,
        white ? options.light : colour,
        fonts,
      ),
    );
  });
  return parts.join('');
}

/** One fills the square, two stand one over the other (side by side they would read as one), three give the left column to the last, four are the usual square. */
const PLACES: Readonly<Record<number, readonly Place[]>> = {
  1: [{ x: 0, y: 0, w: 1, h: 1 }],
  2: [
    { x: 0, y: 0, w: 1, h: 0.5 },
    { x: 0, y: 0.5, w: 1, h: 0.5 },
  ],
  3: [
    { x: 0.5, y: 0, w: 0.5, h: 0.5 },
    { x: 0.5, y: 0.5, w: 0.5, h: 0.5 },
    { x: 0, y: 0, w: 0.5, h: 1 },
  ],
  4: [
    { x: 0.5, y: 0, w: 0.5, h: 0.5 },
    { x: 0.5, y: 0.5, w: 0.5, h: 0.5 },
    { x: 0, y: 0, w: 0.5, h: 0.5 },
    { x: 0, y: 0.5, w: 0.5, h: 0.5 },
  ],
};

/** A character drawn into its cell by its ink; cut characters may be drawn out, up to 1.7 high or 1.45 wide. */
function character(
  ch: string,
  place: Place,
  origin: Point,
  inner: number,
  colour: string,
  fonts: FontBook,
): string {
  const ink = fonts.glyph('serif-black', ch);
  const gap = inner * 0.035;
  const box = {
    x: origin[0] + place.x * inner + gap / 2,
    y: origin[1] + place.y * inner + gap / 2,
    w: place.w * inner - gap,
    h: place.h * inner - gap,
  };
  const em = 100;
  const [inkW, inkH] = [(ink.right - ink.left) * em, (ink.top - ink.bottom) * em];
  if (inkW <= 0 || inkH <= 0) return '';
  // Flat and narrow characters (一, 卜) keep their shape: they are not blown up to fill the cell.
  const wide = box.w / Math.max(inkW, em * 0.78);
  const tall = box.h / Math.max(inkH, em * 0.78);
  const scaleX = Math.min(wide, tall * 1.45);
  const scaleY = Math.min(tall, wide * 1.7);
  const x = box.x + (box.w - inkW * scaleX) / 2 - ink.left * em * scaleX;
  const y = box.y + (box.h - inkH * scaleY) / 2 + ink.top * em * scaleY;
  const d = fonts.outline('serif-black', ch, em);
  return `<path fill="${colour}" transform="translate(${n(x)} ${n(y)}) scale(${scaleX.toFixed(4)} ${scaleY.toFixed(4)})" d="${d}"/>`;
}

/** A square whose sides wander: nine points a side, a chip now and then at a corner. */
function worn(origin: Point, side: number, inset: number, wear: number, random: () => number): string {
  const from = inset;
  const to = side - inset;
  const points: Point[] = [];
  const steps = 9;
  const corner = (): number => (random() < 0.4 ? wear * 1.6 : wear * 0.6);
  for (let s = 0; s < 4; s += 1) {
    const cutOff = corner();
    for (let i = 0; i < steps; i += 1) {
      const t = i === 0 ? cutOff / (to - from) : i / steps;
      const along = from + (to - from) * t;
      const off = (random() - 0.5) * 2 * wear;
      const [x, y] =
        s === 0
          ? [along, from + off]
          : s === 1
            ? [to + off, along]
            : s === 2
              ? [side - along, to + off]
              : [from + off, side - along];
      points.push([origin[0] + x, origin[1] + y]);
    }
  }
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${n2(x)} ${n2(y)}`).join('') + 'Z';
}

function n2(value: number): string {
  return String(Math.round(value * 100) / 100);
}
