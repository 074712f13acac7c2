import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { Actor } from '#lib/server/accounts/actor.ts';
import { can } from '#lib/server/accounts/rights.ts';
import type { Db } from '#lib/server/db/database.ts';
import { listReceipts } from '#lib/server/posters/recalls/receipts.ts';
import {
  confirmRecall,
  describeRecall,
  dismissRecall,
  findRecall,
  type RecallResult,
} from '#lib/server/posters/recalls/recalls.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { recallFailureWord } from '../words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const { db } = event.locals.app.database;
  const found = requireFound(await findRecall(db, actor.countyId, event.params.id));
  const [{ receipts, scansSince }, merchants] = await Promise.all([
    describeRecall(db, found),
    listReceipts(db, found),
  ]);
  return {
    recall: {
      id: found.id,
      scope: found.scope,
      label: found.label,
      reason: found.reason,
      words: found.words,
      state: found.state,
      source: found.source,
      outputs: found.outputs,
      codes: found.codes,
      at: found.decidedAt ?? found.createdAt,
      by: found.decidedByName || found.createdByName,
      decidedWords: found.decidedWords,
    },
    receipts,
    scansSince,
    merchants,
    mayDecide: found.state === 'proposed' && can(actor, 'poster.recall'),
  };
};

async function decide(
  event: RequestEvent,
  work: (
    db: Db,
    actor: Actor,
    request: { recallId: string; words: string; now: Date },
  ) => Promise<RecallResult>,
  done: () => string,
) {
  const actor = requireRight(event, 'poster.recall');
  const form = await event.request.formData();
  const { app } = event.locals;
  const result = await work(app.database.db, actor, {
    recallId: event.params.id,
    words: String(form.get('words') ?? ''),
    now: app.clock(),
  });
  if (!result.ok) return fail(409, { refused: recallFailureWord[result.reason]() });
  setFlash(event, { text: done() });
  redirect(303, `/posters/recalls/${event.params.id}`);
}

export const actions: Actions = {
  confirm: (event) => decide(event, confirmRecall, m.batches_recall_done),
  dismiss: (event) => decide(event, dismissRecall, m.batches_recall_dismissed_done),
};
