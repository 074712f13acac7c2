import * as campaigns from '#lib/server/campaigns/campaigns.ts';
import { CAMPAIGN_STATES } from '#lib/server/campaigns/states.ts';
import { listIndustries } from '#lib/server/county/lists.ts';
import { totalsOf } from '#lib/server/funds/funds.ts';
import { can } from '#lib/server/accounts/rights.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { dayOf, yearOf } from '#lib/shared/dates.ts';
import { readSort } from '#lib/ui/address.ts';
import { readPage } from '#lib/server/web/page-number.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 20;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'campaign.read');
  const { app } = event.locals;
  const { db } = app.database;
  const query = event.url.searchParams;
  const sort = readSort(query.get('sort'), campaigns.SORTS, { key: 'starts', descending: true });
  const state = CAMPAIGN_STATES.find((s) => s === query.get('state'));
  const asked = Number(query.get('year'));
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : null;
  const page = readPage(query);
  const industries = await listIndustries(db, actor.countyId);
  const industry = industries.find((i) => i.code === query.get('industry'));
  const text = query.get('q')?.slice(0, 60) ?? '';
  const { rows, total } = await campaigns.list(db, actor.countyId, {
    text,
    ...(state ? { states: [state] } : {}),
    ...(industry ? { industryId: industry.id } : {}),
    ...(year ? { year } : {}),
    sort: sort.key,
    descending: sort.descending,
    page,
    pageSize: PAGE_SIZE,
  });
  const totals = await totalsOf(
    db,
    actor.countyId,
    rows.map((r) => r.id),
  );
  return {
    rows: rows.map((row) => ({ ...row, paidFen: totals.get(row.id)?.paidFen ?? 0 })),
    total,
    page,
    pageSize: PAGE_SIZE,
    sort,
    filter: { text, state: state ?? '', industry: industry?.code ?? '', year: year ? String(year) : '' },
    industries: industries.map(({ code, name, nameEn }) => ({ code, name, nameEn })),
    year: yearOf(dayOf(app.clock())),
    mayEdit: can(actor, 'campaign.edit'),
  };
};
