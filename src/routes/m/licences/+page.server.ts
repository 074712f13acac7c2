import { fail, redirect } from '@sveltejs/kit';
import { listGrantable, listOwnLicences } from '#lib/server/brand/application-reading.ts';
import { startApplication } from '#lib/server/brand/applications.ts';
import { listOwnCertificates } from '#lib/server/brand/certificates.ts';
import { UNDER_WAY } from '#lib/server/brand/licence-step.ts';
import type { LicenceStatus } from '#lib/server/brand/terms.ts';
import { listOwnMerchants } from '#lib/server/links/merchant-campaigns.ts';
import { requireActor } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { chooseMerchant, MERCHANT_COOKIE, requireMerchant } from '../merchant-choice.ts';
import { failureText } from './words.ts';
import type { Actions, PageServerLoad } from './$types';

const EARLIER: readonly LicenceStatus[] = ['refused', 'revoked', 'withdrawn'];

export const load: PageServerLoad = async ({ locals, parent }) => {
  const { county, ...layout } = await parent();
  const merchant = requireMerchant(layout.merchant);
  const { database, clock } = locals.app;
  const today = dayOf(clock());
  const [own, grantable, certificates] = await Promise.all([
    listOwnLicences(database.db, county.id, merchant.id),
    listGrantable(database.db, county.id, merchant.id, today),
    listOwnCertificates(database.db, county.id, merchant.id, today),
  ]);
  const rows = own.map(({ licence, brand, products, renewedBy }) => ({
    id: licence.id,
    brandId: brand.id,
    brand: brand.name,
    brandEn: brand.nameEn,
    status: licence.status,
    validFrom: licence.validFrom,
    validTo: licence.validTo,
    products: products.map((p) => ({ name: p.name, nameEn: p.nameEn })),
    renewal: licence.renewsId !== null,
    renewedBy,
  }));
  const over = (row: (typeof rows)[number]): boolean =>
    EARLIER.includes(row.status) ||
    (row.status === 'granted' &&
      row.validTo < today &&
      rows.some((r) => r.brandId === row.brandId && r.status === 'granted' && today <= r.validTo));
  const busy = (row: (typeof rows)[number]): boolean =>
    row.status === 'draft' || row.status === 'returned' || UNDER_WAY.includes(row.status);
  return {
    today,
    underWay: rows.filter(busy),
    held: rows.filter((r) => !busy(r) && !over(r)),
    earlier: rows.filter((r) => !busy(r) && over(r)),
    canApply: grantable
      .map(({ brand }) => ({ id: brand.id, name: brand.name, nameEn: brand.nameEn, level: brand.level }))
      .filter(
        (b) => !rows.some((r) => r.brandId === b.id && (busy(r) || (!over(r) && r.status !== 'suspended'))),
      ),
    certificates: certificates.map(({ certificate, standing, productName }) => ({
      id: certificate.id,
      kind: certificate.kind,
      number: certificate.number,
      validTo: certificate.validTo,
      productName,
      state: standing.state,
    })),
  };
};

export const actions: Actions = {
  /** Begins an application, or goes on with the one that is open. */
  apply: async (event) => {
    const actor = requireActor(event);
    const { app } = event.locals;
    const merchants = await listOwnMerchants(app.database.db, actor.countyId, actor.merchantIds);
    const merchant = requireMerchant(chooseMerchant(merchants, event.cookies.get(MERCHANT_COOKIE)));
    const form = await event.request.formData();
    const renewsId = String(form.get('renews') ?? '');
    const result = await startApplication(app.database.db, actor, {
      merchantId: merchant.id,
      brandId: String(form.get('brand') ?? ''),
      ...(renewsId ? { renewsId } : {}),
      now: app.clock(),
    });
    if (!result.ok) return fail(400, { refused: failureText(result.reason) });
    redirect(303, `/m/licences/${result.licenceId}`);
  },
};
