import { fail, redirect } from '@sveltejs/kit';
import { can } from '#lib/server/accounts/rights.ts';
import { m } from '#lib/paraglide/messages.js';
import { countRejections, listRejections } from '#lib/server/sales/rejections.ts';
import {
  cancelImport,
  getImport,
  listMappings,
  listShops,
  mapImport,
  startImport,
} from '#lib/server/sales/uploads.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { localText, parseLocal } from '#lib/shared/dates.ts';
import { readPage } from '#lib/server/web/page-number.ts';
import { startRefusalWord } from '../../words.ts';
import { mappingFromForm } from './mapping-form.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE_SIZE = 30;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'sales.read');
  event.depends('sales:import');
  const { database } = event.locals.app;
  const found = requireFound(await getImport(database.db, actor.countyId, event.params.id));
  const query = event.url.searchParams;
  const page = readPage(query);
  const reason = query.get('reason') ?? '';
  const deciding = found.state === 'ready' || found.state === 'uploaded';
  const [shops, mappings, reasons, rejected] = await Promise.all([
    deciding ? listShops(database.db, actor.countyId) : [],
    deciding && found.error ? listMappings(database.db, actor.countyId) : [],
    found.state === 'done' ? countRejections(database.sql, actor.countyId, found.id) : [],
    found.state === 'done'
      ? listRejections(database.sql, actor.countyId, found.id, { reason, page, pageSize: PAGE_SIZE })
      : [],
  ]);
  const { profile } = found.reading?.header ?? {};
  return {
    file: {
      id: found.id,
      fileName: found.fileName,
      state: found.state,
      platform: found.platform,
      grain: profile?.grain ?? null,
      headerLine: found.reading?.header.line ?? null,
      encoding: found.reading?.reading.encoding ?? null,
      exportedAt: found.exportedAt === null ? '' : localText(found.exportedAt),
      preview: found.preview,
      error: found.error,
      rowsStaged: found.rowsStaged,
      rowsRejected: found.rowsRejected,
      ordersFolded: found.ordersFolded,
      report: found.report,
      cancelling: found.cancelRequestedAt !== null,
    },
    shops: shops.filter((shop) => shop.platform === found.platform).map(({ name }) => name),
    mappings: mappings.map(({ name }) => name),
    reasons,
    rejected,
    reason,
    page,
    pageSize: PAGE_SIZE,
    mayImport: can(actor, 'sales.import'),
  };
};

export const actions: Actions = {
  start: async (event) => {
    const actor = requireRight(event, 'sales.import');
    const form = await event.request.formData();
    const text = (key: string) => String(form.get(key) ?? '').trim();
    const shop = text('shop') === '+' || text('shop') === '' ? text('newShop') : text('shop');
    const exportedAt = text('exportedAt') === '' ? null : parseLocal(text('exportedAt').replace(' ', 'T'));
    if (text('exportedAt') !== '' && exportedAt === null) {
      return fail(422, { refused: startRefusalWord.time_invalid(), field: 'exportedAt' });
    }
    const result = await startImport(event.locals.app.database, actor, event.params.id, {
      shop: shop === '' ? null : shop,
      exportedAt,
    });
    if (!result.ok) {
      return fail(result.reason === 'shop_missing' ? 422 : 409, {
        refused: startRefusalWord[result.reason](),
        field: result.reason === 'shop_missing' ? 'shop' : '',
      });
    }
    setFlash(event, { text: m.sales_started() });
    redirect(303, `/sales/imports/${event.params.id}`);
  },

  map: async (event) => {
    const actor = requireRight(event, 'sales.import');
    const form = await event.request.formData();
    const { database } = event.locals.app;
    const saved = String(form.get('saved') ?? '');
    const mapping = saved
      ? (await listMappings(database.db, actor.countyId)).find(({ name }) => name === saved)
      : mappingFromForm(form);
    const result = await mapImport(database, actor, event.params.id, mapping);
    if (!result.ok) {
      const detail = result.reason === 'mapping_invalid' ? (result.detail ?? '') : '';
      return fail(422, { refused: m.sales_map_invalid({ detail }), field: 'map' });
    }
    redirect(303, `/sales/imports/${event.params.id}`);
  },

  cancel: async (event) => {
    const actor = requireRight(event, 'sales.import');
    const { app } = event.locals;
    if (await cancelImport(app.database, actor, event.params.id, app.clock())) {
      setFlash(event, { text: m.sales_cancelled() });
    }
    redirect(303, `/sales/imports/${event.params.id}`);
  },
};
