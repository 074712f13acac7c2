import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { can } from '#lib/server/accounts/rights.ts';
import { archiveAssets, restoreAssets, tagAssets } from '#lib/server/brand/assets/assets.ts';
import { ASSET_SORTS, listAssets } from '#lib/server/brand/assets/listing.ts';
import { ASSET_KINDS } from '#lib/server/brand/assets/terms.ts';
import { assetsOfCampaign, countUses, listCampaignChoices } from '#lib/server/posters/asset-usage.ts';
import { listProducts, listTownships } from '#lib/server/county/lists.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { readPage } from '#lib/server/web/page-number.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import { readTags } from './details-form.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE_SIZE = 24;
const STANDINGS = ['usable', 'ending', 'blocked', 'archived'] as const;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const { db } = event.locals.app.database;
  const query = event.url.searchParams;
  const uuid = (name: string): string => {
    const value = query.get(name) ?? '';
    return isUuid(value) ? value : '';
  };
  const filter = {
    text: query.get('q')?.slice(0, 60) ?? '',
    kind: ASSET_KINDS.find((k) => k === query.get('kind')) ?? ('' as const),
    standing: STANDINGS.find((s) => s === query.get('standing')) ?? ('' as const),
    tag: query.get('tag')?.slice(0, 20) ?? '',
    campaign: uuid('campaign'),
    product: uuid('product'),
    place: uuid('place'),
  };
  const sort = ASSET_SORTS.find((s) => s === query.get('sort')) ?? 'newest';
  const found = await listAssets(db, actor.countyId, {
    text: filter.text,
    ...(filter.kind !== '' ? { kind: filter.kind } : {}),
    ...(filter.standing !== '' ? { standing: filter.standing } : {}),
    ...(filter.tag ? { tag: filter.tag } : {}),
    ...(filter.product ? { productId: filter.product } : {}),
    ...(filter.place ? { townshipId: filter.place } : {}),
    ...(filter.campaign ? { ids: await assetsOfCampaign(db, actor.countyId, filter.campaign) } : {}),
    today: dayOf(event.locals.app.clock()),
    sort,
    page: readPage(query),
    pageSize: PAGE_SIZE,
  });
  const uses = await countUses(
    db,
    actor.countyId,
    found.rows.map((r) => r.asset.id),
  );
  return {
    rows: found.rows.map(({ asset: a, standing, refusal }) => ({
      id: a.id,
      title: a.title,
      kind: a.kind,
      description: a.description,
      hash: a.contentHash,
      pictured: a.thumbKey !== null,
      durationMs: a.durationMs,
      rightsTo: a.rightsTo,
      aiMade: a.aiMade,
      tags: a.tags,
      standing,
      refusal,
      uses: uses.get(a.id) ?? 0,
    })),
    total: found.total,
    page: found.page,
    pageSize: PAGE_SIZE,
    tags: found.tags,
    filter,
    sort,
    campaigns: await listCampaignChoices(db, actor.countyId),
    products: (await listProducts(db, actor.countyId)).map(({ id, name }) => ({ id, name })),
    places: (await listTownships(db, actor.countyId)).map(({ id, name }) => ({ id, name })),
    mayEdit: can(actor, 'poster.edit'),
  };
};

export const actions: Actions = {
  tag: async (event) => {
    const actor = requireRight(event, 'poster.edit');
    const form = await event.request.formData();
    const ids = chosen(form);
    if (ids.length === 0) return fail(400, { words: m.assets_nothing_chosen() });
    const result = await tagAssets(event.locals.app.database.db, actor, {
      ids,
      add: readTags(form.get('add')),
      remove: readTags(form.get('remove')),
    });
    return back(event, m.assets_tagged({ count: result.ok ? result.changed : 0 }));
  },
  archive: async (event) => {
    const actor = requireRight(event, 'poster.edit');
    const { app } = event.locals;
    const ids = chosen(await event.request.formData());
    if (ids.length === 0) return fail(400, { words: m.assets_nothing_chosen() });
    const done = await archiveAssets(app.database.db, actor, ids, app.clock());
    return back(event, m.assets_archived({ count: done.length }), {
      action: '/assets?/restore',
      fields: { ids: done.join(',') },
    });
  },
  restore: async (event) => {
    const actor = requireRight(event, 'poster.edit');
    const ids = chosen(await event.request.formData());
    if (ids.length === 0) return fail(400, { words: m.assets_nothing_chosen() });
    const done = await restoreAssets(event.locals.app.database.db, actor, ids);
    return back(event, m.assets_restored({ count: done.length }));
  },
};

/** Ticked one by one, or named together when a deed is undone. */
function chosen(form: FormData): string[] {
  const together = form.get('ids');
  if (typeof together === 'string') return together.split(',').filter(isUuid);
  return form.getAll('id').filter((id): id is string => typeof id === 'string' && isUuid(id));
}

/** To the list as it was filtered. */
function back(
  event: RequestEvent,
  text: string,
  undo?: { action: string; fields: Record<string, string> },
): never {
  setFlash(event, { text, ...(undo ? { undo } : {}) });
  const keep = new URLSearchParams([...event.url.searchParams].filter(([key]) => !key.startsWith('/')));
  const search = keep.toString();
  redirect(303, `/assets${search ? `?${search}` : ''}`);
}
