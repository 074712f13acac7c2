/**
 * Glyphs that were already drawn: coverage by face, size, character and where between two pixels the pen stands. They are
 * cut out of exact strips, not made from the font's outlines: satori rounds path coordinates to a tenth of a pixel, and a
 * cache that does not is visibly another rendering (37 to 42 dB). Satori sets each run at a whole pixel and adds up advances.
 *
 * Which way a coordinate halfway between two tenths is rounded hangs on the last bit of its floating-point sum, and that on
 * its power of two: glyphs are kept apart by it, and then equal the exact strip's to the pixel.
 */
import type { TextLayer } from '../scene.ts';
import type { FontBook } from '../text/fonts.ts';
import { cut, type Coverage } from './coverage.ts';

interface Pen {
  key: string;
  /** Whole pixel of the pen, and the top of its run. */
  x: number;
  top: number;
  /** Columns the ink may touch. */
  from: number;
  to: number;
}

/** About four thousand glyphs of 45 px. */
const LIMIT_BYTES = 12 * 1024 * 1024;
const ENTRY_BYTES = 200;

export class GlyphCache {
  /** Coverage against the pen. */
  private readonly glyphs = new Map<string, Coverage>();
  private bytes = 0;

  /** Ink of a line out of the cache; `missing` asks for `learn`, `no` says that its glyphs cannot stand alone. */
  line(layer: TextLayer, fonts: FontBook): Coverage[] | 'missing' | 'no' {
    const pens = pensOf(layer, fonts);
    if (!pens) return 'no';
    const out: Coverage[] = [];
    for (const pen of pens) {
      const glyph = this.glyphs.get(pen.key);
      if (!glyph) return 'missing';
      if (glyph.alpha.length === 0) continue;
      out.push({ ...glyph, x: glyph.x + pen.x, y: glyph.y + pen.top });
    }
    return out;
  }

  /** Keeps the glyphs of a line from an exact strip it stands on, alone in its rows; null stands for no ink at all. */
  learn(layer: TextLayer, strip: Coverage | null, fonts: FontBook): void {
    const pens = pensOf(layer, fonts) ?? [];
    const y = Math.floor(layer.box[1]) - 1;
    const height = Math.ceil(layer.box[1] + layer.box[3]) + 1 - y;
    for (const [i, pen] of pens.entries()) {
      const before = pens[i - 1];
      const after = pens[i + 1];
      // Ink that shares a column with its neighbour's cannot be cut out.
      if ((before && before.to > pen.from) || (after && after.from < pen.to) || this.glyphs.has(pen.key))
        continue;
      const ink = strip
        ? cut(strip, { x: pen.from, y, width: pen.to - pen.from, height })
        : { x: pen.x, y: pen.top, width: 0, height: 0, alpha: new Uint8Array(0) };
      this.keep(pen.key, { ...ink, x: ink.x - pen.x, y: ink.y - pen.top });
    }
  }

  private keep(key: string, glyph: Coverage): void {
    this.glyphs.set(key, glyph);
    this.bytes += glyph.alpha.length + ENTRY_BYTES;
    for (const [old, gone] of this.glyphs) {
      if (this.bytes <= LIMIT_BYTES) break;
      this.glyphs.delete(old);
      this.bytes -= gone.alpha.length + ENTRY_BYTES;
    }
  }
}

/** Narrow characters no pair of which is kerned, neither with each other nor with Han. */
const UNKERNED = new Set('0123456789');

/** Where satori puts each glyph; null for what it shapes by pairs (Latin letters). */
function pensOf(layer: TextLayer, fonts: FontBook): Pen[] | null {
  const size = Math.round(layer.size * 100) / 100;
  const top = Math.round(layer.baseline - fonts.baseline(layer.face) * layer.size);
  const rows = scaleOf(top, Math.ceil(top + size * 1.2), top);
  const pens: Pen[] = [];
  for (const run of layer.line.runs) {
    const left = Math.round(Math.round((layer.x + run.x) * 10) / 10);
    let advance = 0;
    let narrow = false;
    for (const character of run.text) {
      const glyph = fonts.glyph(layer.face, character);
      if (glyph.advance !== 1 && !UNKERNED.has(character)) return null;
      const whole = Math.floor(advance + 1e-6);
      const phase = Math.round((advance - whole) * 1e6);
      const x = left + whole;
      const from = Math.floor(left + advance + glyph.left * size - 0.1);
      const to = Math.ceil(left + advance + glyph.right * size + 0.1);
      narrow ||= glyph.advance !== 1;
      // Advances of figures put every coordinate near such a half: only the very same place is the same sum.
      const place = `${narrow ? x : scaleOf(from, to, x)} ${rows}`;
      pens.push({ key: `${layer.face} ${size} ${phase} ${place} ${character}`, x, top, from, to });
      advance += glyph.advance * size;
    }
  }
  return pens;
}

/** The power of two that a range of coordinates lies in, or the place itself where it crosses one. */
function scaleOf(from: number, to: number, place: number): string {
  const power = Math.clz32(from);
  return from > 0 && power === Math.clz32(to) ? `^${power}` : String(place);
}
