/** Posters for the print shop: the same gates as a picture for the phone, then a vector PDF. Nothing is stored. */
import type { Actor } from '../accounts/actor.ts';
import type { PosterIssue } from './issue.ts';
import { preparePoster, type PosterRefusal, type PosterRequest, type PosterServices } from './outputs.ts';
import { withPhoto } from './photo.ts';
import { renderPrint, type PrintOptions, type PrintWarning } from './print/print.ts';

export type PrintedResult =
  | { ok: true; bytes: Buffer; warnings: PrintWarning[]; hash: string }
  | { ok: false; reason: PosterRefusal | 'not_a_print_format'; issues: PosterIssue[] };

/** A merchant's (or the county's) poster in a print format. */
export async function printedPoster(
  app: PosterServices,
  actor: Actor,
  request: PosterRequest,
  options: PrintOptions = {},
): Promise<PrintedResult> {
  const prepared = await preparePoster(app, actor, request);
  if (!prepared.ok) return prepared;
  const printed = await renderPrint(await withPhoto(app.storage, prepared.inputs), options);
  if (printed.ok) return { ok: true, bytes: printed.bytes, warnings: printed.warnings, hash: prepared.hash };
  return {
    ok: false,
    reason: printed.reason,
    issues: printed.reason === 'not_drawable' ? printed.issues : [],
  };
}
