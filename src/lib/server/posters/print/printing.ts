/**
 * Posters for the print shop. The picture of the same inputs is made first: it is the proof whose code was read back, the
 * record a recall finds, and the raster for whoever cannot print a PDF.
 */
import { eq, and } from 'drizzle-orm';
import type { Actor } from '../../accounts/actor.ts';
import { record } from '../../audit/audit.ts';
import { FORMATS, type FormatId } from '../formats.ts';
import type { PosterIssue } from '../issue.ts';
import { personalPoster, preparePoster, type PosterRefusal, type PosterServices } from '../outputs.ts';
import { withPhoto } from '../photo.ts';
import { posterDownloads, posters } from '../schema.ts';
import { renderPrint, type PrintOptions, type PrintWarning } from './print.ts';

export interface PrintRequest extends PrintOptions {
  posterId: string;
  /** Null for the county's own. */
  merchantId: string | null;
  format: FormatId;
}

export type PrintRefusal = PosterRefusal | 'not_a_print_format';

export type PrintJob =
  | {
      ok: true;
      bytes: Buffer;
      contentType: 'application/pdf';
      fileName: string;
      /** Of the picture that is its proof: what a recall finds. */
      hash: string;
      warnings: PrintWarning[];
    }
  | { ok: false; reason: PrintRefusal; issues: PosterIssue[] };

/** The PDF of an approved poster, through every gate, counted as a download and written into the audit log. */
export async function printPoster(
  app: PosterServices,
  actor: Actor,
  request: PrintRequest,
): Promise<PrintJob> {
  const { db } = app.database;
  if (!FORMATS[request.format].print) return refused('not_a_print_format');
  const [poster] = await db
    .select()
    .from(posters)
    .where(and(eq(posters.countyId, actor.countyId), eq(posters.id, request.posterId)));
  if (!poster) return refused('not_found');
  const asked = { ...request, campaignId: poster.campaignId };
  const proof = await personalPoster(app, actor, asked);
  if (!proof.ok) return refused(proof.reason, proof.issues);
  const prepared = await preparePoster(app, actor, { ...asked, contentId: proof.output.contentId });
  if (!prepared.ok) return refused(prepared.reason, prepared.issues);
  const inputs = await withPhoto(app.storage, prepared.inputs);
  const printed = await renderPrint(inputs, { cropMarks: request.cropMarks ?? false });
  if (!printed.ok) return refused('not_drawable', printed.reason === 'not_drawable' ? printed.issues : []);
  await db.transaction(async (tx) => {
    await tx.insert(posterDownloads).values({
      countyId: actor.countyId,
      hash: proof.output.hash,
      merchantId: request.merchantId,
      userId: actor.userId,
      kind: 'download',
    });
    await record(tx, actor, {
      action: 'poster.printed',
      subject: 'poster',
      subjectId: poster.id,
      label: poster.name,
      after: { format: request.format, merchantId: request.merchantId, hash: proof.output.hash },
    });
  });
  const name = [inputs.person?.nameShown ?? '', poster.name, FORMATS[request.format].nameZh];
  return {
    ok: true,
    bytes: printed.bytes,
    contentType: printed.contentType,
    hash: proof.output.hash,
    fileName: `${name
      .filter((part) => part !== '')
      .join('-')
      .replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '')}.pdf`,
    warnings: printed.warnings,
  };
}

function refused(reason: PrintRefusal, issues: PosterIssue[] = []): Extract<PrintJob, { ok: false }> {
  return { ok: false, reason, issues };
}
