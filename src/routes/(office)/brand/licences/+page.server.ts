import { can } from '#lib/server/accounts/rights.ts';
import { listBrands } from '#lib/server/brand/brands.ts';
import { LICENCE_VIEWS, listLicences } from '#lib/server/brand/licences.ts';
import { LICENCE_STATUSES } from '#lib/server/brand/terms.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { readPage } from '#lib/server/web/page-number.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 25;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'licence.read');
  const { app } = event.locals;
  const { db } = app.database;
  const query = event.url.searchParams;
  const today = dayOf(app.clock());
  const asked = LICENCE_VIEWS.find((v) => v === query.get('view'));
  const view = asked ?? (can(actor, 'licence.intake') || can(actor, 'licence.grant') ? 'under_way' : 'valid');
  const status = LICENCE_STATUSES.find((s) => s === query.get('status') && s !== 'draft');
  const brandId = query.get('brand') ?? '';
  const text = query.get('q')?.trim().slice(0, 60) ?? '';
  const page = readPage(query);
  const [{ rows, total, counts }, brands] = await Promise.all([
    listLicences(db, actor.countyId, {
      view,
      ...(status ? { status } : {}),
      ...(isUuid(brandId) ? { brandId } : {}),
      ...(text ? { text } : {}),
      today,
      page,
      pageSize: PAGE_SIZE,
    }),
    listBrands(db, actor.countyId),
  ]);
  return {
    today,
    view,
    counts,
    rows: rows.map(({ licence: l, brand, brandEn, holderName, products }) => ({
      id: l.id,
      brand,
      brandEn,
      holderName,
      products,
      uses: l.uses,
      status: l.status,
      validFrom: l.validFrom,
      validTo: l.validTo,
      number: l.documentNo ?? l.applicationNo,
      submittedAt: l.submittedAt,
      renewal: l.renewsId !== null,
    })),
    total,
    page,
    pageSize: PAGE_SIZE,
    filter: { text, brand: isUuid(brandId) ? brandId : '' },
    brands: brands
      .filter((b) => b.kind === 'tree' && b.level < 3)
      .map((b) => ({ id: b.id, name: b.name, nameEn: b.nameEn })),
  };
};
