/** The gate: every sample person by the full render and by the fast ways, compared. */
import type { Person } from '../compose.ts';
import { drawLayout, type Layout } from '../full-render.ts';
import type { Box } from '../formats.ts';
import { QR_QUIET } from '../qr.ts';
import { union, type TextLayer } from '../scene.ts';
import type { FontBook } from '../text/fonts.ts';
import type { PixelBox } from './coverage.ts';
import { EXACT_FLOOR_DB, GLYPH_FLOOR_DB, isAligned, largestDifference, psnr } from './gate.ts';
import type { GateFigures } from './gate-figures.ts';
import { codeOf, inkOf } from './ink.ts';
import { encodeFrame } from './jpeg.ts';
import { QR_MODULES } from './qr-matrix.ts';
import { readsBack } from './reading.ts';
import { joined, paintPerson, splice, type PersonalInk, type QrPlace } from './splice.ts';
import { opaqueRaster, type StaticBase } from './static-base.ts';
import { withoutPerson, type StaticScene } from './static-scene.ts';

/** How far a base may go: spliced with cached glyphs or with exact strips, copied pixels, or only the full render. */
export type FastState = 'glyphs' | 'exact' | 'frame' | 'full';

export interface Verdict {
  state: FastState;
  /** Why it is not `glyphs`. */
  reason: string | null;
  figures: GateFigures;
}

/** Somebody the gate draws, laid out as a whole. */
export interface Sample {
  person: Person;
  layout: Layout;
}

/** The first finding that a base does not pass decides how far it may go. */
export async function judge(
  base: StaticBase,
  parts: StaticScene,
  people: readonly Sample[],
  fonts: FontBook,
): Promise<Verdict> {
  let outside = 0;
  let exactDb: number | null = null;
  let glyphDb: number | null = null;
  let aligned = true;
  let spliced = true;
  const names = people.map(({ person }) => person.nameShown);
  let qrRead: boolean | null = null;
  const figures = (): GateFigures => ({ names, outside, exactDb, glyphDb, qr: qrRead });
  for (const [i, { person, layout }] of people.entries()) {
    const taken = withoutPerson(layout, person);
    if (!taken.ok || taken.parts.text !== parts.text)
      return { state: 'full', reason: taken.ok ? 'layout_moves' : taken.reason, figures: figures() };
    const whole = opaqueRaster(await drawLayout(layout, fonts));
    const { names: lines } = taken.parts;
    const qr = codeOf(parts, person);
    const boxes = lines.map(pixelBox);
    for (const cached of [false, true]) {
      // Twice for cached glyphs: the first time learns them.
      if (cached) await inkOf(lines, base.raster, fonts, true);
      const ink: PersonalInk = { inks: await inkOf(lines, base.raster, fonts, cached), qr };
      const undo = paintPerson(base.raster, ink);
      try {
        outside = Math.max(outside, largestDifference(whole, base.raster, boxes));
        for (const box of boxes) {
          const db = psnr(whole, base.raster, box);
          if (cached) {
            glyphDb = Math.min(glyphDb ?? db, db);
            aligned &&= isAligned(whole, base.raster, box);
          } else exactDb = Math.min(exactDb ?? db, db);
        }
      } finally {
        undo();
      }
      if (i === 0 && cached) {
        const file = joined(splice(base, ink));
        spliced = isWholeFrame(file, base, ink);
        if (qr && person.address) qrRead = await readsBack(file, person.address, plateOf(qr.place));
      }
    }
  }
  const found = figures();
  if (outside > 0) return { state: 'full', reason: 'outside_differs', figures: found };
  if (qrRead === false) return { state: 'full', reason: 'qr_unreadable', figures: found };
  if (exactDb !== null && exactDb < EXACT_FLOOR_DB)
    return { state: 'full', reason: 'name_differs', figures: found };
  if (!spliced) return { state: 'frame', reason: 'splice_differs', figures: found };
  if (glyphDb !== null && (glyphDb < GLYPH_FLOOR_DB || !aligned))
    return { state: 'exact', reason: 'glyphs_differ', figures: found };
  return { state: 'glyphs', reason: null, figures: found };
}

/** Whether the spliced file is byte for byte the whole frame encoded. */
function isWholeFrame(file: Buffer, base: StaticBase, ink: PersonalInk): boolean {
  const undo = paintPerson(base.raster, ink);
  try {
    return file.equals(encodeFrame(base.raster, base.quality).bytes);
  } finally {
    undo();
  }
}

/** The code with its quiet zone. */
function plateOf({ x, y, modulePx }: QrPlace): Box {
  const side = (QR_MODULES + 2 * QR_QUIET) * modulePx;
  return [x - QR_QUIET * modulePx, y - QR_QUIET * modulePx, side, side];
}

/** The pixels a line may touch. */
function pixelBox(layer: TextLayer): PixelBox {
  const [x, y, width, height] = union(layer.box, layer.box);
  const left = Math.floor(x) - 3;
  const top = Math.floor(y) - 3;
  return { x: left, y: top, width: Math.ceil(x + width) + 3 - left, height: Math.ceil(y + height) + 3 - top };
}
