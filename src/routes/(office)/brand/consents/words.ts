import { m } from '#lib/paraglide/messages.js';
import type { ConsentFailure } from '#lib/server/brand/consents.ts';

export const consentFailure: Record<ConsentFailure, () => string> = {
  not_allowed: m.brand_error_not_allowed,
  not_found: m.brand_error_not_found,
  person_missing: m.brand_consent_error_person_missing,
  asset_missing: m.brand_consent_error_asset_missing,
  uses_missing: m.brand_consent_error_uses_missing,
  days_invalid: m.brand_error_days_invalid,
  paper_missing: m.brand_consent_error_paper_missing,
  guardian_missing: m.brand_consent_error_guardian_missing,
  too_young: m.brand_consent_error_too_young,
  already_there: m.brand_consent_error_already_there,
  already_withdrawn: m.brand_consent_error_already_withdrawn,
  words_missing: m.brand_error_words_missing,
  empty: m.brand_error_empty,
  too_large: m.brand_error_too_large,
  not_readable: m.brand_error_not_readable,
  wrong_kind: m.brand_error_wrong_kind,
};
