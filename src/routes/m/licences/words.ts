/** What licences, their steps, papers and refusals are called, for the phone and the office. */
import { m } from '#lib/paraglide/messages.js';
import type { IntakeProblem } from '#lib/server/brand/application.ts';
import type { ApplicationFailure } from '#lib/server/brand/applications.ts';
import type { RefusedMark } from '#lib/server/brand/gate.ts';
import type { LicenceStepKind } from '#lib/server/brand/licence-step.ts';
import type { LicenceStatus, LicenceUse, PaperKind } from '#lib/server/brand/terms.ts';
import { daysBetween, type Day, type Locale } from '#lib/shared/dates.ts';
import { dayText } from '#lib/ui/date-text.ts';
import type { Tone } from '#lib/ui/tone.ts';

export const statusWord: Record<LicenceStatus, () => string> = {
  draft: m.licences_status_draft,
  submitted: m.licences_status_submitted,
  first_review: m.licences_status_first_review,
  site_check: m.licences_status_site_check,
  in_review: m.licences_status_in_review,
  public_notice: m.licences_status_public_notice,
  granted: m.licences_status_granted,
  returned: m.licences_status_returned,
  refused: m.licences_status_refused,
  suspended: m.licences_status_suspended,
  revoked: m.licences_status_revoked,
  withdrawn: m.licences_status_withdrawn,
};

const statusTone: Record<LicenceStatus, Tone> = {
  draft: 'neutral',
  submitted: 'info',
  first_review: 'info',
  site_check: 'info',
  in_review: 'info',
  public_notice: 'info',
  granted: 'brand',
  returned: 'warn',
  refused: 'danger',
  suspended: 'danger',
  revoked: 'danger',
  withdrawn: 'neutral',
};

/** How a licence stands today, in a word and a colour: the days count as well as the status. */
export function standing(
  licence: { status: LicenceStatus; validFrom: Day; validTo: Day },
  today: Day,
  locale: Locale,
): { word: string; tone: Tone } {
  if (licence.status !== 'granted')
    return { word: statusWord[licence.status](), tone: statusTone[licence.status] };
  if (licence.validTo < today) return { word: m.licences_status_expired(), tone: 'danger' };
  if (today < licence.validFrom)
    return { word: m.licences_status_not_yet({ day: dayText(licence.validFrom, locale) }), tone: 'neutral' };
  const days = daysBetween(today, licence.validTo);
  if (days === 0) return { word: m.licences_status_ends_today(), tone: 'warn' };
  if (days <= 60) return { word: m.licences_status_expiring({ days }), tone: 'warn' };
  return { word: m.licences_status_granted(), tone: 'brand' };
}

export const stepWord: Record<LicenceStepKind, () => string> = {
  submit: m.licences_step_submit,
  withdraw: m.licences_step_withdraw,
  accept: m.licences_step_accept,
  pass_first_review: m.licences_step_pass_first_review,
  pass_site_check: m.licences_step_pass_site_check,
  pass_review: m.licences_step_pass_review,
  grant: m.licences_step_grant,
  return: m.licences_step_return,
  refuse: m.licences_step_refuse,
  suspend: m.licences_step_suspend,
  resume: m.licences_step_resume,
  revoke: m.licences_step_revoke,
};

export function stepName(step: string): string {
  return Object.hasOwn(stepWord, step) ? stepWord[step as LicenceStepKind]() : step;
}

export const useWord: Record<LicenceUse, () => string> = {
  packaging: m.licences_use_packaging,
  advertising: m.licences_use_advertising,
  exhibition: m.licences_use_exhibition,
  online_shop: m.licences_use_online_shop,
};

export const paperWord: Record<PaperKind, () => string> = {
  application_form: m.licences_paper_application_form,
  registration: m.licences_paper_registration,
  trademark: m.licences_paper_trademark,
  production_licence: m.licences_paper_production_licence,
  origin: m.licences_paper_origin,
  test_report: m.licences_paper_test_report,
  certificate: m.licences_paper_certificate,
  product_photo: m.licences_paper_product_photo,
  commitment: m.licences_paper_commitment,
  incident_statement: m.licences_paper_incident_statement,
  identity_card: m.licences_paper_identity_card,
  site_photo: m.licences_paper_site_photo,
  other: m.licences_paper_other,
};

export const paperHint: Partial<Record<PaperKind, () => string>> = {
  registration: m.licences_paper_hint_registration,
  origin: m.licences_paper_hint_origin,
  test_report: m.licences_paper_hint_test_report,
  product_photo: m.licences_paper_hint_product_photo,
  commitment: m.licences_paper_hint_commitment,
  incident_statement: m.licences_paper_hint_incident_statement,
  identity_card: m.licences_paper_hint_identity_card,
};

/** @param nameOf what a product is called. */
export function problemText(
  problem: IntakeProblem,
  locale: Locale,
  nameOf: (productId: string) => string,
): string {
  const day = (value: Day) => dayText(value, locale);
  switch (problem.code) {
    case 'paper_missing':
      return m.licences_problem_paper_missing({ paper: paperWord[problem.kind]() });
    case 'report_undated':
      return m.licences_problem_report_undated();
    case 'report_too_old':
      return m.licences_problem_report_too_old({ day: day(problem.issuedOn) });
    case 'report_in_future':
      return m.licences_problem_report_in_future({ day: day(problem.issuedOn) });
    case 'incident':
      return m.licences_problem_incident({ day: day(problem.on) });
    case 'incident_unsaid':
      return m.licences_problem_incident_unsaid();
    case 'product_outside':
      return m.licences_problem_product_outside({ product: nameOf(problem.productId) });
    case 'no_product':
      return m.licences_problem_no_product();
    case 'no_use':
      return m.licences_problem_no_use();
  }
}

const FAILURES: Record<ApplicationFailure, () => string> = {
  not_found: m.licences_fail_not_found,
  not_open: m.licences_fail_not_open,
  not_a_merchant: m.licences_fail_not_a_merchant,
  brand_not_granted: m.licences_fail_brand_not_granted,
  already_applied: m.licences_fail_already_applied,
  problems: m.licences_fail_problems,
  too_many_papers: m.licences_fail_too_many_papers,
  empty: m.licences_fail_empty,
  too_large: m.licences_fail_too_large,
  not_readable: m.licences_fail_not_readable,
  wrong_kind: m.licences_fail_wrong_kind,
};

export function failureText(reason: ApplicationFailure): string {
  return FAILURES[reason]();
}

type GateReason = RefusedMark['reason'];

const REFUSALS: Record<GateReason, (names: { brand: string }) => string> = {
  no_licence: m.licences_refusal_no_licence,
  not_yet_valid: m.licences_refusal_not_yet_valid,
  expired: m.licences_refusal_expired,
  expires_before_campaign_end: m.licences_refusal_expires_before_campaign_end,
  product_not_covered: m.licences_refusal_product_not_covered,
  use_not_covered: m.licences_refusal_use_not_covered,
  territory: m.licences_refusal_territory,
  suspended: m.licences_refusal_suspended,
  revoked: m.licences_refusal_revoked,
  mark_version_retired: m.licences_refusal_mark_version_retired,
  no_drawing: m.licences_refusal_no_drawing,
};

const REMEDIES: Record<GateReason, () => string> = {
  no_licence: m.licences_todo_no_licence,
  not_yet_valid: m.licences_todo_not_yet_valid,
  expired: m.licences_todo_expired,
  expires_before_campaign_end: m.licences_todo_expires_before_campaign_end,
  product_not_covered: m.licences_todo_product_not_covered,
  use_not_covered: m.licences_todo_use_not_covered,
  territory: m.licences_todo_territory,
  suspended: m.licences_todo_suspended,
  revoked: m.licences_todo_revoked,
  mark_version_retired: m.licences_todo_mark_version_retired,
  no_drawing: m.licences_todo_no_drawing,
};

/** Why a mark may not stand on a picture, and what its holder can do about it. */
export function gateWords(reason: GateReason, brand: string): { why: string; what: string } {
  return { why: REFUSALS[reason]({ brand }), what: REMEDIES[reason]() };
}
