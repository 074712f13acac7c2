import { Readable } from 'node:stream';
import { rejectedCsv } from '#lib/server/sales/rejections.ts';
import { getImport } from '#lib/server/sales/uploads.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

/** The rejected rows with their cells, personal columns empty, and what is wrong with each; streamed. */
export const GET: RequestHandler = async (event) => {
  const actor = requireRight(event, 'sales.read');
  const { database } = event.locals.app;
  const found = requireFound(await getImport(database.db, actor.countyId, event.params.id));
  const name = `${found.fileName.replace(/\.[^.]+$/, '')}-rejected.csv`;
  const rows = rejectedCsv(database.sql, actor.countyId, found, event.locals.locale);
  return new Response(Readable.toWeb(Readable.from(rows)) as unknown as ReadableStream, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Cache-Control': 'private, no-store',
      'Content-Disposition': `attachment; filename="rejected.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
};
