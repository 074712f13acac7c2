import { error, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { answerHit } from '#lib/server/posters/law/reviews.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { localPath } from '#lib/server/web/local-path.ts';
import type { RequestHandler } from './$types';

const WORDS = {
  not_found: m.law_answer_not_found,
  not_allowed: m.law_answer_not_found,
  reason_too_short: m.law_reason_too_short,
  claim_unknown: m.law_claim_unknown,
};

/** An author's reason for a hit, from any page that lists hits; back to where they came from. */
export const POST: RequestHandler = async (event) => {
  const actor = requireRight(event, 'poster.edit');
  const form = await event.request.formData();
  const field = (key: string, most: number) => String(form.get(key) ?? '').slice(0, most);
  const { app } = event.locals;
  const result = await answerHit(app.database.db, actor, {
    contentId: field('contentId', 40),
    ruleId: field('ruleId', 40),
    hitText: field('hitText', 400),
    reason: field('reason', 1_000),
    claimId: field('claimId', 40) || null,
    now: app.clock(),
  });
  if (!result.ok && result.reason === 'not_found') error(404, { message: 'not_found' });
  setFlash(
    event,
    result.ok ? { text: m.law_answer_saved() } : { text: WORDS[result.reason](), tone: 'danger' },
  );
  redirect(303, localPath(field('back', 300), '/law'));
};
