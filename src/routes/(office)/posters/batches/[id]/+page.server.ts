import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { can } from '#lib/server/accounts/rights.ts';
import type { Actor } from '#lib/server/accounts/actor.ts';
import type { Db } from '#lib/server/db/database.ts';
import { ITEM_STATES, type ItemState } from '#lib/server/posters/batch-states.ts';
import { mayAct } from '#lib/server/posters/batches/batch.ts';
import {
  cancelBatch,
  describeBatch,
  findBatch,
  getProgress,
  listItems,
  resumeBatch,
  retryBatch,
  type BatchFailure,
} from '#lib/server/posters/batches/batches.ts';
import { listPacks, orderPack, type PackFailure } from '#lib/server/posters/batches/packs.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { readPage } from '#lib/server/web/page-number.ts';
import type { RequestEvent } from './$types';
import { batchFailureWord } from '../words.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE_SIZE = 50;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'poster.read');
  event.depends('posters:batch');
  const { db } = event.locals.app.database;
  const batch = requireFound(await findBatch(db, actor.countyId, event.params.id));
  const asked = event.url.searchParams.get('state');
  const state = ITEM_STATES.find((s): s is ItemState => s === asked);
  const page = readPage(event.url.searchParams);
  const [row, progress, items, packs] = await Promise.all([
    describeBatch(db, batch),
    getProgress(db, batch),
    listItems(db, batch, { page, pageSize: PAGE_SIZE, ...(state ? { state } : {}) }),
    listPacks(db, batch),
  ]);
  const may = can(actor, 'poster.batch');
  const is = { state: batch.state, counts: progress.counts };
  return {
    batch: { id: batch.id, formats: batch.formats, by: batch.createdByName, createdAt: batch.createdAt },
    campaign: row.campaign,
    poster: row.poster,
    version: row.version,
    progress,
    may: {
      cancel: may && mayAct('cancel', is),
      resume: may && mayAct('resume', is),
      retry: may && mayAct('retry', is),
      pack: may && progress.counts.done > 0,
    },
    items: items.rows,
    total: items.total,
    state: state ?? null,
    page,
    pageSize: PAGE_SIZE,
    packs: packs.map(({ id, state: packState, parts, packed, total, createdAt }) => ({
      id,
      state: packState,
      parts: parts.map(({ bytes, files }) => ({ bytes, files })),
      packed,
      total,
      createdAt,
    })),
  };
};

type Outcome = { ok: true } | { ok: false; reason: BatchFailure | PackFailure };

async function act(
  event: RequestEvent,
  work: (db: Db, actor: Actor, id: string) => Promise<Outcome>,
  done: () => string,
) {
  const actor = requireRight(event, 'poster.batch');
  const result = await work(event.locals.app.database.db, actor, event.params.id);
  if (!result.ok) return fail(409, { refused: batchFailureWord[result.reason]() });
  setFlash(event, { text: done() });
  redirect(303, `/posters/batches/${event.params.id}`);
}

export const actions: Actions = {
  cancel: (event) => act(event, cancelBatch, m.batches_batch_changed),
  resume: (event) => act(event, resumeBatch, m.batches_batch_started),
  retry: (event) => act(event, retryBatch, m.batches_batch_started),
  pack: (event) => act(event, orderPack, m.batches_pack_ordered),
};
