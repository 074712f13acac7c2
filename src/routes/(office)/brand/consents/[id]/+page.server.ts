import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { can } from '#lib/server/accounts/rights.ts';
import { isMinor } from '#lib/server/brand/consent.ts';
import { getConsent, withdrawConsent } from '#lib/server/brand/consents.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { consentFailure } from '../words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'consent.read');
  const { app } = event.locals;
  const today = dayOf(app.clock());
  const { consent, person, asset, standing, fileName } = requireFound(
    await getConsent(app.database.db, actor.countyId, event.params.id, today),
  );
  return {
    consent: {
      id: consent.id,
      uses: consent.uses,
      territory: consent.territory,
      validFrom: consent.validFrom,
      validTo: consent.validTo,
      nameAllowed: consent.nameAllowed,
      guardianName: consent.guardianName,
      fileId: consent.fileId,
      withdrawnOn: consent.withdrawnOn,
      withdrawnReason: consent.withdrawnReason,
    },
    person: {
      name: person.name,
      birthYear: person.birthYear,
      official: person.isOfficial,
      minor: isMinor(person.birthYear, today),
    },
    asset: { id: asset.id, title: asset.title },
    fileName,
    standing,
    mayEdit: can(actor, 'consent.edit'),
  };
};

export const actions: Actions = {
  withdraw: async (event) => {
    const actor = requireRight(event, 'consent.edit');
    const { app } = event.locals;
    const form = await event.request.formData();
    const result = await withdrawConsent(app.database.db, actor, event.params.id, {
      words: String(form.get('words') ?? ''),
      now: app.clock(),
    });
    if (!result.ok) return fail(400, { refused: consentFailure[result.reason]() });
    setFlash(event, { text: m.brand_consent_withdrawn_done() });
    redirect(303, event.url.pathname);
  },
};
