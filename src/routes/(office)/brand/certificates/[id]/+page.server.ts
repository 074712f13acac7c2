import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { can } from '#lib/server/accounts/rights.ts';
import { getCertificate, setCertificateState } from '#lib/server/brand/certificates.ts';
import { CERTIFICATE_STATES } from '#lib/server/brand/terms.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { certificateFailure } from '../form-data.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'brand.read');
  const { app } = event.locals;
  const found = requireFound(
    await getCertificate(app.database.db, actor.countyId, event.params.id, dayOf(app.clock())),
  );
  const { certificate: c } = found;
  return {
    certificate: {
      id: c.id,
      kind: c.kind,
      number: c.number,
      holderMerchantId: c.holderMerchantId,
      body: c.body,
      validFrom: c.validFrom,
      validTo: c.validTo,
      scope: c.scope,
      title: c.title,
      creditCode: c.creditCode,
      productName: c.productName,
      verifyUrl: c.verifyUrl,
      fileId: c.fileId,
      state: c.state,
      stateReason: c.stateReason,
    },
    holderName: found.holderName,
    productName: found.productName,
    fileName: found.fileName,
    standing: found.standing,
    mayEdit: can(actor, 'certificate.edit'),
  };
};

export const actions: Actions = {
  state: async (event) => {
    const actor = requireRight(event, 'certificate.edit');
    const form = await event.request.formData();
    const state = CERTIFICATE_STATES.find((s) => s === form.get('state'));
    if (!state) return fail(400, { refused: certificateFailure.not_found() });
    const result = await setCertificateState(event.locals.app.database.db, actor, event.params.id, {
      state,
      words: String(form.get('words') ?? ''),
    });
    if (!result.ok) return fail(400, { refused: certificateFailure[result.reason]() });
    setFlash(event, { text: m.brand_saved() });
    redirect(303, event.url.pathname);
  },
};
