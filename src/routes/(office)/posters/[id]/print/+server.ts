import { isFormatId } from '#lib/server/posters/formats.ts';
import { paperProof } from '#lib/server/posters/print/proof.ts';
import { printPoster } from '#lib/server/posters/print/printing.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { printRefusalWord } from '../../print-words.ts';
import type { RequestHandler } from './$types';

/**
 * The PDF for the print shop: `?format=table-a6`, `&merchant=` whose name and code it carries, `&marks=1` with crop marks.
 * Through every gate, each time. `?proof=1` is the A4 sheet a printer is tried with; it is nobody's poster.
 */
export const GET: RequestHandler = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const query = event.url.searchParams;
  if (query.get('proof') === '1') {
    const { shortOrigin } = event.locals.app.config;
    const proof = await paperProof(shortOrigin.toUpperCase(), new URL(shortOrigin).host);
    return requireFound(proof.ok ? pdf(proof, '打印校样.pdf') : null);
  }
  const format = query.get('format') ?? '';
  const job = await printPoster(event.locals.app, actor, {
    posterId: event.params.id,
    // The form's empty choice is nobody: the county's own.
    merchantId: query.get('merchant') || null,
    format: requireFound(isFormatId(format) ? format : null),
    cropMarks: query.get('marks') === '1',
  });
  if (!job.ok) {
    return new Response(printRefusalWord[job.reason](), {
      status: job.reason === 'not_found' ? 404 : job.reason === 'not_a_print_format' ? 400 : 409,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
  }
  return pdf(job, job.fileName);
};

function pdf(file: { bytes: Buffer; contentType: string }, name: string): Response {
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'content-type': file.contentType,
      'content-length': String(file.bytes.length),
      'content-disposition': `attachment; filename="poster.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
