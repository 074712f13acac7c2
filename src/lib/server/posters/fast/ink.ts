/** What a person adds to a base: the ink of name and spoken code, and the modules of the code. */
import type { Person } from '../compose.ts';
import { qrMatrix } from '../qr.ts';
import type { TextLayer } from '../scene.ts';
import type { FontBook } from '../text/fonts.ts';
import { opaqueRgb, type Coverage, type Rgb } from './coverage.ts';
import { GlyphCache } from './glyphs.ts';
import type { PersonalInk } from './splice.ts';
import type { StaticScene } from './static-scene.ts';
import { exactStrip } from './strip.ts';

const glyphs = new GlyphCache();

/** Ink of the lines: cached glyphs where all of a line are known, one exact strip a colour for the others. */
export async function inkOf(
  names: readonly TextLayer[],
  page: { widthPx: number; heightPx: number },
  fonts: FontBook,
  cached: boolean,
): Promise<{ coverage: Coverage; colour: Rgb }[]> {
  const inks: { coverage: Coverage; colour: Rgb }[] = [];
  const unknown = new Map<string, TextLayer[]>();
  for (const layer of names) {
    const known = cached ? glyphs.line(layer, fonts) : 'no';
    if (typeof known === 'string') unknown.set(layer.colour, [...(unknown.get(layer.colour) ?? []), layer]);
    else for (const coverage of known) inks.push({ coverage, colour: requireRgb(layer.colour) });
  }
  for (const [colour, layers] of unknown) {
    const strip = await exactStrip(layers, page, fonts);
    if (strip) inks.push({ coverage: strip, colour: requireRgb(colour) });
    // Lines whose rows of ink meet cannot be told apart on one strip.
    if (cached && !meet(layers)) for (const layer of layers) glyphs.learn(layer, strip, fonts);
  }
  return inks;
}

function requireRgb(colour: string): Rgb {
  const rgb = opaqueRgb(colour);
  if (!rgb) throw new Error(`a name of colour ${colour} cannot be painted`);
  return rgb;
}

function meet(layers: readonly TextLayer[]): boolean {
  return layers.some((a, i) =>
    layers.slice(i + 1).some((b) => a.box[1] - 3 < b.box[1] + b.box[3] && b.box[1] - 3 < a.box[1] + a.box[3]),
  );
}

/** The code where the base has a place for one; null without a place, or where no code fits it. */
export function codeOf(parts: StaticScene, person: Person): PersonalInk['qr'] {
  const rows = parts.place && person.address ? qrMatrix(person.address) : null;
  return parts.place && rows ? { rows, place: parts.place } : null;
}
