import { can } from '#lib/server/accounts/rights.ts';
import { listConsents } from '#lib/server/brand/consents.ts';
import { isMinor } from '#lib/server/brand/consent.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { readPage } from '#lib/server/web/page-number.ts';
import { dayOf } from '#lib/shared/dates.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 25;
const STATES = ['valid', 'expiring', 'expired', 'not_yet', 'withdrawn'] as const;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'consent.read');
  const { app } = event.locals;
  const query = event.url.searchParams;
  const state = STATES.find((s) => s === query.get('state'));
  const text = query.get('q')?.trim().slice(0, 60) ?? '';
  const page = readPage(query);
  const today = dayOf(app.clock());
  const { rows, total } = await listConsents(app.database.db, actor.countyId, {
    ...(state ? { state } : {}),
    ...(text ? { text } : {}),
    today,
    page,
    pageSize: PAGE_SIZE,
  });
  return {
    rows: rows.map(({ consent, person, asset, standing }) => ({
      id: consent.id,
      person: person.name,
      minor: isMinor(person.birthYear, today),
      official: person.isOfficial,
      asset: { id: asset.id, title: asset.title, hasThumb: asset.thumbKey !== null },
      uses: consent.uses,
      nameAllowed: consent.nameAllowed,
      validFrom: consent.validFrom,
      validTo: consent.validTo,
      standing,
    })),
    total,
    page,
    pageSize: PAGE_SIZE,
    filter: { text, state: state ?? '' },
    mayEdit: can(actor, 'consent.edit'),
  };
};
