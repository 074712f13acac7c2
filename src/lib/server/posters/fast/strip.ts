/**
 * The exact strip: lines of text alone through the same satori and resvg as the full render, at their own place on the
 * page, so that every rounding of a coordinate falls the same way. Only the rasterised window is small.
 */
import { Resvg } from '@resvg/resvg-js';
import { sceneSvg } from '../render.ts';
import { NO_PERSONAL_SLOTS, type TextLayer } from '../scene.ts';
import type { FontBook } from '../text/fonts.ts';
import type { Coverage } from './coverage.ts';

/** Room around the measured ink for what anti-aliasing and satori's rounding to whole pixels add. */
const MARGIN_PX = 3;

/** Ink of lines of text that share a colour; null when they have none. */
export async function exactStrip(
  layers: readonly TextLayer[],
  page: { widthPx: number; heightPx: number },
  fonts: FontBook,
): Promise<Coverage | null> {
  const x = Math.max(0, Math.floor(Math.min(...layers.map((l) => l.box[0]))) - MARGIN_PX);
  const y = Math.max(0, Math.floor(Math.min(...layers.map((l) => l.box[1]))) - MARGIN_PX);
  const right = Math.min(
    page.widthPx,
    Math.ceil(Math.max(...layers.map((l) => l.box[0] + l.box[2]))) + MARGIN_PX,
  );
  const bottom = Math.min(
    page.heightPx,
    Math.ceil(Math.max(...layers.map((l) => l.box[1] + l.box[3]))) + MARGIN_PX,
  );
  const [width, height] = [right - x, bottom - y];
  if (!(width > 0 && height > 0)) return null;
  const svg = await sceneSvg(
    {
      ...page,
      background: 'transparent',
      personalSlots: NO_PERSONAL_SLOTS,
      layers: layers.map((l) => ({ ...l, colour: '#ffffff' })),
    },
    onlyFacesOf(layers, fonts),
    {},
  );
  const window = svg.replace(
    /^<svg width="[^"]*" height="[^"]*" viewBox="[^"]*"/u,
    `<svg width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}"`,
  );
  if (window === svg) throw new Error('satori writes another root element: the window cannot be set');
  const { pixels } = new Resvg(window, { font: { loadSystemFonts: false } }).render();
  const alpha = new Uint8Array(width * height);
  for (let i = 0; i < alpha.length; i += 1) alpha[i] = pixels[i * 4 + 3] as number;
  return { x, y, width, height, alpha };
}

const books = new WeakMap<FontBook, Map<string, FontBook>>();

/** The book with the fonts of these lines alone: satori parses all it is given, tens of megabytes each. */
function onlyFacesOf(layers: readonly TextLayer[], fonts: FontBook): FontBook {
  const faces = [...new Set(layers.map((l) => l.face))].sort();
  const known = books.get(fonts) ?? new Map<string, FontBook>();
  books.set(fonts, known);
  const key = faces.join();
  let book = known.get(key);
  if (!book) {
    const used = faces.map((face) => fonts.family(face));
    const satori = fonts.satori.filter((font) =>
      used.some((u) => u.fontFamily === font.name && u.fontWeight === font.weight),
    );
    book = { ...fonts, satori };
    known.set(key, book);
  }
  return book;
}
