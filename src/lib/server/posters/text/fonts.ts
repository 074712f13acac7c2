/**
 * The shipped fonts, parsed once per process. Only families with full coverage of GB 2312, GBK and the rare characters of
 * village and cooperative names are here, so that a name can never fall back to another face in the middle of a word.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import { sfntOf } from './woff.ts';

export type Face = 'sans' | 'sans-bold' | 'serif-bold' | 'serif-black' | 'kai';

interface Source {
  /** Never `Serif` or `Sans`: those are CSS generic names and the renderer would pick another face. */
  family: string;
  weight: 400 | 500 | 700 | 900;
  file: string;
}

const SOURCES: Record<Face, Source> = {
  sans: {
    family: 'Alley Hei',
    weight: 400,
    file: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  },
  'sans-bold': {
    family: 'Alley Hei',
    weight: 700,
    file: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  },
  'serif-bold': {
    family: 'Alley Song',
    weight: 700,
    file: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  },
  'serif-black': {
    family: 'Alley Song',
    weight: 900,
    file: '@expo-google-fonts/noto-serif-sc/900Black/NotoSerifSC_900Black.ttf',
  },
  kai: {
    family: 'Alley Kai',
    weight: 500,
    file: '@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff',
  },
};

export const FACES = Object.keys(SOURCES) as Face[];

/** Ink of one glyph, in em, y upwards from the baseline. */
export interface GlyphInk {
  advance: number;
  left: number;
  right: number;
  bottom: number;
  top: number;
}

export interface SatoriFont {
  name: string;
  data: Buffer;
  weight: 400 | 500 | 700 | 900;
  style: 'normal';
}

export interface FontBook {
  /** Always the same array: satori keeps its parsed fonts by identity (10 ms against 309 when the files are read again). */
  readonly satori: SatoriFont[];
  family(face: Face): { fontFamily: string; fontWeight: number };
  glyph(face: Face, character: string): GlyphInk;
  /** Where satori puts the baseline below the top of a box with line height 1, in em. */
  baseline(face: Face): number;
  capHeight(face: Face): number;
  /** Outline of one character as path data, y downwards from the baseline, `size` px to the em: for what is drawn, not set. */
  outline(face: Face, character: string, size: number): string;
  /** Characters of `text` this face cannot print, each once, in order. */
  missing(face: Face, text: string): string[];
  /** SHA-256 of every font file, part of a picture's identity. */
  readonly hashes: Record<string, string>;
}

const PATH_LETTERS = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
} as const;

let shared: FontBook | undefined;

/** The process-wide font book: about 70 MB of buffers, parsed on first use. */
export function fontBook(): FontBook {
  shared ??= openFontBook();
  return shared;
}

function openFontBook(): FontBook {
  const require = createRequire(import.meta.url);
  const satori: SatoriFont[] = [];
  const hashes: Record<string, string> = {};
  const fonts = new Map<Face, fontkit.Font>();
  const glyphs = new Map<string, GlyphInk>();
  for (const face of FACES) {
    const source = SOURCES[face];
    const data = sfntOf(readFileSync(require.resolve(source.file)));
    satori.push({ name: source.family, data, weight: source.weight, style: 'normal' });
    hashes[face] = createHash('sha256').update(data).digest('hex');
    fonts.set(face, fontkit.create(data));
  }
  const font = (face: Face): fontkit.Font => {
    const found = fonts.get(face);
    if (!found) throw new Error(`unknown face ${face}`);
    return found;
  };
  return {
    satori,
    hashes,
    family: (face) => ({ fontFamily: SOURCES[face].family, fontWeight: SOURCES[face].weight }),
    glyph(face, character) {
      const key = face + character;
      const known = glyphs.get(key);
      if (known) return known;
      const f = font(face);
      const g = f.glyphForCodePoint(character.codePointAt(0) ?? 32);
      const empty = !Number.isFinite(g.bbox.minX);
      const em = f.unitsPerEm;
      const ink: GlyphInk = {
        advance: g.advanceWidth / em,
        left: empty ? 0 : g.bbox.minX / em,
        right: empty ? g.advanceWidth / em : g.bbox.maxX / em,
        bottom: empty ? 0 : g.bbox.minY / em,
        top: empty ? 0 : g.bbox.maxY / em,
      };
      glyphs.set(key, ink);
      return ink;
    },
    baseline(face) {
      const f = font(face);
      return (1 + (f.ascent + f.descent) / f.unitsPerEm) / 2;
    },
    outline(face, character, size) {
      const f = font(face);
      const k = size / f.unitsPerEm;
      const at = (v: number, i: number): string => String(Math.round((i % 2 === 0 ? v : -v) * k * 100) / 100);
      return f
        .glyphForCodePoint(character.codePointAt(0) ?? 32)
        .path.commands.map(({ command, args }) => PATH_LETTERS[command] + args.map(at).join(' '))
        .join('');
    },
    capHeight: (face) => font(face).capHeight / font(face).unitsPerEm,
    missing(face, text) {
      const f = font(face);
      const out = new Set<string>();
      for (const ch of text) {
        const code = ch.codePointAt(0) ?? 0;
        if (code <= 0x20 || code === 0x3000) continue;
        if (!f.hasGlyphForCodePoint(code)) out.add(ch);
      }
      return [...out];
    },
  };
}
