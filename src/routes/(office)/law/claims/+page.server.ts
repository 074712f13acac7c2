import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import {
  listCertificateChoices,
  listClaims,
  makeClaim,
  withdrawClaim,
  type ClaimFailure,
} from '#lib/server/brand/law/claims.ts';
import { CLAIM_KINDS, PROOF_KINDS } from '#lib/server/brand/law/states.ts';
import { evidenceWord } from '#lib/server/brand/law/words.ts';
import { prepareFile, type FileRefusal } from '#lib/server/brand/files.ts';
import { listProducts } from '#lib/server/county/lists.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { dayOf, isDay } from '#lib/shared/dates.ts';
import { PROVES } from '../words.ts';
import type { Actions, PageServerLoad } from './$types';

const FAILURES: Record<ClaimFailure | FileRefusal, () => string> = {
  not_allowed: m.law_decide_not_allowed,
  phrase_too_short: m.law_claim_phrase_short,
  paper_missing: m.law_claim_paper_missing,
  certificate_unknown: m.law_claim_certificate_unknown,
  product_unknown: m.law_claim_product_unknown,
  scope_missing: m.law_claim_scope_missing,
  ends_before_start: m.law_claim_ends_before_start,
  empty: m.law_claim_file_empty,
  too_large: m.law_claim_file_large,
  not_readable: m.law_claim_file_unreadable,
  wrong_kind: m.law_claim_file_kind,
};

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'law.read');
  const { app, locale } = event.locals;
  const { db } = app.database;
  const [rows, products, certificates] = await Promise.all([
    listClaims(db, actor.countyId),
    listProducts(db, actor.countyId),
    listCertificateChoices(db, actor.countyId),
  ]);
  const today = dayOf(app.clock());
  return {
    today,
    claims: rows.map(({ claim, productName, endsOn }) => ({
      id: claim.id,
      kind: claim.kind,
      phrase: claim.phrase,
      proves: evidenceWord(claim.proves, locale),
      productName,
      papers: claim.papers.map((p) => ({
        text: p.number === '' ? p.name : `${p.name} ${p.number}`,
        href: p.kind === 'document' && p.id ? `/brand/files/${p.id}` : null,
      })),
      scope: [claim.scope.time, claim.scope.place, claim.scope.source].filter((t) => t !== '').join('，'),
      validFrom: claim.validFrom,
      endsOn,
      ended: endsOn !== null && endsOn < today,
      by: claim.createdByName,
      withdrawn: claim.withdrawnAt === null ? null : (claim.withdrawnReason ?? ''),
    })),
    products: products.map((p) => ({ value: p.id, label: p.name })),
    certificates,
    proofs: PROOF_KINDS.map((kind) => ({ value: kind, label: evidenceWord(kind, locale) })),
  };
};

export const actions: Actions = {
  make: async (event) => {
    const actor = requireRight(event, 'poster.edit');
    const form = await event.request.formData();
    const field = (key: string, most = 200) =>
      String(form.get(key) ?? '')
        .trim()
        .slice(0, most);
    const day = (key: string) => (isDay(field(key)) ? field(key) : null);
    const { app } = event.locals;
    const kind = CLAIM_KINDS.find((k) => k === field('kind')) ?? 'figure';
    const given = {
      kind,
      phrase: field('phrase', 60),
      productId: field('productId', 40),
      certificateId: field('certificateId', 40),
      paperName: field('paperName', 80),
      paperNumber: field('paperNumber', 80),
      time: field('time', 60),
      place: field('place', 60),
      measure: field('measure', 60),
      source: field('source', 80),
      validFrom: field('validFrom', 10),
      validTo: field('validTo', 10),
      proves: field('proves', 40),
    };
    const refuse = (reason: ClaimFailure | FileRefusal) =>
      fail(400, { given, refused: FAILURES[reason](), withdraw: null });
    const upload = form.get('file');
    const prepared =
      upload instanceof File && upload.size > 0
        ? await prepareFile(upload.name, new Uint8Array(await upload.arrayBuffer()))
        : null;
    if (prepared && !prepared.ok) return refuse(prepared.reason);
    const result = await makeClaim(
      app,
      actor,
      {
        kind,
        proves: PROOF_KINDS.find((p) => p === given.proves) ?? PROVES[kind],
        phrase: given.phrase,
        productId: given.productId || null,
        certificateId: given.certificateId || null,
        paper:
          given.paperName === ''
            ? null
            : { name: given.paperName, number: given.paperNumber, validTo: day('validTo') },
        scope: { time: given.time, place: given.place, measure: given.measure, source: given.source },
        validFrom: day('validFrom') ?? dayOf(app.clock()),
        validTo: day('validTo'),
      },
      prepared?.file ?? null,
    );
    if (!result.ok) return refuse(result.reason);
    setFlash(event, { text: m.law_claim_made({ phrase: result.claim.phrase }) });
    redirect(303, event.url.pathname);
  },
  withdraw: async (event) => {
    const actor = requireRight(event, 'poster.edit');
    const form = await event.request.formData();
    const { app } = event.locals;
    const result = await withdrawClaim(app.database.db, actor, {
      claimId: String(form.get('id') ?? ''),
      reason: String(form.get('reason') ?? '').slice(0, 300),
      now: app.clock(),
    });
    if (!result.ok && result.reason === 'reason_missing')
      return fail(400, { given: null, refused: null, withdraw: m.law_settle_reason_missing() });
    if (!result.ok) requireFound(null);
    setFlash(event, { text: m.law_claim_withdrawn() });
    redirect(303, event.url.pathname);
  },
};
