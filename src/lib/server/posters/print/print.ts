/**
 * `renderPrint`: the scene of a print format as a vector PDF. Grounds run into the bleed, text and code are outlines, the
 * colours are sRGB and say so. Pure like `renderPoster`: the same inputs give the same bytes.
 */
import type { PosterFormat } from '../formats.ts';
import type { PosterIssue } from '../issue.ts';
import { layoutPoster, type Layout, type PosterInputs } from '../poster.ts';
import { fontBook, type FontBook } from '../text/fonts.ts';
import { edgesOf } from './bleed.ts';
import { outputIntent } from './colour-profile.ts';
import { textOutlines } from './outlines.ts';
import { drawPage } from './page.ts';
import { PdfFile, pdfText } from './pdf-file.ts';
import { resolutionWarning } from './resolution.ts';
import { Resources } from './resources.ts';
import { cropMarks, pageBoxes, pixelsToPoints, sheetOf } from './sheet.ts';

export interface PrintOptions {
  /** Corner marks outside the bleed. Most print shops want the bare page. */
  cropMarks?: boolean;
}

export type PrintWarning =
  /** A picture with fewer dots an inch than its size asks for, and how wide it may be printed instead. */
  | { code: 'low_resolution'; slot: string; dpi: number; needs: number; reachableMm: number }
  /** A layer that could only be printed as pixels of the format's resolution. */
  | { code: 'drawn_as_pixels'; slot: string; what: string };

export type PrintResult =
  | { ok: true; bytes: Buffer; contentType: 'application/pdf'; warnings: PrintWarning[] }
  | { ok: false; reason: 'not_a_print_format' }
  | { ok: false; reason: 'not_drawable'; issues: PosterIssue[] };

/** PDF of a poster in a print format: trimmed sheet plus bleed, or every issue that keeps it from being drawn. */
export async function renderPrint(
  inputs: PosterInputs,
  options: PrintOptions = {},
  fonts: FontBook = fontBook(),
): Promise<PrintResult> {
  if (!inputs.format.print) return { ok: false, reason: 'not_a_print_format' };
  const layout = await layoutPoster(inputs, fonts);
  if (layout.issues.length > 0) return { ok: false, reason: 'not_drawable', issues: layout.issues };
  const title = [inputs.content.headline, inputs.format.nameZh, inputs.person?.nameShown ?? ''];
  const said = title.filter((t) => t !== '').join(' · ');
  const printed = await printScene(inputs.format, layout, said, options, fonts);
  return { ok: true, contentType: 'application/pdf', ...printed };
}

/** One page of a scene that was laid out for `format`. */
export async function printScene(
  format: PosterFormat,
  layout: Pick<Layout, 'scene' | 'picture' | 'cutout'>,
  title: string,
  options: PrintOptions,
  fonts: FontBook,
): Promise<{ bytes: Buffer; warnings: PrintWarning[] }> {
  const sheet = sheetOf(format, options.cropMarks ?? false);
  const file = new PdfFile();
  const resources = new Resources(file);
  const outlines = await textOutlines(layout.scene, fonts);
  const page = await drawPage(resources, layout, outlines, edgesOf(format));
  const content = [
    'q',
    pixelsToPoints(sheet, layout.scene.widthPx, layout.scene.heightPx),
    ...page.operators,
    'Q',
    ...cropMarks(
      sheet,
      FOLDS[format.id]?.map((share) => share * sheet.heightMm),
    ),
  ];
  const pages = file.reserve();
  const stream = file.stream('', Buffer.from(content.join('\n'), 'latin1'));
  const leaf = file.add(
    `<< /Type /Page /Parent ${pages} ${pageBoxes(sheet)} /Resources ${resources.ref} /Contents ${stream} ` +
      `/Group << /S /Transparency /CS /DeviceRGB /I true >> >>`,
  );
  resources.close();
  file.set(pages, `<< /Type /Pages /Kids [${leaf}] /Count 1 >>`);
  const intent = await outputIntent(file);
  const root = file.add(
    `<< /Type /Catalog /Pages ${pages} /OutputIntents [${intent}] /ViewerPreferences << /DisplayDocTitle true >> >>`,
  );
  const info = file.add(
    `<< /Title ${pdfText(title)} /Producer ${pdfText('Deep Alley 深巷')} /Trapped /False >>`,
  );
  const warning = resolutionWarning(format, layout);
  return {
    bytes: file.finish(root, info),
    warnings: [
      ...(warning ? [warning] : []),
      ...page.asPixels.map((p): PrintWarning => ({ code: 'drawn_as_pixels', ...p })),
    ],
  };
}

/** Where a sheet is folded, in shares of its height. */
const FOLDS: Record<string, readonly number[]> = { 'table-tent': [0.5] };
