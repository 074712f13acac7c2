import { json } from '@sveltejs/kit';
import { requireRight } from '#lib/server/web/guard.ts';
import { receiveUpload } from '../receive-upload.ts';
import type { RequestHandler } from './$types';

/** The file as the body, its name in the address: streamed to storage, however large. */
export const POST: RequestHandler = async (event) => {
  const actor = requireRight(event, 'sales.import');
  const name = event.url.searchParams.get('name')?.slice(0, 300) ?? '';
  const received = await receiveUpload(event.locals.app, actor, name, event.request.body);
  if (!received.ok)
    return json({ error: received.reason }, { status: received.reason === 'too_large' ? 413 : 422 });
  return json({ location: `/sales/imports/${received.importId}` }, { status: 201 });
};
