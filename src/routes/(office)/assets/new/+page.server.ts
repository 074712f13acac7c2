import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { takeAsset } from '#lib/server/brand/assets/intake.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { intakeAnswer } from '../intake-answer.ts';
import { withArrived } from '../receive-file.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  requireRight(event, 'poster.edit');
};

export const actions: Actions = {
  /** Without JavaScript: the form carries one file. With it, the page sends each to `upload` and shows how far it is. */
  default: async (event) => {
    const actor = requireRight(event, 'poster.edit');
    const file = (await event.request.formData()).get('file');
    if (!(file instanceof File) || file.name === '') return fail(422, { words: m.assets_upload_missing() });
    const result = await withArrived(file.name, file.stream(), (arrived) =>
      takeAsset(event.locals.app, actor, arrived),
    );
    const answer = intakeAnswer(file.name, result);
    if (answer.state === 'refused') return fail(422, { words: answer.words });
    redirect(303, `/assets/${answer.id}`);
  },
};
