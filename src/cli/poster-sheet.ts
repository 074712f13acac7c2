import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import sharp from 'sharp';
import { contactSheet, type Tile } from '#lib/server/posters/contact-sheet.ts';
import { DESIGNS, getDesign } from '#lib/server/posters/designs/families.ts';
import { sheetVariants } from '#lib/server/posters/designs/validation.ts';
import { FORMATS, isFormatId } from '#lib/server/posters/formats.ts';
import { previewPoster } from '#lib/server/posters/poster.ts';
import { parse, UsageError } from './arguments.ts';

const USAGE = 'deep-alley poster sheet --design ID --out DIR [--format ID …] [--variant TEXT …] [--width PX]';

/**
 * Draws every variant of a family in every format as JPEG, and a contact sheet of each format: for the eye, before goldens
 * are committed. Issues are printed; the exit status is 1 when there are any.
 */
export async function posterSheet(argv: string[]): Promise<number> {
  const { values } = parse(
    argv,
    {
      design: { type: 'string' },
      out: { type: 'string' },
      format: { type: 'string', multiple: true },
      variant: { type: 'string', multiple: true },
      width: { type: 'string', default: '1080' },
    },
    USAGE,
  );
  const design = getDesign(values.design ?? '');
  if (!design) throw new UsageError(`--design ${DESIGNS.map((d) => d.id).join(' | ')}\n${USAGE}`);
  if (values.out === undefined) throw new UsageError(USAGE);
  const width = Number(values.width);
  if (!(width >= 100 && width <= 8000)) throw new UsageError(`--width ${values.width}\n${USAGE}`);
  for (const asked of values.format ?? [])
    if (!isFormatId(asked)) throw new UsageError(`--format ${design.formats.join(', ')}\n${USAGE}`);
  await mkdir(values.out, { recursive: true });
  let faults = 0;
  for (const format of design.formats.filter((f) => values.format?.includes(f) ?? true)) {
    const tiles: Tile[] = [];
    for (const { name, inputs } of sheetVariants(design, format)) {
      if (values.variant && !values.variant.some((part) => name.includes(part))) continue;
      const { svg, issues } = await previewPoster(inputs);
      const file = `${design.id}-${format}-${name.replaceAll(/[^a-z0-9]+/gu, '-')}.jpg`;
      const jpeg = await picture(svg, Math.min(width, FORMATS[format].widthPx));
      await writeFile(join(values.out, file), jpeg);
      tiles.push({ label: name, jpeg });
      faults += issues.length;
      const told = issues.map((i) => JSON.stringify(i)).join(' ');
      console.log(`${file}${told === '' ? '' : ` ${told}`}`);
    }
    if (tiles.length === 0) continue;
    const sheet = `${design.id}-${format}.jpg`;
    await writeFile(join(values.out, sheet), await contactSheet(tiles));
    console.log(sheet);
  }
  return faults === 0 ? 0 : 1;
}

async function picture(svg: string, width: number): Promise<Buffer> {
  const image = new Resvg(svg, {
    font: { loadSystemFonts: false },
    fitTo: { mode: 'width', value: width },
  }).render();
  return sharp(image.pixels, { raw: { width: image.width, height: image.height, channels: 4 } })
    .removeAlpha()
    .jpeg({ quality: 90 })
    .toBuffer();
}
