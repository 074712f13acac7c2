import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { saveCertificate } from '#lib/server/brand/certificates.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { certificateChoices, certificateFailure, certificateInput } from '../form-data.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'certificate.edit');
  const { app } = event.locals;
  return {
    values: {
      kind: 'test_report' as const,
      number: '',
      holderMerchantId: null,
      productId: null,
      body: '',
      validFrom: dayOf(app.clock()),
      validTo: null,
      scope: '',
      title: '',
      creditCode: '',
      productName: '',
      verifyUrl: '',
    },
    choices: await certificateChoices(app.database.db, actor.countyId),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = requireRight(event, 'certificate.edit');
    const input = await certificateInput(await event.request.formData());
    const result = await saveCertificate(event.locals.app, actor, input);
    const { file: _file, ...values } = input;
    if (!result.ok) return fail(400, { refused: certificateFailure[result.reason](), values });
    setFlash(event, { text: m.brand_saved() });
    redirect(303, `/brand/certificates/${result.certificate.id}`);
  },
};
