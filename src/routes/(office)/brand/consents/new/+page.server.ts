import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { listPersons, listPictures, recordConsent } from '#lib/server/brand/consents.ts';
import { CONSENT_USES } from '#lib/server/brand/terms.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { consentFailure } from '../words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'consent.edit');
  const { app } = event.locals;
  const { db } = app.database;
  const today = dayOf(app.clock());
  const [persons, pictures] = await Promise.all([
    listPersons(db, actor.countyId),
    listPictures(db, actor.countyId),
  ]);
  const asked = event.url.searchParams.get('asset') ?? '';
  return {
    persons: persons.map((p) => ({ id: p.id, name: p.name, birthYear: p.birthYear })),
    pictures,
    values: {
      personId: '',
      personName: '',
      birthYear: '',
      isOfficial: false,
      assetId: pictures.some((p) => p.id === asked) ? asked : '',
      uses: ['poster'] as string[],
      territory: '',
      validFrom: today,
      validTo: addDays(today, 364),
      nameAllowed: false,
      guardianName: '',
    },
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = requireRight(event, 'consent.edit');
    const form = await event.request.formData();
    const text = (key: string): string => String(form.get(key) ?? '').trim();
    const file = form.get('paper');
    const values = {
      personId: text('personId'),
      personName: text('personName').slice(0, 40),
      birthYear: text('birthYear'),
      isOfficial: form.get('isOfficial') === 'on',
      assetId: text('assetId'),
      uses: form.getAll('use').map(String),
      territory: text('territory').slice(0, 60),
      validFrom: text('validFrom'),
      validTo: text('validTo'),
      nameAllowed: form.get('nameAllowed') === 'on',
      guardianName: text('guardianName').slice(0, 40),
    };
    const year = Number(values.birthYear);
    const result = await recordConsent(event.locals.app, actor, {
      ...values,
      personId: values.personId || null,
      birthYear: Number.isInteger(year) && year > 1900 && year < 2200 ? year : null,
      uses: CONSENT_USES.filter((use) => values.uses.includes(use)),
      paper:
        file instanceof File && file.size > 0
          ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
          : null,
    });
    if (!result.ok) return fail(400, { refused: consentFailure[result.reason](), values });
    setFlash(event, { text: m.brand_consent_done() });
    redirect(303, `/brand/consents/${result.consent.id}`);
  },
};
