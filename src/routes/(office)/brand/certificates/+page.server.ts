import { can } from '#lib/server/accounts/rights.ts';
import { listCertificates } from '#lib/server/brand/certificates.ts';
import { CERTIFICATE_KINDS } from '#lib/server/brand/terms.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { readPage } from '#lib/server/web/page-number.ts';
import { dayOf } from '#lib/shared/dates.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 25;
const STATES = ['valid', 'expiring', 'expired', 'not_yet', 'suspended', 'revoked'] as const;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'brand.read');
  const { app } = event.locals;
  const query = event.url.searchParams;
  const kind = CERTIFICATE_KINDS.find((k) => k === query.get('kind'));
  const state = STATES.find((s) => s === query.get('state'));
  const text = query.get('q')?.trim().slice(0, 60) ?? '';
  const page = readPage(query);
  const { rows, total } = await listCertificates(app.database.db, actor.countyId, {
    ...(kind ? { kind } : {}),
    ...(state ? { state } : {}),
    ...(text ? { text } : {}),
    today: dayOf(app.clock()),
    page,
    pageSize: PAGE_SIZE,
  });
  return {
    rows: rows.map(({ certificate: c, holderName, productName, standing }) => ({
      id: c.id,
      kind: c.kind,
      number: c.number,
      title: c.title,
      body: c.body,
      validTo: c.validTo,
      hasFile: c.fileId !== null,
      holderName,
      productName,
      standing,
    })),
    total,
    page,
    pageSize: PAGE_SIZE,
    filter: { text, kind: kind ?? '', state: state ?? '' },
    mayEdit: can(actor, 'certificate.edit'),
  };
};
