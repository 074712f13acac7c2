/** What kinds, standings, refusals and failures of the library are called. */
import { m } from '#lib/paraglide/messages.js';
import type { AssetRefusal, AssetStanding } from '#lib/server/brand/assets/asset-state.ts';
import type { AssetFailure } from '#lib/server/brand/assets/assets.ts';
import type { AssetSort } from '#lib/server/brand/assets/listing.ts';
import type { AssetKind, AssetLicence, AssetSource, AssetUse } from '#lib/server/brand/assets/terms.ts';
import type { Tone } from '#lib/ui/tone.ts';

type Word = () => string;

export const kindWord: Record<AssetKind, Word> = {
  photo: m.assets_kind_photo,
  drawing: m.assets_kind_drawing,
  film: m.assets_kind_film,
};

export const standingWord: Record<AssetStanding, Word> = {
  usable: m.assets_standing_usable,
  ending: m.assets_standing_ending,
  blocked: m.assets_standing_blocked,
  archived: m.assets_standing_archived,
};

export const standingTone: Record<AssetStanding, Tone> = {
  usable: 'brand',
  ending: 'warn',
  blocked: 'danger',
  archived: 'neutral',
};

export const refusalWord: Record<AssetRefusal, Word> = {
  archived: m.assets_refusal_archived,
  ai_made: m.assets_refusal_ai_made,
  film: m.assets_refusal_film,
  rights_unknown: m.assets_refusal_rights_unknown,
  rights_withdrawn: m.assets_refusal_rights_withdrawn,
  rights_not_yet: m.assets_refusal_rights_not_yet,
  rights_expired: m.assets_refusal_rights_expired,
  rights_end_early: m.assets_refusal_rights_end_early,
  use_not_covered: m.assets_refusal_use_not_covered,
  consent_missing: m.assets_refusal_consent_missing,
  consent_withdrawn: m.assets_refusal_consent_withdrawn,
  consent_expired: m.assets_refusal_consent_expired,
  consent_ends_early: m.assets_refusal_consent_ends_early,
  consent_not_for_this: m.assets_refusal_consent_not_for_this,
  official_beside_goods: m.assets_refusal_official_beside_goods,
};

/** What to do about it. */
export function remedyWord(refusal: AssetRefusal): string {
  if (refusal === 'rights_withdrawn' || refusal === 'consent_withdrawn') return m.assets_remedy_stop();
  if (refusal.startsWith('consent')) return m.assets_remedy_consent();
  if (refusal.startsWith('rights') || refusal === 'use_not_covered') return m.assets_remedy_rights();
  return m.assets_remedy_other();
}

export const sourceWord: Record<AssetSource, Word> = {
  own: m.assets_source_own,
  commissioned: m.assets_source_commissioned,
  merchant: m.assets_source_merchant,
  bought: m.assets_source_bought,
  archive: m.assets_source_archive,
};

export const licenceWord: Record<AssetLicence, Word> = {
  own_work: m.assets_licence_own_work,
  assigned: m.assets_licence_assigned,
  permission: m.assets_licence_permission,
  bought: m.assets_licence_bought,
  cc_by: m.assets_licence_cc_by,
  public_domain: m.assets_licence_public_domain,
  unknown: m.assets_licence_unknown,
};

export const useWord: Record<AssetUse, Word> = {
  poster: m.assets_use_poster,
  print: m.assets_use_print,
  livestream_cover: m.assets_use_livestream_cover,
  report: m.assets_use_report,
};

export const sortWord: Record<AssetSort, Word> = {
  newest: m.assets_sort_newest,
  title: m.assets_sort_title,
  ending: m.assets_sort_ending,
};

export const sizeWord: Record<'web' | 'full' | 'proof', Word> = {
  web: m.assets_size_web,
  full: m.assets_size_full,
  proof: m.assets_size_proof,
};

export const failureWord: Record<AssetFailure | 'invalid', Word> = {
  not_found: m.assets_failure_not_found,
  not_allowed: m.assets_failure_not_allowed,
  stale: m.assets_failure_stale,
  days_reversed: m.assets_failure_days_reversed,
  title_missing: m.assets_failure_title_missing,
  author_missing: m.assets_failure_author_missing,
  reason_missing: m.assets_failure_reason_missing,
  unknown_place: m.assets_failure_unknown_place,
  withdrawn: m.assets_failure_withdrawn,
  invalid: m.assets_failure_invalid,
};
