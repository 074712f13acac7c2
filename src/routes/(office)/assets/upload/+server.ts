import { json } from '@sveltejs/kit';
import { takeAsset } from '#lib/server/brand/assets/intake.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { intakeAnswer } from '../intake-answer.ts';
import { withArrived } from '../receive-file.ts';
import type { RequestHandler } from './$types';

/** One file as the body, its name in the address. */
export const POST: RequestHandler = async (event) => {
  const actor = requireRight(event, 'poster.edit');
  const name = event.url.searchParams.get('name')?.slice(0, 300) ?? '';
  const result = await withArrived(name, event.request.body, (arrived) =>
    takeAsset(event.locals.app, actor, arrived),
  );
  const answer = intakeAnswer(name, result);
  return json(answer, { status: answer.state === 'taken' ? 201 : answer.state === 'refused' ? 422 : 200 });
};
