import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { can } from '#lib/server/accounts/rights.ts';
import {
  archiveAssets,
  describeAsset,
  restoreAssets,
  withdrawRights,
} from '#lib/server/brand/assets/assets.ts';
import { listOwners, openAsset } from '#lib/server/brand/assets/listing.ts';
import { setProof } from '#lib/server/brand/assets/proof.ts';
import { listProducts, listTownships } from '#lib/server/county/lists.ts';
import {
  assetUses,
  campaignsOfAsset,
  listCampaignChoices,
  setCampaigns,
} from '#lib/server/posters/asset-usage.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { readDetails } from '../details-form.ts';
import { refusalWords } from '../intake-answer.ts';
import { withArrived } from '../receive-file.ts';
import { failureWord } from '../words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const { db } = event.locals.app.database;
  const { countyId } = actor;
  const today = dayOf(event.locals.app.clock());
  const found = requireFound(await openAsset(db, countyId, event.params.id, today));
  const { asset: a } = found;
  const named = (rows: readonly { id: string; name: string }[]) => rows.map(({ id, name }) => ({ id, name }));
  return {
    asset: {
      ...a,
      uploadSha256: undefined,
      fileKey: undefined,
      proofKey: undefined,
      thumbKey: undefined,
      webKey: undefined,
      pictured: a.thumbKey !== null,
      proven: a.proofKey !== null,
    },
    standing: found.standing,
    refusal: found.refusal,
    consents: found.consents.map(({ id, personName, validTo, withdrawnOn }) => ({
      id,
      personName,
      validTo,
      withdrawnOn,
    })),
    downloads: found.downloads.map(({ id, size, userName, createdAt }) => ({
      id,
      size,
      userName,
      createdAt,
    })),
    uses: await assetUses(db, countyId, a.id),
    campaigns: await campaignsOfAsset(db, countyId, a.id),
    choices: {
      campaigns: await listCampaignChoices(db, countyId),
      products: named(await listProducts(db, countyId)),
      places: named(await listTownships(db, countyId)),
      merchants: await listOwners(db, countyId),
    },
    mayEdit: can(actor, 'poster.edit'),
    mayWithdraw: can(actor, 'poster.edit') || can(actor, 'poster.recall'),
  };
};

export const actions: Actions = {
  save: async (event) => {
    const actor = requireRight(event, 'poster.edit');
    const { db } = event.locals.app.database;
    const form = await event.request.formData();
    const read = readDetails(form);
    if (!read.ok) return fail(400, { words: failureWord.invalid() });
    const result = await describeAsset(db, actor, {
      id: event.params.id,
      revision: Number(form.get('revision')),
      details: read.details,
    });
    if (!result.ok)
      return fail(result.reason === 'stale' ? 409 : 400, { words: failureWord[result.reason]() });
    await setCampaigns(
      db,
      actor,
      event.params.id,
      form.getAll('campaigns').filter((id): id is string => typeof id === 'string'),
    );
    return back(event, m.assets_saved());
  },
  proof: async (event) => {
    const actor = requireRight(event, 'poster.edit');
    const file = (await event.request.formData()).get('proof');
    if (!(file instanceof File) || file.name === '') return fail(400, { words: m.assets_upload_missing() });
    const result = await withArrived(file.name, file.stream(), (arrived) =>
      setProof(event.locals.app, actor, event.params.id, arrived),
    );
    if (result === null) return fail(400, { words: m.assets_upload_too_large({ name: file.name }) });
    if (!result.ok)
      return fail(400, {
        words:
          result.reason === 'refused'
            ? refusalWords(file.name, result.failure)
            : failureWord[result.reason](),
      });
    return back(event, m.assets_proof_saved());
  },
  withdraw: async (event) => {
    const actor = requireRight(event, 'poster.read');
    const { app } = event.locals;
    const form = await event.request.formData();
    const result = await withdrawRights(app.database.db, actor, {
      id: event.params.id,
      reason: String(form.get('reason') ?? '').slice(0, 200),
      now: app.clock(),
    });
    if (!result.ok) return fail(400, { words: failureWord[result.reason]() });
    const uses = await assetUses(app.database.db, actor.countyId, result.asset.id);
    return back(event, m.assets_withdrawn({ count: new Set(uses.map((u) => u.posterId)).size }));
  },
  archive: async (event) => {
    const actor = requireRight(event, 'poster.edit');
    const { app } = event.locals;
    const done = await archiveAssets(app.database.db, actor, [event.params.id], app.clock());
    setFlash(event, {
      text: m.assets_archived({ count: done.length }),
      undo: { action: '/assets?/restore', fields: { ids: done.join(',') } },
    });
    redirect(303, '/assets');
  },
  restore: async (event) => {
    const actor = requireRight(event, 'poster.edit');
    const done = await restoreAssets(event.locals.app.database.db, actor, [event.params.id]);
    return back(event, m.assets_restored({ count: done.length }));
  },
};

function back(event: RequestEvent, text: string): never {
  setFlash(event, { text });
  redirect(303, event.url.pathname);
}
