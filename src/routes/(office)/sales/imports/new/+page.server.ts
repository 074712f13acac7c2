import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { requireRight } from '#lib/server/web/guard.ts';
import { receiveUpload } from '../receive-upload.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  requireRight(event, 'sales.import');
};

export const actions: Actions = {
  /** Without JavaScript: the form carries the file. With it, the page streams to `upload` and shows how far it is. */
  default: async (event) => {
    const actor = requireRight(event, 'sales.import');
    const file = (await event.request.formData()).get('file');
    if (!(file instanceof File) || file.size === 0) return fail(422, { missing: m.sales_upload_missing() });
    const received = await receiveUpload(event.locals.app, actor, file.name, file.stream());
    if (!received.ok) {
      return fail(422, {
        missing: received.reason === 'too_large' ? m.sales_upload_too_large() : m.sales_upload_missing(),
      });
    }
    redirect(303, `/sales/imports/${received.importId}`);
  },
};
