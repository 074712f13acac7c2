import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { getCertificate, saveCertificate } from '#lib/server/brand/certificates.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { certificateChoices, certificateFailure, certificateInput } from '../../form-data.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'certificate.edit');
  const { app } = event.locals;
  const { db } = app.database;
  const { certificate: c, fileName } = requireFound(
    await getCertificate(db, actor.countyId, event.params.id, dayOf(app.clock())),
  );
  return {
    id: c.id,
    number: c.number,
    rowVersion: c.rowVersion,
    fileName,
    values: {
      kind: c.kind,
      number: c.number,
      holderMerchantId: c.holderMerchantId,
      productId: c.productId,
      body: c.body,
      validFrom: c.validFrom,
      validTo: c.validTo,
      scope: c.scope ?? '',
      title: c.title ?? '',
      creditCode: c.creditCode ?? '',
      productName: c.productName ?? '',
      verifyUrl: c.verifyUrl ?? '',
    },
    choices: await certificateChoices(db, actor.countyId),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = requireRight(event, 'certificate.edit');
    const form = await event.request.formData();
    const input = await certificateInput(form);
    const result = await saveCertificate(event.locals.app, actor, input, {
      id: event.params.id,
      rowVersion: Number(form.get('version')),
    });
    const { file: _file, ...values } = input;
    if (!result.ok) return fail(400, { refused: certificateFailure[result.reason](), values });
    setFlash(event, { text: m.brand_saved() });
    redirect(303, `/brand/certificates/${event.params.id}`);
  },
};
